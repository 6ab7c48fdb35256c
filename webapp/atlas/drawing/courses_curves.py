"""Smooth lines through way-points, and closed surfaces around them: tubes, domes and stacks of rings."""

import numpy as np

from webapp.atlas.drawing.shapes import Floats, Ints

STEP = 2.0
"""Distance of the samples of a smooth line, mm."""

CORNERS = 12
"""Corners of the cross-section of a tube."""

Mesh = tuple[Floats, Ints]


def smooth_line(points: Floats, step: float = STEP) -> tuple[Floats, Floats]:
    """A centripetal Catmull-Rom line through way-points (n, 3): samples, and for each its place counted in way-points."""
    if len(points) == 2:
        return _straight(points, step)
    around = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    samples, places = [], []
    for index in range(len(points) - 1):
        count = max(1, int(np.ceil(np.linalg.norm(points[index + 1] - points[index]) / step)))
        share = np.arange(count) / count
        samples.append(_between(around[index : index + 4], share))
        places.append(index + share)
    return np.vstack([*samples, points[-1:]]), np.append(np.concatenate(places), len(points) - 1.0)


def _straight(points: Floats, step: float) -> tuple[Floats, Floats]:
    count = max(1, int(np.ceil(np.linalg.norm(points[1] - points[0]) / step)))
    share = np.arange(count + 1) / count
    return points[0] + share[:, None] * (points[1] - points[0]), share


def _between(four: Floats, share: Floats) -> Floats:
    """The stretch between the second and third of four way-points, as a cubic with centripetal tangents."""
    before, here, there = np.maximum(np.linalg.norm(np.diff(four, axis=0), axis=1), 1e-6) ** 0.5
    tangent_1 = (four[1] - four[0]) / before - (four[2] - four[0]) / (before + here) + (four[2] - four[1]) / here
    tangent_2 = (four[2] - four[1]) / here - (four[3] - four[1]) / (here + there) + (four[3] - four[2]) / there
    t = share[:, None]
    out: Floats = (
        (2 * t**3 - 3 * t**2 + 1) * four[1]
        + (t**3 - 2 * t**2 + t) * here * tangent_1
        + (3 * t**2 - 2 * t**3) * four[2]
        + (t**3 - t**2) * here * tangent_2
    )
    return out


def closed_line(points: Floats, step: float = STEP) -> Floats:
    """A smooth closed line through way-points; the first sample is not repeated."""
    count = len(points)
    around = np.vstack([points[-2:], points, points[:3]])
    samples, places = smooth_line(around, step)
    out: Floats = samples[(places >= 2) & (places < 2 + count)]
    return out


def tube(line: Floats, radius: Floats, flat: float = 1.0) -> Mesh:
    """A closed tube round a line (n, 3); radius (n,) in mm; flat < 1 makes it thinner across the body from front to back."""
    tangents = np.gradient(line, axis=0)
    tangents /= np.maximum(np.linalg.norm(tangents, axis=1, keepdims=True), 1e-9)
    across = _carried(tangents)
    beside = np.cross(tangents, across)
    angle = 2 * np.pi * np.arange(CORNERS) / CORNERS
    spread = np.cos(angle)[None, :, None] * across[:, None] + np.sin(angle)[None, :, None] * beside[:, None]
    rings = line[:, None] + radius[:, None, None] * spread * np.array([1.0, 1.0, flat])
    return stacked(rings)


def _carried(tangents: Floats) -> Floats:
    """A normal for each tangent, carried along the line without twisting."""
    start = np.eye(3)[int(np.abs(tangents[0]).argmin())]
    normals = []
    for tangent in tangents:
        start = start - (start @ tangent) * tangent
        start = start / max(float(np.linalg.norm(start)), 1e-9)
        normals.append(start)
    return np.array(normals)


def stacked(rings: Floats) -> Mesh:
    """A closed surface over rings (n, corners, 3) that lie one after the other; both ends are capped in their middle."""
    count, corners = rings.shape[:2]
    vertices = np.vstack([rings.reshape(-1, 3), rings[0].mean(axis=0), rings[-1].mean(axis=0)])
    here = np.arange(corners)
    after = (here + 1) % corners
    faces = [
        np.concatenate([np.stack([low + here, low + after, up + after], axis=1), np.stack([low + here, up + after, up + here], axis=1)])
        for low, up in zip(range(0, (count - 1) * corners, corners), range(corners, count * corners, corners), strict=True)
    ]
    first, last = count * corners, count * corners + 1
    top = (count - 1) * corners
    caps = [np.stack([after, here, np.full(corners, first)], axis=1), np.stack([top + here, top + after, np.full(corners, last)], axis=1)]
    return vertices, np.concatenate([*faces, *caps]).astype(np.int64)


def dome(rim: Floats, rise: Floats, layers: int = 6) -> Mesh:
    """A closed cushion over a rim (n, 3): it rises by the vector in the middle, and as much less towards the rim; its base is flat."""
    middle = rim.mean(axis=0)
    shares = np.cos(np.linspace(0, np.pi / 2, layers + 1))[:-1]
    rings = [middle + share * (rim - middle) + rise * np.sqrt(1 - share**2) for share in shares]
    vertices, faces = stacked(np.stack([*rings]))
    vertices[-1] = middle + rise
    return vertices, faces
