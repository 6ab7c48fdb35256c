"""Reads of signatures and reports."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from webapp.accounts.models import User
from webapp.errors import NotFound
from webapp.library.models import Report, ReportState, Signature, Withdrawal

MOST = 500
NO_REPORT = "There is no such report."


MOST = 500
NO_REPORT = "There is no such report."


@dataclass(frozen=True, slots=True)
class Logged:
    """A signature of the log, and whether it was taken back."""

    signature: Signature
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Reported:
    """A report with the names of who reported it and who settled it; None where the account is gone."""

    report: Report
    reporter: str | None
    settler: str | None


def list_signatures(session: Session, subject: str | None = None) -> list[Logged]:
    """Every signature under the facts of a subject, or of all, oldest first."""
    query = sa.select(Signature, Withdrawal.id).outerjoin(Withdrawal, Withdrawal.signature_id == Signature.id).order_by(Signature.id)
    if subject is not None:
        query = query.where(Signature.fact_key.startswith(f"{subject}/", autoescape=True))
    return [Logged(signature, withdrawal is not None) for signature, withdrawal in session.execute(query)]


def list_standing_of(session: Session, reviewer_id: int) -> list[Signature]:
    """A person's signatures that were not taken back, oldest first."""
    query = sa.select(Signature).outerjoin(Withdrawal, Withdrawal.signature_id == Signature.id)
    wanted = (Signature.reviewer_id == reviewer_id, Withdrawal.id.is_(None))
    return list(session.scalars(query.where(*wanted).order_by(Signature.id)))


def count_standing(session: Session) -> dict[int, int]:
    """By person, how many signatures were not taken back."""
    query = sa.select(Signature.reviewer_id, sa.func.count(Signature.id)).outerjoin(Withdrawal, Withdrawal.signature_id == Signature.id)
    rows = session.execute(query.where(Withdrawal.id.is_(None)).group_by(Signature.reviewer_id))
    return {reviewer: count for reviewer, count in rows}  # noqa: C416  a row is no pair to `dict`


def list_signers(session: Session) -> list[User]:
    """Everybody who ever signed, by name."""
    return list(session.scalars(sa.select(User).where(User.id.in_(sa.select(Signature.reviewer_id))).order_by(User.name, User.id)))


def find_last_qualification(session: Session, reviewer_id: int) -> str | None:
    """What the person signed with last."""
    query = sa.select(Signature.qualification).where(Signature.reviewer_id == reviewer_id)
    return session.scalar(query.order_by(Signature.id.desc()).limit(1))


def get_own_signature(session: Session, reviewer_id: int, signature_id: int) -> Signature:
    """One of the person's own signatures; NotFound for anybody else's."""
    query = sa.select(Signature).where(Signature.id == signature_id, Signature.reviewer_id == reviewer_id)
    signature = session.scalar(query)
    if signature is None:
        raise NotFound("There is no such signature of yours.")
    return signature


def find_withdrawal(session: Session, signature_id: int) -> Withdrawal | None:
    """The end of a signature."""
    return session.scalar(sa.select(Withdrawal).where(Withdrawal.signature_id == signature_id))


def list_reports_of(session: Session, reporter_id: int) -> list[Report]:
    """What a person reported, newest first."""
    return list(session.scalars(sa.select(Report).where(Report.reporter_id == reporter_id).order_by(Report.id.desc())))


def count_reports_since(session: Session, reporter_id: int, since: datetime) -> int:
    """How many reports a person has sent after a moment."""
    query = sa.select(sa.func.count(Report.id)).where(Report.reporter_id == reporter_id, Report.reported_at > since)
    return session.scalar(query) or 0


def find_same_report(session: Session, reporter_id: int, fact_key: str, wrong: str) -> Report | None:
    """An open report of the same person, fact and words."""
    wanted = (Report.reporter_id == reporter_id, Report.fact_key == fact_key, Report.state == ReportState.OPEN, Report.wrong == wrong)
    return session.scalar(sa.select(Report).where(*wanted))


def list_open_reports(session: Session) -> list[Reported]:
    """What waits for an answer, oldest first."""
    return _reported(session, Report.state == ReportState.OPEN, order=Report.id)


def list_settled_reports(session: Session, most: int) -> list[Reported]:
    """What was answered last, newest first."""
    return _reported(session, Report.state != ReportState.OPEN, order=Report.settled_at.desc(), most=most)


def get_report(session: Session, report_id: int, *, to_settle: bool = False) -> Report:
    """A report for an administrator, or NotFound; `to_settle` keeps others away from it meanwhile."""
    report = session.get(Report, report_id, with_for_update=to_settle)
    if report is None:
        raise NotFound(NO_REPORT)
    return report


def get_reported(session: Session, report_id: int) -> Reported:
    """A report with its names, or NotFound."""
    found = _reported(session, Report.id == report_id, order=Report.id)
    if not found:
        raise NotFound(NO_REPORT)
    return found[0]


def _reported(
    session: Session, wanted: sa.ColumnElement[bool], *, order: sa.ColumnExpressionArgument[Any], most: int = MOST
) -> list[Reported]:
    reporter, settler = aliased(User), aliased(User)
    query = (
        sa.select(Report, reporter.name, settler.name)
        .outerjoin(reporter, reporter.id == Report.reporter_id)
        .outerjoin(settler, settler.id == Report.settled_by_id)
        .where(wanted)
        .order_by(order)
        .limit(most)
    )
    return [Reported(*row) for row in session.execute(query)]
