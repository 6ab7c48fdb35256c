"""Use case: everything about one person as one JSON file, or as a ZIP file with that and a CSV file for each part."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, Any

from sqlalchemy.orm import Session

from webapp import __version__
from webapp.accounts.models import User
from webapp.cells import cell
from webapp.interop.parts import Part
from webapp.interop.registry import PARTS
from webapp.interop.shapes import FORMAT, VERSION

JSON_NAME = "palpate.json"
README_NAME = "README.txt"
COMPRESSION = 3
"""Hardly larger than by level 6, in half the time."""


def write_json(session: Session, user: User, to: IO[str], *, at: datetime, parts: Iterable[Part] = PARTS) -> None:
    """Writes everything about a person as JSON, one row a line."""
    head = {"format": FORMAT, "version": VERSION, "program": __version__, "exported_at": at.isoformat()}
    to.write(_json(head)[:-1])
    for part in parts:
        to.write(f',\n"{part.name}":')
        rows = (_json(row) for row in part.rows(session, user, at))
        if part.single:
            to.write(next(rows, "null"))
        else:
            _write_list(to, rows)
    to.write("}\n")


def write_zip(session: Session, user: User, to: IO[bytes], *, at: datetime, mark: bool = False, parts: Iterable[Part] = PARTS) -> None:
    """Writes a ZIP file: the JSON file, a CSV file for each part, and what the columns mean. `mark` puts a byte-order mark first."""
    parts = tuple(parts)
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION) as archive:
        with _member(archive, JSON_NAME, at) as member:
            write_json(session, user, member, at=at, parts=parts)
        for part in parts:
            with _member(archive, f"{part.name}.csv", at, mark=mark) as member:
                _write_csv(session, user, part, member, at)
        with _member(archive, README_NAME, at) as member:
            member.writelines(_explained(parts))


def _member(archive: zipfile.ZipFile, name: str, at: datetime, *, mark: bool = False) -> IO[str]:
    info = zipfile.ZipInfo(name, at.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    return io.TextIOWrapper(archive.open(info, "w"), encoding="utf-8-sig" if mark else "utf-8", newline="")


def _write_list(to: IO[str], rows: Iterator[str]) -> None:
    to.write("[")
    for number, row in enumerate(rows):
        to.write((",\n" if number else "\n") + row)
    to.write("]")


def _write_csv(session: Session, user: User, part: Part, to: IO[str], at: datetime) -> None:
    writer = csv.writer(to)
    writer.writerow(part.columns)
    for row in part.rows(session, user, at):
        writer.writerow([cell(row[name]) for name in part.columns])


def _explained(parts: Iterable[Part]) -> Iterator[str]:
    yield f"Everything that Palpate stores about you. {JSON_NAME} can be brought into another account.\r\n"
    yield "In the CSV files, an apostrophe stands before text that a spreadsheet would take for a formula.\r\n"
    for part in parts:
        yield f"\r\n{part.name}: {part.about}\r\n"
        yield from (f"  {name}: {meaning}\r\n" for name, meaning in part.columns.items())


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False)
