"""Values as cells of a CSV file that a spreadsheet opens without running anything."""

import json
from typing import Any

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
