"""Assignments in words."""

from typing import Any

import pytest

from webapp.assignments.models import Assignment
from webapp.assignments.wording import GOAL_ABOUT, GOAL_WORDS, ODDITY_WORDS, asked_for, done_words, fit_words
from webapp.core.assigning import Goal, Progress
from webapp.core.fitting import Fit
from webapp.core.sittings import Oddity


def made(goal: Goal, **values: Any) -> Assignment:
    return Assignment(goal=goal, **values)


@pytest.mark.parametrize(
    ("assignment", "words"),
    [
        (made(Goal.PRACTICE_DAYS, days=5, items_a_day=10), "5 days with 10 questions each"),
        (made(Goal.PRACTICE_DAYS, days=1, items_a_day=1), "1 day with 1 question each"),
        (
            made(Goal.LEARN_IT, percent=80, recall_percent=90),
            "80 % of the deck at a predicted recall of 90 % or more on the due day",
        ),
        (made(Goal.CLASS_TEST), "a test, one attempt"),
    ],
)
def test_what_is_asked_for(assignment: Assignment, words: str) -> None:
    assert asked_for(assignment) == words


@pytest.mark.parametrize(
    ("goal", "progress", "words"),
    [
        (Goal.PRACTICE_DAYS, Progress(3, 5), "3/5 days"),
        (Goal.LEARN_IT, Progress(40, 240), "40/240 questions"),
        (Goal.CLASS_TEST, Progress(15, 20), "15/20 right"),
        (Goal.CLASS_TEST, Progress(0, 20, taken=False), "not taken"),
    ],
)
def test_how_far_somebody_is(goal: Goal, progress: Progress, words: str) -> None:
    assert done_words(made(goal), progress) == words


@pytest.mark.parametrize(
    ("fit", "words"),
    [
        (Fit(28, 0, 0, 300), "This fits the daily limits of all 28 students."),
        (Fit(28, 12, 140, 300), "This does not fit: up to 140 of 300 questions will not be seen by 12 of 28 students."),
        (Fit(28, 12, 0, 300), "This does not fit: 12 of 28 students will be asked enough questions of the deck on too few days."),
    ],
)
def test_the_plan(fit: Fit, words: str) -> None:
    assert fit_words(fit) == words


@pytest.mark.parametrize("misfits", [1, 2, 3, 4])
@pytest.mark.parametrize("left", [0, 140])
def test_of_fewer_than_five_no_figure_is_told(misfits: int, left: int) -> None:
    words = fit_words(Fit(28, misfits, left, 300))
    assert words == "This does not fit the daily limits of some (fewer than five) of 28 students."


@pytest.mark.parametrize("misfits", [0, 1, 4])
def test_of_so_few_and_of_all_but_so_few_it_is_not_told_whether_it_fits(misfits: int) -> None:
    few = "For fewer than five students the plan does not say whether it fits: that would tell their settings."
    assert {fit_words(Fit(count, min(misfits, count), 140, 300, others)) for count in (1, 4) for others in (0, 30)} == {few}
    rest = "For all but fewer than five students of a class the plan does not say whether it fits: that would tell the others’ settings."
    assert {fit_words(Fit(24, misfits, 140, 300, others)) for others in (1, 4)} == {rest}
    assert not {few, rest} & {fit_words(Fit(24, misfits, 140, 300, others)) for others in (0, 5)}


def test_everything_has_words() -> None:
    assert set(GOAL_WORDS) == set(GOAL_ABOUT) == set(Goal)
    assert set(ODDITY_WORDS) == set(Oddity)
