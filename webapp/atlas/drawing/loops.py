"""The loops over pixels that are compiled where Numba is installed; their arithmetic is that of raster.py and noise.py."""

from math import ceil, floor

import numpy as np
import numpy.typing as npt

from webapp.atlas.drawing.shapes import Floats, Floats32, Ints

Faces = npt.NDArray[np.int32]


def fill(points: Floats, faces: Ints, face_at: Faces, near: Floats32) -> None:
    """Enters every face into the buffers of the nearest face and its nearness."""
    height, width = near.shape
    for face in range(faces.shape[0]):
        a, b, c = faces[face, 0], faces[face, 1], faces[face, 2]
        xs = (points[a, 0], points[b, 0], points[c, 0])
        ys = (points[a, 1], points[b, 1], points[c, 1])
        top = max(ceil(min(ys) - 0.5), 0)
        end = min(ceil(max(ys) - 0.5), height)
        if top >= end or max(xs) < 0 or min(xs) > width:
            continue
        bx, by, cx, cy = xs[1] - xs[0], ys[1] - ys[0], xs[2] - xs[0], ys[2] - ys[0]
        area = bx * cy - cx * by
        if abs(area) < 1e-12:
            area = 1e-12
        for row in range(top, end):
            y = row + 0.5
            left, right = np.inf, -np.inf
            for one in range(3):
                other = (one + 1) % 3
                upper, lower = (other, one) if ys[one] > ys[other] else (one, other)
                if ys[upper] <= y < ys[lower]:
                    x = xs[upper] + (xs[lower] - xs[upper]) * (y - ys[upper]) / (ys[lower] - ys[upper])
                    left, right = min(left, x), max(right, x)
            if left > right:
                continue
            for column in range(max(ceil(left - 0.5), 0), min(ceil(right - 0.5), width)):
                dx, dy = column + 0.5 - xs[0], y - ys[0]
                to_b = min(max((dx * cy - cx * dy) / area, 0.0), 1.0)
                to_c = min(max((bx * dy - dx * by) / area, 0.0), 1.0 - to_b)
                depth = np.float32(points[a, 2] * (1.0 - to_b - to_c) + points[b, 2] * to_b + points[c, 2] * to_c)
                if depth >= near[row, column]:
                    near[row, column] = depth
                    face_at[row, column] = face


def interpolate(points: Floats, faces: Ints, face_at: Faces, value: Floats, out: Floats32) -> None:
    """Values (n, 3) of the vertices at each pixel of its nearest face."""
    height, width = face_at.shape
    for row in range(height):
        for column in range(width):
            face = face_at[row, column]
            if face < 0:
                continue
            a, b, c = faces[face, 0], faces[face, 1], faces[face, 2]
            dx, dy = column + 0.5 - points[a, 0], row + 0.5 - points[a, 1]
            bx, by = points[b, 0] - points[a, 0], points[b, 1] - points[a, 1]
            cx, cy = points[c, 0] - points[a, 0], points[c, 1] - points[a, 1]
            area = bx * cy - cx * by
            if abs(area) < 1e-12:
                area = 1e-12
            to_b = min(max((dx * cy - cx * dy) / area, 0.0), 1.0)
            to_c = min(max((bx * dy - dx * by) / area, 0.0), 1.0 - to_b)
            for axis in range(3):
                out[row, column, axis] = value[a, axis] * (1.0 - to_b - to_c) + value[b, axis] * to_b + value[c, axis] * to_c


def tile_noise(tile: Floats32, across: Floats, along: Floats, width: float, length: float, out: Floats) -> None:
    """Noise from a tile that repeats."""
    size = tile.shape[0]
    for index in range(across.shape[0]):
        x, y = across[index] / width, along[index] / length
        column, row = floor(x), floor(y)
        right, down = x - column, y - row
        left_column, right_column = column % size, (column + 1) % size
        upper_row, lower_row = row % size, (row + 1) % size
        upper = tile[upper_row, left_column] * (1 - right) + tile[upper_row, right_column] * right
        lower = tile[lower_row, left_column] * (1 - right) + tile[lower_row, right_column] * right
        out[index] = upper * (1 - down) + lower * down
