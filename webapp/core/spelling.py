"""Forgiving comparison of words: one plain form for what people type, and how many slips lie between two of them."""

import re
import unicodedata

# "m. deltoideus", "musculus deltoideus" and "deltoid muscle" all name the deltoid.
MUSCLE_WORDS = frozenset({"m", "mm", "musculus", "musculi", "muscle", "muscles"})
LONG_WORD = 8
SHORT_WORD = 4
# Nobody types a longer name; comparing longer texts would only cost time.
LONGEST_TEXT = 200


def normalise(text: str) -> str:
    """Lower-case words with single spaces: no accents, no punctuation, and no word for "muscle"."""
    plain = unicodedata.normalize("NFKD", text[:LONGEST_TEXT].casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    # Apostrophes vanish ("tailor's" → "tailors"); every other sign parts words ("sub-clavius" → "sub clavius").
    words = re.sub(r"[\W_]+", " ", re.sub(r"['’ʼ`]", "", plain)).split()
    return " ".join(word for word in words if word not in MUSCLE_WORDS)


def near(a: str, b: str) -> bool:
    """Whether two words or names differ by a slip: one edit, two from eight letters on, none below four (abbreviations)."""
    a, b = normalise(a), normalise(b)
    return slips(a, b, allowed(a, b)) <= allowed(a, b)


def allowed(a: str, b: str) -> int:
    """How many slips two texts may lie apart and still count as one misspelt; the shorter decides."""
    length = min(len(a), len(b))
    return 0 if length < SHORT_WORD else 1 if length < LONG_WORD else 2


def slips(a: str, b: str, most: int) -> int:
    """Damerau-Levenshtein distance (letter added, lost, changed, or two swapped); `most + 1` as soon as it is more than `most`."""
    if a == b:
        return 0
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        row = [i]
        for j, other in enumerate(b, start=1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)
