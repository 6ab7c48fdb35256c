"""One student's figures as instructors of the class see them; the student sees the very same."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.assignments import queries as assignments
from webapp.assignments.models import Assignment
from webapp.assignments.progress import list_progress
from webapp.assignments.wording import due_of
from webapp.classrooms.models import Classroom
from webapp.core.assigning import Progress
from webapp.core.class_sums import Span
from webapp.core.days import study_day
from webapp.core.risks import Risk
from webapp.insights import queries
from webapp.insights.due import next_deck
from webapp.insights.figures import StudentFigures, span_of, student_figures
from webapp.insights.overview import choices, risk_in
from webapp.insights.wording import region_names, subject_name
from webapp.library.shelf import Shelf
from webapp.practice.models import Review
from webapp.selftests.models import Paper
from webapp.selftests.results import results_from

MOST_MISSED = 10
LEAST_MISSED = 2
"""Wrong answers, and times that the same was given instead, from which they are told: one would be a single answer."""
MOST_ANSWERS = 100


@dataclass(frozen=True, slots=True)
class Missed:
    """A subject with several wrong answers: `instead` is the muscle that was given most often in place of it, and how often."""

    name: str
    answers: int
    wrong: int
    hazards: int
    instead: tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of one student."""

    student: User
    span: Span
    later_label: str
    figures: StudentFigures
    regions: Mapping[str, str]
    """Names of the regions that were met, in order."""
    missed: Sequence[Missed]
    assignments: Sequence[tuple[Assignment, Progress]]
    dues: Mapping[int, str]
    """When each of these is due, by the clocks of the class and of the viewer."""
    untold: frozenset[int]
    """Class tests of these whose result is not told to the student yet, because they have not closed for everybody."""
    risk: Risk | None


def show_student(session: Session, shelf: Shelf, classroom: Classroom, student: User, viewer: User, *, at: datetime) -> Shown:
    """The figures of a student of a class, both fetched for the one who asks; names of muscles are in the viewer's language."""
    day = study_day(at, classroom.time_zone)
    deck = next_deck(session, shelf, classroom, day, student.id)
    label, later = choices(classroom, deck, day)[0]
    span = span_of(day, later)
    figures = student_figures(session, classroom.id, student, span)
    found = _assignments(session, shelf, classroom, student, at)
    return Shown(
        student=student,
        span=span,
        later_label=label,
        figures=figures,
        regions=region_names(shelf, figures.regions),
        missed=_missed(session, shelf, student, viewer.name_language.value),
        assignments=found,
        dues={each.id: due_of(each, classroom, viewer.time_zone, at) for each, _ in found},
        untold=frozenset(each.id for each, _ in found if viewer.id == student.id and _is_open(session, each, at)),
        risk=risk_in(figures, figures.outlook(span), span, deck),
    )


def list_answers(session: Session, shelf: Shelf, student: User, viewer: User) -> list[tuple[Review, str, str]]:
    """The student's last shown answers with the names of subject and kind; only where the policy of the class allows it."""
    rows = queries.list_answers(session, student.id, MOST_ANSWERS)
    language = viewer.name_language.value
    return [(row, subject_name(shelf, _subject(row.item_key), language), _kind(row.item_key)) for row in rows]


def _assignments(session: Session, shelf: Shelf, classroom: Classroom, student: User, at: datetime) -> list[tuple[Assignment, Progress]]:
    mine = [assignment for assignment, _ in assignments.list_for_student(session, student.id, classroom.id)]
    progress = list_progress(session, shelf, classroom, mine, at=at, student_ids=[student.id])
    return [(each, progress[each.id][student.id]) for each in mine if student.id in progress[each.id]]


def _is_open(session: Session, assignment: Assignment, at: datetime) -> bool:
    """Whether it is a test that has not closed for everybody."""
    paper = session.get(Paper, assignment.paper_id) if assignment.paper_id else None
    closes = results_from(session, paper) if paper else None
    return closes is not None and at < closes


def _missed(session: Session, shelf: Shelf, student: User, language: str) -> list[Missed]:
    given: dict[str, Counter[str]] = defaultdict(Counter)
    for key, instead, times in queries.list_mistakes(session, student.id):
        if instead in shelf.catalogue.muscles and instead != _subject(key):
            given[_subject(key)][instead] += times
    return [
        Missed(subject_name(shelf, row.subject, language), row.answers, row.wrong, row.hazards, _most(shelf, given[row.subject], language))
        for row in queries.list_missed(session, student.id, LEAST_MISSED, MOST_MISSED)
    ]


def _most(shelf: Shelf, given: Counter[str], language: str) -> tuple[str, int] | None:
    found = [each for each in given.most_common(1) if each[1] >= LEAST_MISSED]
    return (subject_name(shelf, found[0][0], language), found[0][1]) if found else None


def _subject(item_key: str) -> str:
    return item_key.rpartition("/")[0]


def _kind(item_key: str) -> str:
    return item_key.rpartition("/")[2].replace("-", " ")
