"""Keys of facts, and the fingerprint of what a fact tells: it changes with every word of it, and with nothing else."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from webapp.core.catalogue import Catalogue, Rule, Scenario
from webapp.core.entries import (
    Act,
    Action,
    Attachment,
    Caution,
    Evidence,
    Fact,
    How,
    Innervation,
    Point,
    ReferralZone,
    Review,
    SelfTreatment,
    Side,
)
from webapp.core.facts import facts_about, facts_of, find_fact, fingerprint, said, subject_of

CARRIED: dict[str, Any] = {"src": ("book",), "evidence": Evidence.C, "version": 1, "reviewed": None}
FACTS: dict[str, Fact] = {
    "fact": Fact("lies deep", **CARRIED),
    "attachment": Attachment("the skull", **CARRIED, bones=("skull",)),
    "innervation": Innervation("accessory (C3)", **CARRIED, nerves=("accessory",), roots=("C3",)),
    "action": Action("lifts; turns", **CARRIED, movements=("lifts", "turns")),
    "point": Point("the middle", **CARRIED, id="p1", view="front", at=(1.0, 2.5), primary=(ReferralZone("nape"),), spill_over=()),
    "caution": Caution("runs below", **CARRIED, structure="artery", must=True, how=How.BOTH, instead="let go"),
    "advice": SelfTreatment("lean on a ball", **CARRIED, level="ok", pressure=(4, 7)),
    "rule": Rule("press less", **CARRIED, id="dose"),
    "scenario": Scenario("above seven", **CARRIED, id="eight", rule="dose", title="eight", says="an eight", act=Act.EASE_OFF),
}
TOLD: list[tuple[str, dict[str, Any]]] = [
    ("fact", {"text": "Lies deep"}),
    ("attachment", {"text": "the skull "}),
    ("attachment", {"bones": ("skull", "atlas")}),
    ("innervation", {"nerves": ("facial",)}),
    ("innervation", {"roots": ()}),
    ("action", {"movements": ("lifts",)}),
    ("action", {"movements": ("turns", "lifts")}),
    ("point", {"text": "the end"}),
    ("point", {"view": "side"}),
    ("point", {"at": (1.0, 3.0)}),
    ("point", {"at": None}),
    ("point", {"primary": (ReferralZone("jaw"),)}),
    ("point", {"primary": (ReferralZone("nape", Side.BOTH),)}),
    ("point", {"spill_over": (ReferralZone("jaw"),)}),
    ("point", {"primary": (), "spill_over": (ReferralZone("nape"),)}),
    ("caution", {"structure": "vein"}),
    ("caution", {"must": False}),
    ("caution", {"how": How.NEEDLE}),
    ("caution", {"text": "runs above"}),
    ("caution", {"instead": "hold on"}),
    ("advice", {"level": "with-care"}),
    ("advice", {"pressure": (3, 7)}),
    ("advice", {"pressure": None}),
    ("advice", {"text": "lean"}),
    ("rule", {"text": "press more"}),
    ("scenario", {"rule": "time"}),
    ("scenario", {"says": "a nine"}),
    ("scenario", {"act": Act.REFER_ON}),
    ("scenario", {"text": "above six"}),
]
PINNED = {
    "fact": "a3494146c68c",
    "attachment": "21996b608ef6",
    "innervation": "83203787a389",
    "action": "b417c5f57280",
    "point": "01ed5989f3a1",
    "caution": "b1bdc5c52497",
    "advice": "72d2bcddfe85",
    "rule": "d67b601c9b12",
    "scenario": "cf3c1cd41d5e",
}
STANDING: list[dict[str, Any]] = [
    {"src": ("study", "book")},
    {"evidence": Evidence.A},
    {"version": 2},
    {"reviewed": Review("Dr Who", date(2026, 3, 2))},
    {"key": "upper/origin"},
]


@pytest.mark.parametrize(("kind", "change"), TOLD)
def test_a_fingerprint_changes_with_whatever_is_told(kind: str, change: dict[str, Any]) -> None:
    assert fingerprint(replace(FACTS[kind], **change)) != fingerprint(FACTS[kind])


@pytest.mark.parametrize("kind", FACTS)
@pytest.mark.parametrize("change", STANDING, ids=lambda change: next(iter(change)))
def test_a_fingerprint_knows_nothing_of_a_facts_standing(kind: str, change: dict[str, Any]) -> None:
    assert fingerprint(replace(FACTS[kind], **change)) == fingerprint(FACTS[kind])


def test_fingerprints_stay_what_they_are() -> None:
    """With other digests every signature that was ever given would stop to count."""
    assert {kind: fingerprint(fact)[:12] for kind, fact in FACTS.items()} == PINNED


def test_parts_do_not_run_into_each_other() -> None:
    one = replace(FACTS["caution"], text="a", instead="bc")
    other = replace(FACTS["caution"], text="ab", instead="c")
    assert fingerprint(one) != fingerprint(other)


def test_what_is_told_is_in_words(catalogue: Catalogue) -> None:
    for fact in facts_of(catalogue):
        assert any(words for _, words in said(fact)), fact.key
        assert all(isinstance(part, str) for pair in said(fact) for part in pair)


def test_every_shipped_fact_has_a_key_of_its_own(catalogue: Catalogue) -> None:
    keys = [fact.key for fact in facts_of(catalogue)]
    assert [key for key, count in Counter(keys).items() if count > 1 or not key] == []
    assert {subject_of(key) for key in keys} == {*catalogue.muscles, "rules", "scenarios"}


def test_no_muscle_is_called_like_the_rules(catalogue: Catalogue) -> None:
    assert not {"rules", "scenarios"} & set(catalogue.muscles)


def test_facts_are_found_by_their_keys(catalogue: Catalogue) -> None:
    for key in ("scalenes/origin", "scalenes/point/p1", "scalenes/caution/brachial-plexus", "rules/g-pressure", "scenarios/eight-of-ten"):
        fact = find_fact(catalogue, key)
        assert fact is not None, key
        assert fact.key == key
    assert facts_about(catalogue, "scalenes")[0] is catalogue.muscles["scalenes"].landmarks


@pytest.mark.parametrize(
    "key", ["", "/", "ghost", "ghost/origin", "scalenes", "scalenes/", "scalenes/point/p9", "rules/ghost", "Scalenes/origin"]
)
def test_an_unknown_key_finds_nothing(catalogue: Catalogue, key: str) -> None:
    assert find_fact(catalogue, key) is None
