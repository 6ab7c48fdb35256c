"""Factories of assignments: what a test does not care about has a sensible value."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.make import AT
from webapp.assignments.models import Assignment
from webapp.assignments.setting import assign
from webapp.assignments.wishes import TestWish, Wish
from webapp.classrooms.models import Classroom
from webapp.core.assigning import Goal
from webapp.library.shelf import Shelf

MONDAY, THURSDAY = date(2026, 3, 2), date(2026, 3, 5)
"""The day of AT, and the one on which it is due."""
OF_GOAL: dict[Goal, dict[str, Any]] = {
    Goal.PRACTICE_DAYS: {"days": 3, "items_a_day": 2},
    Goal.LEARN_IT: {"percent": 50, "recall_percent": 80},
    Goal.CLASS_TEST: {"test": TestWish(6, 30)},
}


def wish(goal: Goal = Goal.PRACTICE_DAYS, **values: Any) -> Wish:
    """The neck until Thursday."""
    made = Wish(title="Neck & nape", deck_id="neck", goal=goal, first_day=MONDAY, due_day=THURSDAY)
    return replace(made, **{**OF_GOAL[goal], **values})


def assignment(
    session: Session, shelf: Shelf, room: Classroom, goal: Goal = Goal.PRACTICE_DAYS, *, at: datetime = AT, **values: Any
) -> Assignment:
    """One that is set."""
    return assign(session, shelf, room, wish(goal, **values), at=at)


def day(number: int) -> datetime:
    """The same hour so many days later."""
    return AT + timedelta(days=number)
