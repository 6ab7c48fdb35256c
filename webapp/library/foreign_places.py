"""Whether a place that another table names as origin or insertion is one that the entry names."""

import re
from dataclasses import dataclass

from webapp.core.entries import Attachment
from webapp.library.foreign_words import OTHER_PARTS, PLACES

ORDINALS = {
    word: number
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1)  # noqa: SIM905 (a list of quoted words cannot be read)
}
SECTIONS = {"C": "cervical vertebra", "T": "thoracic vertebra", "L": "lumbar vertebra"}
DIGITS = {"thumb": 1, "big toe": 1, "little finger": 5, "little toe": 5}
SHARES = ("proximal", "middle", "distal")


@dataclass(frozen=True, slots=True)
class Place:
    """Bones in plain names (any of them), and words by which an entry says which part (None: the whole bone will do).

    `known` is false for a name that `foreign_words` does not explain.
    """

    bones: frozenset[str]
    part: str | None
    known: bool


@dataclass(frozen=True, slots=True)
class Phalanges:
    """Phalanges of some digits (none: any) and of some rows, such as the proximal one (none: any)."""

    digits: frozenset[int]
    rows: frozenset[str]

    def meets(self, other: "Phalanges") -> bool:
        """Whether some phalanx belongs to both."""
        digits = not self.digits or not other.digits or bool(self.digits & other.digits)
        return digits and (not self.rows or not other.rows or bool(self.rows & other.rows))


def names_place(attachment: Attachment, target: str) -> bool:
    """Whether the entry names this place, the bone of which it is a part, or a part of this bone."""
    phalanges = phalanges_of(target)
    if phalanges:
        return any(phalanges.meets(ours) for ours in map(phalanges_of, attachment.bones) if ours)
    place, text = place_of(target), attachment.text.casefold()
    if place.part and re.search(place.part, text):
        return True
    return bool(place.bones & _all_bones(attachment)) and not (place.known and place.part and _other_part(place, text))


def bone_is_named(bone: str, targets: tuple[str, ...]) -> bool:
    """Whether one of another table's places lies on this bone of ours."""
    phalanges = phalanges_of(bone)
    if phalanges:
        return any(phalanges.meets(theirs) for theirs in map(phalanges_of, targets) if theirs)
    return any(wholes(bone) & place_of(target).bones for target in targets)


def place_of(target: str) -> Place:
    """The place behind another table's words: as `foreign_words` explains them, or simply a bone of this name."""
    plain = _plain(target)
    if plain in KNOWN:
        bones, part = KNOWN[plain]
        return Place(frozenset(bones), part, known=True)
    return Place(frozenset({plain}), re.escape(plain), known=False)


def wholes(bone: str) -> frozenset[str]:
    """A bone of an entry under every name it answers to: "C7" is a cervical vertebra and a vertebra."""
    plain = _plain(bone)
    names = {plain, re.sub(r"s$", "", plain), re.sub(r"ae$", "a", plain)}
    if vertebra := re.fullmatch(r"([ctl])\d+", plain):
        names.add(SECTIONS[vertebra[1].upper()])
    if numbered := re.fullmatch(rf"({'|'.join(ORDINALS)}) (rib|metacarpal|metatarsal)", plain):
        names |= {numbered[2], f"{numbered[2]} {ORDINALS[numbered[1]]}"}
    if any("vertebra" in name for name in names):
        names.add("vertebra")
    return frozenset(names)


def phalanges_of(words: str) -> Phalanges | None:
    """The phalanges that a name stands for; None for any other place."""
    plain = _plain(words)
    if not re.search(r"phalan|^(manual|pedal) digit", plain):
        return None
    digits = {int(number) for number in re.findall(r"digit (\d)", plain)} | {number for word, number in DIGITS.items() if word in plain}
    if span := re.search(rf"({'|'.join(ORDINALS)}) to ({'|'.join(ORDINALS)})", plain):
        digits |= set(range(ORDINALS[span[1]], ORDINALS[span[2]] + 1))
    # "proximal epiphysis of distal phalanx" is on the distal one.
    return Phalanges(frozenset(digits), frozenset(row for row in SHARES if re.search(rf"\b{row} phalan", plain)))


def _all_bones(attachment: Attachment) -> frozenset[str]:
    return frozenset().union(*map(wholes, attachment.bones))


def _other_part(place: Place, text: str) -> bool:
    """Whether the entry names another part of the same bone."""
    parts = [(set(bones), part) for bones, part in KNOWN.values() if part and part != place.part]
    return any(place.bones & bones and re.search(part, text) for bones, part in [*parts, *OTHER_PARTS])


def _plain(words: str) -> str:
    return re.sub(r" bones?$", "", words.casefold().strip())


KNOWN = {_plain(words): place for words, place in PLACES.items()}
