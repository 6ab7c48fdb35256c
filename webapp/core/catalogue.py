"""The whole material as one frozen record: regions, zones, structures, sources, rules and the muscles that name them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from webapp.core.entries import Act, Fact, Muscle

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Region:
    """One of the nine body regions; `focus` is the window (u0, v0, u1, v1 in mm) a view opens on, by view."""

    id: str
    section: str
    name: str
    focus: Mapping[str, tuple[float, float, float, float]]


@dataclass(frozen=True, slots=True)
class Zone:
    """An area of the body surface in which pain can be felt, with its neighbours."""

    id: str
    label: str
    group: str
    views: tuple[str, ...]
    laterality: str
    definition: str
    adjacent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """Something that can be harmed: artery, vein, nerve, plexus, organ, lymph node or bone."""

    id: str
    name: str
    kind: str
    where: str
    zones: tuple[str, ...]
    why: str
    do: str
    needle: str
    self_treatment_level: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read, on which day, how much it carries alone, and with which sources it counts as one."""

    key: str
    title: str
    url: str
    kind: str
    note: str
    locator: str
    read: date
    weight: str
    group: str


@dataclass(frozen=True, slots=True)
class Rule(Fact):
    """A dose-and-stop rule."""

    id: str


@dataclass(frozen=True, slots=True)
class Scenario(Fact):
    """A client's words or a finding (`says`), the one right act, and why (`text`)."""

    id: str
    rule: str
    title: str
    says: str
    act: Act


@dataclass(frozen=True, slots=True)
class DeckRow:
    """A deck that cuts across the regions: kinds of question by their names, of these muscles (None: all)."""

    id: str
    title: str
    about: str
    kinds: tuple[str, ...]
    muscles: tuple[str, ...] | None
    must_only: bool


@dataclass(frozen=True, slots=True)
class Course:
    """How a structure that the body's model lacks was laid: `how`, the way it takes (`text`), and where that was read."""

    how: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in a fact when its version was raised, and when."""

    fact: str
    version: int
    on: date
    meaning: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All the material, read once and never changed; every mapping keeps the files' order."""

    muscles: Mapping[str, Muscle]
    regions: Mapping[str, Region]
    zones: Mapping[str, Zone]
    structures: Mapping[str, Structure]
    sources: Mapping[str, Source]
    rules: Mapping[str, Rule]
    scenarios: Mapping[str, Scenario]
    courses: Mapping[str, Course] = field(default_factory=lambda: MappingProxyType({}))
    changes: tuple[Change, ...] = ()
    decks: Mapping[str, DeckRow] = field(default_factory=lambda: MappingProxyType({}))

    def muscles_of(self, region: str) -> tuple[Muscle, ...]:
        """Muscles of one region, in catalogue order."""
        return tuple(m for m in self.muscles.values() if m.region == region)


def frozen(mapping: dict[K, V]) -> Mapping[K, V]:
    """A read-only view of a mapping that nobody else holds."""
    return MappingProxyType(mapping)
