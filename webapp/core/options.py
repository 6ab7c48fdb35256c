"""Options of a list: what they are made of, and which of the possible wrong ones are shown."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from webapp.core.chance import shuffled
from webapp.core.entries import Muscle
from webapp.core.spelling import normalise
from webapp.core.text import MODIFIERS, name_forms

WRONG_CHOICES = 3
FEWEST_MARKS, MOST_MARKS = 5, 8
# From so many of the best wrong options those of one question are drawn, so that the same item does not always show the same.
POOL = 6
# Options of about one length: the right one must not stand out as the longest.
LENGTH_SHARE = 0.4
# Two texts that share this much of the shorter one's words may both be right.
ALIKE_SHARE = 0.5
# Words of names that are plain words of place too; they give nothing away.
PLAIN_WORDS = MODIFIERS | {"abdominal", "cervical", "dorsal", "lumbar", "palmar", "plantar", "thoracic"}
LITTLE_WORDS = frozenset("the and from with its for both side sides part parts helps when own same other that this into".split())  # noqa: SIM905 (a list of quoted words cannot be read)


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a list: the id that is sent back, and the words shown."""

    id: str
    text: str


def without_name(text: str, muscle: Muscle) -> str:
    """A text in which every word that gives away the muscle's English or Latin name is replaced by an ellipsis."""
    telling = sorted(_telling_words(muscle), key=len, reverse=True)
    if not telling:
        return text
    return re.sub(rf"\b(?:{'|'.join(re.escape(word) for word in telling)})s?\b", "…", text, flags=re.IGNORECASE)


def alike(one: str, other: str) -> bool:
    """Whether two texts say so much the same that both may be right."""
    a, b = _content(one), _content(other)
    return len(a & b) >= ALIKE_SHARE * min(len(a), len(b)) if a and b else a == b


def wrong_marks(right: int) -> int:
    """How many wrong options stand beside the right ones: five to eight in all, and always at least two wrong."""
    return max(FEWEST_MARKS - right, min(4, MOST_MARKS - right), 2)


def drawn(wrong: list[Option], count: int, seed: int, length: int | None = None) -> list[Option]:
    """Some of the best wrong options; where the right option's length is given, those about as long come first."""
    pool = shuffled(wrong[: max(POOL, count)], seed, "wrong")
    if length is not None:
        pool = tuple(sorted(pool, key=lambda option: abs(len(option.text) - length) > LENGTH_SHARE * max(len(option.text), length)))
    return list(pool[:count])


def unlike(options: Iterable[Option], answer: str) -> list[Option]:
    """The options that say something else than the answer and than one another."""
    kept: list[Option] = []
    for option in options:
        if not alike(option.text, answer) and all(option.text != other.text for other in kept):
            kept.append(option)
    return kept


def _telling_words(muscle: Muscle) -> set[str]:
    words = {word for form in name_forms(muscle) for word in form if len(word) > 4 and word not in PLAIN_WORDS}
    return words | {word.removesuffix("s") for word in words}


def _content(text: str) -> set[str]:
    """Words that say something, cut to their beginnings so that "bends" is "bending"."""
    return {word[:5] for word in normalise(text).split() if len(word) > 2 and word not in LITTLE_WORDS}
