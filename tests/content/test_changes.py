"""CHANGES.yaml: what a new version of a fact changed, of the small material and of the shipped one."""

from datetime import date
from pathlib import Path

import pytest

from tests.content.make import ENTRY, change, mistakes, write
from webapp.content.facts import keyed_facts
from webapp.content.reader import load_catalogue
from webapp.content.tree import read_tree
from webapp.core.catalogue import Catalogue, Change
from webapp.core.facts import facts_of

SECOND = "src: [book, page], evidence: B, version: 2"
FIRST = "src: [book, page], evidence: B, version: 1"
ROW = "{fact: upper/origin, version: 2, on: 2026-03-02, meaning: the skull as a whole}"


def told(root: Path, *rows: str) -> None:
    write(root, "CHANGES.yaml", "\n".join(["changes:", *(f"  - {row}" for row in rows)]) + "\n")


def test_a_version_with_its_row_is_in_order(root: Path) -> None:
    change(root, ENTRY, FIRST, SECOND)
    told(root, ROW)
    assert mistakes(root) == []
    assert load_catalogue(root).changes == (Change("upper/origin", 2, date(2026, 3, 2), "the skull as a whole"),)


def test_a_row_names_a_fact_that_exists(root: Path) -> None:
    ghosts = ("upper/ghost", "upper/point/p3", "scenarios/ghost")
    told(root, *(ROW.replace("upper/origin", key) for key in ghosts))
    assert mistakes(root) == [
        f"CHANGES.yaml:{line}: changes.{line - 2}.fact: there is no fact '{key}'; correct the key or take the row out"
        for line, key in enumerate(ghosts, start=2)
    ]


def test_a_row_names_a_version_that_was_reached(root: Path) -> None:
    told(root, ROW.replace("upper/origin", "upper/caution/artery"))
    wanted = f"'upper/caution/artery' has version 1 in {ENTRY}; raise it there or correct the row"
    assert mistakes(root) == [f"CHANGES.yaml:2: changes.0.version: {wanted}"]


@pytest.mark.parametrize(
    ("file", "old", "version", "place", "key"),
    [
        (ENTRY, FIRST, 2, "12: origin", "upper/origin"),
        (ENTRY, FIRST, 4, "12: origin", "upper/origin"),
        (ENTRY, "let go, src: [study], evidence: A, version: 1", 2, "26: cautions.0", "upper/caution/artery"),
        ("rules.yaml", "evidence: B, version: 1", 2, "2: rules.0", "rules/dose"),
        ("rules.yaml", "evidence: D\n    version: 1", 3, "12: scenarios.0", "scenarios/eight"),
    ],
)
def test_every_version_from_the_second_on_has_a_row(root: Path, file: str, old: str, version: int, place: str, key: str) -> None:
    change(root, file, old, old.removesuffix("1") + str(version))
    assert mistakes(root) == [
        f"{file}:{place}.version: CHANGES.yaml does not say what version {each} of '{key}' changed; add a row"
        for each in range(2, version + 1)
    ]


def test_a_row_stands_once(root: Path) -> None:
    change(root, ENTRY, FIRST, SECOND)
    told(root, ROW, ROW)
    assert mistakes(root) == ["CHANGES.yaml:3: changes.1: version 2 of 'upper/origin' stands twice; keep one row"]


@pytest.mark.parametrize(("on", "count"), [("2026-03-01", 1), ("2026-03-02", 0), ("2026-03-03", 0), ("2026-03-04", 0)])
def test_a_signature_older_than_a_change_is_a_mistake(root: Path, on: str, count: int) -> None:
    change(root, ENTRY, FIRST + ", reviewed: null", SECOND + f", reviewed: {{by: Dr Who, on: {on}}}")
    told(root, ROW.replace("2026-03-02", "2026-03-03"))
    wanted = f"{ENTRY}:12: origin.reviewed: signed on {on}, but version 2 is of 2026-03-03; put null until it is signed again"
    assert mistakes(root) == [wanted] * count


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{fact: upper, version: 2, on: 2026-03-02, meaning: x}", "changes.0.fact: should be the key of a fact such as scalenes/origin"),
        ("{fact: upper/origin, version: 1, on: 2026-03-02, meaning: x}", "changes.0.version: should be at least 2, not 1"),
        ("{fact: upper/origin, version: 2, on: yesterday, meaning: x}", "changes.0.on: should be a date such as 2026-03-02"),
        ('{fact: upper/origin, version: 2, on: 2026-03-02, meaning: ""}', "changes.0.meaning: should not be empty"),
        ("{fact: upper/origin, version: 2, on: 2026-03-02}", "changes.0.meaning: the field is missing; add it"),
        ("{fact: upper/origin, version: 2, on: 2026-03-02, meaning: x, who: me}", "changes.0.who: unknown field"),
    ],
)
def test_a_row_has_its_shape(root: Path, row: str, message: str) -> None:
    told(root, row)
    found = mistakes(root)
    assert len(found) == 1
    assert found[0].startswith(f"CHANGES.yaml:2: {message}")


def test_an_entry_that_cannot_be_read_is_not_blamed_on_its_rows(root: Path) -> None:
    told(root, ROW, ROW.replace("upper/origin", "rules/dose"))
    write(root, ENTRY, "[")
    write(root, "rules.yaml", "[")
    assert [each for each in mistakes(root) if each.startswith("CHANGES.yaml")] == []


def test_without_the_file_nothing_else_is_said_about_versions(root: Path) -> None:
    change(root, ENTRY, FIRST, SECOND)
    (root / "CHANGES.yaml").unlink()
    assert mistakes(root) == ["CHANGES.yaml:1: the file is missing; see content/README.md for what belongs in it"]


def test_the_files_and_the_catalogue_name_the_same_facts(root: Path, catalogue: Catalogue) -> None:
    assert list(keyed_facts(read_tree(root))) == [
        *("upper/landmarks", "upper/palpate", "upper/origin", "upper/insertion", "upper/innervation", "upper/action"),
        *("upper/self_treatment", "upper/point/p1", "upper/point/p2", "upper/caution/artery", "rules/dose", "scenarios/eight"),
    ]
    assert [fact.key for fact in facts_of(load_catalogue(root))] == list(keyed_facts(read_tree(root)))
    assert {row.fact for row in catalogue.changes} <= {fact.key for fact in facts_of(catalogue)}


def test_the_shipped_changes_say_something_in_words(catalogue: Catalogue) -> None:
    assert len(catalogue.changes) >= 52
    for row in catalogue.changes:
        assert len(row.meaning.split()) >= 4, row
