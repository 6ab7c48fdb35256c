"""Smooth random textures that are the same on every run."""

from functools import cache

import cv2
import numpy as np

from webapp.atlas.drawing import loops
from webapp.atlas.drawing.fast import compiled
from webapp.atlas.drawing.shapes import Floats, Floats32

SIZE = 512


@cache
def _tile(seed: int) -> Floats32:
    """A tile of smooth noise with mean 0 and deviation 1 that repeats without a seam."""
    rough = np.random.default_rng(seed).standard_normal((SIZE, SIZE)).astype(np.float32)
    wide = cv2.GaussianBlur(np.tile(rough, (3, 3)), (0, 0), 0.7)[SIZE : 2 * SIZE, SIZE : 2 * SIZE]
    tile: Floats32 = (wide - wide.mean()) / wide.std()
    return tile


def noise(across: Floats, along: Floats, width: float, length: float, seed: int) -> Floats:
    """Noise at places given in mm; its grains are `width` mm across and `length` mm along."""
    tile = _tile(seed)
    loop = compiled(loops.tile_noise)
    if loop:
        fast: Floats = np.empty(len(across))
        loop(tile, across, along, width, length, fast)
        return fast
    x, y = across / width, along / length
    column, row = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    right, down = x - column, y - row
    left_column, right_column = column % SIZE, (column + 1) % SIZE
    upper_row, lower_row = row % SIZE, (row + 1) % SIZE
    upper = tile[upper_row, left_column] * (1 - right) + tile[upper_row, right_column] * right
    lower = tile[lower_row, left_column] * (1 - right) + tile[lower_row, right_column] * right
    out: Floats = upper * (1 - down) + lower * down
    return out


def ramp(value: Floats, start: float, end: float) -> Floats:
    """0 at start, 1 at end (which may be smaller), smooth between."""
    share = np.clip((value - start) / (end - start), 0.0, 1.0)
    return share * share * (3.0 - 2.0 * share)


def blurred(image: Floats32, sigma: float) -> Floats32:
    """A Gaussian blur; wide ones are done on a smaller copy."""
    if sigma <= 5:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), dtype=np.float32)
    factor = int(sigma / 2.5)
    height, width = image.shape[:2]
    size = (max(1, width // factor), max(1, height // factor))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / factor)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.float32)
