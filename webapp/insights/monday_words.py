"""The Monday sheet in words and pictures: why each thing is taught again, and the plate to teach it on."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.atlas.figures import Figure, Ink, figure, muscle_marks, structure_marks
from webapp.core.charts import View
from webapp.core.closeups import window_about
from webapp.core.days import day_date
from webapp.core.geometry import Window
from webapp.core.items import NameCautions
from webapp.core.reteaching import Chosen, Reason, Trouble
from webapp.insights.item_words import given_words, kind_name, kind_of, sentence, subject_name
from webapp.insights.monday import Sheet
from webapp.library.figures import drawn_views, zone_figures
from webapp.library.shelf import Shelf

MARGIN_MM = 45.0
MOST_REASONS = 3
MOST_NAMED = 2
SMALLEST_MM = 180.0
"""A plate shows at least so much of the body, so that one knows where one is."""


@dataclass(frozen=True, slots=True)
class Reteach:
    """One thing to teach again, ready to be shown: its name, why, and a plate with what its marks mean; None where nothing is drawn."""

    name: str
    key: str
    why: Sequence[str]
    figure: Figure | None
    legend: Sequence[tuple[Ink, str]]


def day_words(day: int) -> str:
    """A day as people say it: "Monday 9 March"."""
    date = day_date(day)
    return f"{date:%A} {date.day} {date:%B}"


def short_day(day: int) -> str:
    """A day in few letters: "Mon 9 Mar"."""
    date = day_date(day)
    return f"{date:%a} {date.day} {date:%b}"


def reteach(shelf: Shelf, sheet: Sheet, language: str = "english") -> list[Reteach]:
    """What is taught again, with the reasons that weigh most."""
    return [_shown(shelf, sheet, each, number, language) for number, each in enumerate(sheet.chosen)]


def danger_words(shelf: Shelf, key: str, hit: str | None) -> str:
    """What was done that could hurt somebody."""
    if hit is not None:
        structure = shelf.catalogue.structures.get(hit)
        return f"pressed on: {structure.name if structure else hit.replace('-', ' ')}"
    item = shelf.find_item(key)
    musts = sorted(item.must) if isinstance(item, NameCautions) else []
    names = [shelf.catalogue.structures[each].name for each in musts if each in shelf.catalogue.structures]
    if 0 < len(names) <= MOST_NAMED:
        return f"left out {' or '.join(names)}"
    return "left out what must be named"


def _shown(shelf: Shelf, sheet: Sheet, chosen: Chosen, number: int, language: str) -> Reteach:
    key = chosen.troubles[0].item_key
    picture, legend = _plate(shelf, chosen)
    why = [why_words(shelf, sheet, each, language) for each in chosen.troubles[:MOST_REASONS]]
    return Reteach(subject_name(shelf, key, language), key, why, picture.named(f"teach-{number}") if picture else None, legend)


def why_words(shelf: Shelf, sheet: Sheet, trouble: Trouble, language: str = "english") -> str:
    """A reason with its number of students."""
    kind = kind_name(kind_of(trouble.item_key)).lower()
    of = f"of {trouble.n} students"
    match trouble.reason:
        case Reason.HAZARD:
            who = f"{trouble.times} × by {trouble.students:.0f} {of} since {short_day(sheet.since)}"
            return f"{sentence(danger_words(shelf, trouble.item_key, trouble.other))}, {who}"
        case Reason.SURE:
            return f"Sure and wrong {trouble.times} × by {trouble.students:.0f} {of} since {short_day(sheet.lately)} ({kind})"
        case Reason.MIXED:
            other = given_words(shelf, None, trouble.other or "", language)
            return f"Mixed up with {other}, both ways, {trouble.times} × so far, {trouble.students:.0f} {of} or more"
        case Reason.HARD:
            return f"{trouble.times} wrong answers so far, about {trouble.students:.0f} {of} do not have it ({kind})"
    return f"About {trouble.students:.0f} {of} will have forgotten it ({kind})"


def _plate(shelf: Shelf, chosen: Chosen) -> tuple[Figure | None, list[tuple[Ink, str]]]:
    subject = shelf.about(chosen.subject)
    muscle = shelf.catalogue.muscles.get(subject)
    if muscle is None:
        found = zone_figures(shelf, subject, ())[:1] if subject in shelf.catalogue.zones else ()
        return (found[0], [(Ink.RIGHT, "the zone")]) if found else (None, [])
    hit = {each.other for each in chosen.troubles if each.reason is Reason.HAZARD and each.other}
    for name in _views(shelf, muscle.id, chosen.other):
        view = shelf.atlas.views[name]
        layer = muscle.layer if muscle.layer in view.muscles[muscle.id].visible else view.deepest_layer
        other = muscle_marks(view, chosen.other, layer, Ink.HIT) if chosen.other else ()
        dangers = [mark for each in sorted(hit) for mark in structure_marks(view, each)]
        marks = (*muscle_marks(view, muscle.id, layer, Ink.RIGHT), *other, *dangers)
        legend = [
            (Ink.RIGHT, "the muscle"),
            *([(Ink.HIT, "mixed up with")] if other else []),
            *([(Ink.HAZARD, "do not press")] if dangers else []),
        ]
        return figure(view, layer, _window(view, muscle.id, chosen.other)).with_marks(*marks), legend
    return None, []


def _views(shelf: Shelf, muscle: str, other: str | None) -> list[str]:
    """Views of a muscle, whole ones only: those that show what it is mixed up with too come first."""
    views = [name for name in drawn_views(shelf, shelf.catalogue.muscles[muscle]) if not shelf.atlas.views[name].is_close_up]
    return sorted(views, key=lambda name: other is not None and other not in shelf.atlas.views[name].muscles)


def _window(view: View, muscle: str, other: str | None) -> Window:
    """The part of a view about one or two muscles: not too small, and inside the view."""
    parts = [window_about(view, each, MARGIN_MM) for each in (muscle, other) if each in view.muscles and each is not None]
    u0, v0 = min(part[0] for part in parts), min(part[1] for part in parts)
    u1, v1 = max(part[2] for part in parts), max(part[3] for part in parts)
    across, tall = max(0.0, SMALLEST_MM - (u1 - u0)) / 2, max(0.0, SMALLEST_MM - (v1 - v0)) / 2
    left, low, right, high = view.window
    return (max(left, u0 - across), max(low, v0 - tall), min(right, u1 + across), min(high, v1 + tall))
