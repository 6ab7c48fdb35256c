"""A roster becomes invitations: looked at without doing, done once, and nothing the second time."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.classrooms import make
from tests.make import PASSWORD
from webapp.accounts.models import Invitation, User
from webapp.accounts.service import NewPerson
from webapp.accounts.service import join as make_account
from webapp.classrooms import consent
from webapp.classrooms.inviting import VALID, Links, forget_expired, forget_invited, plan_roster, send_invitations, withdraw
from webapp.classrooms.joining import accept, decline, leave
from webapp.classrooms.making import archive
from webapp.classrooms.models import Classroom, Membership, RosterInvitation
from webapp.classrooms.queries import list_invitations, list_invited
from webapp.classrooms.rosters import Row
from webapp.errors import Invalid, NotFound
from webapp.mail import OutgoingMail

LINKS = Links("https://school.example/classes", "https://school.example/accounts/join/", "?next=/classes")
NEW = Row(3, "nina@school.example", "Nina New")


@pytest.fixture
def rows(ada: User, stan: User, ines: User) -> list[Row]:
    """A student of the class, one with an account, one without, and the instructor."""
    return [Row(2, stan.email, "Stan S."), NEW, Row(4, ada.email, "Ada"), Row(5, ines.email, "Ines")]


def mails(session: Session) -> list[OutgoingMail]:
    return list(session.scalars(sa.select(OutgoingMail).order_by(OutgoingMail.id)))


def signed_up_elsewhere(session: Session, at: datetime) -> User:
    """Whoever was sent the last link, with an account of another address."""
    token = mails(session)[-1].body.split("/accounts/join/")[1].split("?")[0]
    return make_account(session, token, NewPerson("nina@private.example", PASSWORD, "Nina"), at=at)


def test_a_look_says_what_would_be_done_and_does_nothing(session: Session, room: Classroom, rows: list[Row], at: datetime) -> None:
    plan = plan_roster(session, room, rows, at=at)
    assert (plan.known, plan.unknown, plan.joined) == ([rows[0]], [NEW], [rows[2]])
    assert plan.apart == [(rows[3], "teaches this class")]
    assert plan.changes == 2
    assert list_invitations(session, room.id, at=at) == []
    assert mails(session) == []


def test_invitations_are_sent_once_and_make_nobody_a_member(
    session: Session, room: Classroom, ines: User, rows: list[Row], at: datetime
) -> None:
    assert send_invitations(session, room, ines, rows, LINKS, at=at).changes == 2
    for_stan, for_nina = mails(session)
    assert (for_stan.recipient, for_nina.recipient) == (rows[0].email, NEW.email)
    assert "Ines Instructor invites you to the class MT-101" in for_stan.body
    assert "https://school.example/classes\n" in for_stan.body
    assert "https://school.example/accounts/join/" in for_nina.body
    assert session.scalar(sa.select(sa.func.count()).select_from(Membership)) == 1
    again = send_invitations(session, room, ines, rows, LINKS, at=at + timedelta(days=1))
    assert (again.changes, len(again.asked), len(mails(session))) == (0, 2, 2)


def test_another_name_on_the_roster_is_one_change(session: Session, room: Classroom, ines: User, rows: list[Row], at: datetime) -> None:
    send_invitations(session, room, ines, rows, LINKS, at=at)
    other = [Row(2, NEW.email, "Nina Newer")]
    assert send_invitations(session, room, ines, other, LINKS, at=at).changes == 1
    assert send_invitations(session, room, ines, other, LINKS, at=at).changes == 0
    assert send_invitations(session, room, ines, [Row(2, NEW.email, "")], LINKS, at=at).changes == 0
    assert {each.name for each in list_invitations(session, room.id, at=at)} == {"Stan S.", "Nina Newer"}
    assert len(mails(session)) == 2


def test_the_link_leads_to_the_class_whatever_address_is_used(session: Session, room: Classroom, ines: User, at: datetime) -> None:
    send_invitations(session, room, ines, [NEW], LINKS, at=at)
    nina = signed_up_elsewhere(session, at)
    assert [found.name for _, found in list_invited(session, nina, at=at)] == ["MT-101"]


def test_a_no_stays_a_no(session: Session, room: Classroom, ines: User, stan: User, rows: list[Row], at: datetime) -> None:
    send_invitations(session, room, ines, rows, LINKS, at=at)
    decline(session, stan, list_invited(session, stan, at=at)[0][0].id, at=at)
    assert send_invitations(session, room, ines, rows, LINKS, at=at).changes == 0
    assert list_invited(session, stan, at=at) == []


def test_an_account_that_is_switched_off_is_not_invited(session: Session, room: Classroom, stan: User, at: datetime) -> None:
    stan.disabled_at = at
    session.flush()
    row = Row(2, stan.email, "Stan")
    assert plan_roster(session, room, [row], at=at).apart == [(row, "the account is switched off")]


def test_taking_back_ends_the_link_too(session: Session, room: Classroom, ines: User, at: datetime) -> None:
    send_invitations(session, room, ines, [NEW], LINKS, at=at)
    asked = list_invitations(session, room.id, at=at)[0]
    elsewhere = make.classroom(session, ines, name="MT-202")
    with pytest.raises(NotFound):
        withdraw(session, elsewhere, asked.id)
    withdraw(session, room, asked.id)
    assert session.scalar(sa.select(sa.func.count()).select_from(Invitation)) == 0
    assert list_invitations(session, room.id, at=at) == []


def test_invitations_run_out_and_are_swept(session: Session, room: Classroom, ines: User, rows: list[Row], at: datetime) -> None:
    send_invitations(session, room, ines, rows, LINKS, at=at)
    later = at + VALID
    assert list_invitations(session, room.id, at=later) == []
    assert send_invitations(session, room, ines, rows, LINKS, at=later).changes == 2
    forget_expired(session, at=later + VALID)
    assert session.scalar(sa.select(sa.func.count()).select_from(RosterInvitation)) == 0


def test_nobody_is_invited_to_an_archived_class(session: Session, room: Classroom, ines: User, rows: list[Row], at: datetime) -> None:
    archive(session, room, then=(), at=at)
    with pytest.raises(Invalid, match="archived"):
        send_invitations(session, room, ines, rows, LINKS, at=at)


def test_whom_the_roster_has_with_another_address_is_not_asked_again(session: Session, room: Classroom, ines: User, at: datetime) -> None:
    send_invitations(session, room, ines, [NEW], LINKS, at=at)
    nina = signed_up_elsewhere(session, at)
    accept(session, nina, list_invited(session, nina, at=at)[0][0].id, consent.VERSION, then=(), at=at)
    again = send_invitations(session, room, ines, [NEW], LINKS, at=at + timedelta(days=1))
    assert (again.changes, again.joined, len(mails(session))) == (0, [NEW], 1)
    leave(session, room, nina, then=(), at=at)
    assert plan_roster(session, room, [NEW], at=at).changes == 1


def test_invitations_of_a_person_are_forgotten_whatever_their_address(
    session: Session, room: Classroom, ines: User, stan: User, rows: list[Row], at: datetime
) -> None:
    send_invitations(session, room, ines, rows, LINKS, at=at)
    assert forget_invited(session, signed_up_elsewhere(session, at)) == {NEW.email}
    assert [each.email for each in list_invitations(session, room.id, at=at)] == [stan.email]
    assert forget_invited(session, stan) == {stan.email}
