"""Decks that classes need: begun, marked with their day, and otherwise left as the student has them."""

from datetime import datetime

from sqlalchemy.orm import Session

from tests.people import STRANGER
from tests.practice import make
from webapp.accounts.models import User
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.needing import need_decks
from webapp.practice.queueing import queue_of
from webapp.practice.service import choose_decks, set_paused

DAY = make.AT.date().toordinal()


def needs(session: Session, student: User) -> dict[str, int | None]:
    return {row.deck_id: row.needed_by_day for row in queries.list_enrolments(session, student.id)}


def test_a_needed_deck_is_begun_and_others_stay(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, "neck")
    need_decks(session, {student.id: {"thigh": DAY + 3}}, at=at)
    assert needs(session, student) == {"neck": None, "thigh": DAY + 3}


def test_what_is_not_named_is_needed_no_more(session: Session, shelf: Shelf, at: datetime) -> None:
    student, other = make.student(session, shelf, "neck"), make.student(session, shelf, "neck", part=STRANGER)
    need_decks(session, {each.id: {"neck": DAY + 3, "thigh": DAY + 9} for each in (student, other)}, at=at)
    need_decks(session, {student.id: {"thigh": DAY + 5}}, at=at)
    assert needs(session, student) == {"neck": None, "thigh": DAY + 5}
    assert needs(session, other) == {"neck": DAY + 3, "thigh": DAY + 9}
    need_decks(session, {student.id: {}}, at=at)
    assert needs(session, student) == {"neck": None, "thigh": None}


def test_a_paused_deck_is_resumed_only_when_it_is_begun_anew(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, "neck", "thigh")
    for deck in ("neck", "thigh"):
        set_paused(session, student, deck, True, at=at)
    need_decks(session, {student.id: {"neck": DAY + 3, "thigh": DAY + 3}}, at=at, begun={"thigh"})
    assert {row.deck_id: row.paused_at for row in queries.list_enrolments(session, student.id)} == {"neck": at, "thigh": None}


def test_choosing_decks_forgets_no_need(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, "neck")
    need_decks(session, {student.id: {"neck": DAY + 3}}, at=at)
    choose_decks(session, shelf, student, ["thigh"], at=at)
    choose_decks(session, shelf, student, ["thigh", "neck"], at=at)
    assert needs(session, student) == {"neck": DAY + 3, "thigh": None}


def test_a_paused_deck_presses_nobody(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, "thigh")
    need_decks(session, {student.id: {"neck": DAY + 3}}, at=at)
    assert _next_region(session, shelf, student, at) == "neck"
    set_paused(session, student, "neck", True, at=at)
    assert _next_region(session, shelf, student, at) == "thigh"


def test_an_item_of_two_needed_decks_is_needed_by_the_sooner(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, "thigh")
    need_decks(session, {student.id: {"safety-first": DAY + 2, "neck": DAY + 30, "thigh": DAY + 9}}, at=at)
    following = queue_of(session, shelf, student, at=at).plan.next
    assert following is not None
    assert following.key in shelf.decks["safety-first"].item_keys


def test_nobody_and_nothing_is_no_fault(session: Session, shelf: Shelf, at: datetime) -> None:
    need_decks(session, {}, at=at)
    student = make.student(session, shelf, "neck")
    need_decks(session, {student.id: {"gone": DAY + 3}}, at=at)
    assert _next_region(session, shelf, student, at) == "neck"


def _next_region(session: Session, shelf: Shelf, student: User, at: datetime) -> str:
    following = queue_of(session, shelf, student, at=at).plan.next
    assert following is not None
    return shelf.items[following.key].region
