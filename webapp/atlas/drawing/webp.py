"""Encodes a plate as WebP within a size."""

import cv2

from webapp.atlas.drawing.plates import Picture

BEST, WORST, STEP = 90, 14, 4


def encode(picture: Picture, most_bytes: int) -> bytes:
    """The picture at the best quality that fits; at the worst quality if none does."""
    for quality in range(BEST, WORST - 1, -STEP):
        data = cv2.imencode(".webp", picture, [cv2.IMWRITE_WEBP_QUALITY, quality])[1].tobytes()
        if len(data) <= most_bytes:
            break
    return data
