"""Parts of the download about practice: decks, suspended items, the whole log, and the cards that follow from it."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from webapp.accounts.models import User
from webapp.interop.parts import Part, Row, columns_of, moment
from webapp.practice import queries
from webapp.practice.models import Card, PrivateDay, Review, Suspension, WantedItem

BATCH = 1000

ENROLMENT_COLUMNS = {
    "deck_id": "Id of the deck: a region, rules, or safety.",
    "started_at": "When you began it.",
    "paused_at": "Since when it is paused; empty while you study it.",
}
SUSPENSION_COLUMNS = {"item_key": "The item: subject/kind.", "at": "Since when it is not asked."}
REVIEW_COLUMNS = {
    "client_uuid": "Id of the row, made by the browser.",
    "undoes": "Id of the row that this one takes back; such a row says nothing else about an answer.",
    "item_key": "The item: subject/kind.",
    "answered_at": "Moment of the answer.",
    "time_zone": "Your time zone then.",
    "rollover_hour": "Hour at which your study day began then.",
    "study_day": "Study day: days since 0001-01-01, which is 1.",
    "purpose": "practice, self-test, or imported for what came from a file. Only practice can count for a class.",
    "fact_version": "Version of the facts that were asked.",
    "raw_answer": "The answer as given: type tap (view, layer, at in mm of the view, target), typed, chosen, marked or blank.",
    "choices": "Number of options shown, where one was chosen.",
    "grading_version": "Version of the rules by which it was graded.",
    "score": "0 to 1.",
    "correct": "Whether it counted as right.",
    "miss": "In which way it missed; empty when it was right.",
    "hit": "Muscle or structure that was hit instead.",
    "proposed": "Rating proposed: 1 Again, 2 Hard, 3 Good, 4 Easy.",
    "rating": "Rating in force.",
    "sureness": "How sure you said you were.",
    "elapsed_ms": "Time taken in milliseconds.",
    "scheduler_version": "Version of the memory model.",
    "parameter_set": "Its parameters.",
    "retention": "Wanted chance of recall in force.",
    "stability_before": "Stability before, in days; empty for a first answer.",
    "difficulty_before": "Difficulty before, 1 to 10.",
    "stability_after": "Stability after, in days.",
    "difficulty_after": "Difficulty after, 1 to 10.",
    "due_day": "Study day on which it was to come back.",
}
CARD_COLUMNS = {
    "item_key": "The item: subject/kind.",
    "reps": "Rows of its log.",
    "stability": "Days until the chance of recall falls to 0.9; empty while no answer counts.",
    "difficulty": "1 (easy) to 10.",
    "last_day": "Study day of the last answer that counts.",
    "due_day": "Study day on which it is asked again.",
    "lapses": "How often it was forgotten.",
    "relearning": "Whether the last answer was wrong.",
    "last_answered_at": "Moment of the last answer that counts.",
}
WANTED_COLUMNS = {
    "item_key": "The item: subject/kind.",
    "place": "Place in the order in which they are asked.",
    "wanted_at": "When you asked for it.",
}
PRIVATE_DAY_COLUMNS = {
    "study_day": "The study day: days since 0001-01-01, which is 1.",
    "since": "When you switched it on.",
}


def _enrolments(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    for row in queries.list_enrolments(session, user.id):
        yield {"deck_id": row.deck_id, "started_at": moment(row.started_at), "paused_at": moment(row.paused_at)}


def _suspensions(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    for row in session.scalars(select(Suspension).where(Suspension.student_id == user.id).order_by(Suspension.id)):
        yield {"item_key": row.item_key, "at": moment(row.at)}


def review_rows(session: Session, user: User) -> Iterator[Row]:
    """Every row of the person's log, oldest first, as the file has it."""
    undone = aliased(Review)
    columns = [undone.client_uuid if name == "undoes" else getattr(Review, name) for name in REVIEW_COLUMNS]
    mine = select(*columns).select_from(Review).outerjoin(undone, Review.undo_of == undone.id)
    mine = mine.where(Review.student_id == user.id).order_by(Review.id).execution_options(yield_per=BATCH)
    for row in session.execute(mine):
        told = dict(zip(REVIEW_COLUMNS, row, strict=True))
        told["answered_at"] = moment(row.answered_at)
        yield told


def _reviews(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    yield from review_rows(session, user)


def _wanted(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    for row in session.scalars(select(WantedItem).where(WantedItem.student_id == user.id).order_by(WantedItem.id)):
        yield {"item_key": row.item_key, "place": row.place, "wanted_at": moment(row.wanted_at)}


def _private_days(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    for row in session.scalars(select(PrivateDay).where(PrivateDay.student_id == user.id).order_by(PrivateDay.study_day)):
        yield {"study_day": row.study_day, "since": moment(row.since)}


def _cards(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    for card in session.scalars(select(Card).where(Card.student_id == user.id).order_by(Card.item_key)):
        yield columns_of(card, CARD_COLUMNS) | {"last_answered_at": moment(card.last_answered_at)}


ENROLMENTS = Part("enrolments", "Decks that you study or have paused.", ENROLMENT_COLUMNS, _enrolments, imported=True)
SUSPENSIONS = Part("suspensions", "Items that you have suspended.", SUSPENSION_COLUMNS, _suspensions, imported=True)
REVIEWS = Part("reviews", "Every answer in practice and every undo, oldest first.", REVIEW_COLUMNS, _reviews, imported=True)
WANTED = Part("wanted_items", "Items that you want to be asked first.", WANTED_COLUMNS, _wanted)
PRIVATE_DAYS = Part("private_days", "Study days on which you practised in private.", PRIVATE_DAY_COLUMNS, _private_days)
CARDS = Part(
    "cards", "What your answers make of each item; worked out from the reviews, so an import does not read it.", CARD_COLUMNS, _cards
)
