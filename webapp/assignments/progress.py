"""How far students are in what they were assigned, from what a class may be shown: never what was imported or practised in private."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.assignments import queries
from webapp.assignments.models import Assignment
from webapp.classrooms.models import Classroom
from webapp.core.assigning import IN_WORDS, Goal, Progress, days_per_stability, questions_of, wanted_items
from webapp.core.sittings import over_at
from webapp.library.shelf import Shelf
from webapp.practice.models import Review
from webapp.practice.queries import standing_and_shown
from webapp.practice.shown_models import ShownItem
from webapp.selftests import queries as tests
from webapp.selftests.models import Paper, Sitting

ByStudent = Mapping[int, Progress]


def list_progress(
    session: Session,
    shelf: Shelf,
    classroom: Classroom,
    assignments: Iterable[Assignment],
    *,
    at: datetime,
    student_ids: Collection[int] | None = None,
) -> dict[int, ByStudent]:
    """By assignment and student: how far each student whom it is for is (all of them, or some); done of wanted.

    Who joined when it was over already is not asked to do it, and is not there.
    """
    return {each.id: _progress(session, shelf, classroom, each, student_ids, at) for each in assignments}


def _progress(
    session: Session, shelf: Shelf, classroom: Classroom, assignment: Assignment, student_ids: Collection[int] | None, at: datetime
) -> ByStudent:
    asked = queries.list_member_ids(session, assignment, student_ids, before=assignment.due_at(classroom.time_zone))
    if assignment.goal is Goal.CLASS_TEST:
        return _tested(session, assignment, asked, queries.list_member_ids(session, assignment, student_ids), at)
    results = queries.list_results(session, assignment.id) if assignment.settled_at is not None else {}
    found = {student: Progress(results[student].done, results[student].wanted) for student in asked if student in results}
    # Nothing was written down of who was chosen only later.
    rest, wanted = [student for student in asked if student not in results], wanted_of(shelf, assignment)
    done = measured(session, shelf, classroom, assignment, rest) if rest else {}
    return found | {student: Progress(done.get(student, 0), wanted) for student in rest}


def measured(
    session: Session, shelf: Shelf, classroom: Classroom, assignment: Assignment, student_ids: Collection[int] | None = None
) -> dict[int, int]:
    """What practice shows as done until it is due, by student; nobody who did nothing."""
    people = queries.members(assignment, student_ids)
    keys = item_keys(shelf, assignment)
    if assignment.goal is Goal.PRACTICE_DAYS:
        return _days(session, classroom, assignment, keys, people)
    return _learnt(session, assignment, keys, people)


def wanted_of(shelf: Shelf, assignment: Assignment) -> int:
    """How much an assignment asks for: days, or items."""
    if assignment.goal is Goal.PRACTICE_DAYS:
        return assignment.days or 1
    return wanted_items(len(questions_of(item_keys(shelf, assignment))), assignment.percent or 100)


def item_keys(shelf: Shelf, assignment: Assignment) -> tuple[str, ...]:
    """Items of the deck of an assignment; none where the deck is gone."""
    deck = shelf.find_deck(assignment.deck_id)
    return deck.item_keys if deck else ()


def _days(session: Session, classroom: Classroom, assignment: Assignment, keys: Collection[str], people: sa.Select[int]) -> dict[int, int]:
    """Study days from the first day on with enough items of the deck, answered before it was due."""
    first, last = assignment.first_day.toordinal(), assignment.due_day.toordinal()
    wanted = (
        Review.student_id.in_(people),
        # In the east of the class it may be a day later already when it is due.
        Review.study_day.between(first, last + 1),
        Review.answered_at < assignment.due_at(classroom.time_zone),
        Review.item_key.in_(keys),
        *standing_and_shown(),
    )
    enough = sa.func.count(Review.item_key.distinct()) >= (assignment.items_a_day or 1)
    days = sa.select(Review.student_id).where(*wanted).group_by(Review.student_id, Review.study_day).having(enough).subquery()
    return {row[0]: row[1] for row in session.execute(sa.select(days.c.student_id, sa.func.count()).group_by(days.c.student_id))}


def _learnt(session: Session, assignment: Assignment, keys: Collection[str], people: sa.Select[int]) -> dict[int, int]:
    """Items that will be remembered well enough on the due day. Of that day itself the model says nothing: an item answered on it, or
    later, counts unless the last answer was wrong."""
    gone = sa.literal(assignment.due_day.toordinal()) - ShownItem.last_day
    known = (ShownItem.relearning.is_(False), gone <= ShownItem.stability * days_per_stability(assignment.recall_percent or 90))
    question = sa.func.replace(ShownItem.item_key, IN_WORDS, "")
    wanted = sa.select(ShownItem.student_id, User.in_words, sa.func.count(question.distinct())).join(User, User.id == ShownItem.student_id)
    rows = session.execute(
        wanted.where(ShownItem.student_id.in_(people), ShownItem.item_key.in_(keys), *known).group_by(ShownItem.student_id, User.in_words)
    )
    everything, in_words = len(questions_of(keys)), len(questions_of(keys, in_words=True))
    # Whoever is asked in words can be asked less: the same share counts as the same, and tells nobody the setting.
    return {student: count * everything // max(1, in_words) if words else count for student, words, count in rows}


def _tested(session: Session, assignment: Assignment, asked: Collection[int], ids: Collection[int], at: datetime) -> ByStudent:
    """Right answers of the sittings that are over; who has not finished has nothing yet. Whoever of `ids` sat it counts, asked or not."""
    paper = session.get(Paper, assignment.paper_id) if assignment.paper_id else None
    count = paper.question_count if paper else 0
    wanted = sa.select(Sitting).where(Sitting.paper_id == assignment.paper_id, Sitting.student_id.in_(ids))
    over = [row for row in session.scalars(wanted.order_by(Sitting.id)) if over_at(row.submitted_at, row.ends_at, at) is not None]
    scores = tests.list_scores(session, [row.id for row in over])
    taken = {row.student_id: Progress(*scores.get(row.id, (0, count))) for row in over}
    return {student: Progress(0, count, taken=False) for student in asked} | taken
