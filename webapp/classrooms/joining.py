"""Students join a class by their own act, and leave it; with the place in the class goes every view of their figures."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts import throttle
from webapp.accounts.models import User
from webapp.classrooms import consent
from webapp.classrooms.codes import as_typed
from webapp.classrooms.following import Follows
from webapp.classrooms.models import Classroom, Membership, RosterInvitation
from webapp.classrooms.queries import find_by_code, find_membership, get_invited, get_joined, get_membership, is_for, list_instructors
from webapp.db import take_turn
from webapp.errors import Invalid, NextStep, Stale

UNKNOWN = "No class has this code now. Look again for letters that look alike, or ask for a new code."
TOO_MANY = "There were too many tries at codes. Wait a quarter of an hour, or ask your instructor for an invitation by mail."
NOT_AGREED = "Tick this to join. Without it you cannot be in the class."
OTHER_TERMS = "What instructors of this class see has changed since you read it. Please read it again."
TEACHES = "You teach this class."
MY_CLASSES = NextStep("My classes", "/classes")


def count_try(email: str, *, at: datetime) -> None:
    """Counts a try at a code, right or wrong, before anything else is asked of the data base; raises TooMany."""
    throttle.count_try(try_key(email), at, refusal=TOO_MANY, step=MY_CLASSES)


def try_key(email: str) -> str:
    """Under what tries at codes are counted for an account."""
    return f"join {email}"


def get_by_code(session: Session, code: str, *, at: datetime) -> Classroom:
    """The class of a code that somebody typed; raises Invalid. To be called after `count_try`."""
    classroom = find_by_code(session, as_typed(code), at=at)
    if classroom is None:
        raise Invalid(UNKNOWN, {"code": UNKNOWN})
    return classroom


def join_by_code(session: Session, student: User, code: str, consented_to: str, *, then: Follows, at: datetime) -> Classroom:
    """Joins the class of a code, twice is as good as once; raises Invalid or Stale. To be called after `count_try`."""
    classroom = get_by_code(session, code, at=at)
    add_student(session, classroom, student, consented_to, then=then, at=at)
    return classroom


def accept(session: Session, student: User, invitation_id: int, consented_to: str, *, then: Follows, at: datetime) -> Classroom:
    """Joins by an invitation; raises NotFound, Invalid or Stale."""
    invitation, classroom = get_invited(session, student, invitation_id, at=at)
    add_student(session, classroom, student, consented_to, then=then, at=at)
    session.execute(sa.delete(RosterInvitation).where(RosterInvitation.id == invitation.id))
    return classroom


def decline(session: Session, student: User, invitation_id: int, *, at: datetime) -> Classroom:
    """Says no to an invitation; raises NotFound."""
    invitation, classroom = get_invited(session, student, invitation_id, at=at)
    invitation.declined_at = at
    session.flush()
    return classroom


def add_student(session: Session, classroom: Classroom, student: User, consented_to: str, *, then: Follows, at: datetime) -> Membership:
    """Makes somebody a student of the class who has agreed to its present terms; raises Invalid or Stale."""
    take_turn(session, f"student {student.id} joins")
    if any(each.id == student.id for each in list_instructors(session, classroom.id)):
        raise Invalid(TEACHES, step=MY_CLASSES)
    must_be_present(classroom, consented_to)
    roster_email = _drop_invitations(session, classroom, student)
    member = find_membership(session, classroom.id, student.id)
    if member is not None:
        member.consented_to = consented_to
        member.roster_email = roster_email or member.roster_email
        session.flush()
        return member
    member = Membership(
        classroom_id=classroom.id, student_id=student.id, joined_at=at, consented_to=consented_to, roster_email=roster_email
    )
    session.add(member)
    session.flush()
    for follow in then:
        follow(session, classroom, student, at)
    return member


def agree(session: Session, student: User, classroom_id: int, consented_to: str) -> Classroom:
    """Agrees to the present terms of a class that one is in already; raises NotFound, Invalid or Stale."""
    classroom = get_joined(session, student.id, classroom_id)
    must_be_present(classroom, consented_to)
    get_membership(session, classroom_id, student.id).consented_to = consented_to
    session.flush()
    return classroom


def leave(session: Session, classroom: Classroom, student: User, *, then: Follows, at: datetime) -> None:
    """Ends a student's place in a class, and with it every view of the figures, at once; raises NotFound."""
    session.delete(get_membership(session, classroom.id, student.id))
    session.flush()
    for follow in then:
        follow(session, classroom, student, at)


def must_be_present(classroom: Classroom, consented_to: str) -> None:
    """Raises Invalid where nothing was agreed to, Stale where it is not what the class asks for now."""
    if not consented_to:
        raise Invalid(NOT_AGREED, {"agreed": NOT_AGREED})
    if consented_to != consent.version(shows_answers=classroom.shows_answers):
        raise Stale(OTHER_TERMS, step=MY_CLASSES)


def _drop_invitations(session: Session, classroom: Classroom, student: User) -> str | None:
    """Deletes those to the own address, and those by whose link the account was made; gives the other address of the latter."""
    gone = sa.delete(RosterInvitation).where(RosterInvitation.classroom_id == classroom.id, is_for(student))
    emails = session.scalars(gone.returning(RosterInvitation.email)).all()
    return next((email for email in emails if email != student.email), None)
