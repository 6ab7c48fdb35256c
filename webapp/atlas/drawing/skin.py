"""The outline of the skin: the ground of every picture of a view."""

import numpy as np

from webapp.atlas.drawing.cutting import cut
from webapp.atlas.drawing.picture import silhouette
from webapp.atlas.drawing.preparing import mirror
from webapp.atlas.drawing.rings import SKIN, rings
from webapp.atlas.drawing.shapes import MIDLINE_X, Part, Ring, View


def skin_rings(view: View, scene: list[Part], scale: float) -> list[Ring]:
    """The outline of the right half of the skin and its mirror."""
    half = cut(next(part for part in scene if part.kind == "skin"), "x", MIDLINE_X, keep_above=False)
    half = _without_genitals(half)
    return rings(silhouette(view, [half, mirror(half)], scale), view, scale, SKIN)


def _without_genitals(skin: Part) -> Part:
    """The chart shows muscles of everybody: faces in front of the pubis would jut out of the side view."""
    x, y, z = (skin.vertices - np.array([MIDLINE_X, 0.0, 0.0])).T
    juts = (np.abs(x) < 52) & (y > 765) & (y < 905) & (z > 112)
    kept = ~juts[skin.faces].all(axis=1)
    return Part(skin.id, skin.side, skin.kind, skin.depth, skin.vertices, skin.faces[kept])
