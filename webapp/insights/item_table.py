"""Use case: every item that a class met, with its figures, filtered, sorted and paged."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.classrooms.models import Classroom
from webapp.classrooms.queries import get_taught
from webapp.core.item_analysis import JUDGED_FROM, NAMED, NO_ANSWERS, Flag, Health, Moments, discrimination, flags, hardness
from webapp.core.items import Item, Kind
from webapp.core.shares import Share
from webapp.core.shown import FEWEST
from webapp.insights import item_queries as queries
from webapp.insights.item_queries import NOTHING, Given, ItemCounts
from webapp.insights.item_targets import target_px
from webapp.insights.item_words import kind_of, right_ids, subject_of
from webapp.library.shelf import Shelf

PAGE = 50
SORTS = ("facility", "discrimination", "sure", "hard")
NO_MATCH = float("inf")


@dataclass(frozen=True, slots=True)
class Look:
    """What of the items is wanted: one region or all, one kind or all, in which order, which page from 1."""

    region: str | None = None
    kind: str | None = None
    sort: str = "facility"
    page: int = 1


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item with the figures of a class; what is None is not known, or of too few students to be shown."""

    key: str
    item: Item | None
    counts: ItemCounts
    named: Share = NO_ANSWERS
    """Answers to the same asked in words, where this is asked on the chart."""
    discrimination: float | None = None
    scored: int = 0
    """Students whose answers to other items the discrimination is worked out from."""
    median_ms: float | None = None
    given: tuple[Given, ...] = ()
    target_px: float | None = None
    flags: tuple[Flag, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether enough students answered it for figures without names."""
        return self.counts.students >= FEWEST

    @property
    def detailed(self) -> bool:
        """Whether enough of them are in the class now: of erased accounts only counts are left."""
        return self.counts.present >= FEWEST

    @property
    def judged(self) -> float | None:
        """The discrimination where it is of so many students that a weak one is more than chance."""
        return self.discrimination if self.scored >= JUDGED_FROM else None

    @property
    def facility(self) -> Share:
        """Right first answers, one a student."""
        return Share(self.counts.first_right, self.counts.students)

    @property
    def practised(self) -> Share:
        """Right answers of all."""
        return Share(self.counts.right, self.counts.answers)

    @property
    def hardness(self) -> float | None:
        """How much more often clicking fails than naming; None where either has too few students."""
        return hardness(self.practised, self.named) if self.shown else None


@dataclass(frozen=True, slots=True)
class ItemTable:
    """A page of the items of a class."""

    classroom: Classroom
    look: Look
    rows: Sequence[ItemRow]
    count: int
    pages: int
    students: int
    regions: Sequence[str] = field(default=())
    kinds: Sequence[str] = field(default=())


def item_table(session: Session, shelf: Shelf, teacher: User, classroom_id: int, look: Look) -> ItemTable:
    """A page of the items of a class that the person teaches; NotFound for any other class."""
    classroom = get_taught(session, teacher.id, classroom_id)
    moments = queries.sum_moments(session, classroom.id) if look.sort == "discrimination" else None
    rows = list_rows(session, shelf, classroom.id, look, moments)
    pages = max(1, ceil(len(rows) / PAGE))
    page = min(max(1, look.page), pages)
    there = rows[(page - 1) * PAGE : page * PAGE]
    return ItemTable(
        classroom=classroom,
        look=Look(look.region, look.kind, look.sort, page),
        rows=complete(session, shelf, classroom.id, there, moments),
        count=len(rows),
        pages=pages,
        students=queries.count_members(session, classroom.id),
        regions=[*shelf.catalogue.regions],
        kinds=[str(kind) for kind in Kind],
    )


def list_rows(session: Session, shelf: Shelf, classroom_id: int, look: Look, moments: Mapping[str, Moments] | None = None) -> list[ItemRow]:
    """Every item that was asked for, in order; `moments` of all items are needed for the order of discrimination."""
    sums = queries.sum_items(session, classroom_id, look.region)
    rows = [
        ItemRow(key, shelf.find_item(key), counts, named_of(sums, key))
        for key, counts in sums.items()
        if look.kind is None or kind_of(key) == look.kind
    ]
    if look.sort == "hard":
        rows = [row for row in rows if kind_of(row.key) in NAMED]
    values = {key: discrimination(sums) for key, sums in (moments or {}).items()}
    order = _ORDERS[look.sort if look.sort in SORTS else "facility"]
    # Those of too few students come last, in the order of their keys: the order must not tell what is not shown.
    return sorted(rows, key=lambda row: (not row.shown, order(row, values) if row.shown else 0.0, row.key))


def complete(
    session: Session, shelf: Shelf, classroom_id: int, rows: Sequence[ItemRow], moments: Mapping[str, Moments] | None = None
) -> list[ItemRow]:
    """The same rows with everything that is shown of them; what few students did stays out. `moments` are those of all items, if known."""
    keys = [row.key for row in rows if row.detailed]
    if not keys:
        return [_completed(shelf, row, {}, {}, {}) for row in rows]
    values = {key: moments[key] for key in keys if key in moments} if moments else queries.sum_moments(session, classroom_id, keys)
    medians, given = queries.list_medians(session, classroom_id, keys), queries.list_given(session, classroom_id, keys)
    return [_completed(shelf, row, values, medians, given) for row in rows]


def wrong_given(item: Item | None, given: Sequence[Given]) -> tuple[Given, ...]:
    """What was given and is a mistake; of marked things the right ones are none."""
    right = right_ids(item)
    return tuple(row for row in given if row.given not in right)


def named_of(sums: Mapping[str, ItemCounts], key: str) -> Share:
    """Answers to the same asked in words, of the first kind that enough students were asked."""
    kind, subject = kind_of(key), subject_of(key)
    for twin in NAMED.get(Kind(kind), ()) if kind in set(Kind) else ():
        counts = sums.get(f"{subject}/{twin}", NOTHING)
        if counts.students >= FEWEST:
            return Share(counts.right, counts.answers)
    return NO_ANSWERS


def _completed(
    shelf: Shelf, row: ItemRow, values: Mapping[str, Moments], medians: Mapping[str, float], given: Mapping[str, Sequence[Given]]
) -> ItemRow:
    sums = values.get(row.key)
    known = ItemRow(
        key=row.key,
        item=row.item,
        counts=row.counts,
        named=row.named,
        discrimination=discrimination(sums) if sums else None,
        scored=sums.n if sums else 0,
        median_ms=medians.get(row.key),
        given=wrong_given(row.item, given.get(row.key, ())),
        target_px=target_px(shelf, row.item),
    )
    return replace(known, flags=flags(Health(row.counts.students, known.judged, known.target_px, row.practised, row.named)))


Values = Mapping[str, float | None]


def _by_facility(row: ItemRow, _: Values) -> float:
    return row.facility.value or 0.0


def _by_discrimination(row: ItemRow, values: Values) -> float:
    found = values.get(row.key)
    return NO_MATCH if found is None else found


def _by_sure(row: ItemRow, _: Values) -> float:
    return -row.counts.sure_wrong


def _by_hardness(row: ItemRow, _: Values) -> float:
    return NO_MATCH if row.hardness is None else -row.hardness


_ORDERS: dict[str, Callable[[ItemRow, Values], float]] = {
    "facility": _by_facility,
    "discrimination": _by_discrimination,
    "sure": _by_sure,
    "hard": _by_hardness,
}
