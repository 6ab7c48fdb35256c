"""Answers and grades as the log keeps them, there and back."""

from collections.abc import Mapping
from typing import Any

from webapp.core.answers import Answer, Blank, Chosen, Grade, Marked, Miss, Tap, Typed
from webapp.core.ratings import Rating
from webapp.errors import Invalid
from webapp.practice.models import Review


def raw_of(answer: Answer) -> dict[str, Any]:
    """An answer as JSON for the log."""
    match answer:
        case Tap(view, layer, at, target):
            return {"type": "tap", "view": view, "layer": layer, "at": list(at), "target": target}
        case Typed(text, first_try):
            return {"type": "typed", "text": text, "first_try": first_try}
        case Chosen(option, of):
            return {"type": "chosen", "option": option, "of": of}
        case Marked(ids, of):
            return {"type": "marked", "ids": sorted(ids)} | ({"of": sorted(of)} if of else {})
        case Blank():
            return {"type": "blank"}


def answer_of(raw: Mapping[str, Any]) -> Answer:
    """The answer that `raw_of` wrote; raises Invalid for anything else."""
    match raw:
        case {"type": "tap", "view": str(view), "layer": str(layer), "at": [u, v], "target": target}:
            return Tap(view, layer, (float(u), float(v)), target)
        case {"type": "typed", "text": str(text), "first_try": first_try}:
            return Typed(text, first_try)
        case {"type": "chosen", "option": str(option), "of": int(of)}:
            return Chosen(option, of)
        case {"type": "marked", "ids": list(ids)}:
            return Marked(frozenset(ids), frozenset(raw.get("of", ())))
        case {"type": "blank"}:
            return Blank()
    raise Invalid("This answer cannot be read.")


def same_answer(raw: Mapping[str, Any] | None, answer: Answer) -> bool:
    """Whether a logged answer is this one."""
    return raw == raw_of(answer)


def grade_of(row: Review) -> Grade:
    """The grade as it was logged (what exactly was right or missed is graded again where it is shown)."""
    return Grade(
        score=row.score or 0.0,
        correct=bool(row.correct),
        miss=Miss(row.miss) if row.miss else None,
        rating=Rating(row.proposed or Rating.AGAIN),
        hit=row.hit,
        distance_mm=None,
        right=(),
        wrong=(),
        missed=(),
        near_miss=False,
    )
