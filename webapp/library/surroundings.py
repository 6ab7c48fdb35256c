"""What lies over, under and beside a muscle."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.core.entries import Muscle
from webapp.library.shelf import Shelf

MOST = 6


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Muscles over and under one, as seen on a view (nearest first), and those that are easily taken for it."""

    view: str
    over: tuple[Muscle, ...]
    under: tuple[Muscle, ...]
    beside: tuple[Muscle, ...]


def surroundings(shelf: Shelf, muscle_id: str, view_id: str) -> Surroundings:
    """What lies round a muscle on a view; a close-up has what its base has, and a view of its own what the first whole-body view has."""
    base = shelf.atlas.views[view_id].base
    measured = [view for view, rows in shelf.atlas.layering.items() if muscle_id in rows]
    view = base if base in measured else measured[0] if measured else ""
    rows = shelf.atlas.layering[view][muscle_id] if view else None
    beside = _known(shelf, shelf.neighbours.get(muscle_id, ()))
    if rows is None:
        return Surroundings(view_id, (), (), beside)
    return Surroundings(view, _known(shelf, (name for name, _ in rows.over)), _known(shelf, (name for name, _ in rows.under)), beside)


def _known(shelf: Shelf, muscles: Iterable[str]) -> tuple[Muscle, ...]:
    found = (shelf.catalogue.muscles.get(muscle) for muscle in muscles)
    return tuple(muscle for muscle in found if muscle is not None)[:MOST]
