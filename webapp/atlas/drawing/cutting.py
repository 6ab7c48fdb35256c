"""Cuts meshes: by a plane across an axis, by a box, and into connected pieces."""

from dataclasses import replace

import numpy as np

from webapp.atlas.drawing.shapes import Floats, Ints, Part

AXES = {"x": 0, "y": 1, "z": 2}
Box = dict[str, tuple[float | None, float | None]]
Oval = dict[str, tuple[float, float]]


def cut(part: Part, axis: str, limit: float, keep_above: bool) -> Part:
    """The part on one side of a plane; faces that cross the plane are divided exactly on it."""
    return cut_where(part, (part.vertices[:, AXES[axis]] - limit) * (1.0 if keep_above else -1.0))


def cut_where(part: Part, height: Floats) -> Part:
    """The part where a height, given at each vertex, is not below 0; faces are divided where it would be 0 on a straight line."""
    inside = (height >= 0)[part.faces]
    count = inside.sum(axis=1)
    vertices, faces = _split_faces(part.vertices, part.faces[(count > 0) & (count < 3)], height)
    return replace(part, vertices=vertices, faces=np.vstack([part.faces[count == 3], faces]))


def _split_faces(vertices: Floats, faces: Ints, height: Floats) -> tuple[Floats, Ints]:
    """Divides crossing faces; returns all vertices with the new ones appended, and the faces that stay."""
    if not len(faces):
        return vertices, faces
    above = height[faces] >= 0
    lone_above = above.sum(axis=1) == 1
    lone = np.where(lone_above, above.argmax(axis=1), (~above).argmax(axis=1))
    rows = np.arange(len(faces))
    a, b, c = (faces[rows, (lone + step) % 3] for step in range(3))
    first = len(vertices) + 2 * rows
    on_ab, on_ac = (_between(vertices, height, a, other) for other in (b, c))
    grown = np.vstack([vertices, np.stack([on_ab, on_ac], axis=1).reshape(-1, 3)])
    tips = np.stack([a, first, first + 1], axis=1)[lone_above]
    trunk = ~lone_above
    upper = np.stack([first, b, c], axis=1)[trunk]
    lower = np.stack([first, c, first + 1], axis=1)[trunk]
    return grown, np.vstack([tips, upper, lower])


def _between(vertices: Floats, height: Floats, a: Ints, b: Ints) -> Floats:
    share = (height[a] / (height[a] - height[b]))[:, None]
    return vertices[a] + share * (vertices[b] - vertices[a])


def cut_to_box(part: Part, box: Box) -> Part:
    """The part inside limits per axis; None leaves a side open."""
    for axis, (low, high) in sorted(box.items()):
        if low is not None:
            part = cut(part, axis, low, keep_above=True)
        if high is not None:
            part = cut(part, axis, high, keep_above=False)
    return part


def outside_oval(part: Part, oval: Oval) -> Part:
    """The part without what lies in an oval: two axes, each with the middle and the half width, in mm."""
    across = [(part.vertices[:, AXES[axis]] - middle) / half for axis, (middle, half) in sorted(oval.items())]
    return cut_where(part, np.hypot(*across) - 1.0)


def pieces_between(part: Part, low: float | None, high: float | None) -> Part:
    """The connected pieces of a part whose mean height lies in low <= y < high."""
    label = piece_labels(part.faces, len(part.vertices))
    mean = np.bincount(label, weights=part.vertices[:, 1]) / np.maximum(np.bincount(label), 1)
    wanted = (mean >= (-np.inf if low is None else low)) & (mean < (np.inf if high is None else high))
    return replace(part, faces=part.faces[wanted[label[part.faces[:, 0]]]])


def piece_labels(faces: Ints, count: int) -> Ints:
    """For each vertex the lowest vertex that it hangs together with through faces."""
    label = np.arange(count)
    while True:
        lowest = label[faces].min(axis=1)
        lower = label.copy()
        for corner in range(3):
            np.minimum.at(lower, faces[:, corner], lowest)
        # A label is itself a vertex: taking its label too makes long pieces settle in a few rounds.
        lower = lower[lower]
        if np.array_equal(lower, label):
            return label
        label = lower
