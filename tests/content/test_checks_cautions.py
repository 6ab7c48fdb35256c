"""The state of the cautions: it fits what is listed, and that nothing can be harmed needs a source."""

from pathlib import Path

import pytest

from tests.content.make import ENTRY, FILES, change, mistakes, write

E = ENTRY


def test_without_cautions_the_state_says_so(root: Path) -> None:
    before, _, rest = FILES[E].partition("cautions:\n")
    write(root, E, before + "cautions: []\n" + rest.partition("\n")[2])
    wanted = "should be not-assessed, or none with a sourced caution_note, since 0 cautions are listed; not listed"
    assert mistakes(root) == [f"{E}:23: caution_state: {wanted}"]


@pytest.mark.parametrize(("src", "evidence", "count"), [("[study]", "A", 0), ("[]", "E", 1)])
def test_that_there_is_no_caution_needs_a_source(root: Path, src: str, evidence: str, count: int) -> None:
    before, _, rest = FILES[E].partition("cautions:\n")
    text = before.replace("caution_state: listed", "caution_state: none") + "cautions: []\n" + rest.partition("\n")[2]
    note = f"caution_note: {{text: nothing lies near, src: {src}, evidence: {evidence}, version: 1, reviewed: null}}"
    write(root, E, text.replace("caution_note: null", note))
    assert mistakes(root) == [f"{E}:24: caution_note.src: that nothing can be harmed here needs a source that was read"] * count


def test_a_structure_is_listed_once(root: Path) -> None:
    again = (
        "  - {id: artery, must: false, how: needle, text: is near, instead: stop, src: [study], evidence: A, version: 1, reviewed: null}\n"
    )
    change(root, E, "cautions:\n", f"cautions:\n{again}")
    assert mistakes(root) == [f"{E}:25: cautions: 'artery' is listed twice; make one caution of it"]
