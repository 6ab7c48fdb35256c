"""The skin: its surface, alike on both sides, and its outline, the ground of every picture of a view."""

from dataclasses import replace

import numpy as np

from webapp.atlas.drawing.cutting import cut
from webapp.atlas.drawing.picture import silhouette
from webapp.atlas.drawing.preparing import mirror
from webapp.atlas.drawing.rings import SKIN, rings
from webapp.atlas.drawing.shapes import MIDLINE_X, Part, Ring, View


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
    """The chart shows muscles of everybody: faces in front of the pubis would jut out of the side view."""
    x, y, z = (skin.vertices - np.array([MIDLINE_X, 0.0, 0.0])).T
    juts = (np.abs(x) < 52) & (y > 765) & (y < 905) & (z > 112)
    kept = ~juts[skin.faces].all(axis=1)
    return replace(skin, faces=skin.faces[kept])
