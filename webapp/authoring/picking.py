"""Ticks that were sent too late: laid over what somebody else stored meanwhile, so that neither loses any."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from webapp.authoring.showing import PickTable
from webapp.core.blueprints import KIND_WORDS
from webapp.core.items import Kind


@dataclass(frozen=True, slots=True)
class Picks:
    """Keys that are ticked, and those that were when the page was shown."""

    ticked: AbstractSet[str]
    before: AbstractSet[str]

    def onto(self, stored: AbstractSet[str]) -> frozenset[str]:
        """What is stored now with one's own changes: what was ticked is added, what was unticked is taken out."""
        return frozenset(stored | (self.ticked - self.before)) - (self.before - self.ticked)

    def meanwhile(self, table: PickTable, stored: AbstractSet[str]) -> list[tuple[str, list[str]]]:
        """What the others changed in the region, in words: what they added and what they took out."""
        labels = {key: f"{label}: {KIND_WORDS[Kind(kind)]}" for label, cells in table.rows for kind, key in cells.items()} | dict(table.own)
        named = {"Added": stored - self.before, "Taken out": self.before - stored}
        return [(words, [labels[key] for key in table.keys if key in keys]) for words, keys in named.items() if keys & labels.keys()]
