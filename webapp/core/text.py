"""Names of muscles as people type them: searching forgivingly, and judging a typed answer without ever passing over a look-alike."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from webapp.core.entries import Muscle
from webapp.core.spelling import allowed, near, normalise, slips

__all__ = ["NameMatch", "Naming", "find_muscles", "look_alike", "match_name", "name_forms", "near", "normalise"]

# Words that carry nothing when names are compared: "middle trapezius" is "Trapezius, middle part".
FILLERS = frozenset({"the", "of", "and", "et", "part", "pars", "group", "variant"})
# Words that many names share; alone they are a guess and not the beginning of an answer.
MODIFIERS = frozenset(
    """anterior brevis deep external externus inferior internal internus lateral lateralis longus lower magnus major maximus medial medialis
    medius middle minimus minor posterior profundus superficial superficialis superior upper""".split()  # noqa: SIM905 (a list of quoted words cannot be read)
)
# A word cut short is taken for the beginning of a longer one from so many letters on.
CUT_SHORT = 5
# Names look alike from two letters in three on, or when they begin with the same word.
LIKENESS = 3


class NameMatch(StrEnum):
    """How a typed name stands to the right one."""

    EXACT = "exact"
    SYNONYM = "synonym"
    NEAR = "near"
    PARTIAL = "partial"
    OTHER = "other"
    NONE = "none"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Naming:
    """Judgement of a typed name; `muscle` is whose name it is (None: nobody's), `alike` whether that name looks like the right one."""

    match: NameMatch
    muscle: str | None = None
    alike: bool = False


def match_name(typed: str, right: Muscle, muscles: Iterable[Muscle]) -> Naming:
    """Judge a typed name: the right one or a synonym, nearly or partly the right one (to be asked again), another muscle's, or nobody's."""
    words = _words(typed)
    if not words:
        return Naming(NameMatch.BLANK)
    others = [muscle for muscle in muscles if muscle.id != right.id]
    return _known_name(words, right, others) or _part_of_name(words, right) or _misspelt_name(words, right, others)


def look_alike(one: Muscle, other: Muscle) -> bool:
    """Whether two muscles have names that are easily taken for one another."""
    return any(a[0] == b[0] or _like(" ".join(a), " ".join(b)) for a in name_forms(one) for b in name_forms(other))


def name_forms(muscle: Muscle) -> tuple[tuple[str, ...], ...]:
    """The words of every form of a muscle's English and Latin name, without fillers: with and without what stands in brackets."""
    forms = [form for name in (muscle.name.en, muscle.name.latin) for form in _forms(name)]
    return tuple(dict.fromkeys(form for form in forms if form))


def find_muscles(query: str, muscles: Iterable[Muscle]) -> tuple[Muscle, ...]:
    """Muscles whose English, Latin or other name fits a query, best first: the whole name, its beginning, words of it, misspelt words."""
    words = _words(query)
    if not words:
        return ()
    ranked = [(_rank(words, muscle), place, muscle) for place, muscle in enumerate(muscles)]
    return tuple(muscle for rank, _, muscle in sorted(ranked, key=lambda found: found[:2]) if rank < len(_FITS))


def _like(a: str, b: str) -> bool:
    most = max(len(a), len(b)) // LIKENESS
    return slips(a, b, most) <= most


def _known_name(words: tuple[str, ...], right: Muscle, others: list[Muscle]) -> Naming | None:
    # Order is free: "capitis splenius" can mean nothing else.
    key = sorted(words)
    if any(sorted(form) == key for form in name_forms(right)):
        return Naming(NameMatch.EXACT, right.id)
    owner = next((muscle for muscle in others if any(sorted(form) == key for form in _all_forms(muscle))), None)
    if any(sorted(form) == key for form in _synonyms(right)):
        # "Quadriceps" names four muscles: true, and not yet an answer.
        return Naming(NameMatch.PARTIAL if owner else NameMatch.SYNONYM, right.id)
    return Naming(NameMatch.OTHER, owner.id, look_alike(owner, right)) if owner else None


def _part_of_name(words: tuple[str, ...], right: Muscle) -> Naming | None:
    if set(words) - MODIFIERS and any(_is_part(words, form) for form in name_forms(right)):
        return Naming(NameMatch.PARTIAL, right.id)
    return None


def _is_part(words: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """Whether the words are some of a name's, whole or cut short ("gastroc")."""
    return all(any(word == known or (len(word) >= CUT_SHORT and known.startswith(word)) for known in form) for word in words)


def _misspelt_name(words: tuple[str, ...], right: Muscle, others: list[Muscle]) -> Naming:
    typed = " ".join(words)
    mine = _slips_to(typed, right)
    theirs, place = min(((_slips_to(typed, muscle), place) for place, muscle in enumerate(others)), default=(_TOO_MANY, 0))
    if mine == theirs == _TOO_MANY:
        return Naming(NameMatch.NONE)
    if theirs < mine:
        return Naming(NameMatch.OTHER, others[place].id, look_alike(others[place], right))
    # A true word of other names is no slip of the pen: "abductor" for "adductor" is the very mistake that harms.
    known = {word for muscle in others for form in _all_forms(muscle) for word in form}
    own = {word for form in _all_forms(right) for word in form}
    if any(word in known - own for word in words):
        return Naming(NameMatch.OTHER, None, alike=True)
    return Naming(NameMatch.NEAR, right.id)


_TOO_MANY = 99


def _slips_to(typed: str, muscle: Muscle) -> int:
    best = _TOO_MANY
    for form in _all_forms(muscle):
        name = " ".join(form)
        most = allowed(typed, name)
        found = slips(typed, name, most)
        best = min(best, found if found <= most else _TOO_MANY)
    return best


def _synonyms(muscle: Muscle) -> tuple[tuple[str, ...], ...]:
    return tuple(form for synonym in muscle.name.synonyms for form in _forms(synonym) if form)


def _all_forms(muscle: Muscle) -> tuple[tuple[str, ...], ...]:
    return name_forms(muscle) + _synonyms(muscle)


@lru_cache(maxsize=4096)
def _forms(name: str) -> tuple[tuple[str, ...], ...]:
    """Words of a name as it is, without what is in brackets, and with a bracketed word in the place of the word before it."""
    instead = re.sub(r"\w+ \((\w+)\)(?= \w)", r"\1", name)
    return tuple(_words(form) for form in (name, re.sub(r"\(.*?\)", " ", name), instead))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in normalise(text).split() if word not in FILLERS)


def _rank(words: tuple[str, ...], muscle: Muscle) -> int:
    forms = _all_forms(muscle)
    return next((rank for rank, fits in enumerate(_FITS) if any(fits(words, form) for form in forms)), len(_FITS))


def _begins(words: tuple[str, ...], form: tuple[str, ...]) -> bool:
    return " ".join(form).startswith(" ".join(words))


def _has_words(words: tuple[str, ...], form: tuple[str, ...]) -> bool:
    return all(any(known.startswith(word) for known in form) for word in words)


def _has_misspelt_words(words: tuple[str, ...], form: tuple[str, ...]) -> bool:
    return all(any(known.startswith(word) or _slipped(word, known) for known in form) for word in words)


def _slipped(word: str, known: str) -> bool:
    most = allowed(word, known)
    return slips(word, known, most) <= most


def _is_name(words: tuple[str, ...], form: tuple[str, ...]) -> bool:
    return sorted(words) == sorted(form)


_FITS = (_is_name, _begins, _has_words, _has_misspelt_words)
