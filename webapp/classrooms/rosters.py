"""Reading a roster: a CSV file of e-mail addresses and names, of unknown origin. No data base, no web."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from webapp.cells import FORMULA_STARTS, csv_text

COLUMNS = ("email", "name")
MOST_BYTES = 128 * 1024
MOST_ROWS = 1000
MOST_CELLS = 20
"""Columns of a row; those but the two are not read."""
LONGEST_EMAIL, LONGEST_NAME = 254, 100
LONGEST_CELL = 1000
MOST_FAULTS = 20
SEPARATORS = ",;\t"
EMAIL_NAMES = {"email", "e-mail", "mail", "e-mail address", "email address"}
TOO_LARGE = f"The file is larger than {MOST_BYTES // 1024} KB."
NOT_UTF8 = "The file is not in UTF-8. Save it as “CSV UTF-8” and choose it again."
EXAMPLE = [("anna@school.example", "Anna Example"), ("ben@school.example", "Ben Example")]


@dataclass(frozen=True, slots=True)
class Row:
    """One person of a roster; `number` counts rows of the file from 1, with the heading."""

    number: int
    email: str
    """In lower case."""
    name: str
    """Empty where the file has none."""


class FaultyRoster(ValueError):
    """The file cannot be used; `faults` says why, with row numbers."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(faults[0])
        self.faults = list(faults)


def template() -> str:
    """A roster to fill in."""
    return csv_text(COLUMNS, EXAMPLE)


def read_roster(raw: bytes) -> list[Row]:
    """The people of a file; raises FaultyRoster with everything that is wrong, up to twenty faults."""
    records = _records(_text(raw))
    places = _places(next(records, (0, []))[1])
    reading = _Reading()
    try:
        for number, cells in records:
            reading.take(number, *_row(number, cells, *places))
    except FaultyRoster as broken:
        raise FaultyRoster([*reading.faults, *broken.faults]) from None
    rows = reading.finish()
    if len(written(rows).encode()) > MOST_BYTES:
        # What is looked at is sent back as `written`, which may be a little longer, and is read again.
        raise FaultyRoster([TOO_LARGE])
    return rows


class _Reading:
    """What has been read so far."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._rows: dict[str, Row] = {}

    def take(self, number: int, row: Row | None, fault: str | None) -> None:
        """Takes a row or what is wrong with it; raises FaultyRoster where reading on is of no use."""
        if row is not None and row.email in self._rows:
            fault = f"{row.email} stands in row {self._rows[row.email].number} already"
        if fault:
            self.faults.append(f"Row {number}: {fault}.")
        elif row is not None:
            self._rows[row.email] = row
        if len(self._rows) > MOST_ROWS:
            raise FaultyRoster([f"There are more than {MOST_ROWS:,} people in the file."])
        if len(self.faults) >= MOST_FAULTS:
            raise FaultyRoster(["There may be more: reading stopped here."])

    def finish(self) -> list[Row]:
        """The people in the order of the file; raises FaultyRoster."""
        if not self._rows and not self.faults:
            self.faults = ["There is nobody in the file: below the heading, each row is one person."]
        if self.faults:
            raise FaultyRoster(self.faults)
        return list(self._rows.values())


def written(rows: Sequence[Row]) -> str:
    """The same people as a file that reads back to them."""
    return csv_text(COLUMNS, [(row.email, row.name) for row in rows])


def _text(raw: bytes) -> str:
    if not raw.strip():
        raise FaultyRoster(["The file is empty."])
    if len(raw) > MOST_BYTES:
        raise FaultyRoster([TOO_LARGE])
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FaultyRoster(["The file is in UTF-16 (“Unicode text”). Save it as “CSV UTF-8” and choose it again."])
    if b"\0" in raw:
        line = raw[: raw.index(b"\0")].count(b"\n") + 1
        raise FaultyRoster([f"Line {line} holds a NUL character: this is no CSV file in UTF-8."])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = raw[: wrong.start].count(b"\n") + 1
        raise FaultyRoster([f"Line {line}: {NOT_UTF8}"]) from None


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers, without empty ones; the separator is the one that the heading has."""
    lines = [f"{line}\n" for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    separator = max(SEPARATORS, key=lines[0].count)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise FaultyRoster([f"Row {number}: a quotation mark is opened and not closed, or stands in the wrong place."]) from None
        if any(each.strip() for each in cells):
            yield number, cells


def _places(heading: list[str]) -> tuple[int, int | None]:
    """Columns of address and name."""
    names = [each.strip().lower() for each in heading[:MOST_CELLS]]
    email_at = next((place for place, name in enumerate(names) if name in EMAIL_NAMES), None)
    if email_at is None:
        raise FaultyRoster(["The first row should be the heading: email,name."])
    return email_at, names.index("name") if "name" in names else None


def _row(number: int, cells: list[str], email_at: int, name_at: int | None) -> tuple[Row | None, str | None]:
    if len(cells) > MOST_CELLS:
        return None, f"there are {len(cells)} columns; at most {MOST_CELLS} can be read"
    if any(len(each) > LONGEST_CELL for each in cells):
        return None, f"a cell is longer than {LONGEST_CELL} characters"
    email = cells[email_at].strip() if email_at < len(cells) else ""
    name = " ".join(cells[name_at].split()) if name_at is not None and name_at < len(cells) else ""
    address = _address(email)
    fault = _fault_of_email(email, address) or _fault_of_name(name)
    return (None, fault) if fault else (Row(number, address, name), None)


def _address(email: str) -> str:
    """The address as accounts have it; empty where it is none."""
    try:
        return validate_email(email, check_deliverability=False).normalized.lower() if 0 < len(email) <= LONGEST_EMAIL else ""
    except EmailNotValidError:
        return ""


def _fault_of_email(email: str, address: str) -> str | None:
    if not email:
        return "the e-mail address is missing"
    if email.startswith(FORMULA_STARTS):
        return "the e-mail address begins like a formula"
    return None if address else f"“{_short(email)}” is no e-mail address"


def _fault_of_name(name: str) -> str | None:
    if name.startswith(FORMULA_STARTS):
        return "the name begins like a formula"
    if len(name) > LONGEST_NAME:
        return f"the name is longer than {LONGEST_NAME} letters"
    return None if name.isprintable() else "the name holds characters that cannot be shown"


def _short(text: str) -> str:
    shown = "".join(each if each.isprintable() else "�" for each in text[:60])
    return f"{shown}…" if len(text) > 60 else shown
