"""Parts of the download about the library: mistakes reported, facts signed, questions and decks made."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.owned import deck_id_of, subject_of_item
from webapp.interop.parts import Part, Row, columns_of, moment
from webapp.library.models import Report, SchoolDeck, SchoolDeckItem, SchoolItem, Signature, Withdrawal

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

ITEM_COLUMNS = {
    "item_key": "The question: subject/kind.",
    "muscle_id": "The muscle.",
    "question": "What is asked.",
    "answer": "What is right: accepted answers, options, or an area in mm of a view.",
    "explanation": "What it teaches.",
    "source_keys": "Its sources, where they are of the material.",
    "citation": "Its source, where you typed it.",
    "evidence": "Evidence grade.",
    "safety": "Whether it is about safety.",
    "state": "draft, published or retired.",
    "version": "Counted up with each change after publishing.",
    "made_at": "When you made it.",
    "changed_at": "When it was last changed.",
}
DECK_COLUMNS = {
    "deck_id": "Id of the deck.",
    "title": "Its title.",
    "about": "What it is about.",
    "state": "draft, shared or archived.",
    "item_keys": "Its questions, in order.",
    "made_at": "When you made it.",
    "changed_at": "When it was last changed.",
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


def _items(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    for row in session.scalars(select(SchoolItem).where(SchoolItem.author_id == user.id).order_by(SchoolItem.made_at, SchoolItem.id)):
        made = {"item_key": f"{subject_of_item(row.id)}/{row.kind}", "evidence": row.evidence.value, "state": row.state.value}
        moments = {"made_at": moment(row.made_at), "changed_at": moment(row.changed_at)}
        yield columns_of(row, (name for name in ITEM_COLUMNS if name != "item_key")) | made | moments


def _decks(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    for row in session.scalars(select(SchoolDeck).where(SchoolDeck.author_id == user.id).order_by(SchoolDeck.made_at, SchoolDeck.id)):
        query = select(SchoolDeckItem.item_key).where(SchoolDeckItem.deck_id == row.id)
        made = {
            "deck_id": deck_id_of(row.id),
            "state": row.state.value,
            "item_keys": list(session.scalars(query.order_by(SchoolDeckItem.place))),
        }
        moments = {"made_at": moment(row.made_at), "changed_at": moment(row.changed_at)}
        yield {"title": row.title, "about": row.about} | made | moments


SCHOOL_ITEMS = Part("school_items", "Questions that you made for the school.", ITEM_COLUMNS, _items)
SCHOOL_DECKS = Part("school_decks", "Decks that you made for the school.", DECK_COLUMNS, _decks)
REPORTS = Part("reports", "Mistakes that you have reported.", REPORT_COLUMNS, _reports)
SIGNATURES = Part("signatures", "Facts that you have signed.", SIGNATURE_COLUMNS, _signatures)
