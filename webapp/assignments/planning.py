"""Use case: say whether an assignment fits the daily caps of those it is for, from what a class may be shown of their practice."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.assignments import queries
from webapp.assignments.models import Assignment
from webapp.assignments.progress import measured
from webapp.assignments.wishes import Wish
from webapp.classrooms.models import Classroom
from webapp.classrooms.queries import list_students
from webapp.core.assigning import IN_WORDS, Goal, days_per_stability, questions_of
from webapp.core.days import study_day
from webapp.core.decks import Deck
from webapp.core.fitting import Fit, Load, fit_of_days, fit_of_items
from webapp.library.shelf import Shelf
from webapp.practice.pace import FIRST_GUESS_SECONDS
from webapp.practice.scheduling import SAFETY_FLOOR
from webapp.practice.shown_models import ShownItem

Counts = dict[int, dict[str, int]]


def fit_of(
    session: Session, shelf: Shelf, classroom: Classroom, wish: Wish, *, at: datetime, assignment: Assignment | None = None
) -> Fit | None:
    """Whether a wish, or an `assignment` as it stands, fits those it is for; None for tests, for what is over, and for an empty class.

    Decks that the class needs sooner come first; what students do for other classes, and their private practice, is not known here.
    """
    deck, today = shelf.find_deck(wish.deck_id), study_day(at, classroom.time_zone, 0)
    first, last = max(today, wish.first_day.toordinal()), wish.due_day.toordinal()
    everybody = list_students(session, classroom.id)
    students = [each for each in everybody if wish.student_ids is None or each.id in wish.student_ids]
    if wish.goal is Goal.CLASS_TEST or deck is None or last < first or not students:
        return None
    sooner = _sooner(session, shelf, classroom, wish, assignment, at)
    done = measured(session, shelf, classroom, assignment) if assignment and wish.goal is Goal.PRACTICE_DAYS else {}
    loads = [replace(load, days_done=done.get(who, 0)) for who, load in _loads(session, shelf, deck, students, sooner, last)]
    items = len(questions_of(deck.item_keys))
    if wish.goal is Goal.PRACTICE_DAYS:
        fit = fit_of_days(loads, first, last, items=items, days=wish.days or 1, items_a_day=wish.items_a_day or 1)
    else:
        fit = fit_of_items(loads, first, last, items=items, percent=wish.percent or 100)
    return replace(fit, others=len(everybody) - len(students))


def _sooner(session: Session, shelf: Shelf, classroom: Classroom, wish: Wish, own: Assignment | None, at: datetime) -> list[Assignment]:
    """What the class has to do before: open, due earlier, of another deck; each deck once."""
    found: dict[str, Assignment] = {}
    for each in queries.list_assignments(session, classroom.id):
        is_other = each.deck_id != wish.deck_id and shelf.find_deck(each.deck_id) and (own is None or each.id != own.id)
        if is_other and each.due_day < wish.due_day and at < each.due_at(classroom.time_zone):
            found.setdefault(each.deck_id, each)
    return list(found.values())


def _loads(
    session: Session, shelf: Shelf, deck: Deck, students: Collection[User], sooner: Collection[Assignment], last: int
) -> Iterator[tuple[int, Load]]:
    ids = [student.id for student in students]
    seen, due = _seen(session, deck, ids), _due(session, deck, ids, last)
    ahead: Counter[int] = Counter()
    for each in sooner:
        other, meant = shelf.get_deck(each.deck_id), set(queries.list_member_ids(session, each))
        met = _seen(session, other, ids)
        for student in students:
            if student.id in meant:
                ahead[student.id] += sum(_unseen(other, met.get(student.id, {}), in_words=student.in_words))
    for student in students:
        unseen = _unseen(deck, seen.get(student.id, {}), in_words=student.in_words)
        room = int(student.minutes_per_day * 60 / FIRST_GUESS_SECONDS)
        mine = due.get(student.id, ({}, {}))
        yield student.id, Load(student.new_per_day, room, unseen, *mine, ahead=ahead[student.id])


def _unseen(deck: Deck, seen: Mapping[str, int], *, in_words: bool) -> list[int]:
    """New questions of a deck by subject."""
    held = Counter(key.rpartition("/")[0] for key in questions_of(deck.item_keys, in_words=in_words))
    return [max(0, count - seen.get(subject, 0)) for subject, count in held.items()]


def _seen(session: Session, deck: Deck, ids: Collection[int]) -> Counts:
    """By student and subject: how many questions of a deck were answered."""
    question = sa.func.replace(ShownItem.item_key, IN_WORDS, "")
    wanted = sa.select(ShownItem.student_id, ShownItem.subject, sa.func.count(question.distinct()))
    wanted = wanted.where(ShownItem.student_id.in_(ids), ShownItem.item_key.in_(deck.item_keys))
    found: Counts = defaultdict(dict)
    for student, subject, count in session.execute(wanted.group_by(ShownItem.student_id, ShownItem.subject)):
        found[student][subject] = count
    return found


def _due(session: Session, deck: Deck, ids: Collection[int], last: int) -> dict[int, tuple[dict[int, int], dict[int, int]]]:
    """By student: items of the deck, and others, that come back up to the last day, by day."""
    # A memory fades to 0.9 after its stability, and to the floor of safety items sooner.
    safety = ShownItem.stability * days_per_stability(int(SAFETY_FLOOR * 100))
    wait = sa.case((ShownItem.relearning, 1.0), (ShownItem.safety, safety), else_=ShownItem.stability)
    day = ShownItem.last_day + sa.cast(sa.func.round(sa.case((wait < 1, 1.0), else_=wait)), sa.Integer)
    is_mine = ShownItem.item_key.in_(deck.item_keys)
    rows = sa.select(ShownItem.student_id, is_mine.label("mine"), day.label("day")).where(ShownItem.student_id.in_(ids)).subquery()
    columns = (rows.c.student_id, rows.c.mine, rows.c.day)
    found: dict[int, tuple[dict[int, int], dict[int, int]]] = {}
    for student, mine, on, count in session.execute(sa.select(*columns, sa.func.count()).where(rows.c.day <= last).group_by(*columns)):
        found.setdefault(student, ({}, {}))[0 if mine else 1][on] = count
    return found
