"""Joining, leaving and joining again: codes that are gone, terms that changed, invitations on two ways, classes put away."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.classrooms import make
from tests.clients import PageClient
from tests.conftest import Clock
from tests.make import PASSWORD
from webapp.accounts.models import User
from webapp.accounts.service import NewPerson
from webapp.accounts.service import join as make_account
from webapp.classrooms import consent
from webapp.classrooms.codes import VALID_DAYS, make_code, stop_code
from webapp.classrooms.instructors import add_instructor
from webapp.classrooms.inviting import Links, plan_roster, send_invitations
from webapp.classrooms.joining import accept, add_student, agree, decline, get_by_code, join_by_code, leave
from webapp.classrooms.making import archive, bring_back
from webapp.classrooms.models import Classroom
from webapp.classrooms.queries import (
    find_code,
    find_membership,
    get_membership,
    list_invitations,
    list_invited,
    list_joined,
    list_students,
    shows_answers_of,
)
from webapp.classrooms.rosters import Row
from webapp.db import transaction
from webapp.errors import Invalid, NotFound, Stale
from webapp.mail import OutgoingMail

Sign = Callable[[User], PageClient]
PLAIN, OPEN = consent.VERSION, consent.WITH_ANSWERS
LINKS = Links("https://school.example/classes", "https://school.example/accounts/join/", "?next=/classes")
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("days", VALID_DAYS)
def test_a_code_works_to_its_last_second_and_not_at_its_end(session: Session, room: Classroom, at: datetime, days: int) -> None:
    code = make_code(session, room, days=days, at=at).code
    assert get_by_code(session, code, at=at + timedelta(days=days) - SECOND) is room
    with pytest.raises(Invalid, match="No class has this code now"):
        get_by_code(session, code, at=at + timedelta(days=days))


@pytest.mark.parametrize("typed", ["", " ", "ABCD234", "ABCD23455", "ABCD2346", "%", "ABCD%", "' OR 1=1 --", "абвг2345", "ABCD2345" * 500])
def test_nothing_but_the_whole_code_finds_a_class(session: Session, room: Classroom, at: datetime, typed: str) -> None:
    make.code(session, room, "ABCD2345")
    with pytest.raises(Invalid):
        get_by_code(session, typed, at=at)


def test_codes_of_two_classes_do_not_disturb_each_other(session: Session, room: Classroom, ines: User, at: datetime) -> None:
    other = make.classroom(session, ines, name="MT-202")
    here, there = make_code(session, room, days=7, at=at).code, make_code(session, other, days=7, at=at).code
    stop_code(session, room)
    stop_code(session, room)
    assert find_code(session, room.id, at=at) is None
    assert get_by_code(session, there, at=at) is other
    with pytest.raises(Invalid):
        get_by_code(session, here, at=at)


def test_a_code_sleeps_while_its_class_is_archived_and_none_is_made(session: Session, room: Classroom, stan: User, at: datetime) -> None:
    code = make_code(session, room, days=7, at=at).code
    archive(session, room, then=(), at=at)
    with pytest.raises(Invalid):
        join_by_code(session, stan, code, PLAIN, then=(), at=at)
    with pytest.raises(Invalid, match="archived"):
        make_code(session, room, days=7, at=at)
    bring_back(session, room, then=(), at=at)
    assert join_by_code(session, stan, code, PLAIN, then=(), at=at) is room


def test_archiving_twice_keeps_the_first_moment_and_students_their_place(
    session: Session, room: Classroom, ada: User, at: datetime
) -> None:
    archive(session, room, then=(), at=at)
    archive(session, room, then=(), at=at + timedelta(days=3))
    assert room.archived_at == at
    assert list_joined(session, ada.id) == []
    assert list_students(session, room.id) == [ada]
    bring_back(session, room, then=(), at=at)
    assert list_joined(session, ada.id) == [room]


def test_who_comes_back_agrees_anew_and_to_what_holds_then(session: Session, room: Classroom, ada: User, at: datetime) -> None:
    code, later = make_code(session, room, days=90, at=at).code, at + timedelta(days=20)
    leave(session, room, ada, then=(), at=at)
    room.shows_answers = True
    session.flush()
    with pytest.raises(Stale):
        join_by_code(session, ada, code, PLAIN, then=(), at=later)
    assert find_membership(session, room.id, ada.id) is None
    join_by_code(session, ada, code, OPEN, then=(), at=later)
    member = get_membership(session, room.id, ada.id)
    assert (member.joined_at, member.consented_to) == (later, OPEN)
    assert shows_answers_of(session, room, ada.id)


def test_leaving_twice_and_leaving_where_one_never_was_changes_nothing(
    session: Session, room: Classroom, ada: User, stan: User, at: datetime
) -> None:
    told: list[object] = []
    with pytest.raises(NotFound):
        leave(session, room, stan, then=[lambda *about: told.append(about)], at=at)
    leave(session, room, ada, then=(), at=at)
    with pytest.raises(NotFound):
        leave(session, room, ada, then=[lambda *about: told.append(about)], at=at)
    assert told == []


def test_joining_again_under_other_terms_notes_the_new_agreement(session: Session, room: Classroom, ada: User, at: datetime) -> None:
    room.shows_answers = True
    session.flush()
    assert not shows_answers_of(session, room, ada.id)
    join_by_code(session, ada, make_code(session, room, days=7, at=at).code, OPEN, then=(), at=at)
    assert shows_answers_of(session, room, ada.id)
    assert get_membership(session, room.id, ada.id).joined_at == at


def test_nobody_agrees_for_a_class_that_one_is_not_in(session: Session, room: Classroom, stan: User, ines: User) -> None:
    for person in (stan, ines):
        with pytest.raises(NotFound):
            agree(session, person, room.id, PLAIN)


@pytest.mark.parametrize("agreed", [f"{PLAIN} ", f"{OPEN} ", "1", "3", OPEN.upper(), "+answers", "x" * 20])
def test_no_other_version_of_the_terms_is_taken(
    session: Session, room: Classroom, ada: User, stan: User, at: datetime, agreed: str
) -> None:
    with pytest.raises(Stale):
        add_student(session, room, stan, agreed, then=(), at=at)
    with pytest.raises(Stale):
        agree(session, ada, room.id, agreed)
    assert get_membership(session, room.id, ada.id).consented_to == PLAIN


def test_an_invitation_waits_while_the_class_is_archived_or_its_terms_are_old(
    session: Session, room: Classroom, stan: User, at: datetime
) -> None:
    asked = make.invitation(session, room, stan.email)
    archive(session, room, then=(), at=at)
    with pytest.raises(NotFound):
        accept(session, stan, asked.id, PLAIN, then=(), at=at)
    with pytest.raises(NotFound):
        decline(session, stan, asked.id, at=at)
    bring_back(session, room, then=(), at=at)
    room.shows_answers = True
    with pytest.raises(Stale):
        accept(session, stan, asked.id, PLAIN, then=(), at=at)
    assert [each for each, _ in list_invited(session, stan, at=at)] == [asked]


def test_who_declined_may_still_join_by_code_and_is_not_asked_again(session: Session, room: Classroom, stan: User, at: datetime) -> None:
    decline(session, stan, make.invitation(session, room, stan.email).id, at=at)
    join_by_code(session, stan, make_code(session, room, days=7, at=at).code, PLAIN, then=(), at=at)
    assert list_invitations(session, room.id, at=at) == []
    leave(session, room, stan, then=(), at=at)
    assert list_invited(session, stan, at=at) == []
    assert plan_roster(session, room, [Row(2, stan.email, "Stan")], at=at).changes == 1


def test_who_came_by_a_mailed_link_and_joined_by_code_is_asked_no_more(session: Session, room: Classroom, ines: User, at: datetime) -> None:
    send_invitations(session, room, ines, [Row(2, "nina@school.example", "Nina")], LINKS, at=at)
    body = session.query(OutgoingMail).one().body
    token = body.split("/accounts/join/")[1].split("?")[0]
    nina = make_account(session, token, NewPerson("nina@private.example", PASSWORD, "Nina"), at=at)
    assert len(list_invited(session, nina, at=at)) == 1
    join_by_code(session, nina, make_code(session, room, days=7, at=at).code, PLAIN, then=(), at=at)
    assert list_invited(session, nina, at=at) == []
    assert list_invitations(session, room.id, at=at) == []


def test_an_invitation_of_one_class_opens_no_other(session: Session, room: Classroom, ines: User, stan: User, at: datetime) -> None:
    other = make.classroom(session, ines, name="MT-202")
    mine, theirs = make.invitation(session, room, stan.email), make.invitation(session, other, stan.email)
    accept(session, stan, mine.id, PLAIN, then=(), at=at)
    assert list_joined(session, stan.id) == [room]
    assert [each for each, _ in list_invited(session, stan, at=at)] == [theirs]


@pytest.mark.parametrize("email", ["", " ", "nobody@x.example", "ada@school.example", "%", "x" * 5000])
def test_nobody_unknown_teaches(session: Session, room: Classroom, at: datetime, email: str) -> None:
    with pytest.raises(Invalid) as wrong:
        add_instructor(session, room, email, at=at)
    assert "email" in wrong.value.fields


PATHS = (
    "/classes/{}", "/classes/{}/roster", "/classes/{}/settings", "/classes/{}/assignments", "/classes/1/assignments/{}/edit",
    "/classes/1/students/{}/remove", "/classes/1/instructors/{}/remove", "/classes/invitations/{}/accept", "/classes/{}/leave",
    "/classes/1/invitations/{}/withdraw", "/classes/{}/gradebook", "/classes/{}/seen", "/classes/{}/overview",
)  # fmt: skip


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**30])
def test_numbers_that_no_class_has_are_not_found(instructor: User, client_for: Sign, number: int) -> None:
    browser = client_for(instructor)
    for path in PATHS:
        for method in ("GET", "POST"):
            assert browser.open(path.format(number), method=method).status_code in {404, 405}, f"{method} {path}"


@pytest.mark.parametrize("typed", ["%00", "%1b%5b2J", "%E2%80%AE", "<script>alert(1)</script>", "{{7*7}}", "x" * 3000, "%ff%fe"])
def test_whatever_stands_in_a_link_is_shown_as_text_only(instructor: User, client_for: Sign, typed: str) -> None:
    browser = client_for(instructor)
    answer = browser.get(f"/classes/join/{typed}")
    assert answer.status_code in {200, 400, 404}
    assert "<script>alert" not in answer.text
    assert browser.post(f"/classes/join/{typed}", data={"version": PLAIN, "agreed": "y"}).status_code in {400, 404, 422}


def test_unexpected_fields_change_nothing_else(app: Flask, instructor: User, stranger: User, client_for: Sign, clock: Clock) -> None:
    with app.app_context(), transaction() as session:
        room, other = make.classroom(session, instructor), make.classroom(session, stranger, name="MT-303")
        make.code(session, room)
    more = {"id": other.id, "classroom_id": other.id, "student_id": instructor.id, "instructor_id": stranger.id, "role": "administrator",
            "user.is_admin": "1",
            "joined_at": "2020-01-01", "archived_at": "2020-01-01", "consented_to": OPEN, "made_at": "2020-01-01"}  # fmt: skip
    told = {"name": "Renamed", "time_zone": "UTC", "version": "1"}
    assert client_for(instructor).post(f"/classes/{room.id}/settings", data={**more, **told}).status_code == 303
    assert client_for(stranger).post("/classes/join/ABCD2345", data={**more, "version": PLAIN, "agreed": "y"}).status_code == 303
    with app.app_context(), transaction() as session:
        kept = session.get_one(Classroom, room.id)
        assert (kept.name, kept.archived_at, kept.made_at, kept.version) == ("Renamed", None, room.made_at, 2)
        assert session.get_one(Classroom, other.id).name == "MT-303"
        member = get_membership(session, room.id, stranger.id)
        assert (member.consented_to, member.joined_at) == (PLAIN, clock.now)
        assert session.get_one(User, stranger.id).role is stranger.role
        assert list_students(session, other.id) == []
