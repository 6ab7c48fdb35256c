"""Reading rosters: what is right is read, what is wrong is named with its row, nothing exhausts anything."""

import subprocess
import sys

import pytest

from webapp import confined
from webapp.cells import FORMULA_STARTS
from webapp.classrooms import reading
from webapp.classrooms.reading import read_apart
from webapp.classrooms.rosters import MOST_BYTES, MOST_FAULTS, FaultyRoster, Row, read_roster, template, written
from webapp.config import ROOT
from webapp.errors import Unavailable

ANNA = Row(2, "anna@x.example", "Anna")


def faults(raw: bytes | str) -> list[str]:
    with pytest.raises(FaultyRoster) as wrong:
        read_roster(raw.encode() if isinstance(raw, str) else raw)
    return wrong.value.faults


@pytest.mark.parametrize(
    "raw",
    [
        b"email,name\nanna@x.example,Anna\n",
        b"\xef\xbb\xbfemail,name\r\nanna@x.example,Anna\r\n",
        b"email;name\n ANNA@X.example ;  Anna \n",
        b"email\tname\ranna@x.example\tAnna",
        b'"Name","role","E-Mail"\n"Anna","administrator","anna@x.example"\n\n',
        b"email,name\nanna@x.example,Anna\n,,\n",
    ],
)
def test_a_roster_is_read_as_spreadsheets_write_it(raw: bytes) -> None:
    assert read_roster(raw) == [ANNA]


def test_a_name_may_be_missing() -> None:
    assert read_roster(b"email\nanna@x.example\nben@x.example\n") == [Row(2, "anna@x.example", ""), Row(3, "ben@x.example", "")]
    assert read_roster(b"email,name\nanna@x.example\n") == [Row(2, "anna@x.example", "")]


def test_what_is_written_reads_back() -> None:
    rows = [ANNA, Row(3, "ben@x.example", 'Ben "Benny", PT'), Row(4, "zoë@x.example", "")]
    assert read_roster(written(rows).encode()) == rows
    assert len(read_roster(template().encode())) == 2


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "The file is empty."),
        (b"  \n \n", "The file is empty."),
        (b"email,name\n", "There is nobody in the file"),
        (b"anna@x.example,Anna\n", "The first row should be the heading: email,name."),
        (b"name\nAnna\n", "The first row should be the heading"),
        ("email,name\nanna@x.example,Anna\n".encode("utf-16"), "UTF-16"),
        ("email,name\nanna@x.example,Anna\n".encode("utf-16-le"), "Line 1 holds a NUL character"),
        (b"email,name\nanna@x.example,An\0na\n", "Line 2 holds a NUL character"),
        ("email,name\nanna@x.example,Zoë\n".encode("latin-1"), "Line 2: The file is not in UTF-8"),
        (b"email,name\n" + b"x" * MOST_BYTES, "larger than 128 KB"),
        (b"PK\x03\x04" + b"\xff" * 40, "not in UTF-8"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_in_clear_words(raw: bytes, told: str) -> None:
    assert told in faults(raw)[0]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("anna", "Row 2: “anna” is no e-mail address."),
        (",Anna", "Row 2: the e-mail address is missing."),
        ("anna@x.example," + "x" * 101, "Row 2: the name is longer than 100 letters."),
        ("anna@x.example," + "x" * 1001, "Row 2: a cell is longer than 1000 characters."),
        ("anna@x.example,A\u202enna", "Row 2: the name holds characters that cannot be shown."),
        (",".join(["anna@x.example"] + ["x"] * 20), "Row 2: there are 21 columns; at most 20 can be read."),
        ("x" * 250 + "@x.example", "is no e-mail address"),
        ("\x1b[2J@x", "is no e-mail address"),
    ],
)
def test_a_bad_row_is_named_with_its_number(line: str, told: str) -> None:
    assert told in faults(f"email,name\n{line}\n")[0]


@pytest.mark.parametrize("start", [each for each in FORMULA_STARTS if each.isprintable()])
def test_no_name_and_no_address_begins_a_formula(start: str) -> None:
    assert faults(f"email,name\nanna@x.example,{start}cmd\n") == ["Row 2: the name begins like a formula."]
    assert faults(f"email,name\n{start}cmd@x.example,Anna\n") == ["Row 2: the e-mail address begins like a formula."]


def test_every_bad_row_is_named_up_to_twenty() -> None:
    assert [each.split(":")[0] for each in faults("email\nx\na@x.example\ny\na@X.example\n")] == ["Row 2", "Row 4", "Row 5"]
    assert "stands in row 3 already" in faults("email\nx\na@x.example\nA@x.example\n")[1]
    told = faults("email\n" + "x\n" * 500)
    assert len(told) == MOST_FAULTS + 1
    assert told[-1] == "There may be more: reading stopped here."


def test_an_open_quotation_mark_is_found_after_the_other_faults() -> None:
    told = faults('email,name\nx,y\n"anna@x.example,Anna\n')
    assert told == [
        "Row 2: “x” is no e-mail address.",
        "Row 3: a quotation mark is opened and not closed, or stands in the wrong place.",
    ]


def test_more_than_a_thousand_people_are_refused() -> None:
    rows = "".join(f"p{number}@x.example\n" for number in range(1001))
    assert faults(f"email\n{rows}") == ["There are more than 1,000 people in the file."]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_process_has_five_seconds_of_computing_time() -> None:
    asks = (
        "import resource; from webapp.classrooms import roster_child; roster_child.main(); print(resource.getrlimit(resource.RLIMIT_CPU))"
    )
    told = subprocess.run([sys.executable, "-c", asks], input=b"email\nanna@x.example\n", cwd=ROOT, capture_output=True, check=True)
    assert told.stdout.decode().splitlines()[-1] == "(5, 5)"


def test_a_file_is_read_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_apart(b"email,name\nanna@x.example,Anna\n") == [ANNA]
    with pytest.raises(FaultyRoster, match="Row 2"):
        read_apart(b"email\nx\n")
    monkeypatch.setattr(reading, "run_confined", lambda *_: -9)
    with pytest.raises(FaultyRoster, match="too much time or memory"):
        read_apart(b"email\nx\n")
    monkeypatch.undo()
    monkeypatch.setattr(confined, "PATIENCE_SECONDS", 0.01)
    with confined._one_at_a_time, pytest.raises(Unavailable):
        read_apart(b"email\nx\n")
