"""Corners of an area as a table of texts: added, inserted and deleted row by row, and read as millimetres."""

import re
from dataclasses import dataclass
from typing import Any

from webapp.core.geometry import Ring
from webapp.core.outlining import MOST_CORNERS
from webapp.errors import Invalid

NUMBER = re.compile(r"-?\d{1,4}(\.\d{1,3})?")


@dataclass(frozen=True, slots=True)
class Corners:
    """Both columns of the table, as typed; a row that is empty in both counts as not there."""

    us: tuple[str, ...]
    vs: tuple[str, ...]

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Rows of the table, never more than are allowed."""
        return list(zip(self.us, self.vs, strict=False))[:MOST_CORNERS]

    def ring(self) -> Ring:
        """The corners in millimetres; Invalid where one is no pair of numbers."""
        read = [(number, _plain(u), _plain(v)) for number, (u, v) in enumerate(self.rows, start=1) if _plain(u) or _plain(v)]
        strange = [number for number, u, v in read if not (NUMBER.fullmatch(u) and NUMBER.fullmatch(v))]
        if strange:
            words = f"Corner {strange[0]} needs two numbers, in millimetres."
            raise Invalid(words, {"u": words})
        return tuple((float(u), float(v)) for _, u, v in read)

    def drawn(self) -> Ring:
        """Those corners that can be drawn already."""
        return tuple((float(u), float(v)) for u, v in map(_pair, self.rows) if NUMBER.fullmatch(u) and NUMBER.fullmatch(v))

    def after(self, act: str) -> "Corners":
        """The table after a button was pressed: `add`, `insert-<row>` or `delete-<row>`, rows from 1; anything else changes nothing."""
        name, _, row = act.partition("-")
        place = int(row) if row.isdecimal() and len(row) < 4 else 0
        rows = self.rows
        if name == "add":
            rows.append(("", ""))
        elif name == "insert" and 1 <= place <= len(rows):
            rows.insert(place, _between(rows[place - 1], rows[place % len(rows)]))
        elif name == "delete" and 1 <= place <= len(rows):
            del rows[place - 1]
        return corners_of(rows)


def corners_of(rows: Any) -> Corners:
    """The table of some rows."""
    pairs = [(str(u), str(v)) for u, v in rows]
    return Corners(tuple(u for u, _ in pairs), tuple(v for _, v in pairs))


def _between(one: tuple[str, str], other: tuple[str, str]) -> tuple[str, str]:
    ends = (*_pair(one), *_pair(other))
    if not all(NUMBER.fullmatch(each) for each in ends):
        return ("", "")
    u0, v0, u1, v1 = map(float, ends)
    return f"{(u0 + u1) / 2:.1f}", f"{(v0 + v1) / 2:.1f}"


def _pair(row: tuple[str, str]) -> tuple[str, str]:
    return _plain(row[0]), _plain(row[1])


def _plain(text: str) -> str:
    return text.strip().replace(",", ".").replace("−", "-")
