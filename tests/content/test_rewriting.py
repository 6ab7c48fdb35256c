"""Signatures written into a file: every other byte stays as it is."""

import codecs
from datetime import date
from typing import Any

import pytest
import yaml

from tests.content.make import ENTRY, FILES
from webapp.content.rewriting import CannotRewrite, with_reviews
from webapp.content.schema import ReviewIn
from webapp.content.strict_yaml import StrictLoader, construct
from webapp.content.tree import Loc

RITA = ReviewIn(by="Rita Reviewer, physiotherapist, MSc", on=date(2026, 3, 2))
SIGNED = '{by: "Rita Reviewer, physiotherapist, MSc", on: 2026-03-02}'
RAW = FILES[ENTRY].encode()
ORIGIN: Loc = ("origin",)


def signed(raw: bytes, *places: Loc, review: ReviewIn | None = RITA) -> bytes:
    return with_reviews(raw, dict.fromkeys(places, review))


def read(raw: bytes) -> Any:
    return construct(yaml.compose(raw.decode(), Loader=StrictLoader))


def test_one_signature_changes_one_word() -> None:
    before, after = RAW.splitlines(), signed(RAW, ORIGIN).splitlines()
    assert [line for line, old in zip(after, before, strict=True) if line != old] == [
        f"origin: {{text: the skull, bones: [skull], src: [book, page], evidence: B, version: 1, reviewed: {SIGNED}}}".encode()
    ]


@pytest.mark.parametrize(
    "places",
    [
        [ORIGIN],
        [("points", 0)],
        [("points", 1), ("points", 0), ORIGIN, ("cautions", 0)],
        [("action",), ("landmarks",), ("insertion",), ("innervation",), ("palpate",)],
    ],
)
def test_there_and_back_again_is_the_same_file(places: list[Loc]) -> None:
    there = signed(RAW, *places)
    assert there.count(SIGNED.encode()) == len(places)
    assert signed(there, *places, review=None) == RAW


def test_a_signature_of_the_file_can_be_replaced_and_taken_out() -> None:
    replaced = signed(RAW, ("self_treatment",))
    assert b"Dr Who" not in replaced
    assert SIGNED.encode() in replaced
    assert signed(RAW, ("self_treatment",), review=None).endswith(
        b"reviewed: null}\ndisputed: null\nquiz: {never_distract_with: [planned]}\n"
    )


@pytest.mark.parametrize("name", ['Rita "Ri" O\'Hara', "Zoë Ångström: {x}", "a\\b # c", "名前", "null", "- [x]", "😀"])
def test_any_name_is_read_as_it_was_written(name: str) -> None:
    after = signed(RAW, ORIGIN, review=ReviewIn(by=name, on=date(2026, 3, 2)))
    assert read(after)["origin"]["reviewed"]["by"] == name


def test_letters_beyond_ascii_before_the_place_do_not_move_it() -> None:
    raw = RAW.replace(b"between ear and shoulder", "zwischen Öhr und 😀 Schulter".encode())
    assert signed(raw, ORIGIN, ("points", 1)).count(SIGNED.encode()) == 2
    assert signed(signed(raw, ORIGIN), ORIGIN, review=None) == raw


@pytest.mark.parametrize("ends", [b"\r\n", b"\n"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("last", [b"", b"# the end, with  blanks  \n\n\n"])
def test_line_ends_marks_comments_and_blanks_stay(ends: bytes, mark: bytes, last: bytes) -> None:
    raw = mark + (b"# above\n" + RAW + last).replace(b"\n", ends)
    after = signed(raw, ORIGIN, ("cautions", 0))
    assert after.count(SIGNED.encode()) == 2
    assert signed(after, ORIGIN, ("cautions", 0), review=None) == raw


@pytest.mark.parametrize("empty", ["reviewed:", "reviewed: ", "reviewed: ~", "reviewed:   # nobody yet"])
def test_an_empty_value_in_lines_is_filled(empty: str) -> None:
    raw = f"origin:\n  text: the skull\n  {empty}\n  version: 1\n".encode()
    after = signed(raw, ORIGIN)
    assert read(after)["origin"] == {"text": "the skull", "reviewed": {"by": RITA.by, "on": "2026-03-02"}, "version": 1}
    assert after.splitlines()[1] == raw.splitlines()[1]


def test_a_signature_over_several_lines_is_left_to_people() -> None:
    raw = b"origin:\n  text: the skull\n  reviewed:\n    by: Dr Who\n    on: 2026-03-02\n  version: 1\n"
    with pytest.raises(CannotRewrite, match="line 4: the signature goes over several lines"):
        signed(raw, ORIGIN)


@pytest.mark.parametrize("place", [("ghost",), ("points", 9), ("origin", "ghost")])
def test_a_place_that_is_gone_is_refused(place: Loc) -> None:
    with pytest.raises(CannotRewrite, match="is not in the file any more"):
        signed(RAW, place)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(CannotRewrite, match="empty"):
        signed(b"", ORIGIN)
