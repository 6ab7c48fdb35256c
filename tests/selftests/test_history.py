"""Tests over time: what goes on, what is done, like ones as a series, and comparisons of like ones only."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.people import STRANGER
from tests.selftests import make
from webapp.accounts.models import User
from webapp.core.intervals import difference, wilson
from webapp.errors import Invalid, NotFound
from webapp.library.shelf import Shelf
from webapp.selftests.history import compare, history
from webapp.selftests.models import Sitting
from webapp.selftests.submitting import submit
from webapp.selftests.trend import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, trend

AT = make.AT
DAY = timedelta(days=1)
LATER = AT + 30 * DAY


def done(session: Session, shelf: Shelf, student: User, letters: str, day: int = 0, **told: object) -> Sitting:
    """A test taken on some day, with answers by letters."""
    sitting = make.own_test(session, shelf, student, at=AT + day * DAY, **{"count": len(letters), **told})
    for number, letter in enumerate(letters, start=1):
        make.answer(session, shelf, student, sitting, number, letter == "r", at=AT + day * DAY)
    submit(session, shelf, student, sitting.id, at=AT + day * DAY)
    return sitting


def test_history_is_ones_own_and_latest_first(session: Session, shelf: Shelf) -> None:
    student, stranger = make.student(session), make.student(session, STRANGER)
    first, second = done(session, shelf, student, "rw"), done(session, shelf, student, "rr", 1)
    running = make.own_test(session, shelf, student, at=AT + 2 * DAY)
    done(session, shelf, stranger, "rw")
    found = history(session, student, at=LATER)
    assert [row.sitting.id for row in found.taken] == [second.id, first.id]
    assert [sitting.id for sitting, _ in found.running] == [running.id]
    assert [(row.right, row.count, row.interval) for row in found.taken] == [(2, 2, wilson(2, 2)), (1, 2, wilson(1, 2))]
    assert history(session, make_nobody(session), at=LATER).taken == ()


def make_nobody(session: Session) -> User:
    return make.student(session, STRANGER, email="new@school.example")


def test_a_test_whose_time_ran_out_is_done(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    sitting = make.own_test(session, shelf, student, limit=timedelta(minutes=5))
    assert history(session, student, at=AT).running
    (row,) = history(session, student, at=LATER).taken
    assert (row.ended_at, row.right, row.count) == (sitting.ends_at, 0, 4)


def test_only_like_tests_make_a_series(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    ids = [done(session, shelf, student, letters, day).id for day, letters in enumerate(("rwww", "rrww", "rrrr"))]
    done(session, shelf, student, "rr", 3, regions=("thigh",))
    (series,) = history(session, student, at=LATER).series
    assert [row.sitting.id for row in series.rows] == ids
    assert series.change == difference(4, 4, 1, 4)


def test_the_drawing_shows_the_numbers(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    for day, letters in enumerate(("wwww", "rrww", "rrrr")):
        done(session, shelf, student, letters, day)
    drawn = trend(history(session, student, at=LATER).series[0])
    height = HEIGHT - TOP - BOTTOM
    for point in drawn.points:
        assert point.y == pytest.approx(TOP + (1 - point.row.share) * height, abs=0.1)
        assert point.low == pytest.approx(TOP + (1 - point.row.interval.low) * height, abs=0.1)
        assert point.high == pytest.approx(TOP + (1 - point.row.interval.high) * height, abs=0.1)
        assert point.high <= point.y <= point.low
        assert LEFT < point.x < WIDTH - RIGHT
    assert [point.x for point in drawn.points] == sorted(point.x for point in drawn.points)
    assert drawn.path.count("L") == 2


def test_like_tests_are_compared_whichever_is_named_first(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    one, other = done(session, shelf, student, "wwwwwwww"), done(session, shelf, student, "rrrrrrrr", 1)
    for ids in ((one.id, other.id), (other.id, one.id)):
        found = compare(session, student, *ids, at=LATER)
        assert (found.earlier.sitting.id, found.later.sitting.id, found.change, found.verdict) == (one.id, other.id, 1.0, "better")
        assert found.interval == difference(8, 8, 0, 8)
        assert found.other_terms == ()


def test_a_small_change_is_called_unclear_and_other_terms_are_told(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    one, other = done(session, shelf, student, "rrw"), done(session, shelf, student, "rwww", 1, limit=timedelta(minutes=9))
    found = compare(session, student, one.id, other.id, at=LATER)
    assert found.verdict == "no clear change"
    assert found.other_terms == ("the number of questions", "the time limit")


def test_unlike_tests_are_not_compared(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    one, thigh = done(session, shelf, student, "rr"), done(session, shelf, student, "rr", regions=("thigh",))
    words = done(session, shelf, student, "rr", in_words=True)
    running = make.own_test(session, shelf, student)
    for other in (thigh, words, running, one):
        with pytest.raises(Invalid):
            compare(session, student, one.id, other.id, at=LATER)


def test_a_strangers_test_is_not_compared(session: Session, shelf: Shelf) -> None:
    student, stranger = make.student(session), make.student(session, STRANGER)
    one, theirs = done(session, shelf, student, "rr"), done(session, shelf, stranger, "rr")
    with pytest.raises(NotFound):
        compare(session, student, one.id, theirs.id, at=LATER)
