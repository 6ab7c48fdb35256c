"""The pretended students take a class test, by the same use cases as anybody."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.assignments.models import Assignment
from webapp.assignments.testing import start_test
from webapp.core.chance import fraction
from webapp.core.items import Item
from webapp.core.pretending import Intent, chance_of_knowing, elapsed_ms, intent, sureness
from webapp.demo.answers import Answers
from webapp.demo.practising import Pretender, uuid_of
from webapp.practice.answering import Sent
from webapp.selftests.queries import list_questions
from webapp.selftests.submitting import submit
from webapp.selftests.taking import find_place, keep_answer

DEVICE = "demo"
ABSENT_SHARE = 0.1
EFFORT = 0.08
"""Before a test people look at what they forgot."""


def sit(session: Session, answers: Answers, who: Pretender, student: User, test: Assignment, *, at: datetime) -> bool:
    """Take a class test and hand it in; some are absent. Gives whether it was taken."""
    seed = f"{who.learner.seed} test {test.id}"
    if fraction(seed, "absent") < ABSENT_SHARE:
        return False
    sitting = start_test(session, answers.shelf, student, test, uuid_of(seed), device=DEVICE, at=at)
    for row in list_questions(session, sitting.id):
        at = _answer(session, answers, who, student, sitting.id, row.number, seed, at)
    submit(session, answers.shelf, student, sitting.id, at=at + timedelta(seconds=20))
    return True


def _answer(
    session: Session, answers: Answers, who: Pretender, student: User, sitting_id: int, number: int, seed: str, at: datetime
) -> datetime:
    place, day = find_place(session, answers.shelf, student, sitting_id, number), at.toordinal()
    item: Item = place.item
    chance = min(0.98, chance_of_knowing(who.learner, item.kind, item.subject, who.traces.get(item.key), day) + EFFORT)
    meant = intent(who.learner, item.key, item.kind, chance, day, number)
    taken = elapsed_ms(who.learner, item.key, item.kind, day, number, known=meant is Intent.RIGHT)
    asking = answers.asking(item, place.row.showing)
    given = answers.answer(asking, meant, seed, number)
    at += timedelta(milliseconds=taken + 1500)
    sent = Sent(given, 0, uuid_of(seed, number), taken, len(asking.options) or None)
    sure = sureness(who.learner, chance, item.key, day)
    keep_answer(session, answers.shelf, student, place, sent, int(sure), device=DEVICE, at=at)
    return at
