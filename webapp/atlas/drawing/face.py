"""Closes the eyes and the mouth, gives the nose its shape, and lays the aponeurosis over the skull."""

from dataclasses import replace

import numpy as np

from webapp.atlas.drawing.picture import vertex_normals
from webapp.atlas.drawing.shapes import MIDLINE_X, Floats, Ints, Part

LID_THICKNESS = 0.8
MOUTH_CENTRE = np.array([MIDLINE_X, 1580.5, 186.0])
MOUTH_SIZE = np.array([32.0, 19.0, 16.5])
RINGS, SECTORS = 32, 48

NOSE_Y = (1596.0, 1606.0, 1622.0, 1642.0)
NOSE_WIDTH = (15.0, 18.5, 14.0, 8.0)
NOSE_Z = (213.0, 199.0, 197.0, 190.0)
"""At these heights (mm) the skin is nose so far from the mid-plane, and from this depth forward."""

NOSE_DEPTH = 1.2
"""The nose is drawn so far below the skin, mm."""

SKULL = ("bone_frontal_bone", "bone_parietal_bone", "bone_occipital_bone", "bone_temporal_bone")
SKULL_CENTRE = np.array([MIDLINE_X, 1680.0, 90.0])
GALEA_FROM = 1676.0
GALEA_HEIGHT = 0.8
"""The aponeurosis of the scalp lies so far above the bone, mm, and covers it from this height upwards."""


def with_closed_face(parts: list[Part]) -> list[Part]:
    """The parts with each eyeball replaced by a lid, the iris left out, and a closed mouth added."""
    out = [part for part in parts if part.kind not in ("sclera", "iris")]
    out += [_lid(part) for part in parts if part.kind == "sclera"]
    vertices, faces = ellipsoid(MOUTH_CENTRE, MOUTH_SIZE)
    out += [_nose(part) for part in parts if part.kind == "skin"]
    out += [_galea(part) for part in parts if part.id in SKULL]
    return [*out, Part("x_lips", "M", "lips", 9, vertices, faces)]


def _nose(skin: Part) -> Part:
    """The nose of the skin, a little smaller."""
    sunk = replace(skin, vertices=skin.vertices - NOSE_DEPTH * vertex_normals(skin.vertices, skin.faces))
    away, y, z = np.abs(skin.vertices[:, 0] - MIDLINE_X), skin.vertices[:, 1], skin.vertices[:, 2]
    inside = (away < np.interp(y, NOSE_Y, NOSE_WIDTH)) & (z > np.interp(y, NOSE_Y, NOSE_Z)) & (y > NOSE_Y[0]) & (y < NOSE_Y[-1])
    return replace(sunk, id="x_nose", kind="nose", depth=9, faces=skin.faces[inside[skin.faces].any(axis=1)])


def _galea(bone: Part) -> Part:
    """The outside of a bone of the skull, lifted."""
    normals = vertex_normals(bone.vertices, bone.faces)
    a, b, c = ((bone.vertices - SKULL_CENTRE)[bone.faces[:, corner]] for corner in range(3))
    if (a * np.cross(b, c)).sum() < 0:  # wound inwards
        normals = -normals
    outside = ((bone.vertices - SKULL_CENTRE) * normals).sum(axis=1) > 0
    high = bone.vertices[:, 1] > GALEA_FROM
    kept = (outside & high)[bone.faces].all(axis=1)
    return Part("galea", bone.side, "fascia", 1, bone.vertices + GALEA_HEIGHT * normals, bone.faces[kept])


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
