"""The click map of an item: where a class tapped, on the plate, without names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from webapp.atlas.figures import Figure, Ink, Mark, danger_marks, figure, muscle_marks
from webapp.core.answers import Miss
from webapp.core.charts import View
from webapp.core.click_maps import Tapped, Taps, by_outcome, by_view, came_of, is_close
from webapp.core.items import Item, Locate, MarkCaution, OwnOutline, PointAt
from webapp.core.shown import FEWEST
from webapp.insights.clicks_queries import Row
from webapp.library.figures import dots, focus_of
from webapp.library.shelf import Shelf
from webapp.practice.asking import question
from webapp.practice.pictures import area_marks

ON_CHART = Locate | PointAt | MarkCaution | OwnOutline
DRAWN_WRONG = 3
"""The muscles hit most often instead are outlined, up to so many."""
DOT_SHARE = 0.008
"""Half the width of a mark, as a share of the width of the picture."""


@dataclass(frozen=True, slots=True)
class ClickMap:
    """A plate with the taps of a class on it; `views` can be chosen instead, `wrong` are the ids of the muscles outlined as wrong."""

    figure: Figure
    taps: Sequence[Taps]
    students: int
    count: int
    views: Sequence[str]
    wrong: Sequence[str]


def tapped(rows: Iterable[Row]) -> list[Tapped]:
    """The taps among some answers; blank ones, and those in words, are none."""
    found = []
    for row in rows:
        match row.raw_answer:
            case {"type": "tap", "view": str(view), "at": [u, v]}:
                # A near tap counts as right and has missed all the same: its miss tells.
                came, close = came_of(row.miss), is_close(row.miss, row.score)
                found.append(Tapped(row.student_id, view, (float(u), float(v)), came, None if row.correct else row.hit, close))
    return found


def misses_of(rows: Iterable[Row]) -> tuple[int, int]:
    """Taps that missed, and how many of them lay within the slack of the edge."""
    missed = [row for row in rows if row.raw_answer.get("type") == "tap" and row.miss not in (None, Miss.BLANK)]
    return len(missed), sum(is_close(row.miss, row.score) for row in missed)


def click_map(shelf: Shelf, item: Item, taps: Sequence[Tapped], view_id: str | None = None) -> ClickMap | None:
    """The map of an item on the chart; None where fewer than five students tapped on any view that still shows it."""
    views = {name: found for name, found in by_view(taps, FEWEST).items() if _is_shown(shelf, item, name)}
    if not views or not isinstance(item, ON_CHART):
        return None
    chosen = view_id if view_id in views else next(iter(views))
    view, found = shelf.atlas.views[chosen], views[chosen]
    wrong = _most_hit(view, item, found)
    hits = [mark for muscle in wrong for mark in muscle_marks(view, muscle, item.layer, Ink.HIT)]
    picture = _bare(shelf, item, view).with_marks(*_right_marks(item, view), *hits)
    if isinstance(item, PointAt):
        picture = replace(picture, dots=dots(shelf.catalogue.muscles[item.subject], view))
    width = float(picture.box.split()[2])
    outcomes = by_outcome(found, view.window, max(1.0, DOT_SHARE * width))
    return ClickMap(picture, outcomes, len({tap.student for tap in found}), len(found), list(views), wrong)


def _bare(shelf: Shelf, item: ON_CHART, view: View) -> Figure:
    """The plate as it was asked on, or where most tapped another view, that one."""
    asked = question(shelf, item, 0).figures
    if asked and asked[0].view == view.id:
        return replace(asked[0], plates=())
    return figure(view, item.layer if item.layer in view.plates else view.first_layer, focus_of(shelf, item.region, view))


def _is_shown(shelf: Shelf, item: Item, name: str) -> bool:
    view = shelf.atlas.views.get(name)
    if view is None:
        return False
    return view.id == item.view if isinstance(item, OwnOutline) else item.subject in view.muscles


def _right_marks(item: ON_CHART, view: View) -> tuple[Mark, ...]:
    match item:
        case OwnOutline():
            return area_marks(item, view)
        case MarkCaution():
            dangers = [mark for each in item.structures for mark in danger_marks(view, each)]
            return (*muscle_marks(view, item.subject, item.layer, Ink.ASKED), *dangers)
    return muscle_marks(view, item.subject, item.layer, Ink.RIGHT)


def _most_hit(view: View, item: Item, taps: Iterable[Tapped]) -> list[str]:
    counts: dict[str, int] = {}
    for tap in taps:
        if tap.hit is not None and tap.hit in view.muscles and tap.hit != item.subject:
            counts[tap.hit] = counts.get(tap.hit, 0) + 1
    return sorted(counts, key=lambda muscle: (-counts[muscle], muscle))[:DRAWN_WRONG]
