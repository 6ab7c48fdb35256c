"""Pretended answers to the shipped material are worth what they are meant to be, and wrong ones are the mistakes that people make."""

from collections import Counter
from collections.abc import Iterator

import pytest
from flask import Flask

from webapp.core.answers import Blank, Grade, Miss
from webapp.core.candidates import WORDS_KINDS
from webapp.core.grading import grade
from webapp.core.items import Item, Kind
from webapp.core.pretending import Intent
from webapp.demo.answers import Answers
from webapp.library.shelf import Shelf

DECKS = ("neck", "head-face-jaw")
EACH = 6


@pytest.fixture(scope="module")
def made() -> dict[str, Answers]:
    """Kept for all tests of the file: looking for places takes its time."""
    return {}


@pytest.fixture
def answers(app: Flask, made: dict[str, Answers]) -> Answers:
    shelf: Shelf = app.extensions["shelf"]
    return made.setdefault("shelf", Answers(shelf))


def some(answers: Answers, kind: Kind) -> Iterator[Item]:
    """A few items of a kind."""
    items = [item for item in answers.shelf.items.values() if item.kind is kind]
    yield from items[:: max(1, len(items) // EACH)][:EACH]


def graded(answers: Answers, item: Item, meant: Intent, turn: int) -> Grade:
    asking = answers.asking(item, turn)
    given = answers.answer(asking, meant, item.key, turn)
    return grade(item, given, answers.shelf.catalogue, answers.shelf.atlas)


@pytest.mark.parametrize("kind", [each for each in Kind if each not in WORDS_KINDS and not each.startswith("own")])
def test_what_is_meant_to_be_right_is_and_what_is_not_is_mostly_wrong(answers: Answers, kind: Kind) -> None:
    pairs = [(item, turn) for item in some(answers, kind) for turn in range(2)]
    right = [graded(answers, item, Intent.RIGHT, turn).correct for item, turn in pairs]
    wrong = [not graded(answers, item, Intent.CONFUSED, turn).correct for item, turn in pairs]
    assert sum(right) >= 0.8 * len(pairs), f"{kind}: {sum(right)} of {len(pairs)} right"
    assert sum(wrong) >= 0.7 * len(pairs), f"{kind}: {sum(wrong)} of {len(pairs)} wrong"


def test_confusions_are_of_neighbours_and_dangers_are_pressed_on(answers: Answers) -> None:
    items = [answers.shelf.items[key] for key in answers.shelf.decks["neck"].item_keys if key.endswith("/locate")][:8]
    beside = Counter(graded(answers, item, Intent.CONFUSED, turn).miss for item in items for turn in range(4))
    assert beside[Miss.NEIGHBOUR] + beside[Miss.NEAR] > 0.5 * sum(beside.values())
    pressed = Counter(graded(answers, item, Intent.HAZARD, turn).miss for item in items for turn in range(4))
    assert pressed[Miss.HAZARD] > 0.5 * sum(pressed.values())


def test_taps_scatter_and_the_seed_repeats_them(answers: Answers) -> None:
    item = answers.shelf.items["sternocleidomastoid/locate"]
    asking = answers.asking(item, 0)
    taps = {answers.answer(asking, Intent.RIGHT, "student", number) for number in range(12)}
    assert len(taps) > 6
    assert answers.answer(asking, Intent.RIGHT, "student", 3) == answers.answer(asking, Intent.RIGHT, "student", 3)
    assert answers.answer(asking, Intent.BLANK, 1) == Blank()
