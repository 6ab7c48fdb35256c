"""Values as cells of a CSV file that a spreadsheet opens without running anything."""

import csv
import json
from collections.abc import Iterable, Sequence
from io import SEEK_END, StringIO
from typing import Any

BYTE_ORDER_MARK = "\ufeff"

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell of text that begins so would be run as a formula by a spreadsheet."""


def cell(value: Any) -> str | int | float:
    """A value as a cell: nothing is empty, booleans are words, what is compound is JSON, and text never begins a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    return harmless(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True))


def harmless(text: str) -> str:
    """Text with an apostrophe in front where a spreadsheet would take it for a formula, also after spaces."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA_STARTS) else text


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, mark: bool = False) -> str:
    """A CSV file; with `mark` it begins with the byte order mark by which spreadsheets know UTF-8."""
    out = StringIO(BYTE_ORDER_MARK if mark else "", newline="")
    out.seek(0, SEEK_END)
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()
