"""Reads of tests, always scoped to the student who asks."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.errors import NotFound
from webapp.selftests.models import Allowance, Noted, Paper, Response, Sitting, SittingQuestion

NO_TEST = "There is no such test of yours."


def get_sitting(session: Session, student_id: int, sitting_id: int) -> Sitting:
    """One of the student's own sittings; NotFound for anybody else's."""
    sitting = session.scalar(sa.select(Sitting).where(Sitting.id == sitting_id, Sitting.student_id == student_id))
    if sitting is None:
        raise NotFound(NO_TEST)
    return sitting


def get_paper(session: Session, sitting: Sitting) -> Paper:
    """The paper of a sitting that was fetched for its taker."""
    return session.get_one(Paper, sitting.paper_id)


def find_by_uuid(session: Session, student_id: int, client_uuid: str) -> Sitting | None:
    """The student's sitting that a client's UUID started."""
    return session.scalar(sa.select(Sitting).where(Sitting.student_id == student_id, Sitting.client_uuid == client_uuid))


def list_sittings_of(session: Session, student_id: int, paper_id: int) -> list[Sitting]:
    """The student's sittings of one paper, first attempt first."""
    wanted = sa.select(Sitting).where(Sitting.student_id == student_id, Sitting.paper_id == paper_id)
    return list(session.scalars(wanted.order_by(Sitting.attempt)))


def list_sittings(session: Session, student_id: int) -> list[tuple[Sitting, Paper]]:
    """All of the student's sittings with their papers, oldest first."""
    rows = session.execute(sa.select(Sitting, Paper).join(Paper).where(Sitting.student_id == student_id).order_by(Sitting.id))
    return [(row.Sitting, row.Paper) for row in rows]


def list_questions(session: Session, sitting_id: int) -> list[SittingQuestion]:
    """The questions of a sitting that was fetched for its taker, in its order."""
    wanted = sa.select(SittingQuestion).where(SittingQuestion.sitting_id == sitting_id)
    return list(session.scalars(wanted.order_by(SittingQuestion.number)))


def get_question(session: Session, sitting: Sitting, number: int) -> SittingQuestion:
    """One question of a sitting that was fetched for its taker; NotFound past its end."""
    wanted = (SittingQuestion.sitting_id == sitting.id, SittingQuestion.number == number)
    question = session.scalar(sa.select(SittingQuestion).where(*wanted))
    if question is None:
        raise NotFound("This test has no such question.")
    return question


def list_responses(session: Session, sitting_id: int) -> dict[int, Response]:
    """The answers that count, by the id of their question: of each the last one."""
    rows = session.scalars(_responses((sitting_id,)))
    return {row.question_id: row for row in rows}


def list_scores(session: Session, sitting_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Right answers and questions by the id of the sitting; one without an answer counts as wrong."""
    ids = list(sitting_ids)
    asked: dict[int, int] = {}
    home: dict[int, int] = {}
    for row in session.execute(sa.select(SittingQuestion.id, SittingQuestion.sitting_id).where(SittingQuestion.sitting_id.in_(ids))):
        home[row.id] = row.sitting_id
        asked[row.sitting_id] = asked.get(row.sitting_id, 0) + 1
    correct = {row.question_id: row.correct for row in session.scalars(_responses(ids))}
    right = dict.fromkeys(asked, 0)
    for question_id, is_right in correct.items():
        right[home[question_id]] += is_right
    return {sitting_id: (right[sitting_id], count) for sitting_id, count in asked.items()}


def find_response(session: Session, question_id: int) -> Response | None:
    """The answer to a question that counts."""
    wanted = sa.select(Response).where(Response.question_id == question_id)
    return session.scalar(wanted.order_by(Response.id.desc()).limit(1))


def find_response_by_uuid(session: Session, question_id: int, client_uuid: str) -> Response | None:
    """The answer to a question that a client's UUID made, whether or not it still counts."""
    return session.scalar(sa.select(Response).where(Response.question_id == question_id, Response.client_uuid == client_uuid))


def find_extra_percent(session: Session, paper_id: int, student_id: int) -> int:
    """How much more time the student has in a test, in per cent; 0 without an allowance."""
    wanted = (Allowance.paper_id == paper_id, Allowance.student_id == student_id)
    return session.scalar(sa.select(Allowance.extra_percent).where(*wanted)) or 0


def list_extra_percents(session: Session, paper_ids: Iterable[int]) -> dict[tuple[int, int], int]:
    """Allowances in tests, in per cent, by the ids of paper and student."""
    rows = session.scalars(sa.select(Allowance).where(Allowance.paper_id.in_(list(paper_ids))))
    return {(row.paper_id, row.student_id): row.extra_percent for row in rows}


def list_running(session: Session, paper_id: int) -> list[Sitting]:
    """Sittings of a test that were not handed in, whether or not their time is up."""
    return list(
        session.scalars(sa.select(Sitting).where(Sitting.paper_id == paper_id, Sitting.submitted_at.is_(None)).order_by(Sitting.id))
    )


def list_latest_ends(session: Session, paper_ids: Iterable[int]) -> dict[int, datetime]:
    """When the time of the last sitting that was not handed in is up, by the id of the paper."""
    wanted = sa.select(Sitting.paper_id, sa.func.max(Sitting.ends_at)).where(Sitting.paper_id.in_(list(paper_ids)))
    rows = session.execute(wanted.where(Sitting.submitted_at.is_(None)).group_by(Sitting.paper_id))
    return {row[0]: row[1] for row in rows if row[1] is not None}


def list_notes(session: Session, sitting_id: int) -> list[Noted]:
    """What was odd about a sitting, oldest first."""
    return list(session.scalars(sa.select(Noted).where(Noted.sitting_id == sitting_id).order_by(Noted.id)))


def _responses(sitting_ids: Iterable[int]) -> sa.Select[Response]:
    here = SittingQuestion.sitting_id.in_(list(sitting_ids))
    return sa.select(Response).join(SittingQuestion).where(here).order_by(Response.id)
