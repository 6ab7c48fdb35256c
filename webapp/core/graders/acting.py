"""Grading the act chosen in a dose-and-stop scenario."""

from webapp.core.answers import Chosen, Grade, Miss, graded
from webapp.core.entries import Act
from webapp.core.items import ChooseAct


def grade_act(item: ChooseAct, answer: Chosen) -> Grade:
    """There is one right act; ValueError for a word that is no act."""
    act = Act(answer.option)
    if act == item.act:
        return graded(1.0, None, recalled=False, hit=act.value, right=frozenset({act.value}))
    return graded(0.0, Miss.WRONG, recalled=False, hit=act.value, wrong=frozenset({act.value}), missed=frozenset({item.act.value}))
