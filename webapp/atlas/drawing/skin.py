"""The skin: its surface, alike on both sides, and its outline, the ground of every picture of a view."""

from dataclasses import replace

import numpy as np

from webapp.atlas.drawing.cutting import cut, cut_where
from webapp.atlas.drawing.picture import silhouette
from webapp.atlas.drawing.preparing import mirror
from webapp.atlas.drawing.rings import SKIN, rings
from webapp.atlas.drawing.shapes import MIDLINE_X, Part, Ring, View

MOUND_AWAY = (0.0, 8.0, 16.0, 24.0, 32.0, 40.0, 48.0)
MOUND = {
    740.0: (94.0, 113.0, 126.0, 137.0, 148.0, 160.0, 168.0),
    780.0: (98.0, 113.0, 126.0, 137.0, 148.0, 160.0, 168.0),
    800.0: (112.0, 120.0, 130.0, 139.0, 150.0, 160.0, 167.0),
    820.0: (134.0, 139.0, 145.0, 151.0, 158.0, 164.0, 169.0),
    840.0: (156.0, 159.0, 162.0, 165.0, 168.0, 170.0, 173.0),
    860.0: (174.0, 175.0, 177.0, 178.0, 179.0, 180.0, 181.0),
    880.0: (189.0, 189.0, 189.0, 189.0, 189.0, 188.0, 188.0),
    915.0: (208.0, 208.0, 207.0, 206.0, 204.0, 202.0, 200.0),
}
"""The pubis: at these heights, how far forward its skin lies at most, at these distances from the mid-plane; mm."""

CROTCH = (740.0, 790.0)
THIGH_Z = (20.0, 30.0, 40.0, 50.0, 60.0, 70.0)
THIGH_AWAY = (27.0, 22.0, 13.0, 9.0, 6.5, 4.8)
"""Between these heights the inside of the thigh lies so far from the mid-plane at these depths; what is further in is cut away."""

SPARED = 0.6
"""Skin that lies so little within the thigh is the thigh's own, mm."""


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
    """The chart shows muscles of everybody: nothing juts out before a smooth mound, or hangs between the thighs."""
    away, y, z = np.abs(skin.vertices[:, 0] - MIDLINE_X), skin.vertices[:, 1], skin.vertices[:, 2]
    rows = np.array([np.interp(away, MOUND_AWAY, row) for row in MOUND.values()])
    heights = np.array(list(MOUND))
    above = np.clip(np.searchsorted(heights, y), 1, len(heights) - 1)
    share = (y - heights[above - 1]) / (heights[above] - heights[above - 1])
    which = np.arange(len(y))
    furthest = rows[above - 1, which] * (1 - share) + rows[above, which] * share
    inside = (away < MOUND_AWAY[-1]) & (y > heights[0]) & (y < heights[-1])
    smooth = skin.vertices.copy()
    smooth[:, 2] = np.where(inside, np.minimum(z, furthest), z)
    between = (y > CROTCH[0]) & (z > THIGH_Z[0])
    thigh = np.where(between, np.interp(z, THIGH_Z, THIGH_AWAY), 0.0)
    return cut_where(replace(skin, vertices=smooth), np.maximum(away - thigh + SPARED, y - CROTCH[1]))
