"""The skin: its surface, alike on both sides, and its outline, the ground of every picture of a view."""

from dataclasses import replace

import numpy as np

from webapp.atlas.drawing.cutting import cut
from webapp.atlas.drawing.picture import silhouette
from webapp.atlas.drawing.preparing import mirror
from webapp.atlas.drawing.rings import SKIN, rings
from webapp.atlas.drawing.shapes import MIDLINE_X, Part, Ring, View

MOUND_WIDTH = 44.0
MOUND_Y = (735.0, 760.0, 800.0, 840.0, 870.0, 915.0)
MOUND_CENTRE = (95.0, 105.0, 125.0, 155.0, 182.0, 206.0)
MOUND_EDGE = (165.0, 168.0, 168.0, 170.0, 186.0, 196.0)
"""The pubis: half its width, heights, and how far forward its skin lies at the mid-plane and at its edge there, mm."""


def skin_rings(view: View, parts: list[Part], scale: float) -> list[Ring]:
    """The outline of what a view shows of the skin."""
    return rings(silhouette(view, [part for part in parts if part.kind == "skin"], scale), view, scale, SKIN)


def with_even_skin(parts: list[Part]) -> list[Part]:
    """The parts with the skin replaced by its right half and the mirror of that."""
    out = [part for part in parts if part.kind != "skin"]
    for skin in (part for part in parts if part.kind == "skin"):
        half = replace(_without_genitals(cut(skin, "x", MIDLINE_X, keep_above=False)), side="R")
        out += [half, mirror(half)]
    return out


def _without_genitals(skin: Part) -> Part:
    """The chart shows muscles of everybody: nothing juts out before a smooth mound between belly and thighs."""
    away, y, z = np.abs(skin.vertices[:, 0] - MIDLINE_X), skin.vertices[:, 1], skin.vertices[:, 2]
    centre, edge = (np.interp(y, MOUND_Y, heights) for heights in (MOUND_CENTRE, MOUND_EDGE))
    furthest = centre + (edge - centre) * (away / MOUND_WIDTH) ** 2
    inside = (away < MOUND_WIDTH) & (y > MOUND_Y[0]) & (y < MOUND_Y[-1])
    smooth = skin.vertices.copy()
    smooth[:, 2] = np.where(inside, np.minimum(z, furthest), z)
    return replace(skin, vertices=smooth)
