"""A class with a log: rows as answering writes them, by seeded chance or one by one, and the roll-ups made from them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests import make as people
from tests.classrooms import make as classes
from tests.people import INSTRUCTOR, Part
from webapp.accounts.models import Role, User
from webapp.classrooms.models import Classroom
from webapp.insights.models import ClassRemainder
from webapp.practice.models import Review
from webapp.practice.showing import rebuild_shown

TODAY = people.AT.date().toordinal()
MISSES = ("neighbour", "hazard", "missed-must", "wrong", "elsewhere", "near")


def class_of(session: Session, number: int, **values: Any) -> tuple[Classroom, User, list[User]]:
    """A class of so many students, with its instructor."""
    teacher = people.user(session, INSTRUCTOR)
    room = classes.classroom(session, teacher, **values)
    students = [people.user(session, Part(f"s{n}@school.example", f"Student {n}", Role.STUDENT)) for n in range(number)]
    for each in students:
        classes.join(session, room, each)
    return room, teacher, students


class Log:
    """Adds rows to the logs of students; `shown` makes the roll-ups of what was added."""

    def __init__(self, session: Session, seed: int = 1) -> None:
        self.session = session
        self.chance = Random(seed)
        self.number = session.scalar(sa.select(sa.func.max(Review.id))) or 0
        self.rows: list[dict[str, Any]] = []

    def answer(self, student: User, key: str, *, right: bool = True, day: int = TODAY - 3, **values: Any) -> int:
        """One answer; gives its id."""
        self.number += 1
        row = {
            "score": float(right), "correct": right, "miss": None if right else "elsewhere", "hit": None, "proposed": 3 if right else 1,
            "rating": 3 if right else 1, "elapsed_ms": 5000, "sureness": None, "purpose": "practice",
            "raw_answer": {"type": "chosen", "option": "masseter" if not right else key.split("/", maxsplit=1)[0], "of": 4},
        }  # fmt: skip
        self.rows.append(self._head(student, key, day) | row | values)
        return self.number

    def undo(self, student: User, key: str, row_id: int, day: int = TODAY - 3) -> None:
        """The row that takes an answer back."""
        self.number += 1
        empty = dict.fromkeys(("score", "correct", "miss", "hit", "proposed", "rating", "elapsed_ms", "sureness", "raw_answer"))
        self.rows.append(self._head(student, key, day) | empty | {"purpose": "practice", "undo_of": row_id})

    def by_chance(self, students: Sequence[User], keys: Sequence[str], number: int) -> None:
        """Answers of everybody to some of the items: right and wrong, undone, private, brought in."""
        for _ in range(number):
            student, key = self.chance.choice(students), self.chance.choice(keys)
            right, day = self.chance.random() < 0.6, TODAY - self.chance.randrange(0, 30)
            wrong = {"miss": self.chance.choice(MISSES), "hit": self.chance.choice(["supraspinatus", "teres-minor", None])}
            given = self.answer(
                student, key, right=right, day=day, **({} if right else wrong),
                rating=self.chance.choice([2, 3, 4]) if right else 1,
                elapsed_ms=self.chance.choice([None, 900, 7000, 45_000, 200_000]),
                sureness=self.chance.choice([None, 1, 3]),
                purpose=self.chance.choice(["practice"] * 8 + ["private", "imported"]),
                raw_answer=self.chance.choice([{"type": "chosen", "option": "masseter", "of": 4}, {"type": "typed", "text": "x"}]),
            )  # fmt: skip
            if self.chance.random() < 0.1:
                self.undo(student, key, given, day)

    def shown(self) -> None:
        """Writes the rows, and makes the roll-ups from the whole log."""
        self.session.execute(sa.insert(Review), self.rows)
        for student in sorted({row["student_id"] for row in self.rows}):
            rebuild_shown(self.session, student)
        self.rows = []
        self.session.flush()

    def _head(self, student: User, key: str, day: int) -> dict[str, Any]:
        at = datetime.combine(datetime.fromordinal(day), time(9), UTC) + timedelta(seconds=self.number % 40_000)
        uuid = str(UUID(int=self.chance.getrandbits(128), version=4))
        return {
            "id": self.number, "student_id": student.id, "item_key": key, "client_uuid": uuid, "answered_at": at, "study_day": day,
            "time_zone": "UTC", "rollover_hour": 4, "undo_of": None,
        }  # fmt: skip


def remainder(session: Session, room: Classroom, key: str, counts: Mapping[str, int]) -> None:
    """What erased accounts left in a class for one item."""
    nothing = dict.fromkeys(("students", "answers", "right", "first_right", "hazards", "missed_musts", "sure_wrong", "elapsed_ms"), 0)
    session.add(ClassRemainder(classroom_id=room.id, item_key=key, region="shoulder", safety=False, **(nothing | counts)))
    session.flush()
