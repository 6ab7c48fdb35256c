"""The front surfaces of muscles and structures of the right side, and how far one lies before the other."""

from dataclasses import dataclass

import numpy as np

from webapp.atlas.drawing import raster
from webapp.atlas.drawing.courses import laid_structures
from webapp.atlas.drawing.cutting import cut_to_box
from webapp.atlas.drawing.picture import to_pixels
from webapp.atlas.drawing.preparing import split
from webapp.atlas.drawing.shapes import MIDLINE_X, Floats, Floats32, Part, View
from webapp.atlas.drawing.tables import table

SCALE = 1.0
"""Pixels per mm: each pixel is a square millimetre."""

NAMED_APART = (frozenset({"trapezius-upper", "trapezius-middle", "trapezius-lower"}),)
"""Muscles of the catalogue that are portions of one muscle though they share no part."""

Named = dict[str, list[Part]]


@dataclass(frozen=True, eq=False)
class Surface:
    """The nearness (mm) of a front surface in the pixels from top and left onwards; NOTHING beside it."""

    name: str
    parts: frozenset[str]
    top: int
    left: int
    nearness: Floats32

    @property
    def area(self) -> int:
        """Covered pixels."""
        return int(np.count_nonzero(self.nearness > raster.NOTHING))

    def window(self, top: int, left: int, bottom: int, right: int) -> Floats32:
        """The nearness within limits that lie in the surface."""
        return self.nearness[top - self.top : bottom - self.top, left - self.left : right - self.left]


def muscle_parts(scene: list[Part]) -> Named:
    """The parts of each muscle, on the right side and in the midline; muscles without parts are left out."""
    body = [part for part in split(scene) if part.side in ("R", "M")]
    named = {name: [part for part in body if part.id in row["parts"]] for name, row in table("muscles").items()}
    return {name: parts for name, parts in named.items() if parts}


def structure_parts(scene: list[Part]) -> Named:
    """The parts of each structure, on the right side and in the midline; a laid course replaces what the table says."""
    named = {
        name: [cut_to_box(part, source.get("box", {})) for source in sources for part in scene if part.id == source["part"]]
        for name, sources in table("structures").items()
    }
    right = {name: [part for part in parts if part.side in ("R", "M")] for name, parts in (named | laid_structures(scene)).items()}
    return {name: parts for name, parts in right.items() if parts}


def surfaces(view: View, named: Named) -> list[Surface]:
    """The front surface of everything that covers at least one pixel in the view."""
    found = (_surface(view, name, parts) for name, parts in sorted(named.items()))
    return [surface for surface in found if surface]


def _surface(view: View, name: str, parts: list[Part]) -> Surface | None:
    offsets = np.cumsum([0] + [len(part.vertices) for part in parts])
    points = to_pixels(view, view.project(np.vstack([part.vertices for part in parts])), SCALE)
    faces = np.vstack([part.faces + offset for part, offset in zip(parts, offsets, strict=False)])
    _, near = raster.nearest(points, faces, *view.size(SCALE))
    near[:, _left_of_body(view, near.shape[1])] = raster.NOTHING
    row, column = np.nonzero(near > raster.NOTHING)
    if not len(row):
        return None
    top, left = int(row.min()), int(column.min())
    cropped = near[top : int(row.max()) + 1, left : int(column.max()) + 1].copy()
    return Surface(name, frozenset(part.id for part in parts), top, left, cropped)


def _left_of_body(view: View, width: int) -> slice:
    """The columns that show the left half of the body, where the view shows both halves side by side."""
    across = view.axes[0][0]
    middle = round((MIDLINE_X * across - view.window[0]) * SCALE)
    if across > 0:
        return slice(middle, width)
    return slice(0, middle if across < 0 else 0)


def before(one: Surface, other: Surface) -> Floats:
    """How far the other lies before the one, mm, at each pixel that both cover; empty where they are apart."""
    top, left = max(one.top, other.top), max(one.left, other.left)
    bottom = min(one.top + one.nearness.shape[0], other.top + other.nearness.shape[0])
    right = min(one.left + one.nearness.shape[1], other.left + other.nearness.shape[1])
    if top >= bottom or left >= right:
        return np.empty(0)
    here, there = one.window(top, left, bottom, right), other.window(top, left, bottom, right)
    both = (here > raster.NOTHING) & (there > raster.NOTHING)
    return there[both].astype(np.float64) - here[both].astype(np.float64)


def are_one(one: Surface, other: Surface) -> bool:
    """True for entries that share a part or are portions of one muscle: neither lies over the other."""
    return bool(one.parts & other.parts) or any({one.name, other.name} <= family for family in NAMED_APART)
