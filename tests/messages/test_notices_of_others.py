"""Notices belong to one person: others neither see, count, read nor end them; numbers that are none are not found."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests import make as accounts
from tests.classrooms import make as classes
from tests.clients import PageClient
from tests.make import AT
from tests.people import INSTRUCTOR, STRANGER, STUDENT
from webapp.accounts.models import User
from webapp.assignments.models import Assignment
from webapp.classrooms.models import Classroom, Membership
from webapp.core.assigning import Goal
from webapp.errors import NotFound
from webapp.messages import noticing, queries
from webapp.messages.models import Notice

ABOUT = {"goal": Goal.PRACTICE_DAYS, "deck_id": "neck", "days": 5, "items_a_day": 10, "points": 10, "for_all": True, "made_at": AT}


def notice(session: Session, person: User, key: str = "assignment-1", **values: object) -> Notice:
    made = Notice(**({"person_id": person.id, "key": key, "text": f"New: {key}", "path": "/classes", "made_at": AT} | values))
    session.add(made)
    session.flush()
    return made


@pytest.fixture
def both(session: Session) -> tuple[User, User]:
    return accounts.user(session, STUDENT), accounts.user(session, STRANGER)


def test_each_has_notices_of_ones_own(session: Session, both: tuple[User, User]) -> None:
    ada, stan = both
    mine = [notice(session, ada, f"assignment-{number}") for number in range(3)]
    theirs = notice(session, stan)
    assert {each.id for each in queries.list_notices(session, ada.id)} == {each.id for each in mine}
    assert queries.count_unread(session, ada.id) == 3
    with pytest.raises(NotFound):
        noticing.mark_read(session, ada, theirs.id, at=AT)
    noticing.mark_all_read(session, ada, at=AT)
    session.expire_all()
    assert (queries.count_unread(session, ada.id), queries.count_unread(session, stan.id)) == (0, 1)


def test_the_first_reading_counts(session: Session, both: tuple[User, User]) -> None:
    made = notice(session, both[0])
    noticing.mark_read(session, both[0], made.id, at=AT)
    assert noticing.mark_read(session, both[0], made.id, at=AT + timedelta(days=1)).read_at == AT
    noticing.mark_all_read(session, both[0], at=AT + timedelta(days=2))
    session.expire_all()
    assert made.read_at == AT


def test_the_newest_hundred_are_listed_and_all_are_counted(session: Session, both: tuple[User, User]) -> None:
    for number in range(103):
        notice(session, both[0], f"assignment-{number}", made_at=AT + timedelta(minutes=number % 50))
    listed = queries.list_notices(session, both[0].id)
    assert len(listed) == 100
    assert [(each.made_at, each.id) for each in listed] == sorted(((each.made_at, each.id) for each in listed), reverse=True)
    assert queries.count_unread(session, both[0].id) == 103


def room_with(session: Session, title: str, *students: User) -> Classroom:
    room = classes.classroom(session, accounts.user(session, INSTRUCTOR), *students)
    session.add(Assignment(classroom_id=room.id, title=title, first_day=date(2026, 3, 1), due_day=date(2026, 3, 5), **ABOUT))
    session.flush()
    return room


def test_news_are_for_who_is_in_the_class_now(session: Session, both: tuple[User, User]) -> None:
    ada, stan = both
    room = room_with(session, "Neck", ada, stan)
    session.execute(sa.delete(Membership).where(Membership.student_id == stan.id))
    assert [noticing.tell_news(session, at=AT) for _ in range(2)] == [1, 0]
    assert (queries.count_unread(session, ada.id), queries.count_unread(session, stan.id)) == (1, 0)
    classes.join(session, room, stan)
    assert noticing.tell_news(session, at=AT + timedelta(days=1)) == 1, "who joins is told of what is still new"
    assert queries.count_unread(session, ada.id) == 1


def test_long_words_are_cut_to_what_the_table_holds(session: Session, both: tuple[User, User], monkeypatch: pytest.MonkeyPatch) -> None:
    room_with(session, "Neck", both[0])
    monkeypatch.setattr(noticing, "TEXT_LENGTH", 30)
    assert noticing.tell_news(session, at=AT) == 1
    assert queries.list_notices(session, both[0].id)[0].text == "MT-101: new assignment “Neck”…"


def test_nothing_is_told_of_what_is_over(session: Session, both: tuple[User, User]) -> None:
    room_with(session, "Neck", both[0])
    assert noticing.tell_news(session, at=AT + timedelta(days=3, hours=15)) == 0


@pytest.mark.parametrize("number", ["0", "-1", "x", "2147483648", "9" * 30])
def test_a_number_that_no_notice_has_is_not_found(
    both_engines: str, app: Flask, student: User, client_for: Callable[[User], PageClient], number: str
) -> None:
    assert client_for(student).post(f"/notices/{number}").status_code == 404
