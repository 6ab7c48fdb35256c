"""Rounds coarse meshes: close-ups would show their corners."""

from dataclasses import replace

import numpy as np

from webapp.atlas.drawing.picture import vertex_normals
from webapp.atlas.drawing.shapes import Floats, Ints, Part

COARSE = 1.6
"""Meshes whose middling edge is longer than this (mm) are refined."""

KINDS = ("muscle", "bone", "cartilage", "fascia", "artery", "vein", "organ")
ROUNDNESS = 0.6
"""0 keeps the faces flat, 1 bends them fully to the normals of their corners (Phong tessellation)."""

MOST_FACES = 40_000


def rounded_parts(parts: list[Part]) -> list[Part]:
    """The parts, coarse ones with every face divided into four, twice if they are very coarse."""
    return [rounded(part) if part.kind in KINDS and not part.procedural else part for part in parts]


def rounded(part: Part) -> Part:
    """A part refined until its edges are short enough, at most twice."""
    for _ in range(2):
        if not len(part.faces) or len(part.faces) > MOST_FACES or _edge(part) <= COARSE:
            break
        part = divided(part)
    return part


def _edge(part: Part) -> float:
    a, b = part.vertices[part.faces[:, 0]], part.vertices[part.faces[:, 1]]
    return float(np.median(np.linalg.norm(a - b, axis=1)))


def divided(part: Part) -> Part:
    """Every face as four; new points lie on the curved surface that the normals of the old ones suggest."""
    normals = vertex_normals(part.vertices, part.faces)
    pairs = np.sort(part.faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
    # One number a pair: sorting rows is slow.
    numbers, which = np.unique(pairs[:, 0] * len(part.vertices) + pairs[:, 1], return_inverse=True)
    edges = np.stack(np.divmod(numbers, len(part.vertices)), axis=1)
    middle = _middles(part.vertices[edges], normals[edges])
    ab, bc, ca = (len(part.vertices) + which.reshape(-1, 3)[:, side] for side in range(3))
    a, b, c = part.faces.T
    faces: Ints = np.vstack([np.stack(corners, axis=1) for corners in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))])
    return replace(part, vertices=np.vstack([part.vertices, middle]), faces=faces)


def _middles(ends: Floats, normals: Floats) -> Floats:
    """Middles of edges (n, 2, 3), lifted towards the planes at both ends."""
    flat = ends.mean(axis=1)
    lift = ((ends - flat[:, None]) * normals).sum(axis=2, keepdims=True) * normals
    # Where a thin sheet turns sharply its normals say little: keep such edges nearly flat.
    smooth = np.clip((normals[:, 0] * normals[:, 1]).sum(axis=1), 0.0, 1.0)[:, None]
    out: Floats = flat + ROUNDNESS * smooth * lift.mean(axis=1)
    return out
