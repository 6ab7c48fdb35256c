"""The few things the drawing tool passes around: parts of the body, views, and the buffer of a drawn view."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Floats32 = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.uint8]
Ring = list[list[float]]

MIDLINE_X = -0.683
"""The mid-sagittal plane of the registered scene, mm."""


@dataclass(frozen=True, eq=False)
class Part:
    """One surface of the body: vertices (n, 3) in mm and faces (m, 3)."""

    id: str
    side: str
    kind: str
    depth: int
    vertices: Floats
    faces: Ints
    mirrored: bool = False
    procedural: bool = False


@dataclass(frozen=True)
class Scales:
    """Per mm: the pixels of a view's large and small plates, and the samples on which it is drawn and measured."""

    large: float = 1.6
    small: float = 0.8
    samples: float = 3.2


@dataclass(frozen=True)
class View:
    """A way to look at the body: axes are rows (right, up, towards the viewer), the window is u0, v0, u1, v1 in mm.

    A close-up has a whole-body view as base when it shares its millimetres; `asked_as` is the catalogue's word for its direction.
    """

    name: str
    axes: tuple[tuple[float, float, float], ...]
    window: tuple[float, float, float, float]
    mirror_u_sum: float | None
    base: str = ""
    region: str | None = None
    asked_as: str = ""
    scales: Scales = Scales()

    @property
    def frame(self) -> str:
        """The whole-body view whose millimetres it shares, or its own name."""
        return self.base or self.name

    def project(self, points: Floats) -> Floats:
        """Body coordinates (n, 3) as (u, v, nearness) in mm."""
        return points @ np.array(self.axes, dtype=np.float64).T

    def unproject(self, uvw: Floats) -> Floats:
        """The inverse of project; the axes are orthonormal."""
        return uvw @ np.array(self.axes, dtype=np.float64)

    def size(self, scale: float) -> tuple[int, int]:
        """Width and height in pixels at a scale in pixels per mm."""
        u0, v0, u1, v1 = self.window
        return round((u1 - u0) * scale), round((v1 - v0) * scale)


@dataclass(frozen=True, eq=False)
class Buffer:
    """What is seen at each pixel: index of the part (-1: nothing), nearness in mm, and the normal towards the viewer."""

    view: View
    scale: float
    parts: list[Part]
    part: npt.NDArray[np.int32]
    nearness: Floats32
    normal: Floats32
