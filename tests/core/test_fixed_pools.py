"""Pools that name their items: a test that asks exactly what somebody looked at."""

from dataclasses import replace

from webapp.core.blueprints import Blueprint, Pool
from webapp.core.catalogue import Catalogue
from webapp.core.drawing import draw
from webapp.core.entries import Evidence
from webapp.core.itemising import all_items
from webapp.core.items import Kind
from webapp.selftests.models import read, written

KEYS = ("scalenes/locate", "scalenes/attachment", "gracilis/locate-words")


def fixed(*keys: str, graded_only: bool = True) -> Blueprint:
    return Blueprint((Pool("Fixed", len(keys), (Kind.LOCATE,), (), keys),), graded_only=graded_only)


def test_exactly_these_are_drawn_whatever_kinds_and_regions_say(catalogue: Catalogue) -> None:
    items = all_items(catalogue)
    for seed in range(5):
        assert {each.item.key for each in draw(fixed(*KEYS), items.values(), 3, seed)} == set(KEYS)


def test_what_is_no_longer_graded_is_left_out(catalogue: Catalogue) -> None:
    items = all_items(catalogue)
    weak = {**items, KEYS[0]: replace(items[KEYS[0]], evidence=Evidence.D)}
    assert {each.item.key for each in draw(fixed(*KEYS), weak.values(), 3, 1)} == set(KEYS[1:])
    assert {each.item.key for each in draw(fixed(*KEYS, graded_only=False), weak.values(), 3, 1)} == set(KEYS)


def test_it_is_written_and_read() -> None:
    assert read(written(fixed(*KEYS))) == fixed(*KEYS)
    plain = Blueprint((Pool("All", 1, (Kind.LOCATE,), ("neck",)),))
    assert "item_keys" not in str(written(plain))
    assert read(written(plain)) == plain


def test_tests_of_other_items_are_not_alike() -> None:
    assert fixed(*KEYS).likeness() == fixed(*reversed(KEYS)).likeness()
    assert fixed(*KEYS).likeness() != fixed(*KEYS[:2]).likeness()
