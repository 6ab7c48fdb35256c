"""What facts rest on: grades are carried by sources, and sentences are an entry's own."""

from pathlib import Path

import pytest

from tests.content.make import ENTRY, FILES, change, mistakes, write

E = ENTRY
SECOND = "muscles/neck/planned.yaml"


@pytest.mark.parametrize(
    ("grade", "sources", "holds"),
    [
        ("A", "study", True),
        ("A", "book, page", False),
        ("A", "book, page, third", True),
        ("B", "book, page", True),
        ("B", "book, blog", False),  # both restate the same teacher
        ("B", "study", False),
        ("C", "book", True),
        ("C", "blog", False),
        ("C", "blog, page", True),
        ("D", "blog", True),
        ("D", "", False),
        ("E", "", True),
        ("E", "blog", False),
    ],
)
def test_a_grade_is_carried_by_its_sources(root: Path, grade: str, sources: str, holds: bool) -> None:
    third = "  third: {title: T, url: x, kind: page, note: '', locator: top, read: 2026-03-02, weight: weak, group: third}\n"
    write(root, "sources.yaml", FILES["sources.yaml"] + third)
    change(root, E, "clavicle], src: [blog], evidence: D", f"clavicle], src: [{sources}], evidence: {grade}")
    found = [each for each in mistakes(root) if "insertion.evidence" in each]
    assert (found == []) == holds


@pytest.mark.parametrize(
    ("mine", "theirs", "found"),
    [
        ("runs below", "runs below", True),
        ("runs below", "Runs  BELOW", True),
        ("runs below", "the artery runs below", False),  # a short sentence may be part of another
        ("the artery runs below the collarbone", "here the artery runs below the collarbone, too", True),
    ],
)
def test_what_is_said_of_two_muscles_is_said_of_none(root: Path, mine: str, theirs: str, found: bool) -> None:
    change(root, E, "text: runs below", f"text: {mine}")
    second = FILES[E].replace("id: upper", "id: planned").replace("[planned]", "[upper]").replace("text: runs below", f"text: '{theirs}'")
    for name, words in {
        "landmarks": "between ear and shoulder",
        "palpate": "take it between two fingers",
        "ball": "lean on a ball",
    }.items():
        second = second.replace(words, f"another {name}")
    write(root, SECOND, second.replace("site: the middle", "site: halfway").replace("site: the end", "site: far out"))
    assert any("cautions.0.text: the same words stand in" in each for each in mistakes(root)) == found
