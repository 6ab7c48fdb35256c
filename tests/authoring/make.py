"""Questions and decks of the school."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tests import make as people
from tests.people import INSTRUCTOR
from webapp.accounts.models import User
from webapp.authoring.answers import Accepted, Area, OneOf
from webapp.authoring.collecting import make_deck
from webapp.authoring.publishing import publish_item, share_deck
from webapp.authoring.writing import Draft, write_item
from webapp.library.models import SchoolDeck, SchoolItem
from webapp.library.shelf import Shelf

AT = people.AT
MUSCLE = "infraspinatus"
SQUARE = ((-150.0, 1280.0), (-110.0, 1280.0), (-110.0, 1320.0), (-150.0, 1320.0))
"""On the chest, right of the body's middle on the front."""
TEXT = Accepted(["suprascapular nerve", "N. suprascapularis"])
CHOICE = OneOf(["suprascapular", "axillary", "radial"], 0)
AREA = Area("front", "superficial", SQUARE, both_sides=True)


def draft(answer: Accepted | OneOf | Area = TEXT, **values: Any) -> Draft:
    """A question that lacks nothing."""
    told = {"explanation": "It passes the notch below the ligament.", "citation": "Platzer 2018, Atlas, p. 152"}
    return Draft(**{"muscle_id": MUSCLE, "question": "Which nerve supplies it?", "answer": answer} | told | values)


def item(
    session: Session, shelf: Shelf, teacher: User, answer: Accepted | OneOf | Area = TEXT, *, at: datetime = AT, **values: Any
) -> SchoolItem:
    """A draft."""
    return write_item(session, shelf, teacher, draft(answer, **values), at=at)


def published(session: Session, shelf: Shelf, teacher: User, answer: Accepted | OneOf | Area = TEXT, **values: Any) -> SchoolItem:
    """A published question."""
    made = item(session, shelf, teacher, answer, **values)
    return publish_item(session, shelf, teacher, made.id, made.revision, at=AT)


def deck(session: Session, teacher: User, *keys: str, title: str = "First week") -> SchoolDeck:
    """A draft of a deck."""
    return make_deck(session, teacher, title, "What comes first.", keys, at=AT)


def shared(session: Session, shelf: Shelf, teacher: User, *keys: str, title: str = "First week") -> SchoolDeck:
    """A shared deck."""
    made = deck(session, teacher, *keys, title=title)
    return share_deck(session, shelf, teacher, made.id, made.revision, at=AT)


def teacher(session: Session, **values: Any) -> User:
    """An instructor."""
    return people.user(session, INSTRUCTOR, **values)


def key(made: SchoolItem) -> str:
    """Key of a question."""
    return f"school-{made.id}/{made.kind}"
