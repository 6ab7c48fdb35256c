"""What each value of a data file must look like; pure, for the process that reads files of unknown origin."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from webapp.core.answers import Miss
from webapp.core.days import is_zone

FORMAT = "palpate-own-data"
VERSION = 1
MOST_ROWS = 120_000
"""Rows of all parts together."""

FIRST_DAY, LAST_DAY = 730_120, 803_168
"""Study days from 2000 to 2199."""
LONGEST_WAIT = 36_500
"""Days from an answer to the next one at most, as in core.memory."""

UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""The same as in `webapp.web`, which this process does not load; a test compares them."""

Fits = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a row: its name, what is right in words, and the check."""

    name: str
    words: str
    fits: Fits


@dataclass(frozen=True, slots=True)
class Shape:
    """What a row of a part must have: exactly these fields."""

    fields: tuple[Field, ...]
    names: frozenset[str]


def shape(*fields: Field) -> Shape:
    """The shape of a row."""
    return Shape(fields, frozenset(field.name for field in fields))


def whole(name: str, low: int, high: int) -> Field:
    """A whole number."""
    return Field(name, f"should be a whole number from {low} to {high}", lambda value: type(value) is int and low <= value <= high)


def number(name: str, low: float, high: float) -> Field:
    """A number; never NaN, for which both comparisons are false."""
    return Field(name, f"should be a number from {low} to {high}", lambda value: type(value) in {int, float} and low <= value <= high)


def text(name: str, longest: int) -> Field:
    """Some characters that can be shown."""
    return Field(name, f"should be text of 1 to {longest} characters", lambda value: _is_text(value, longest) and value != "")


def pattern(name: str, longest: int, wanted: str, example: str) -> Field:
    """Text of one form."""
    form = re.compile(wanted)
    return Field(
        name,
        f"should look like {example}",
        lambda value: isinstance(value, str) and len(value) <= longest and form.fullmatch(value) is not None,
    )


def flag(name: str) -> Field:
    """True or false."""
    return Field(name, "should be true or false", lambda value: type(value) is bool)


def choice(name: str, options: Sequence[str]) -> Field:
    """One of some words."""
    known = frozenset(options)
    return Field(name, f"should be one of: {', '.join(options)}", lambda value: isinstance(value, str) and value in known)


def moment(name: str) -> Field:
    """A date and time with its zone."""
    return Field(name, "should be a moment such as 2026-03-02T09:00:00+00:00", _is_moment)


def zone(name: str) -> Field:
    """An IANA time zone."""
    return Field(name, "should be a time zone such as Europe/Vienna", lambda value: isinstance(value, str) and _is_zone(value))


def or_none(field: Field) -> Field:
    """The same, or nothing."""
    return Field(field.name, f"{field.words}, or null", lambda value: value is None or field.fits(value))


def nothing(name: str) -> Field:
    """Nothing: the row of an undo says nothing about an answer."""
    return Field(name, "should be null where a row undoes another", lambda value: value is None)


def fault_of(row: Any, wanted: Shape) -> str | None:
    """The first thing that is wrong with a row; None for a good one."""
    if not isinstance(row, dict):
        return "should be an object"
    if row.keys() != wanted.names:
        return _names_fault(row, wanted)
    for field in wanted.fields:
        if not field.fits(row[field.name]):
            return f"{field.name} {field.words}"
    return None


def is_answer(value: Any) -> bool:
    """Whether it is an answer as the log keeps it (practice.reading)."""
    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        return False
    check = _ANSWERS.get(value["type"])
    return check is not None and check(value)


def _names_fault(row: Mapping[str, Any], wanted: Shape) -> str:
    missing = [field.name for field in wanted.fields if field.name not in row]
    if missing:
        return f"{missing[0]} is missing"
    return f"{next(name for name in row if name not in wanted.names)[:40]!r} is not known"


def _is_text(value: Any, longest: int) -> bool:
    return isinstance(value, str) and len(value) <= longest and _can_be_shown(value)


@lru_cache(maxsize=4096)
def _can_be_shown(text: str) -> bool:
    # Most words of a log come again and again.
    return UNSHOWABLE.search(text) is None


def _is_moment(value: Any) -> bool:
    if not isinstance(value, str) or len(value) > 40:
        return False
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        return False
    return read.utcoffset() is not None and 2000 <= read.year < 2200


@lru_cache(maxsize=1024)
def _is_zone(name: str) -> bool:
    return len(name) <= 64 and is_zone(name)


def _is_id(value: Any) -> bool:
    return _is_text(value, 80) and value != ""


def _are_ids(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= 120 and all(map(_is_id, value)) and value == sorted(set(value))


def _is_place(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(each) in {int, float} and abs(each) <= 1e4 for each in value)


def _is_tap(value: dict[str, Any]) -> bool:
    if value.keys() != {"type", "view", "layer", "at", "target"} or not _is_place(value["at"]):
        return False
    return _is_id(value["view"]) and _is_id(value["layer"]) and (value["target"] is None or _is_id(value["target"]))


def _is_typed(value: dict[str, Any]) -> bool:
    if value.keys() != {"type", "text", "first_try"} or not _is_text(value["text"], 200):
        return False
    return value["first_try"] is None or _is_text(value["first_try"], 200)


def _is_chosen(value: dict[str, Any]) -> bool:
    return value.keys() == {"type", "option", "of"} and _is_id(value["option"]) and type(value["of"]) is int and 1 <= value["of"] <= 500


def _is_marked(value: dict[str, Any]) -> bool:
    return value.keys() - {"of"} == {"type", "ids"} and _are_ids(value["ids"]) and ("of" not in value or _are_ids(value["of"]))


_ANSWERS: Mapping[str, Callable[[dict[str, Any]], bool]] = {
    "tap": _is_tap,
    "typed": _is_typed,
    "chosen": _is_chosen,
    "marked": _is_marked,
    "blank": lambda value: value.keys() == {"type"},
}

DECK = pattern("deck_id", 80, r"[a-z0-9][a-z0-9-]*", "neck")
ITEM = pattern("item_key", 120, r"[a-z0-9][a-z0-9.-]*/[a-z-]+", "scalenes/caution")
UUID_FORM = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
UUID_EXAMPLE = "9f1c2a44-0b6e-4d0e-9d43-1f6f6f1f0a11"

SETTINGS = shape(
    zone("time_zone"),
    whole("rollover_hour", 0, 23),
    whole("new_per_day", 0, 100),
    whole("minutes_per_day", 1, 240),
    number("desired_retention", 0.80, 0.97),
    choice("name_language", ("english", "latin", "both")),
    choice("theme", ("system", "light", "dark")),
    flag("shortcuts"),
    flag("in_words"),
    flag("confirm_tap"),
)
ENROLMENT = shape(DECK, moment("started_at"), or_none(moment("paused_at")))
SUSPENSION = shape(ITEM, moment("at"))
ANY_ROW: tuple[Field, ...] = (
    pattern("client_uuid", 36, UUID_FORM, UUID_EXAMPLE),
    or_none(pattern("undoes", 36, UUID_FORM, UUID_EXAMPLE)),
    ITEM,
    moment("answered_at"),
    zone("time_zone"),
    whole("rollover_hour", 0, 23),
    whole("study_day", FIRST_DAY, LAST_DAY),
    text("purpose", 20),
)
ABOUT_AN_ANSWER: tuple[Field, ...] = (
    whole("fact_version", 1, 1_000_000),
    Field("raw_answer", "should be an answer as Palpate writes it", is_answer),
    or_none(whole("choices", 1, 500)),
    whole("grading_version", 1, 1_000_000),
    number("score", 0, 1),
    flag("correct"),
    or_none(choice("miss", tuple(Miss))),
    or_none(text("hit", 80)),
    whole("proposed", 1, 4),
    whole("rating", 1, 4),
    or_none(whole("sureness", 0, 100)),
    or_none(whole("elapsed_ms", 0, 86_400_000)),
    text("scheduler_version", 60),
    text("parameter_set", 60),
    number("retention", 0.70, 0.99),
    or_none(number("stability_before", 0, 1e6)),
    or_none(number("difficulty_before", 1, 10)),
    number("stability_after", 0, 1e6),
    number("difficulty_after", 1, 10),
    whole("due_day", FIRST_DAY, LAST_DAY + LONGEST_WAIT),
)
ANSWER = shape(*ANY_ROW, *ABOUT_AN_ANSWER)
UNDO = shape(*ANY_ROW, *(nothing(field.name) for field in ABOUT_AN_ANSWER))
REVIEW_COLUMNS = tuple(field.name for field in ANSWER.fields)
