"""What classes may be shown: folds over the log of one item."""

from datetime import UTC, datetime, timedelta
from typing import Any

from webapp.core.memory import review
from webapp.core.ratings import Rating
from webapp.core.shown import DaySums, LogLine, Shown, day_changes, fold

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = AT.date().toordinal()


def line(number: int, day: int = 0, **values: Any) -> LogLine:
    """A right answer on a day from the beginning."""
    given = {"item_key": "scalenes/locate", "purpose": "practice", "rating": 3, "correct": True, "elapsed_ms": 4000}
    return LogLine(id=number, study_day=DAY + day, answered_at=AT + timedelta(days=day, minutes=number), **(given | values))


def wrong(number: int, day: int = 0, **values: Any) -> LogLine:
    """A wrong answer."""
    return line(number, day, **({"rating": 1, "correct": False, "miss": "wrong"} | values))


def test_an_item_is_counted_and_remembered() -> None:
    item = fold([wrong(1, miss="hazard", hit="carotid-artery", sureness=3), line(2, 3), line(3, 10, rating=2, elapsed_ms=90_000)]).item
    assert item is not None
    assert (item.answers, item.right, item.first_right, item.hazards, item.sure_wrong, item.elapsed_ms) == (3, 2, 0, 1, 1, 68_000)
    memory = review(review(review(None, Rating.AGAIN, DAY), Rating.GOOD, DAY + 3), Rating.HARD, DAY + 10)
    assert (item.stability, item.difficulty, item.first_day, item.last_day) == (memory.stability, memory.difficulty, DAY, DAY + 10)
    assert not item.relearning


def test_what_is_not_practice_is_not_there() -> None:
    hidden = [line(number, number, purpose=purpose) for number, purpose in enumerate(("private", "self-test", "imported"), start=1)]
    assert fold(hidden) == Shown()
    assert fold([*hidden, line(9, 9)]) == fold([line(9, 9)]), "nor does it move the memory"


def test_what_was_undone_is_not_there_whatever_the_undo_says() -> None:
    undone = [line(1), wrong(2, 1), LogLine(3, "scalenes/locate", DAY + 1, AT + timedelta(days=2), "imported", undo_of=2)]
    assert fold(undone) == fold([line(1)])
    assert fold([line(1), LogLine(2, "scalenes/locate", DAY, AT, "practice", undo_of=1)]) == Shown()


def test_rows_are_taken_by_time() -> None:
    late, early = wrong(1, 5), line(2, 0)
    item = fold([late, early]).item
    assert item is not None
    assert (item.first_right, item.relearning, item.first_day) == (1, True, DAY)


def test_mistakes_are_what_was_given_instead() -> None:
    found = fold(
        [
            wrong(1, hit="subclavius"),
            wrong(2, hit="scalenes", miss="near"),
            wrong(3, raw_answer={"type": "chosen", "option": "masseter", "of": 4}),
            wrong(4, raw_answer={"type": "marked", "ids": ["temple", "ear"]}),
            wrong(5, raw_answer={"type": "marked", "ids": ["ear"]}),
            wrong(6, raw_answer={"type": "typed", "text": "my secret"}, hit=None),
            wrong(7, raw_answer={"type": "blank"}, miss="blank"),
            line(8, hit="scalenes"),
        ]
    ).mistakes
    assert found == {"subclavius": 1, "near": 1, "masseter": 1, "temple": 1, "ear": 2, "wrong": 1, "blank": 1}


def test_a_right_answer_that_its_student_rates_down_is_right_and_to_be_relearnt() -> None:
    shown = fold([line(1, rating=1)])
    assert shown.item is not None
    assert (shown.item.right, shown.item.relearning, shown.mistakes) == (1, True, {})


def test_days_are_summed_and_differences_found() -> None:
    before, after = fold([line(1), wrong(2, 1)]).days, fold([line(1), wrong(2, 1), wrong(3, 1, miss="hazard")]).days
    assert after == {DAY: DaySums(1, 1, 4000, 0), DAY + 1: DaySums(2, 0, 8000, 1)}
    assert day_changes(after, before) == {DAY + 1: DaySums(1, 0, 4000, 1)}
    assert day_changes({}, before) == {DAY: DaySums(-1, -1, -4000, 0), DAY + 1: DaySums(-1, 0, -4000, 0)}
