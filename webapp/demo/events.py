"""What happens in the demo school on which day: assignments of every kind, a question and a deck of the school, a class test."""

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.assignments.models import Assignment
from webapp.assignments.setting import assign
from webapp.assignments.testing import give_time
from webapp.assignments.wishes import TestWish, Wish
from webapp.authoring.answers import OneOf
from webapp.authoring.collecting import make_deck
from webapp.authoring.publishing import publish_item, share_deck
from webapp.authoring.writing import Draft, write_item
from webapp.core.assigning import Goal
from webapp.core.entries import Evidence
from webapp.core.owned import deck_id_of, subject_of_item
from webapp.demo.cast import EIGHT, FIRST, INES, SECOND, pupils
from webapp.demo.school import School
from webapp.demo.sitting import sit
from webapp.library.shelf import with_school

TEST_QUESTIONS = 20
TEST_HOUR = 10
EXTRA_PERCENT = 25
OWN_KEYS = ("scalenes/caution", "scalenes/locate", "sternocleidomastoid/caution", "sternocleidomastoid/locate", "longus-colli/caution")
OWN_QUESTION = Draft(
    muscle_id="scalenes",
    question="Your thumb lies on the scalenes and the client says: my hand is going to sleep. What lies under your thumb?",
    answer=OneOf(("The brachial plexus", "The vagus nerve", "The external jugular vein", "The thyroid gland"), 0),
    explanation="The brachial plexus leaves between the anterior and middle scalenes. Tingling in the hand means: let go at once.",
    source_keys="diag2017 statpearls-isc acm-chang2014",
    evidence=Evidence.A,
    safety=True,
)

Event = tuple[int, Callable[[Session, School], None]]


def events(school: School) -> Sequence[Event]:
    """Days, as ordinals, with what happens at eight in the morning, in order."""
    start, today = school.first_day, school.today
    told: list[Event] = [
        (start + 2, _set_neck),
        (start + 3, _write_own),
        (today - 8, _set_own),
        (today - 7, _pass_time),
        (today - 6, _set_test),
        (today - 5, _hold_test),
        (today - 3, _set_face),
        (today - 2, _set_leg),
    ]
    return told


def _pass_time(_session: Session, _school: School) -> None:
    """Something was due the day before; that alone is written down."""


def _set_neck(session: Session, school: School) -> None:
    since = school.first_day + 2 - school.today
    _assign(session, school, FIRST, "Neck: learn it", "neck", Goal.LEARN_IT, (since, -8), percent=30, recall_percent=80)


def _write_own(session: Session, school: School) -> None:
    at, ines, shelf = school.moment(school.first_day + 3), school.teacher(session, INES.name), school.answers.shelf
    item = write_item(session, shelf, ines, OWN_QUESTION, at=at)
    publish_item(session, shelf, ines, item.id, item.revision, at=at)
    school.answers.shelf = with_school(shelf, session)
    own = f"{subject_of_item(item.id)}/{item.kind}"
    keys = [key for key in (own, *OWN_KEYS) if key in school.answers.shelf.items]
    deck = make_deck(session, ines, "Beside the throat", "What must not be pressed on, in the order of the course.", keys, at=at)
    share_deck(session, school.answers.shelf, ines, deck.id, deck.revision, at=at)
    school.own_deck = deck_id_of(deck.id)
    school.answers.shelf = with_school(shelf, session)


def _set_test(session: Session, school: School) -> None:
    wish = TestWish(TEST_QUESTIONS, seed=school.seed + 1)
    test = _assign(session, school, FIRST, "Class test: the neck", "neck", Goal.CLASS_TEST, (-6, -5), points=20, test=wish)
    give_time(session, test, school.pretenders[EIGHT[2].name].user_id, EXTRA_PERCENT, at=school.moment(school.today - 6, 7))
    school.tests[FIRST] = test.id


def _hold_test(session: Session, school: School) -> None:
    test, at = session.get_one(Assignment, school.tests[FIRST]), school.moment(school.today - 5, TEST_HOUR)
    for pupil in pupils(school.scale):
        if FIRST in pupil.rooms:
            who = school.pretenders[pupil.name]
            sit(session, school.answers, who, session.get_one(User, who.user_id), test, at=at)


def _set_own(session: Session, school: School) -> None:
    _assign(session, school, FIRST, "Beside the throat", school.own_deck, Goal.PRACTICE_DAYS, (-8, 2), days=3, items_a_day=2)


def _set_face(session: Session, school: School) -> None:
    _assign(session, school, FIRST, "Head and face", "head-face-jaw", Goal.PRACTICE_DAYS, (-3, 4), days=5, items_a_day=4)


def _set_leg(session: Session, school: School) -> None:
    _assign(session, school, SECOND, "Lower leg", "lower-leg", Goal.LEARN_IT, (-2, 8), percent=40, recall_percent=85)


def _assign(
    session: Session, school: School, room: str, title: str, deck: str, goal: Goal, span: tuple[int, int], **more: object
) -> Assignment:
    """Sets an assignment from its first to its last day, both in days from today."""
    wish = Wish(title, deck, goal, school.date_in(span[0]), school.date_in(span[1]), **more)  # type: ignore[arg-type]
    return assign(session, school.answers.shelf, school.room(session, room), wish, at=school.moment(school.today + span[0], 7))
