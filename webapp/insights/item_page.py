"""Use case: one item with the figures of a class: how hard, what was given instead, where was tapped, and whether the question is sound."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.classrooms.models import Classroom
from webapp.classrooms.queries import get_taught
from webapp.core.intervals import Interval
from webapp.core.item_analysis import NAMED, Health, discrimination_bounds, flags
from webapp.core.items import Item, Kind
from webapp.errors import NotFound
from webapp.insights import item_queries as queries
from webapp.insights.clicks import ON_CHART, ClickMap, click_map, misses_of, tapped
from webapp.insights.clicks_queries import list_answers
from webapp.insights.item_queries import NOTHING, Given
from webapp.insights.item_table import ItemRow, complete, named_of
from webapp.insights.item_words import MUSCLE_KINDS, kind_of, needed_ids, subject_of
from webapp.library.shelf import Shelf

NO_SUCH_ITEM = "This class has not met such a question."


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something right that wrong answers left out: how often, of so many wrong answers."""

    id: str
    times: int
    of: int


@dataclass(frozen=True, slots=True)
class Swap:
    """Another muscle that is given for this one, and this one for it; how often each (None: fewer than five have met the other one)."""

    muscle: str
    given_here: int
    given_there: int | None


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One item of a class; `clicks` is None where it is not asked on the chart, or fewer than five students tapped."""

    classroom: Classroom
    row: ItemRow
    bounds: Interval | None
    left_out: Sequence[LeftOut]
    swaps: Sequence[Swap]
    on_chart: bool
    clicks: ClickMap | None
    misses: int
    near: int

    @property
    def back(self) -> dict[str, int]:
        """How often this muscle was given for each other one that was given for it."""
        return {each.muscle: each.given_there for each in self.swaps if each.given_there is not None}


def item_page(session: Session, shelf: Shelf, teacher: User, classroom_id: int, key: str, view_id: str | None = None) -> ItemPage:
    """One item of a class that the person teaches; NotFound for any other class, and for what is no item and was never met."""
    classroom = get_taught(session, teacher.id, classroom_id)
    row = _row(session, shelf, classroom.id, key)
    item = row.item
    on_chart = isinstance(item, ON_CHART)
    answers = list_answers(session, classroom.id, key) if on_chart and row.detailed else []
    misses, near = misses_of(answers)
    health = Health(row.counts.students, row.judged, row.target_px, row.practised, row.named, misses, near)
    return ItemPage(
        classroom=classroom,
        row=replace(row, flags=flags(health)),
        bounds=discrimination_bounds(row.discrimination, row.scored) if row.discrimination is not None else None,
        left_out=_left_out(session, classroom.id, item, row),
        swaps=_swaps(session, shelf, classroom.id, row),
        on_chart=on_chart,
        clicks=click_map(shelf, item, tapped(answers), view_id) if item is not None else None,
        misses=misses,
        near=near,
    )


def _row(session: Session, shelf: Shelf, classroom_id: int, key: str) -> ItemRow:
    kind, subject, item = kind_of(key), subject_of(key), shelf.find_item(key)
    twins = [f"{subject}/{twin}" for twin in NAMED.get(Kind(kind), ())] if kind in set(Kind) else []
    sums = queries.sum_items(session, classroom_id, keys=[key, *twins])
    if item is None and key not in sums:
        raise NotFound(NO_SUCH_ITEM)
    [row] = complete(session, shelf, classroom_id, [ItemRow(key, item, sums.get(key, NOTHING), named_of(sums, key))])
    return row


def _left_out(session: Session, classroom_id: int, item: Item | None, row: ItemRow) -> list[LeftOut]:
    """What was right and not marked: as often as answers were wrong, less the times that it was marked in them."""
    needed = needed_ids(item)
    if not needed or not row.detailed:
        return []
    wrong = queries.count_wrong(session, classroom_id, row.key)
    marked = {each.given: each.times for each in queries.list_given(session, classroom_id, [row.key]).get(row.key, ())}
    found = [LeftOut(each, wrong - marked.get(each, 0), wrong) for each in sorted(needed)]
    return sorted((each for each in found if each.times > 0), key=lambda each: (-each.times, each.id))


def _swaps(session: Session, shelf: Shelf, classroom_id: int, row: ItemRow) -> list[Swap]:
    kind, subject = kind_of(row.key), subject_of(row.key)
    if kind not in MUSCLE_KINDS or not row.detailed:
        return []
    others = [each for each in row.given if each.given in shelf.catalogue.muscles]
    back = _given_back(session, classroom_id, kind, subject, others)
    return [Swap(each.given, each.times, back.get(each.given)) for each in others]


def _given_back(session: Session, classroom_id: int, kind: str, subject: str, others: Sequence[Given]) -> dict[str, int]:
    """How often a muscle was given for each of some others, of those that at least five students have met."""
    if not others:
        return {}
    met = queries.list_present(session, classroom_id, [f"{each.given}/{kind}" for each in others])
    found = queries.list_given(session, classroom_id, met)
    return {subject_of(key): sum(each.times for each in found.get(key, ()) if each.given == subject) for key in met}
