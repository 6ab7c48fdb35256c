"""Parts of the download about self-tests: each sitting with its terms, and each question with every answer to it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.sittings import over_at
from webapp.interop.parts import Part, Row, columns_of, moment
from webapp.selftests import queries
from webapp.selftests.models import Allowance, Noted, Paper, Response, Sitting, SittingQuestion
from webapp.selftests.results import list_results_from

SITTING_COLUMNS = {
    "sitting": "Id of the sitting, made by the browser.",
    "title": "Title of the test.",
    "blueprint": "What it asks, in which proportions.",
    "question_count": "Number of questions.",
    "limit_seconds": "Time for the whole test; empty without a limit.",
    "extra_percent": "More time that you were given.",
    "feedback": "When it tells what was right.",
    "counts_in_schedule": "Whether its answers go to the log of practice.",
    "attempt": "Which sitting of this test.",
    "started_at": "When you began.",
    "ends_at": "When time is up; empty without a limit.",
    "submitted_at": "When you handed it in.",
    "study_day": "Study day of the beginning.",
    "last_seen_at": "When you were last heard of.",
    "oddities": "What was odd, with the moment.",
}
QUESTION_COLUMNS = ("number", "item_key", "pool", "region", "evidence", "fact_version", "safety", "predicted")
RESPONSE_COLUMNS = ("raw_answer", "choices", "sureness", "elapsed_ms", "grading_version", "score", "correct", "miss", "hit")
ANSWER_COLUMNS = {
    "sitting": "Id of the sitting.",
    "number": "Number of the question.",
    "item_key": "The item: subject/kind.",
    "pool": "For which part of the blueprint it was drawn.",
    "region": "Region of the body.",
    "evidence": "Evidence grade of what is asked.",
    "fact_version": "Version of the facts that were asked.",
    "safety": "Whether it is about safety.",
    "predicted": "Chance of recall that the memory model expected; empty where it could not say.",
    "answered_at": "Moment of the answer; empty for a question without one. The last answer counts.",
    "raw_answer": "The answer as given.",
    "choices": "Number of options shown, where one was chosen.",
    "sureness": "1 guess, 2 think so, 3 sure.",
    "elapsed_ms": "Time taken in milliseconds.",
    "grading_version": "Version of the rules by which it was graded.",
    "score": "0 to 1; empty, as the next three, until the result may be seen.",
    "correct": "Whether it counted as right.",
    "miss": "In which way it missed; empty when it was right.",
    "hit": "Muscle or structure that was hit instead.",
}
GRADES = ("score", "correct", "miss", "hit")
OF_PAPER = ("title", "blueprint", "question_count", "limit_seconds", "counts_in_schedule")
MOMENTS = ("started_at", "ends_at", "submitted_at", "last_seen_at")


def _sittings(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    notes: dict[int, list[dict[str, str | None]]] = defaultdict(list)
    mine = select(Noted).join(Sitting).where(Sitting.student_id == user.id).order_by(Noted.id)
    for note in session.scalars(mine):
        notes[note.sitting_id].append({"oddity": note.oddity.value, "at": moment(note.at)})
    allowed = session.scalars(select(Allowance).where(Allowance.student_id == user.id))
    extra = {row.paper_id: row.extra_percent for row in allowed}
    query = select(Sitting, Paper).join(Paper, Sitting.paper_id == Paper.id).where(Sitting.student_id == user.id).order_by(Sitting.id)
    for sitting, paper in session.execute(query):
        about = {
            "sitting": sitting.client_uuid,
            "feedback": paper.feedback.value,
            "attempt": sitting.attempt,
            "study_day": sitting.study_day,
        }
        moments = {name: moment(getattr(sitting, name)) for name in MOMENTS}
        more = {"extra_percent": extra.get(paper.id), "oddities": notes[sitting.id]}
        yield columns_of(paper, OF_PAPER) | about | moments | more


def _answers(session: Session, user: User, at: datetime) -> Iterator[Row]:
    told = {sitting.id: _is_told(session, sitting, paper, at) for sitting, paper in queries.list_sittings(session, user.id)}
    query = (
        select(Sitting.client_uuid, SittingQuestion, Response)
        .join(SittingQuestion, SittingQuestion.sitting_id == Sitting.id)
        .outerjoin(Response, Response.question_id == SittingQuestion.id)
        .where(Sitting.student_id == user.id)
        .order_by(Sitting.id, SittingQuestion.number, Response.id)
    )
    for sitting, question, response in session.execute(query):
        given = columns_of(response, RESPONSE_COLUMNS) if response else dict.fromkeys(RESPONSE_COLUMNS)
        given |= {} if told[question.sitting_id] else dict.fromkeys(GRADES)
        answered_at = moment(response.answered_at) if response else None
        yield {"sitting": sitting, **columns_of(question, QUESTION_COLUMNS), "answered_at": answered_at, **given}


def _is_told(session: Session, sitting: Sitting, paper: Paper, at: datetime) -> bool:
    """Whether grades may be seen: the sitting is over, and nobody can take the test any more who has the most time for it."""
    visible = list_results_from(session, [paper])[paper.id]
    return (visible is None or at >= visible) and over_at(sitting.submitted_at, sitting.ends_at, at) is not None


SITTINGS = Part("sittings", "Self-tests that you took.", SITTING_COLUMNS, _sittings)
SITTING_ANSWERS = Part("sitting_answers", "Their questions, with every answer that you gave.", ANSWER_COLUMNS, _answers)
