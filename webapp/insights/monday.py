"""Use case: the Monday sheet, one page of what a class needs in its next lesson."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.classrooms.models import Classroom
from webapp.classrooms.queries import get_taught
from webapp.core.days import study_day
from webapp.core.folds import week_of
from webapp.core.reteaching import FORGOTTEN_FROM, HARD_BELOW, SWAPS_FROM, Chosen, Reason, Trouble, choose
from webapp.core.shown import FEWEST
from webapp.insights.item_queries import count_members
from webapp.insights.item_words import subject_of
from webapp.insights.mix_ups import Pair, pairs
from webapp.insights.monday_queries import Danger, Fading, Slip, list_dangers, list_fading, list_slips
from webapp.library.shelf import Shelf

WEEK = 7
LATELY = 14
"""Days up to today of which mistakes are told, or in which a question was asked again: older ones were for an earlier sheet."""
FURTHEST = 60
"""Days ahead for which the sheet can be made."""
MOST_FADING, MOST_DANGERS, MOST_SURE = 12, 4, 4


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet: days are ordinals; mistakes are of the days from `lately` on, dangers from `since` on.

    `n` tells how many students met each item, `few_dangers` whether there were any with what fewer than five have met.
    """

    classroom: Classroom
    today: int
    day: int
    since: int
    lately: int
    students: int
    met: int
    """Items that at least five students have met."""
    fading: Sequence[Fading]
    dangers: Sequence[Danger]
    few_dangers: bool
    sure: Sequence[Slip]
    chosen: Sequence[Chosen]
    n: Mapping[str, int]
    safety: frozenset[str]
    """Items of these about safety."""


def next_monday(today: int) -> int:
    """The Monday after a day."""
    return week_of(today) + WEEK


def monday_sheet(session: Session, shelf: Shelf, teacher: User, classroom_id: int, day: int | None, *, at: datetime) -> Sheet:
    """The sheet of a class that the person teaches, for a lesson on a day (none, or one out of reach: next Monday)."""
    classroom = get_taught(session, teacher.id, classroom_id)
    today = study_day(at, classroom.time_zone)
    lesson = day if day is not None and today < day <= today + FURTHEST else next_monday(today)
    items = list_fading(session, classroom.id, today, lesson)
    n = {each.key: each.students for each in items}
    dangers = list_dangers(session, classroom.id, today - WEEK + 1)
    known = [each for each in dangers if each.key in n]
    lately = today - LATELY + 1
    slips = [each for each in list_slips(session, classroom.id, lately) if each.key in n]
    safety = frozenset(each.key for each in items if each.safety)
    mixed = pairs(session, shelf, classroom.id)
    fresh = {each.key for each in items if each.last_day >= lately}
    troubles = [
        *_item_troubles(items, fresh),
        *_slip_troubles(slips, n, safety),
        *_danger_troubles(known, n),
        *_mixed_troubles(each for each in mixed if each.key in fresh),
    ]
    return Sheet(
        classroom=classroom,
        today=today,
        day=lesson,
        since=today - WEEK + 1,
        lately=lately,
        students=count_members(session, classroom.id),
        met=len(items),
        fading=sorted((each for each in items if forgotten(each) >= 0.5), key=lambda each: (-_share(each), each.key))[:MOST_FADING],
        dangers=known[:MOST_DANGERS],
        few_dangers=len(known) < len(dangers),
        sure=sorted(slips, key=lambda each: (each.key not in safety, -each.times, each.key))[:MOST_SURE],
        chosen=choose(troubles),
        n=n,
        safety=safety,
    )


def forgotten(item: Fading) -> float:
    """How many of those who met an item will have forgotten it on the day of the lesson, as the memory model expects."""
    return item.students - item.later


def _share(item: Fading) -> float:
    return forgotten(item) / item.students


def _item_troubles(items: Iterable[Fading], fresh: Collection[str]) -> Iterable[Trouble]:
    for each in items:
        subject = subject_of(each.key)
        if each.right < HARD_BELOW * each.answers and each.key in fresh:
            concerned = each.students * (1 - each.right / each.answers)
            yield Trouble(subject, Reason.HARD, each.key, each.students, concerned, each.answers - each.right, safety=each.safety)
        if _share(each) >= FORGOTTEN_FROM:
            yield Trouble(subject, Reason.FORGOTTEN, each.key, each.students, forgotten(each), safety=each.safety)


def _slip_troubles(slips: Iterable[Slip], n: Mapping[str, int], safety: Collection[str]) -> Iterable[Trouble]:
    for each in slips:
        about = subject_of(each.key)
        yield Trouble(about, Reason.SURE, each.key, n[each.key], each.students, each.times, safety=each.key in safety)


def _danger_troubles(dangers: Iterable[Danger], n: Mapping[str, int]) -> Iterable[Trouble]:
    for each in dangers:
        yield Trouble(subject_of(each.key), Reason.HAZARD, each.key, n[each.key], each.students, each.times, each.hit, safety=True)


def _mixed_troubles(found: Iterable[Pair]) -> Iterable[Trouble]:
    for each in found:
        if each.both_ways >= SWAPS_FROM and each.n >= FEWEST:
            subject = subject_of(each.key)
            other = each.other if subject == each.one else each.one
            yield Trouble(subject, Reason.MIXED, each.key, each.n, each.students, each.forth + each.back, other)
