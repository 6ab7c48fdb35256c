"""Light and shade: a lamp at the upper left, soft occlusion from neighbouring surfaces, and shadows they cast."""

import numpy as np

from webapp.atlas.drawing.noise import blurred
from webapp.atlas.drawing.shapes import Buffer, Floats, Floats32, View
from webapp.atlas.drawing.tables import table

LAMP = (-0.42, 0.55, 0.72)
"""Where the lamp stands (right, up, towards the viewer), unless views.yaml says otherwise for a view."""

GLINT_COLOUR = np.array([1.0, 0.93, 0.86], np.float32)

OCCLUSION = ((1.6, 0.42, 4.0), (5.0, 0.46, 11.0), (15.0, 0.42, 30.0))
"""Radius of the neighbourhood (mm), strength, and the depth (mm) at which it is fully dark."""


def occlusion(buffer: Buffer) -> Floats32:
    """1 in the open, towards 0 in furrows: how much nearer the surroundings are, at three sizes."""
    seen = (buffer.part >= 0).astype(np.float32)
    depth = buffer.nearness * seen
    out = np.ones_like(depth)
    for radius, strength, full in OCCLUSION:
        sigma = radius * buffer.scale
        around = blurred(depth, sigma) / np.maximum(blurred(seen, sigma), 1e-3)
        out *= 1 - strength * np.clip(around - depth, 0, full) / full
    return out


def lamp(view: View) -> Floats:
    """The direction of a view's lamp, of length 1."""
    place = np.array(table("views").get(view.name, {}).get("lamp", LAMP), np.float64)
    out: Floats = place / np.linalg.norm(place)
    return out


def brightness(buffer: Buffer, open_air: Floats32) -> Floats32:
    """What to multiply the surface's colour by."""
    normal = buffer.normal
    lit = np.clip(normal @ lamp(buffer.view).astype(np.float32), 0, 1)
    # A weak second lamp from the lower right keeps the shaded side readable.
    fill = np.clip(normal @ np.array([0.55, -0.25, 0.5], np.float32), 0, 1)
    rim = (1 - np.clip(normal[..., 2], 0, 1)) ** 2.4
    out: Floats32 = (0.44 + 0.60 * lit + 0.10 * fill) * (1 - 0.22 * rim) * (0.25 + 0.75 * open_air)
    return out


def glints(buffer: Buffer, open_air: Floats32) -> Floats32:
    """Moist highlights: a broad sheen and a narrow one."""
    halfway = lamp(buffer.view) + np.array([0.0, 0.0, 1.0])
    facing = np.clip(buffer.normal @ (halfway / np.linalg.norm(halfway)).astype(np.float32), 0, 1)
    out: Floats32 = (0.62 * facing**42 + 0.38 * facing**12) * open_air
    return out
