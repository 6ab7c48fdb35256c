"""Closes the eyes and the mouth: rounded lids over the eyeballs, and lips before the teeth."""

import numpy as np

from webapp.atlas.drawing.shapes import MIDLINE_X, Floats, Ints, Part

LID_THICKNESS = 0.8
MOUTH_CENTRE = np.array([MIDLINE_X, 1580.5, 186.0])
MOUTH_SIZE = np.array([32.0, 19.0, 16.5])
RINGS, SECTORS = 32, 48


def with_closed_face(parts: list[Part]) -> list[Part]:
    """The parts with each eyeball replaced by a lid, the iris left out, and a closed mouth added."""
    out = [part for part in parts if part.kind not in ("sclera", "iris")]
    out += [_lid(part) for part in parts if part.kind == "sclera"]
    vertices, faces = ellipsoid(MOUTH_CENTRE, MOUTH_SIZE)
    return [*out, Part("x_lips", "M", "lips", 9, vertices, faces)]


def _lid(eyeball: Part) -> Part:
    low, high = eyeball.vertices.min(axis=0), eyeball.vertices.max(axis=0)
    vertices, faces = ellipsoid((low + high) / 2, (high - low) / 2 + LID_THICKNESS)
    return Part("x_lid", eyeball.side, "lid", 9, vertices, faces)


def ellipsoid(centre: Floats, radii: Floats) -> tuple[Floats, Ints]:
    """Vertices and faces of an ellipsoid, poles up and down."""
    polar, around = np.meshgrid(np.linspace(0, np.pi, RINGS), np.linspace(0, 2 * np.pi, SECTORS), indexing="ij")
    unit = np.stack([np.sin(polar) * np.sin(around), np.cos(polar), np.sin(polar) * np.cos(around)], axis=-1)
    row, column = (grid.reshape(-1) for grid in np.mgrid[0 : RINGS - 1, 0 : SECTORS - 1])
    corner = row * SECTORS + column
    upper = np.stack([corner, corner + SECTORS, corner + 1], axis=1)
    lower = np.stack([corner + 1, corner + SECTORS, corner + SECTORS + 1], axis=1)
    return unit.reshape(-1, 3) * radii + centre, np.vstack([upper, lower]).astype(np.int64)
