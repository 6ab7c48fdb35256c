"""Figures of a class equal a slow, plain recomputation from the log over the present students, plus what erased ones left behind."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests import make as accounts
from tests.classrooms import make as classes
from tests.insights import make, plainly
from tests.people import INSTRUCTOR, STUDENT
from webapp.accounts.models import User
from webapp.classrooms.models import Classroom, Membership
from webapp.core.class_sums import add_up
from webapp.insights.figures import class_figures, span_of, student_figures
from webapp.insights.models import ClassRemainder
from webapp.insights.overview import Wish, overview
from webapp.insights.remaining import keep_remainder
from webapp.library.shelf import Shelf
from webapp.practice.models import Review
from webapp.practice.rebuilding import find_differences, rebuild
from webapp.practice.showing import find_wrong_shown, rebuild_shown

LATER = make.TODAY + 21
SPAN = span_of(make.TODAY, LATER)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""A seed says nothing that shrinks."""
LEFT = {"students": 4, "answers": 6, "right": 3, "first_right": 2, "hazards": 1, "missed_musts": 1, "elapsed_ms": 9000}
"""What four erased accounts left of each item: one more, and it may be shown."""
MISSES = ("hazard", "missed-must", "wrong", "neighbour", None)


class Life:
    """A class whose students practise, undo, practise in private, bring in files, leave, come back and are erased, as chance has it."""

    def __init__(self, session: Session, shelf: Shelf, chance: Random) -> None:
        self.session, self.shelf, self.chance = session, shelf, chance
        self.keys = chance.sample(sorted(shelf.items), 14)
        teacher = accounts.user(session, INSTRUCTOR)
        self.students = [accounts.user(session, STUDENT, email=f"s{number}@school.example") for number in range(4)]
        self.room: Classroom = classes.classroom(session, teacher, *self.students)
        self.logged: dict[int, list[Review]] = defaultdict(list)
        self.erased: dict[str, dict[str, float]] = {key: dict(LEFT) for key in self.keys[:7]}
        for key in self.erased:
            about = {"region": shelf.items[key].region, "safety": shelf.items[key].safety, "sure_wrong": 0}
            session.add(ClassRemainder(classroom_id=self.room.id, item_key=key, **about, **LEFT))

    def step(self, days_ago: float) -> None:
        if self.students:
            student = self.chance.choice(self.students)
            self.chance.choices([self.answer, self.undo, self.leave, self.erase], [30, 5, 1, 0.7])[0](student, days_ago)

    def answer(self, student: User, days_ago: float) -> None:
        chance, rating = self.chance, self.chance.choice([1, 2, 3, 4])
        correct = rating > 1 or chance.random() < 0.2
        purpose = chance.choices(["practice", "private", "self-test", "imported"], [8, 1, 1, 1])[0]
        miss = None if correct else chance.choice(MISSES)
        raw = chance.choice([{"type": "blank"}, {"type": "marked", "ids": ["a", "b"]}, {"type": "chosen", "option": "masseter", "of": 4}])
        made = make.row(
            student, chance.choice(self.keys), days_ago=days_ago, chance=chance, rating=rating, correct=correct, purpose=purpose,
            miss=miss, raw_answer=raw, elapsed_ms=chance.choice([None, 900, 4000, 70_000]), sureness=chance.choice([None, 1, 3]),
        )  # fmt: skip
        make.answer(self.session, made)
        self.logged[student.id].append(made)

    def undo(self, student: User, _days_ago: float) -> None:
        if self.logged[student.id]:
            make.take_back(self.session, student, self.logged[student.id].pop(self.chance.randrange(len(self.logged[student.id]))))

    def leave(self, student: User, _days_ago: float) -> None:
        mine = sa.select(Membership).where(Membership.student_id == student.id)
        here = self.session.scalar(mine)
        if here is None:
            classes.join(self.session, self.room, student)
        else:
            self.session.delete(here)
        self.session.flush()

    def erase(self, student: User, _days_ago: float) -> None:
        if self.session.scalar(sa.select(Membership.id).where(Membership.student_id == student.id)):
            for key, counts in plainly.erased(self.session, student).items():
                before = self.erased.setdefault(key, defaultdict(float))
                for name, value in counts.items():
                    before[name] += value
        keep_remainder(self.session, student)
        self.session.delete(student)
        self.session.flush()
        for gone in [each for each in self.session if isinstance(each, Review) and each.student_id == student.id]:
            self.session.expunge(gone)
        self.students.remove(student)


