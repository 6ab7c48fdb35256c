"""Names of nerves as the entries write them: which are the same, and which are branch and trunk."""

import re
from functools import lru_cache

from webapp.core.spelling import normalise

# Words that do not tell one nerve from another.
FILLERS = frozenset("nerve nerves branch branches of the from division part parts to a and its".split())  # noqa: SIM905 (a list of quoted words cannot be read)
# A muscle is said to be supplied by either: to offer the trunk as a wrong answer would be unfair.
TRUNKS = {
    "medial plantar": "tibial",
    "lateral plantar": "tibial",
    "tibial": "sciatic",
    "deep fibular": "common fibular",
    "superficial fibular": "common fibular",
    "common fibular": "sciatic",
    "anterior interosseous": "median",
    "posterior interosseous": "radial",
    "inferior alveolar": "mandibular",
    "mylohyoid": "mandibular",
    "masseteric": "mandibular",
    "mandibular": "trigeminal",
    "subcostal": "thoracoabdominal",
    "intercostal": "thoracoabdominal",
    "ansa cervicalis": "cervical plexus",
    "phrenic": "cervical plexus",
}
UNNAMED = re.compile(r"\b(rami|ramus|roots?|plexus|branches from|nerves)\b", re.IGNORECASE)


def is_named(nerve: str) -> bool:
    """Whether this is one nerve with a name of its own, not a group such as "posterior rami of the spinal nerves"."""
    return not UNNAMED.search(nerve) and len(_words(nerve)) <= 3


def kindred(one: str, other: str) -> bool:
    """Whether two names are the same nerve, or one is a branch of the other."""
    a, b = _words(one), _words(other)
    return a <= b or b <= a or any(_words(trunk) <= b for trunk in _trunks(a)) or any(_words(trunk) <= a for trunk in _trunks(b))


def _trunks(words: frozenset[str]) -> set[str]:
    """Every trunk above a nerve."""
    found: set[str] = set()
    front = [words]
    while front:
        below = front.pop()
        above = {trunk for branch, trunk in TRUNKS.items() if _words(branch) <= below} - found
        found |= above
        front += map(_words, above)
    return found


@lru_cache(maxsize=1024)
def _words(nerve: str) -> frozenset[str]:
    bare = re.sub(r"\([^)]*\)", " ", nerve)
    return frozenset(word for word in normalise(bare).split() if word not in FILLERS) or frozenset({normalise(nerve)})
