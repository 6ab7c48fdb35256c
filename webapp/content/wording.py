"""A validation error in plain words: what is wrong and what would be right."""

import json
from typing import Any

from pydantic_core import ErrorDetails

from webapp.content.schema import MEANINGS

SHOWN = 80

WORDS = {
    "missing": "the field is missing; add it",
    "extra_forbidden": "unknown field; see the schema in content/README.md",
    "string_too_short": "should not be empty",
}
"""Whole messages, by the kind of error."""

WANTED = {
    "model_type": "a mapping (name: value)",
    "dict_type": "a mapping (name: value)",
    "list_type": "a list",
    "tuple_type": "a list",
    "string_type": "text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a number",
    "date_type": "a date such as 2026-03-02",
    "date_parsing": "a date such as 2026-03-02",
    "date_from_datetime_parsing": "a date such as 2026-03-02",
    "enum": "{expected}",
    "literal_error": "{expected}",
    "greater_than_equal": "at least {ge:g}",
    "less_than_equal": "at most {le:g}",
    "union_tag_not_found": "the id of a zone, or {{zone: id, side: opposite}} (or both)",
}
"""What should stand in the place, by the kind of error."""


def words(detail: ErrorDetails) -> str:
    """One error of pydantic in the words of people who write entries."""
    kind, given = detail["type"], detail.get("input")
    known: dict[str, Any] = detail.get("ctx", {})
    if kind in WORDS:
        return WORDS[kind]
    if kind in {"too_short", "too_long"}:
        bound, count = ("at least", known["min_length"]) if kind == "too_short" else ("at most", known["max_length"])
        return f"should have {bound} {count} element{'s' if count != 1 else ''}, not {known['actual_length']}"
    if kind == "string_too_long":
        return f"should have at most {known['max_length']} characters, not {len(str(given))}"
    if kind == "string_pattern_mismatch":
        return f"should be {MEANINGS.get(known['pattern'], known['pattern'])}, not {_shown(given)}"
    if kind in WANTED:
        return f"should be {WANTED[kind].format(**known)}, not {_shown(given)}"
    return str(detail["msg"])


def _shown(given: object) -> str:
    text = json.dumps(given, ensure_ascii=False, default=str)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
