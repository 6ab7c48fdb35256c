"""The table of views: how each one looks at the body, and through which window."""

from math import cos, radians, sin
from typing import Any

from webapp.atlas.drawing.shapes import MIDLINE_X, Scales, View
from webapp.atlas.drawing.tables import table

# 750 x 1875 mm and 375 x 1875 mm: whole pixels at every scale used below.
HALF_WIDTH, BOTTOM, TOP = 375.0, -90.0, 1785.0

LAYERS = ("superficial", "intermediate", "deep")
"""The layers that show muscles."""

SLIDER = ("skin", *LAYERS, "bones")
"""All layers, from the surface inwards."""

OVERLAYS = ("nerves",)
"""Plates that are no layer."""

LARGE_SIDE, SMALL_SIDE, SAMPLES_SIDE = 1600, 800, 2000
"""Pixels of a close-up's longer side, and the samples on which it is drawn and measured."""

Axes = tuple[tuple[float, float, float], ...]


def whole(name: str, axes: Axes, edges: tuple[float, float], mirror: float | None) -> View:
    """A view of the whole body between two u."""
    return View(name, axes, (edges[0], BOTTOM, edges[1], TOP), mirror, base=name, asked_as=name)


BASES = {
    "front": whole("front", ((1, 0, 0), (0, 1, 0), (0, 0, 1)), (MIDLINE_X - HALF_WIDTH, MIDLINE_X + HALF_WIDTH), -1.366),
    "back": whole("back", ((-1, 0, 0), (0, 1, 0), (0, 0, -1)), (-MIDLINE_X - HALF_WIDTH, -MIDLINE_X + HALF_WIDTH), 1.366),
    # Seen from the body's right: the right side is nearer.
    "side": whole("side", ((0, 0, 1), (0, 1, 0), (-1, 0, 0)), (-75.0, 300.0), None),
}


def direction(azimuth: float, elevation: float) -> Axes:
    """The axes of a view from an azimuth (0 front, 90 the body's right) and an elevation, in degrees."""
    a, e = radians(azimuth), radians(elevation)
    right = (cos(a), 0.0, sin(a))
    up = (sin(e) * sin(a), cos(e), -sin(e) * cos(a))
    viewer = (-sin(a) * cos(e), sin(e), cos(a) * cos(e))
    return tuple((round(x, 9) + 0.0, round(y, 9) + 0.0, round(z, 9) + 0.0) for x, y, z in (right, up, viewer))


def close_up(name: str, row: dict[str, Any]) -> View:
    """A view from a row of views.yaml."""
    base = BASES.get(row.get("base", ""))
    axes = base.axes if base else direction(*row["look"])
    centred = "half" in row
    middle = MIDLINE_X * axes[0][0]
    window = (middle - row["half"], row["v"][0], middle + row["half"], row["v"][1]) if centred else row["window"]
    u0, v0, u1, v1 = (float(edge) for edge in window)
    longest = max(u1 - u0, v1 - v0)
    large, small, samples = (round(side / longest, 3) for side in (LARGE_SIDE, SMALL_SIDE, SAMPLES_SIDE))
    mirror = round(2 * middle, 3) if centred else None
    asked_as = row.get("asked_as", base.name if base else "")
    return View(
        name,
        axes,
        (u0, v0, u1, v1),
        mirror,
        base=row.get("base", ""),
        region=row["region"],
        asked_as=asked_as,
        scales=Scales(large, small, samples),
    )


VIEWS = BASES | {name: close_up(name, row) for name, row in table("views").items()}