@contextmanager
def living(app: Flask, seed: int, steps: int) -> Iterator[Life]:
    with app.app_context(), Session(app.extensions["engines"].write, expire_on_commit=False) as session:
        life = Life(session, app.extensions["shelf"], Random(seed))
        for number in range(steps):
            life.step(40 * (steps - number) / steps)
        session.flush()
        yield life


def check(life: Life) -> None:
    session, room = life.session, life.room
    wanted = plainly.by_student_and_region(session, life.shelf, room.id, SPAN.day, SPAN.later)
    figures = class_figures(session, room.id, SPAN)
    alone = [student_figures(session, room.id, session.get_one(User, each.id), SPAN) for each in figures.students]
    shown = {(each.id, region): sums for each in alone for region, sums in each.regions.items()}
    assert shown.keys() == wanted.keys()
    for key, sums in shown.items():
        assert sums._asdict() == pytest.approx({name: wanted[key].get(name, 0) for name in sums._fields}, rel=1e-9, abs=1e-9), key
    for each, one in zip(figures.students, alone, strict=True):
        assert tuple(each.lately) == tuple(one.lately) == plainly.lately(session, each.id, SPAN.since)
        assert each.total == pytest.approx(one.total)
    for region, sums in figures.regions.items():
        assert sums == pytest.approx(add_up(each.regions[region] for each in alone if region in each.regions)), region
    page = overview(session, life.shelf, room, Wish(later=LATER), at=accounts.AT)
    found = {name: getattr(page.counted, name) for name in ("answers", "right", "hazards", "missed_musts", "elapsed_ms")}
    plain = plainly.counted(session, room.id)
    assert found == {name: plain.get(name, 0) for name in found}
    left = {row.item_key: row for row in session.scalars(sa.select(ClassRemainder).where(ClassRemainder.classroom_id == room.id))}
    assert {key: row.students for key, row in left.items()} == {key: counts["students"] for key, counts in life.erased.items()}
    for key, counts in life.erased.items():
        assert {name: getattr(left[key], name) for name in counts} == counts
    for student in life.students:
        assert find_wrong_shown(session, student.id) == []


@settings(max_examples=8, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_the_figures_of_a_class_equal_the_log(app: Flask, seed: int) -> None:
    with living(app, seed, 60) as life:
        check(life)


@settings(max_examples=2, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_they_do_on_either_engine(both_engines: str, app: Flask, seed: int) -> None:
    with living(app, seed, 60) as life:
        check(life)


def test_a_rebuild_gives_what_was_kept_row_by_row(app: Flask) -> None:
    with living(app, 7, 60) as life:
        for student in life.students:
            rebuild_shown(life.session, student.id)
        check(life)


def test_wrong_figures_are_found_and_mended(app: Flask) -> None:
    with living(app, 11, 30) as life:
        tables = ("shown_items", "shown_mistakes", "shown_days")
        life.session.execute(sa.text("UPDATE shown_items SET answers = answers + 1"))
        life.session.execute(sa.text("DELETE FROM shown_mistakes"))
        life.session.execute(sa.text("UPDATE shown_days SET elapsed_ms = 1"))
        life.session.expire_all()
        assert {each.table for each in find_differences(life.session).wrong_shown} == set(tables)
        rebuild(life.session)
        assert find_differences(life.session).is_clean
        check(life)
