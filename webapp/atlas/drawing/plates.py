"""Draws a plate: surfaces, light, ink, on a transparent ground."""

import cv2
import numpy as np
import numpy.typing as npt

from webapp.atlas.drawing.ink import ink
from webapp.atlas.drawing.light import GLINT_COLOUR, brightness, glints, occlusion
from webapp.atlas.drawing.shapes import Buffer, Floats32
from webapp.atlas.drawing.surfaces import paint
from webapp.atlas.drawing.tables import table

Picture = npt.NDArray[np.uint8]


def plates(buffer: Buffer, scales: list[float]) -> list[Picture]:
    """The plate at each scale in pixels per mm, as 8-bit blue, green, red, alpha."""
    surface = paint(buffer)
    open_air = occlusion(buffer)
    colour = surface.colour * brightness(buffer, open_air)[..., None]
    colour += (surface.shine * glints(buffer, open_air))[..., None] * GLINT_COLOUR
    lines = ink(buffer)[..., None]
    colour = colour * (1 - lines) + np.array(table("colours")["ink"], np.float32) / 255 * lines
    colour, alpha = np.clip(colour, 0, 1), (buffer.part >= 0).astype(np.float32)
    return [shrunk(colour, alpha, buffer.view.size(scale)) for scale in scales]


def shrunk(colour: Floats32, alpha: Floats32, size: tuple[int, int]) -> Picture:
    """A picture at its final size; colours are weighted by alpha so that edges carry no dark fringe."""
    premultiplied = np.dstack([colour[..., ::-1] * alpha[..., None], alpha])
    small = cv2.resize(premultiplied, size, interpolation=cv2.INTER_AREA)
    opacity = small[..., 3:]
    plain = np.where(opacity > 0, small[..., :3] / np.maximum(opacity, 1e-4), 0)
    whole: Picture = np.round(np.clip(np.dstack([plain, opacity]), 0, 1) * 255).astype(np.uint8)
    return whole
