"""Draws a list of parts in a view into a buffer, or measures what they cover."""

import numpy as np

from webapp.atlas.drawing import raster
from webapp.atlas.drawing.shapes import Buffer, Floats, Floats32, Ints, Mask, Part, View


def to_pixels(view: View, uvw: Floats, scale: float) -> Floats:
    """View millimetres as pixels: x to the right, y downwards, nearness unchanged."""
    u0, _, _, v1 = view.window
    return np.stack([(uvw[:, 0] - u0) * scale, (v1 - uvw[:, 1]) * scale, uvw[:, 2]], axis=1)


def vertex_normals(vertices: Floats, faces: Ints) -> Floats:
    """Unit normals of the vertices, weighted by the area of the faces around them."""
    edge_1 = vertices[faces[:, 1]] - vertices[faces[:, 0]]
    edge_2 = vertices[faces[:, 2]] - vertices[faces[:, 0]]
    face_normal = np.cross(edge_1, edge_2)
    total = np.zeros_like(vertices)
    for corner in range(3):
        for axis in range(3):
            total[:, axis] += np.bincount(faces[:, corner], weights=face_normal[:, axis], minlength=len(vertices))
    out: Floats = total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)
    return out


def draw(view: View, parts: list[Part], pushes: list[Floats], scale: float) -> Buffer:
    """What is nearest at each pixel; pushes move the vertices of each part towards the viewer, mm."""
    offsets = np.cumsum([0] + [len(part.vertices) for part in parts])
    points = to_pixels(view, np.vstack([view.project(part.vertices) for part in parts]), scale)
    points[:, 2] += np.concatenate(pushes)
    faces = np.vstack([part.faces + offset for part, offset in zip(parts, offsets, strict=False)])
    owner = np.repeat(np.arange(len(parts), dtype=np.int32), [len(part.faces) for part in parts])
    width, height = view.size(scale)
    face_at, near = raster.nearest(points, faces, width, height)
    normals = np.vstack([view.project(vertex_normals(part.vertices, part.faces)) for part in parts])
    part_at = np.where(face_at >= 0, owner[np.maximum(face_at, 0)], -1).astype(np.int32)
    return Buffer(view, scale, parts, part_at, near, _turned(raster.interpolated(points, faces, face_at, normals)))


def _turned(normal: Floats32) -> Floats32:
    """Normals of length 1 that look at the viewer: sheets in the scene are wound either way."""
    normal[normal[..., 2] < 0] *= -1
    normal /= np.maximum(np.sqrt((normal * normal).sum(axis=2, keepdims=True)), np.float32(1e-6))
    return normal


def silhouette(view: View, parts: list[Part], scale: float) -> Mask:
    """1 where any of the parts would be seen if nothing hid them."""
    width, height = view.size(scale)
    mask: Mask = np.zeros((height, width), dtype=np.uint8)
    for part in parts:
        points = to_pixels(view, view.project(part.vertices), scale)
        # Only the pixels around the part: whole frames are large.
        left, top = np.clip(np.floor(points[:, :2].min(axis=0)).astype(int) - 1, 0, [width, height])
        right, bottom = np.clip(np.ceil(points[:, :2].max(axis=0)).astype(int) + 1, 0, [width, height])
        if left < right and top < bottom:
            raster.cover(mask[top:bottom, left:right], points - [left, top, 0], part.faces)
    return mask
