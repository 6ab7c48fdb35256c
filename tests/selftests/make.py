"""What tests of self-tests need: a student, a sitting, and answers to its questions."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from sqlalchemy.orm import Session

from tests import make as people_make
from tests.people import STUDENT, Part
from tests.practice import make as practice_make
from webapp.accounts.models import User
from webapp.core.answers import Answer, Blank, Chosen, Marked
from webapp.core.blueprints import Blueprint, Pool
from webapp.core.items import Differentiate, Item, Kind, MarkCaution, PointWords
from webapp.core.questions_pain import NONE
from webapp.library.shelf import Shelf
from webapp.practice.answering import Sent
from webapp.practice.asking import asked_structure
from webapp.selftests import queries
from webapp.selftests.making import Terms, Wish, make_paper
from webapp.selftests.models import Paper, Sitting
from webapp.selftests.starting import start_own_test, start_sitting
from webapp.selftests.taking import Kept, Place, find_place, keep_answer, offered_in

AT = people_make.AT
PHONE, LAPTOP = "phone", "laptop"
MIXED = Blueprint((Pool("Neck", 1, (Kind.LOCATE, Kind.CAUTION), ("neck",)), Pool("Acts", 1, (Kind.SCENARIO,))))


def student(session: Session, part: Part = STUDENT, **values: Any) -> User:
    return people_make.user(session, part, **values)


def own_test(session: Session, shelf: Shelf, student: User, *, at: datetime = AT, device: str = PHONE, **told: Any) -> Sitting:
    """A test of the neck that the student has just started; `told` are terms, or `kinds`, `regions`, `blueprint`, `in_words`."""
    wanted = {name: told.pop(name) for name in ("blueprint", "kinds", "regions", "in_words") if name in told}
    wish = Wish(**{"blueprint": "custom", "kinds": ("locate", "caution"), "regions": ("neck",), **wanted})
    # The UUID decides what is drawn: the same test draws the same in every run.
    uuid = uuid5(NAMESPACE_URL, f"test {len(queries.list_sittings(session, student.id))}")
    return start_own_test(session, shelf, student, wish, Terms(**{"count": 4, **told}), uuid, device=device, at=at)


def class_test(session: Session, shelf: Shelf, **terms: Any) -> Paper:
    """A test that is set for others."""
    given: dict[str, Any] = {"count": 6, "attempts": 1, **terms}
    return make_paper(session, shelf, "Class test", MIXED, Terms(**given), 7, at=AT)


def sit(session: Session, shelf: Shelf, student: User, paper: Paper, *, at: datetime = AT, device: str = PHONE) -> Sitting:
    return start_sitting(session, shelf, student, paper, uuid4(), device=device, at=at)


def place(session: Session, shelf: Shelf, student: User, sitting: Sitting, number: int) -> Place:
    return find_place(session, shelf, student, sitting.id, number)


def right(shelf: Shelf, place: Place) -> Answer:
    """A right answer to a question as it is shown."""
    item, offered = place.item, offered_in(shelf, place)
    match item:
        case Differentiate():
            return Marked(frozenset(offered & item.core) or frozenset({NONE.id}), offered)
        case PointWords():
            return Chosen(next(each for each in offered if each.startswith(f"{item.subject}.")), len(offered))
        case MarkCaution():
            return practice_make.right(shelf, replace(item, structures=(asked_structure(item, place.row.showing),)))
    return practice_make.right(shelf, item)


def wrong(shelf: Shelf, item: Item) -> Answer:
    return practice_make.wrong(shelf, item)


def answer(session: Session, shelf: Shelf, student: User, sitting: Sitting, number: int, given: Answer | bool = True, **told: Any) -> Kept:
    """Answer a question: rightly (True), wrongly (False), or as told; `told` are `sureness`, `at`, `device`, `uuid`, `elapsed_ms`."""
    where = place(session, shelf, student, sitting, number)
    if isinstance(given, bool):
        given = right(shelf, where) if given else wrong(shelf, where.item)
    sent = Sent(given, where.row.showing, told.get("uuid") or uuid4(), told.get("elapsed_ms", 4000))
    later = told.get("at", AT + timedelta(minutes=number))
    return keep_answer(session, shelf, student, where, sent, told.get("sureness"), device=told.get("device", PHONE), at=later)


def answer_all(session: Session, shelf: Shelf, student: User, sitting: Sitting, rights: str) -> None:
    """Answer by letters: r right, w wrong, b not known, - not at all; a capital says that one is sure."""
    for number, letter in enumerate(rights, start=1):
        if letter != "-":
            given: Answer | bool = Blank() if letter in "bB" else letter in "rR"
            answer(session, shelf, student, sitting, number, given, sureness=3 if letter.isupper() else 1)
