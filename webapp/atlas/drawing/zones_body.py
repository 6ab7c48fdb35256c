"""Measures what the zones are drawn on: landmarks of the bones, and outlines of the skin of the right half."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Polygon, box
from shapely.geometry.base import BaseGeometry

from webapp.atlas.drawing.layers import view_parts
from webapp.atlas.drawing.shapes import MIDLINE_X, Floats, Part, View
from webapp.atlas.drawing.skin import with_even_skin
from webapp.atlas.drawing.views import BASES, VIEWS
from webapp.atlas.drawing.zones_table import Landmark

TOLERANCE = 0.4
"""How far the simplified skin outline may lie from the projected mesh, mm."""

PICKS = {"lateral": (0, 1), "medial": (0, -1), "top": (1, 1), "bottom": (1, -1), "front": (2, 1), "rear": (2, -1)}
"""Direction in which a landmark is the extreme: axis of (lateral, up, forward) and sign."""

GENITALS = ((-52.0, 52.0), (735.0, 905.0), (112.0, 400.0))
"""Box (lateral, up, forward) whose skin is left out: the chart shows muscles of everybody."""


@dataclass(frozen=True)
class Body:
    """Landmarks, and the corners of the skin's triangles; both as (lateral, up, forward) in mm, right side positive.

    `skin` is the skin as the chart shows it, in the coordinates of the scene: close-ups cut theirs from it.
    """

    landmarks: dict[str, Floats]
    triangles: Floats
    skin: list[Part]


def measure(parts: list[Part], wanted: dict[str, Landmark]) -> Body:
    """Everything the tables refer to, from the scene."""
    found = {name: _landmark(parts, landmark) for name, landmark in wanted.items()}
    skin = [part for part in parts if part.kind in {"skin", "skin2"}]
    triangles = np.concatenate([right_frame(part.vertices)[part.faces] for part in skin])
    (left, right), (low, high), (rear, front) = GENITALS
    juts = np.all((triangles > [left, low, rear]) & (triangles < [right, high, front]), axis=(1, 2))
    shown = triangles[~juts & (triangles[:, :, 0].max(axis=1) >= 0)]
    return Body(found, shown, with_even_skin([part for part in skin if part.kind == "skin"]))


def right_frame(vertices: Floats) -> Floats:
    """Scene coordinates as (distance to the right of the mid-plane, up, forward)."""
    return np.stack([MIDLINE_X - vertices[:, 0], vertices[:, 1], vertices[:, 2]], axis=1)


def right_sign(view: View) -> float:
    """1 where the body's right lies to the right in the picture, else -1."""
    return -1.0 if view.axes[0][0] > 0 else 1.0


def flat(points: Floats, view: str) -> Floats:
    """(lateral, up, forward) as the two coordinates of a table: u and v of the view.

    Where the view has a mirror image, the distance to the right of the mid-plane takes the place of u.
    """
    seen = VIEWS[view]
    turned = points * np.array([-1.0, 1.0, 1.0])
    across, up = (turned @ np.array(axis) for axis in seen.axes[:2])
    if seen.mirror_u_sum is not None:
        return np.stack([right_sign(seen) * across, up], axis=-1)
    middle = MIDLINE_X * np.array([axis[0] for axis in seen.axes[:2]])
    return np.stack([across + middle[0], up + middle[1]], axis=-1)


def skin_outline(body: Body, view: str) -> BaseGeometry:
    """The skin as seen in a view: of a view with a mirror image the right half, of others what lies in the window."""
    seen = VIEWS[view]
    triangles = body.triangles if view in BASES else _close_up_triangles(body, seen)
    return outline_of(triangles, view) & box(*(seen.window if seen.mirror_u_sum is None else (0, -200, 1000, 2000)))


def _close_up_triangles(body: Body, view: View) -> Floats:
    parts = view_parts(body.skin, view)
    return np.concatenate([right_frame(part.vertices)[part.faces] for part in parts])


def limb_outline(body: Body, view: str, lateral_of: float, below: float) -> BaseGeometry:
    """What the skin beyond a sagittal plane and below a height covers: an arm that hangs beside the trunk."""
    centre = body.triangles.mean(axis=1)
    return outline_of(body.triangles[(centre[:, 0] > lateral_of) & (centre[:, 1] < below)], view)


def outline_of(triangles: Floats, view: str) -> BaseGeometry:
    """The union of projected triangles, its largest piece without holes, simplified."""
    shadows = np.asarray(shapely.polygons(flat(triangles, view)))
    union = shapely.union_all(shadows[shapely.area(shadows) > 1e-4], grid_size=0.01)
    largest = max(shapely.get_parts(union), key=lambda piece: float(piece.area))
    return Polygon(largest.exterior).simplify(TOLERANCE)


def _landmark(parts: list[Part], landmark: Landmark) -> Floats:
    points = np.concatenate([right_frame(part.vertices) for part in parts if part.id == landmark.part and part.side in "RM"])
    points = points[(points[:, 1] >= landmark.above) & (points[:, 1] <= landmark.below)]
    axis, sign = PICKS[landmark.pick]
    place: Floats = points[int((points[:, axis] * sign).argmax())]
    return place
