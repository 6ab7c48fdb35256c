"""Parts of the download about the library: mistakes reported, facts signed."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.interop.parts import Part, Row, columns_of, moment
from webapp.library.models import Report, Signature, Withdrawal

REPORT_COLUMNS = {
    "fact_key": "The fact.",
    "fact_version": "Its version then.",
    "fact_text": "How it read then.",
    "wrong": "What you said is wrong.",
    "where_read": "Where you read it.",
    "reported_at": "When you reported it.",
    "state": "open, done or declined.",
    "note": "What was answered.",
    "settled_at": "When it was answered.",
}
SIGNATURE_COLUMNS = {
    "fact_key": "The fact.",
    "fact_version": "Its version then.",
    "name": "Your name as signed.",
    "qualification": "Your qualification as signed.",
    "signed_at": "When you signed.",
    "withdrawn_at": "When the signature was taken back; empty while it stands.",
}


def _reports(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    for row in session.scalars(select(Report).where(Report.reporter_id == user.id).order_by(Report.id)):
        moments = {"reported_at": moment(row.reported_at), "settled_at": moment(row.settled_at)}
        yield columns_of(row, REPORT_COLUMNS) | moments | {"state": row.state.value}


def _signatures(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    query = select(Signature, Withdrawal.withdrawn_at).outerjoin(Withdrawal, Withdrawal.signature_id == Signature.id)
    for row, withdrawn_at in session.execute(query.where(Signature.reviewer_id == user.id).order_by(Signature.id)):
        names = (name for name in SIGNATURE_COLUMNS if name != "withdrawn_at")
        yield columns_of(row, names) | {"signed_at": moment(row.signed_at), "withdrawn_at": moment(withdrawn_at)}


REPORTS = Part("reports", "Mistakes that you have reported.", REPORT_COLUMNS, _reports)
SIGNATURES = Part("signatures", "Facts that you have signed.", SIGNATURE_COLUMNS, _signatures)
