"""Use case: show a question of a sitting, and keep each answer as it is given."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.answers import Answer, Blank, Grade, Tap, Typed
from webapp.core.grading import GRADING_VERSION, grade
from webapp.core.items import Item, MarkCaution
from webapp.core.sittings import Feedback, Trace, oddities, over_at, takes_answer
from webapp.errors import Invalid, NextStep, Stale
from webapp.library.shelf import Shelf
from webapp.practice import queries as practice
from webapp.practice.answering import OTHER_CONTENT, UNGRADABLE, Sent
from webapp.practice.asking import Question, asked_structure, question, shown_options
from webapp.practice.reading import raw_of, same_answer
from webapp.selftests import queries
from webapp.selftests.models import Noted, Paper, Response, Sitting, SittingQuestion

TIME_IS_UP = "This test is over. What you had answered before is kept and counts."
ALREADY = "This question is answered already, and its answer was shown. It counts once."


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in a sitting: the question, with its row and its item, and what was answered so far."""

    sitting: Sitting
    paper: Paper
    row: SittingQuestion
    item: Item
    response: Response | None
    count: int
    ends: datetime | None
    """When it is over; None without a limit."""

    def seconds_left(self, at: datetime) -> int | None:
        """Whole seconds until it is over; None without a limit."""
        return None if self.ends is None else max(0, ceil((self.ends - at).total_seconds()))

    @property
    def is_open(self) -> bool:
        """Whether the right answer is shown after each question."""
        return self.paper.feedback is Feedback.OPEN


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an answer: whether its feedback may be shown now, and the next question without an answer (None: all have one)."""

    shows_feedback: bool
    following: int | None


def find_place(session: Session, shelf: Shelf, student: User, sitting_id: int, number: int) -> Place:
    """One question of the student's own sitting; NotFound for anybody else's, past its end, and for retired questions."""
    sitting = queries.get_sitting(session, student.id, sitting_id)
    row = queries.get_question(session, sitting, number)
    paper = queries.get_paper(session, sitting)
    count = len(queries.list_questions(session, sitting.id))
    return Place(sitting, paper, row, shelf.get_item(row.item_key), queries.find_response(session, row.id), count, sitting.ends_at)


def is_over(sitting: Sitting, at: datetime) -> bool:
    """Whether a sitting was submitted, or its time is up."""
    return over_at(sitting.submitted_at, sitting.ends_at, at) is not None


def asked_in(shelf: Shelf, place: Place) -> Question:
    """The question as its page shows it: the same options in the same order whenever and wherever it is shown."""
    return question(shelf, place.item, place.row.showing)


def offered_in(shelf: Shelf, place: Place) -> frozenset[str]:
    """Ids of the options that the page shows."""
    return frozenset(option.id for option in shown_options(shelf, place.item, place.row.showing))


def keep_answer(
    session: Session, shelf: Shelf, student: User, place: Place, sent: Sent, sureness: int | None, *, device: str, at: datetime
) -> Kept:
    """Grade an answer and keep it. The same UUID and content again: the same result; another UUID replaces the answer.

    Raises Stale once the sitting is over, for another content under a known UUID, and where feedback was shown already.
    """
    practice.lock_student(session, student.id)
    session.refresh(place.sitting)
    earlier = queries.find_response_by_uuid(session, place.row.id, str(sent.client_uuid))
    if earlier is not None:
        if not same_answer(earlier.raw_answer, _aimed(place, sent.answer)):
            raise Stale(OTHER_CONTENT)
        return _kept(session, place)
    _check(session, place, at)
    sent = replace(sent, answer=_aimed(place, sent.answer))
    outcome = _graded(shelf, place.item, sent.answer)
    session.add(_response(place.row, sent, sureness, outcome, at))
    _trace(session, place.sitting, Trace(at, device, timedelta(milliseconds=sent.elapsed_ms or 0)))
    session.flush()
    return _kept(session, place)


def _check(session: Session, place: Place, at: datetime) -> None:
    if not takes_answer(place.sitting.submitted_at, place.sitting.ends_at, at):
        raise Stale(TIME_IS_UP, step=NextStep("See the test", f"/tests/{place.sitting.id}"))
    if place.is_open and queries.find_response(session, place.row.id) is not None:
        raise Stale(ALREADY, step=NextStep("Go on", f"/tests/{place.sitting.id}"))


def _aimed(place: Place, answer: Answer) -> Answer:
    """An answer about one of several structures is about the one that was asked, whatever a client sends."""
    if isinstance(answer, Tap) and isinstance(place.item, MarkCaution):
        return replace(answer, target=asked_structure(place.item, place.row.showing))
    return answer


def _graded(shelf: Shelf, item: Item, answer: Answer) -> Grade:
    try:
        outcome = grade(item, answer, shelf.catalogue, shelf.atlas)
        if outcome.near_miss and isinstance(answer, Typed):
            # A test asks once, for a second try would say that the first was close: a slip of spelling is worth half.
            return grade(item, Typed(answer.text, answer.text), shelf.catalogue, shelf.atlas)
    except ValueError as wrong:
        raise Invalid(UNGRADABLE) from wrong
    return outcome


def _response(row: SittingQuestion, sent: Sent, sureness: int | None, outcome: Grade, at: datetime) -> Response:
    return Response(
        question_id=row.id,
        client_uuid=str(sent.client_uuid),
        answered_at=at,
        raw_answer=raw_of(sent.answer),
        choices=sent.choices,
        # "I do not know" is not an answer to be sure of.
        sureness=None if isinstance(sent.answer, Blank) else sureness,
        elapsed_ms=sent.elapsed_ms,
        grading_version=GRADING_VERSION,
        score=outcome.score,
        correct=outcome.correct,
        miss=outcome.miss.value if outcome.miss else None,
        hit=outcome.hit,
    )


def _trace(session: Session, sitting: Sitting, now: Trace) -> None:
    before = Trace(sitting.last_seen_at, sitting.device)
    for oddity in oddities(before, now, sitting.started_at, sitting.ends_at):
        session.add(Noted(sitting_id=sitting.id, at=now.at, oddity=oddity))
    sitting.device, sitting.last_seen_at = now.device, now.at


def _kept(session: Session, place: Place) -> Kept:
    answered = queries.list_responses(session, place.sitting.id)
    open_rows = [row.number for row in queries.list_questions(session, place.sitting.id) if row.id not in answered]
    later = [number for number in open_rows if number > place.row.number]
    return Kept(place.is_open, next(iter(later or open_rows), None))
