"""Making and changing classes, their instructors, the archive; what two people do at once loses nothing."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import make as people
from tests.people import ADMIN, Part
from webapp.accounts.models import Role, User
from webapp.classrooms.instructors import add_instructor, remove_instructor, take_over
from webapp.classrooms.making import (
    ChangedMeanwhile,
    Terms,
    archive,
    bring_back,
    change_classroom,
    create_classroom,
    differences,
    terms_of,
)  # fmt: skip
from webapp.classrooms.models import Classroom
from webapp.classrooms.queries import get_taught, list_instructors, list_joined, list_taught, list_untaught
from webapp.errors import Forbidden, Invalid, NotFound

TERMS = Terms("MT-101", "Europe/Berlin", date(2026, 2, 2), date(2026, 6, 30), date(2026, 3, 23))
OTTO = Part("otto@school.example", "Otto Other", Role.INSTRUCTOR)


def test_an_instructor_makes_a_class_and_teaches_it(session: Session, ines: User, at: datetime) -> None:
    made = create_classroom(session, ines, replace(TERMS, name="  MT   101 "), at=at)
    assert (made.name, made.version, made.shows_answers) == ("MT 101", 1, False)
    assert get_taught(session, ines.id, made.id) is made
    assert list_taught(session, ines.id) == [made]


def test_a_student_makes_no_class(session: Session, ada: User, at: datetime) -> None:
    with pytest.raises(Forbidden):
        create_classroom(session, ada, TERMS, at=at)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "a\u202eb"}, "name"),
        ({"time_zone": "Mars/Base"}, "time_zone"),
        ({"last_day": date(2026, 2, 1)}, "last_day"),
        ({"first_day": date(1026, 2, 2)}, "first_day"),
        ({"exam_day": date(9999, 1, 1)}, "exam_day"),
    ],
)
def test_settings_that_make_no_sense_are_refused(session: Session, ines: User, at: datetime, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        create_classroom(session, ines, replace(TERMS, **wrong), at=at)
    assert set(refused.value.fields) == {field}


def test_the_later_of_two_changes_is_told_and_changes_nothing(session: Session, room: Classroom) -> None:
    first = replace(terms_of(room), name="Ines was here")
    second = replace(terms_of(room), exam_day=date(2026, 4, 1))
    assert change_classroom(session, room, first, version=1) is True
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        change_classroom(session, room, second, version=1)
    assert (meanwhile.value.theirs, meanwhile.value.version) == (first, 2)
    assert terms_of(room) == first
    assert [label for label, *_ in differences(second, first)] == ["Name", "Day of the exam"]
    assert change_classroom(session, room, second, version=meanwhile.value.version) is True
    assert (terms_of(room), room.version) == (second, 3)


def test_the_same_settings_again_are_no_change(session: Session, room: Classroom) -> None:
    assert change_classroom(session, room, terms_of(room), version=1) is False
    assert room.version == 1


def test_an_archived_class_is_not_changed_until_it_is_back(session: Session, room: Classroom, ines: User, ada: User, at: datetime) -> None:
    archive(session, room, then=(), at=at)
    assert list_joined(session, ada.id) == []
    assert get_taught(session, ines.id, room.id) is room
    with pytest.raises(Invalid, match="archived"):
        change_classroom(session, room, replace(terms_of(room), name="x"), version=1)
    with pytest.raises(Invalid, match="archived"):
        add_instructor(session, room, "otto@school.example", at=at)
    bring_back(session, room, then=(), at=at)
    assert list_joined(session, ada.id) == [room]


def test_several_instructors_have_equal_rights_and_the_last_one_stays(session: Session, room: Classroom, ines: User, at: datetime) -> None:
    otto = people.user(session, OTTO)
    with pytest.raises(Invalid, match="last instructor"):
        remove_instructor(session, room, ines.id)
    assert add_instructor(session, room, " Otto@School.Example ", at=at) is otto
    add_instructor(session, room, otto.email, at=at)
    assert list_instructors(session, room.id) == [ines, otto]
    assert get_taught(session, otto.id, room.id) is room
    remove_instructor(session, room, ines.id)
    with pytest.raises(NotFound):
        get_taught(session, ines.id, room.id)
    with pytest.raises(Invalid, match="last instructor"):
        remove_instructor(session, room, otto.id)


def test_who_cannot_teach_does_not_count_as_the_other_one(session: Session, room: Classroom, ines: User, at: datetime) -> None:
    otto = people.user(session, OTTO)
    add_instructor(session, room, otto.email, at=at)
    otto.disabled_at = at
    session.flush()
    with pytest.raises(Invalid, match="last instructor"):
        remove_instructor(session, room, ines.id)


def test_only_staff_of_the_school_is_added(session: Session, room: Classroom, ada: User, stan: User, at: datetime) -> None:
    for email in ("nobody@school.example", ada.email, stan.email):
        with pytest.raises(Invalid):
            add_instructor(session, room, email, at=at)
    assert add_instructor(session, room, people.user(session, ADMIN).email, at=at).role is Role.ADMINISTRATOR


def test_who_loses_the_role_loses_the_classes_at_once(session: Session, room: Classroom, ines: User) -> None:
    ines.role = Role.STUDENT
    session.flush()
    assert list_taught(session, ines.id) == []
    with pytest.raises(NotFound):
        get_taught(session, ines.id, room.id)


def test_an_administrator_takes_over_what_nobody_can_teach_and_nothing_else(
    session: Session, room: Classroom, ines: User, ada: User, at: datetime
) -> None:
    adam = people.user(session, ADMIN)
    assert list_untaught(session) == []
    with pytest.raises(NotFound):
        take_over(session, adam, room.id, at=at)
    ines.disabled_at = at
    session.flush()
    assert list_untaught(session) == [room]
    assert take_over(session, adam, room.id, at=at) is room
    assert list_untaught(session) == []
    assert get_taught(session, adam.id, room.id) is room
