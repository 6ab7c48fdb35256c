"""Opens the holes of a mask by narrow slits: outlines are written without holes, and what lies between two nerves is neither of them."""

import cv2
import numpy as np

from webapp.atlas.drawing.shapes import Ints, Mask

SMALLEST = 14.0
"""Holes below this area (mm²) are left as they are: they belong to what surrounds them."""

WIDTH = 4
"""Width of a slit in pixels: the closing of tears in `rings` must not shut it."""


def opened(mask: Mask, scale: float) -> Mask:
    """The mask with a slit from each large hole to the outside, where the way is shortest; scale in pixels per mm."""
    box = cv2.boundingRect(mask)
    if box[2] == 0:
        return mask
    x, y, width, height = box
    crop = cv2.copyMakeBorder(mask[y : y + height, x : x + width], 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    count, labels = cv2.connectedComponents(1 - crop, connectivity=4)
    outside = int(labels[0, 0])
    out = mask.copy()
    window = out[y : y + height, x : x + width]
    nearest = _nearest(labels == outside)
    for label in range(1, count):
        hole = np.argwhere(labels == label)
        if label != outside and len(hole) >= SMALLEST * scale**2:
            _cut(window, hole, nearest)
    return out


def _nearest(outside: Mask) -> Ints:
    """For each pixel the row and column of the nearest pixel outside, (height, width, 2)."""
    inside = (~outside.astype(bool)).astype(np.uint8)
    _, labels = cv2.distanceTransformWithLabels(inside, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    places = np.zeros((int(labels.max()) + 1, 2), dtype=np.int64)
    free = np.argwhere(inside == 0)
    places[labels[free[:, 0], free[:, 1]]] = free
    out: Ints = places[labels]
    return out


def _cut(window: Mask, hole: Ints, nearest: Ints) -> None:
    goal = nearest[hole[:, 0], hole[:, 1]]
    best = int(((goal - hole) ** 2).sum(axis=1).argmin())
    # The crop has a border of one pixel, the window has none; cv2 takes column before row.
    start, end = ((int(place[1]) - 1, int(place[0]) - 1) for place in (hole[best], goal[best]))
    cv2.line(window, start, end, 0, WIDTH)
