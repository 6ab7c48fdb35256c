"""Turns triangles into pixels: which face is nearest at each pixel, or simply what is covered. NumPy is enough; Numba makes it fast."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from webapp.atlas.drawing import loops
from webapp.atlas.drawing.fast import compiled
from webapp.atlas.drawing.shapes import Floats, Floats32, Ints, Mask

CHUNK = 150_000
"""Faces handled at once; keeps the temporary arrays below about 100 MB."""

NOTHING = np.float32(-1e9)


def spans(points: Floats, faces: Ints, width: int, height: int) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Chunks of (row, column, face) for every pixel whose centre lies in a face; points are in pixels, y downwards.

    Each edge is walked from its upper to its lower end, so that two faces sharing it agree on every crossing.
    """
    for start in range(0, len(faces), CHUNK):
        face, row = _rows(points[faces[start : start + CHUNK]], height)
        left, right = _crossings(points[faces[start + face]], centres(row))
        first = np.maximum(np.ceil(left - 0.5), 0).astype(np.int64)
        last = np.minimum(np.ceil(right - 0.5), width).astype(np.int64)
        count = np.maximum(last - first, 0)
        column = np.repeat(first, count) + _ramp(count)
        yield np.repeat(row, count), column, np.repeat(start + face, count)


def centres(pixels: Ints) -> Floats:
    """The middles of rows or columns."""
    return pixels.astype(np.float64) + 0.5


def _rows(corners: Floats, height: int) -> tuple[Ints, Ints]:
    """Every (face, row) whose row centre lies between the face's top and bottom."""
    y = corners[:, :, 1]
    top = np.maximum(np.ceil(y.min(axis=1) - 0.5), 0).astype(np.int64)
    end = np.minimum(np.ceil(y.max(axis=1) - 0.5), height).astype(np.int64)
    count = np.maximum(end - top, 0)
    return np.repeat(np.arange(len(corners)), count), np.repeat(top, count) + _ramp(count)


def _ramp(count: Ints) -> Ints:
    """0..n-1 for every n of count, in one array."""
    ends = np.cumsum(count)
    return np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - count, count)


def _crossings(corners: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Left and right crossing of the horizontal line at y with each face."""
    left = np.full(len(y), np.inf)
    right = np.full(len(y), -np.inf)
    for a, b in ((0, 1), (1, 2), (2, 0)):
        swap = corners[:, a, 1] > corners[:, b, 1]
        upper = np.where(swap[:, None], corners[:, b], corners[:, a])
        lower = np.where(swap[:, None], corners[:, a], corners[:, b])
        drop = lower[:, 1] - upper[:, 1]
        hit = (upper[:, 1] <= y) & (y < lower[:, 1])
        x = upper[:, 0] + (lower[:, 0] - upper[:, 0]) * (y - upper[:, 1]) / np.where(hit, drop, 1.0)
        left = np.where(hit, np.minimum(left, x), left)
        right = np.where(hit, np.maximum(right, x), right)
    missed = ~np.isfinite(left)
    return np.where(missed, 0.0, left), np.where(missed, 0.0, right)


def nearest(points: Floats, faces: Ints, width: int, height: int) -> tuple[npt.NDArray[np.int32], Floats32]:
    """The index of the nearest face at each pixel (-1: none) and its nearness; larger third coordinates are nearer."""
    fill = compiled(loops.fill)
    if fill is None:
        return nearest_plainly(points, faces, width, height)
    face_at = np.full((height, width), -1, dtype=np.int32)
    near = np.full((height, width), NOTHING, dtype=np.float32)
    fill(points, faces, face_at, near)
    return face_at, near


def nearest_plainly(points: Floats, faces: Ints, width: int, height: int) -> tuple[npt.NDArray[np.int32], Floats32]:
    """What `nearest` says, without Numba."""
    face_at = np.full(width * height, -1, dtype=np.int32)
    near = np.full(width * height, NOTHING, dtype=np.float32)
    for row, column, face in spans(points, faces, width, height):
        depth = plane_value(points, faces, face, centres(column), centres(row), points[:, 2:]).astype(np.float32)[:, 0]
        pixel = row * width + column
        np.maximum.at(near, pixel, depth)
        won = depth == near[pixel]
        face_at[pixel[won]] = face[won]
    return face_at.reshape(height, width), near.reshape(height, width)


def interpolated(points: Floats, faces: Ints, face_at: npt.NDArray[np.int32], value: Floats) -> Floats32:
    """Values (n, 3) of the vertices, at each pixel of its nearest face; 0 where there is none."""
    out = np.zeros((*face_at.shape, 3), dtype=np.float32)
    loop = compiled(loops.interpolate)
    if loop:
        loop(points, faces, face_at, value, out)
    else:
        row, column = np.nonzero(face_at >= 0)
        out[row, column] = plane_value(points, faces, face_at[row, column].astype(np.int64), centres(column), centres(row), value)
    return out


def plane_value(points: Floats, faces: Ints, face: Ints, x: Floats, y: Floats, value: Floats) -> Floats:
    """Values given at the vertices, interpolated at places (x, y) of their faces; (n, k)."""
    a, b, c = (faces[face, corner] for corner in range(3))
    ax, ay = points[a, 0], points[a, 1]
    bx, by = points[b, 0] - ax, points[b, 1] - ay
    cx, cy = points[c, 0] - ax, points[c, 1] - ay
    area = bx * cy - cx * by
    area = np.where(np.abs(area) < 1e-12, 1e-12, area)
    # Rounding may put a pixel a hair outside its sliver of a face: keep the shares within the face.
    to_b = np.clip(((x - ax) * cy - cx * (y - ay)) / area, 0.0, 1.0)
    to_c = np.clip((bx * (y - ay) - (x - ax) * by) / area, 0.0, 1.0 - to_b)
    out: Floats = value[a] * (1.0 - to_b - to_c)[:, None] + value[b] * to_b[:, None] + value[c] * to_c[:, None]
    return out


def cover(mask: Mask, points: Floats, faces: Ints) -> None:
    """Sets the mask to 1 where any face covers the pixel's centre."""
    height, width = mask.shape
    if compiled(loops.fill):
        mask[nearest(points, faces, width, height)[0] >= 0] = 1
        return
    for row, column, _ in spans(points, faces, width, height):
        mask[row, column] = 1
