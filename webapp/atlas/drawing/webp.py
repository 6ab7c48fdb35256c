"""Encodes a plate as WebP within a size."""

import cv2
import numpy as np

from webapp.atlas.drawing.plates import Picture

BEST, WORST, STEP = 90, 34, 4

EDGE = 85
"""What does not fit at the worst quality gets edges in steps of this opacity: smooth ones take half of the bytes of thin bones."""

SMALLER = 0.92
"""What does not fit then is made smaller by this factor, until it fits."""


def encode(picture: Picture, most_bytes: int) -> bytes:
    """The picture at the best quality that fits; at the worst quality if none does."""
    for quality in range(BEST, WORST - 1, -STEP):
        data = cv2.imencode(".webp", picture, [cv2.IMWRITE_WEBP_QUALITY, quality])[1].tobytes()
        if len(data) <= most_bytes:
            break
    return data


def fitted(picture: Picture, most_bytes: int) -> tuple[bytes, int, int]:
    """The encoded picture, with fewer pixels if it does not fit otherwise; its width and height."""
    data = encode(picture, most_bytes)
    if len(data) > most_bytes:
        opacity = np.round(picture[..., 3:] / EDGE) * EDGE
        picture = np.dstack([picture[..., :3], opacity]).astype(np.uint8)
        data = encode(picture, most_bytes)
    while len(data) > most_bytes:
        height, width = (round(side * SMALLER) for side in picture.shape[:2])
        picture = np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), dtype=np.uint8)
        data = encode(picture, most_bytes)
    return data, picture.shape[1], picture.shape[0]
