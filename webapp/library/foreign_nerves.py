"""Whether a nerve that another table names for a muscle is one that the entry names."""

import re
from dataclasses import dataclass

from webapp.core.entries import Innervation
from webapp.core.nerves import kindred

LEVELS = {"cervical": "C", "thoracic": "T", "lumbar": "L", "sacral": "S"}
# Nerves with a name of their own that are nothing but rami of spinal nerves: level, ramus.
NAMED_RAMI = {
    "intercostal": ("T", "anterior"),
    "subcostal": ("T", "anterior"),
    "thoracoabdominal": ("T", "anterior"),
    "suboccipital": ("C", "posterior"),
    "greater occipital": ("C", "posterior"),
    "ansa cervicalis": ("C", "anterior"),
    "cervical plexus": ("C", "anterior"),
}
OF_THE_SPINE = re.compile(
    r"\b(rami|ramus|plexus|nerves|spinal|first cervical)\b|nerve of \w+ vertebra|^(cervical|thoracic|lumbar|sacral) nerve$"
)


@dataclass(frozen=True, slots=True)
class Spinal:
    """Spinal nerves of some levels (none: any), whole or one ramus of them."""

    levels: frozenset[str]
    ramus: str | None

    def meets(self, other: "Spinal") -> bool:
        """Whether both may be the same nerve."""
        levels = not self.levels or not other.levels or bool(self.levels & other.levels)
        return levels and (self.ramus is None or other.ramus is None or self.ramus == other.ramus)


def names_nerve(innervation: Innervation, target: str) -> bool:
    """Whether the entry names this nerve, a branch of it or its trunk."""
    return any(same_nerve(nerve, target) for nerve in innervation.nerves)


def same_nerve(ours: str, theirs: str) -> bool:
    """Whether two names may be one nerve, or branch and trunk; spinal nerves are told apart by level and ramus."""
    ours, theirs = _plain(ours), _plain(theirs)
    a, b = spinal(ours), spinal(theirs)
    if a and b:
        return a.meets(b)
    # "thoracic nerve" is a spinal nerve, and not the trunk of the long thoracic nerve.
    return not OF_THE_SPINE.search(theirs) and kindred(ours, theirs)


def spinal(nerve: str) -> Spinal | None:
    """The spinal nerves that a name stands for; None for any other nerve."""
    for name, (level, ramus) in NAMED_RAMI.items():
        if name in nerve:
            return Spinal(frozenset({level}), ramus)
    if not OF_THE_SPINE.search(nerve):
        return None
    levels = frozenset(letter for word, letter in LEVELS.items() if word in nerve)
    if re.search("dorsal|posterior", nerve):
        return Spinal(levels, "posterior")
    return Spinal(levels, "anterior" if re.search("ventral|anterior", nerve) else None)


def _plain(nerve: str) -> str:
    return nerve.casefold().replace("peroneal", "fibular")
