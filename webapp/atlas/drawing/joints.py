"""Fills joints whose cartilage the scene lacks."""

import numpy as np

from webapp.atlas.drawing.face import ellipsoid
from webapp.atlas.drawing.shapes import MIDLINE_X, Part

SYMPHYSIS_CENTRE = np.array([MIDLINE_X, 857.0, 131.0])
SYMPHYSIS_SIZE = np.array([12.0, 23.0, 9.5])
SYMPHYSIS_LEAN = np.radians(42.0)
"""The disc between the pubic bones: its middle, half its width, length and thickness (mm), and how far its upper end leans forward."""


def with_joints(parts: list[Part]) -> list[Part]:
    """The parts, and the disc between the pubic bones if the scene has both."""
    if sum(part.id == "bone_hip_bone" for part in parts) < 2:
        return parts
    vertices, faces = ellipsoid(np.zeros(3), SYMPHYSIS_SIZE)
    cos, sin = np.cos(SYMPHYSIS_LEAN), np.sin(SYMPHYSIS_LEAN)
    x, y, z = vertices.T
    leaning = np.stack([x, cos * y - sin * z, sin * y + cos * z], axis=1)
    return [*parts, Part("bone_pubic_disc", "M", "cartilage", 9, leaning + SYMPHYSIS_CENTRE, faces)]
