"""Joining is the student's own act, under the terms that were shown; leaving ends what is seen at once."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.classrooms import make
from webapp.accounts.models import User
from webapp.classrooms import consent
from webapp.classrooms.codes import LETTERS, as_typed, in_words, make_code, stop_code
from webapp.classrooms.joining import accept, agree, count_try, decline, get_by_code, join_by_code, leave
from webapp.classrooms.making import archive
from webapp.classrooms.models import Classroom
from webapp.classrooms.queries import find_code, get_joined, get_membership, get_student, list_invited, list_students, shows_answers_of
from webapp.errors import Invalid, NotFound, Stale, TooMany

PLAIN, OPEN = consent.VERSION, consent.WITH_ANSWERS


def test_a_code_is_easy_to_read_and_taken_however_it_is_typed(session: Session, room: Classroom, stan: User, at: datetime) -> None:
    code = make_code(session, room, days=7, at=at)
    assert len(code.code) == 8
    assert set(code.code) <= set(LETTERS)
    assert as_typed(f" {in_words(code.code).lower()} ") == code.code
    assert join_by_code(session, stan, in_words(code.code).lower(), PLAIN, then=(), at=at) is room
    assert {user.name for user in list_students(session, room.id)} == {"Ada Student", "Stan Stranger"}


def test_a_new_code_ends_the_old_one_and_a_code_runs_out(session: Session, room: Classroom, at: datetime) -> None:
    old = make_code(session, room, days=7, at=at).code
    new = make_code(session, room, days=30, at=at).code
    with pytest.raises(Invalid):
        get_by_code(session, old, at=at)
    assert get_by_code(session, new, at=at + timedelta(days=29)) is room
    with pytest.raises(Invalid):
        get_by_code(session, new, at=at + timedelta(days=30))
    assert find_code(session, room.id, at=at + timedelta(days=30)) is None
    stop_code(session, room)
    with pytest.raises(Invalid):
        get_by_code(session, new, at=at)


def test_a_code_is_valid_for_one_of_three_times(session: Session, room: Classroom, at: datetime) -> None:
    with pytest.raises(Invalid):
        make_code(session, room, days=3650, at=at)


def test_nobody_joins_an_archived_class(session: Session, room: Classroom, stan: User, at: datetime) -> None:
    code = make.code(session, room).code
    make.invitation(session, room, stan.email)
    archive(session, room, then=(), at=at)
    with pytest.raises(Invalid):
        get_by_code(session, code, at=at)
    assert list_invited(session, stan, at=at) == []


@pytest.mark.parametrize(("agreed", "error"), [("", Invalid), ("0", Stale), (OPEN, Stale)])
def test_without_agreeing_to_the_present_terms_nobody_joins(
    session: Session, room: Classroom, stan: User, at: datetime, agreed: str, error: type[Exception]
) -> None:
    code = make.code(session, room).code
    with pytest.raises(error):
        join_by_code(session, stan, code, agreed, then=(), at=at)
    with pytest.raises(NotFound):
        get_joined(session, stan.id, room.id)


def test_joining_twice_is_as_good_as_once_and_is_followed_once(session: Session, room: Classroom, stan: User, at: datetime) -> None:
    code, told = make.code(session, room).code, []
    for _ in range(2):
        join_by_code(session, stan, code, PLAIN, then=[lambda *about: told.append(about[1:])], at=at)
    assert told == [(room, stan, at)]
    assert len(list_students(session, room.id)) == 2


def test_an_instructor_is_no_student_of_the_own_class(session: Session, room: Classroom, ines: User, at: datetime) -> None:
    with pytest.raises(Invalid, match="teach"):
        join_by_code(session, ines, make.code(session, room).code, PLAIN, then=(), at=at)


def test_an_invitation_is_accepted_or_declined_by_the_invited_only(
    session: Session, room: Classroom, stan: User, ada: User, at: datetime
) -> None:
    asked = make.invitation(session, room, stan.email)
    with pytest.raises(NotFound):
        accept(session, ada, asked.id, PLAIN, then=(), at=at)
    with pytest.raises(NotFound):
        accept(session, stan, asked.id, PLAIN, then=(), at=at + timedelta(days=8))
    assert [each[0] for each in list_invited(session, stan, at=at)] == [asked]
    assert accept(session, stan, asked.id, PLAIN, then=(), at=at) is room
    assert list_invited(session, stan, at=at) == []
    assert get_student(session, room.id, stan.id) is stan


def test_declined_is_declined(session: Session, room: Classroom, stan: User, at: datetime) -> None:
    asked = make.invitation(session, room, stan.email)
    decline(session, stan, asked.id, at=at)
    assert list_invited(session, stan, at=at) == []
    with pytest.raises(NotFound):
        accept(session, stan, asked.id, PLAIN, then=(), at=at)
    with pytest.raises(NotFound):
        get_student(session, room.id, stan.id)


def test_leaving_ends_what_is_seen_at_once(session: Session, room: Classroom, ada: User, at: datetime) -> None:
    told: list[object] = []
    leave(session, room, ada, then=[lambda *about: told.append(about[2])], at=at)
    assert told == [ada]
    assert list_students(session, room.id) == []
    for get in (get_student, lambda session, room_id, student_id: get_joined(session, student_id, room_id)):
        with pytest.raises(NotFound):
            get(session, room.id, ada.id)


def test_single_answers_are_seen_only_of_those_who_agreed_to_that(session: Session, room: Classroom, ada: User, stan: User) -> None:
    room.shows_answers = True
    make.join(session, room, stan)
    assert shows_answers_of(session, room, stan.id)
    assert not shows_answers_of(session, room, ada.id), "Ada joined under the former policy"
    with pytest.raises(Stale):
        agree(session, ada, room.id, PLAIN)
    agree(session, ada, room.id, OPEN)
    assert shows_answers_of(session, room, ada.id)
    room.shows_answers = False
    assert not shows_answers_of(session, room, ada.id)


def test_a_former_line_lets_no_single_answers_be_seen_and_the_present_one_is_asked_for(
    session: Session, room: Classroom, ada: User
) -> None:
    room.shows_answers = True
    get_membership(session, room.id, ada.id).consented_to = "1+answers"
    assert not shows_answers_of(session, room, ada.id)
    assert not consent.covers("1+answers", OPEN)
    assert not consent.covers("1+answers", PLAIN)
    agree(session, ada, room.id, OPEN)
    assert shows_answers_of(session, room, ada.id)


def test_the_consent_line_names_single_answers_exactly_where_they_are_seen() -> None:
    assert consent.ANSWERS in consent.seen(shows_answers=True)
    assert consent.ANSWERS not in consent.seen(shows_answers=False)
    assert consent.NOT_ANSWERS in consent.unseen(shows_answers=False)
    assert consent.NOT_ANSWERS not in consent.unseen(shows_answers=True)
    assert max(len(consent.version(shows_answers=each)) for each in (True, False)) <= 20


def test_the_eleventh_try_at_a_code_is_refused_and_a_right_password_does_not_help(both_engines: str, app: Flask, at: datetime) -> None:
    with app.app_context():
        for _ in range(10):
            count_try("stan@elsewhere.example", at=at)
        with pytest.raises(TooMany, match="tries at codes"):
            count_try("Stan@Elsewhere.example", at=at)
        count_try("ada@school.example", at=at)
        count_try("stan@elsewhere.example", at=at + timedelta(minutes=15))


@pytest.mark.parametrize(
    ("agreed", "asked", "covered"),
    [(PLAIN, PLAIN, True), (OPEN, OPEN, True), (OPEN, PLAIN, True), (PLAIN, OPEN, False), ("0", PLAIN, False)],
)
def test_who_agreed_to_more_is_not_asked_again(agreed: str, asked: str, covered: bool) -> None:
    assert consent.covers(agreed, asked) is covered
