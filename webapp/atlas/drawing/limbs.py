"""Tells the arms from the trunk."""

import numpy as np
import numpy.typing as npt

from webapp.atlas.drawing.cutting import cut_where
from webapp.atlas.drawing.shapes import MIDLINE_X, Floats, Part

ARM_HEIGHTS = (700.0, 900.0, 1000.0, 1100.0, 1190.0, 1240.0, 1300.0)
ARM_FROM = (209.0, 209.0, 184.0, 171.0, 166.0, 160.5, 160.5)
"""At these heights (mm) the arm begins so far from the mid-sagittal plane; the body stands with its arms a little spread."""

LOWEST = 650.0
"""Nothing below this height is arm."""


def in_arm(points: Floats) -> npt.NDArray[np.bool_]:
    """Which points (n, 3) belong to an arm."""
    away: Floats = np.abs(points[:, 0] - MIDLINE_X)
    out: npt.NDArray[np.bool_] = (away > np.interp(points[:, 1], ARM_HEIGHTS, ARM_FROM)) & (points[:, 1] > LOWEST)
    return out


def is_arm(part: Part) -> bool:
    """True if the middle of the part lies in an arm."""
    return bool(in_arm(part.vertices.mean(axis=0)[None])[0])


def arm_faces(part: Part, arm: bool) -> Part:
    """What of a part lies in an arm, or what does not."""
    away, y = np.abs(part.vertices[:, 0] - MIDLINE_X), part.vertices[:, 1]
    inside = np.minimum(away - np.interp(y, ARM_HEIGHTS, ARM_FROM), y - LOWEST)
    return cut_where(part, inside if arm else -inside)
