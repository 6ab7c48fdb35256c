"""How the demo school begins: accounts, classes, and students who join them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from webapp.accounts.models import Role, User
from webapp.accounts.service import NewPerson, make_user
from webapp.assignments.enrolling import follow_joining
from webapp.classrooms import consent
from webapp.classrooms.codes import make_code
from webapp.classrooms.instructors import add_instructor
from webapp.classrooms.joining import add_student
from webapp.classrooms.making import Terms, create_classroom
from webapp.core.pretending import learner_of
from webapp.demo.cast import BERLIN, FIRST, INES, OTTO, SECOND, STAFF, Pupil, Scale, pupils
from webapp.demo.practising import Pretender
from webapp.demo.school import School
from webapp.messages.choosing import change_choice
from webapp.practice.service import choose_decks

EXAM_IN_DAYS, TERM_LEFT_DAYS, CODE_DAYS = 21, 60, 90
NEW_PER_DAY: Mapping[Scale, int] = {Scale.TINY: 3, Scale.SMALL: 5, Scale.FULL: 6}
MOST_A_DAY: Mapping[Scale, int] = {Scale.TINY: 5, Scale.SMALL: 8, Scale.FULL: 14}
"""Answers a day without those to what is asked again: what makes the small school quick to make."""
DECKS: Mapping[str, tuple[str, ...]] = {FIRST: ("neck", "rules"), SECOND: ("lower-leg", "rules")}


def make_people(session: Session, school: School) -> None:
    """Staff and students, some days before practice begins."""
    at = school.moment(school.first_day - 3)
    for part in STAFF:
        school.staff[part.name] = _make(session, school, part.email, part.name, part.zone, part.role, at).id
    for number, pupil in enumerate(pupils(school.scale)):
        student = _make(session, school, pupil.email, pupil.name, pupil.zone, Role.STUDENT, at)
        student.new_per_day = NEW_PER_DAY[school.scale]
        learner = learner_of(f"{school.seed} {number} {pupil.name}", pupil.manner, school.today)
        most = min(learner.answers_a_day, MOST_A_DAY[school.scale])
        school.pretenders[pupil.name] = Pretender(student.id, replace(learner, answers_a_day=most))
    school.say(f"{len(STAFF) + len(school.pretenders)} accounts made.")


def make_classes(session: Session, school: School) -> None:
    """Two classes with their codes, and a second instructor in one of them."""
    at, first, last = school.moment(school.first_day - 2), school.first_day - school.today - 7, TERM_LEFT_DAYS
    for name, owner in ((FIRST, INES), (SECOND, OTTO)):
        exam = school.date_in(EXAM_IN_DAYS) if name == FIRST else None
        terms = Terms(name, BERLIN, school.date_in(first), school.date_in(last), exam)
        room = create_classroom(session, school.teacher(session, owner.name), terms, at=at)
        make_code(session, room, days=CODE_DAYS, at=school.now)
        school.rooms[name] = room.id
    add_instructor(session, school.room(session, SECOND), INES.email, at=at)
    for pupil in pupils(school.scale):
        _join(session, school, pupil, at)


def _make(session: Session, school: School, email: str, name: str, zone: str, role: Role, at: datetime) -> User:
    person = make_user(session, NewPerson(email, school.password, name, zone), role=role, at=at)
    # Nobody reads mails of the demo school.
    change_choice(session, person, digest=False, digest_hour=7, weekly=False)
    return person


def _join(session: Session, school: School, pupil: Pupil, at: datetime) -> None:
    student = session.get_one(User, school.pretenders[pupil.name].user_id)
    choose_decks(session, school.answers.shelf, student, [deck for room in pupil.rooms for deck in DECKS[room]], at=at)
    for name in pupil.rooms:
        room = school.room(session, name)
        agreed = consent.version(shows_answers=room.shows_answers)
        add_student(session, room, student, agreed, then=[follow_joining], at=at + timedelta(hours=3))
