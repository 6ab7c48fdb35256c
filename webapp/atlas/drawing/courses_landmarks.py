"""Finds the points that the tables name on the meshes of one side of the body."""

from dataclasses import dataclass, field

import numpy as np

from webapp.atlas.drawing.courses_points import Term, point
from webapp.atlas.drawing.shapes import MIDLINE_X, Floats, Part

DIRECTIONS = {
    "lateral": (1, 0, 0),
    "medial": (-1, 0, 0),
    "top": (0, 1, 0),
    "bottom": (0, -1, 0),
    "front": (0, 0, 1),
    "rear": (0, 0, -1),
}


class Missing(LookupError):
    """A part that the scene does not have."""


@dataclass(frozen=True)
class Half:
    """One half of the body, in its own frame: mm lateral of the mid-plane, up and forward. Its other half mirrors points."""

    side: str
    parts: dict[str, list[Part]]
    landmarks: dict[str, str]
    known: dict[str, Floats] = field(default_factory=dict)

    def other(self) -> "Half":
        """The other half; midline structures are told from the right."""
        return Half("L" if self.side != "L" else "R", self.parts, self.landmarks)

    def named(self, name: str) -> list[Part]:
        """The parts of this side and the midline with an id; bones may be named without their prefix."""
        own = "L" if self.side == "L" else "R"
        found = [part for key in (name, f"bone_{name}") for part in self.parts.get(key, []) if part.side in (own, "M")]
        if not found:
            raise Missing(name)
        return found

    def flip(self, points: Floats) -> Floats:
        """Scene coordinates as coordinates of this half, or back."""
        lateral = points[..., 0] - MIDLINE_X if self.side == "L" else MIDLINE_X - points[..., 0]
        return np.stack([lateral, points[..., 1], points[..., 2]], axis=-1)

    def restore(self, points: Floats) -> Floats:
        """Coordinates of this half as scene coordinates."""
        x = MIDLINE_X + points[..., 0] * (1.0 if self.side == "L" else -1.0)
        return np.stack([x, points[..., 1], points[..., 2]], axis=-1)


def half(side: str, scene: list[Part], landmarks: dict[str, str]) -> Half:
    """The half of a scene on a side: L, R, or M (told from the right)."""
    parts: dict[str, list[Part]] = {}
    for part in scene:
        parts.setdefault(part.id, []).append(part)
    return Half(side, parts, landmarks)


def locate(text: str, body: Half) -> Floats:
    """The point that a text of a table names: lateral, up, forward in mm."""
    if text not in body.known:
        wanted = point(text)
        places = [_place(term, body) for term in wanted.terms]
        if len(places) == 3:
            found = np.array([places[axis][axis] for axis in range(3)])
        else:
            found = places[0] + wanted.share * (places[-1] - places[0])
        body.known[text] = found + np.array(wanted.offset)
    return body.known[text]


def locate_all(texts: list[str], body: Half) -> Floats:
    """Several points, (n, 3)."""
    return np.stack([locate(text, body) for text in texts])


def _place(term: Term, body: Half) -> Floats:
    if term.mirrored:
        same = Term(term.name, False, term.axis, term.span, term.pick)
        mirrored: Floats = _place(same, body.other()) * np.array([-1.0, 1.0, 1.0])
        return mirrored
    if not term.pick:
        if term.name not in body.landmarks:
            raise ValueError(f"no landmark {term.name!r}")
        return locate(body.landmarks[term.name], body)
    return picked(_cloud(term, body), term.pick)


def picked(cloud: Floats, pick: str) -> Floats:
    """The middle of a cloud of points, or its extreme in a direction (lateral, front-medial, ...)."""
    if pick == "centre":
        middle: Floats = (cloud.min(axis=0) + cloud.max(axis=0)) / 2
        return middle
    direction = np.sum([DIRECTIONS[word] for word in pick.split("-")], axis=0)
    place: Floats = cloud[int((cloud @ direction).argmax())]
    return place


def _cloud(term: Term, body: Half) -> Floats:
    parts = body.named(term.name)
    points = np.concatenate([body.flip(part.vertices) for part in parts])
    if term.span:
        points = _within(points, parts, term, body)
    # A midline part belongs half to each side; its middle is that of the whole.
    if body.side != "M" and term.pick != "centre" and (points[:, 0] >= 0).any():
        points = points[points[:, 0] >= 0]
    return points


def _within(points: Floats, parts: list[Part], term: Term, body: Half) -> Floats:
    along = points[:, term.axis]
    limits = [_level(word, term.axis, along, body) for word in term.span]
    if len(limits) == 2:
        points = points[(along >= limits[0]) & (along <= limits[1])]
    else:
        points = section(corners_of(parts, body), term.axis, limits[0])
    if not len(points):
        raise ValueError(f"{term.name}: nothing at {':'.join(term.span)}")
    return points


def _level(word: str, axis: int, along: Floats, body: Half) -> float:
    if word[0].isalpha():
        return float(locate(word, body)[axis])
    return float(along.min() + float(word) * (along.max() - along.min()))


def corners_of(parts: list[Part], body: Half) -> Floats:
    """The corners of all faces of some parts, (n, 3, 3), in the frame of the half."""
    return np.concatenate([body.flip(part.vertices)[part.faces] for part in parts])


def section(corners: Floats, axis: int, level: float) -> Floats:
    """Where the edges of faces cross a plane, (n, 3)."""
    crossings = []
    for first, second in ((0, 1), (1, 2), (2, 0)):
        a, b = corners[:, first], corners[:, second]
        crosses = (a[:, axis] < level) != (b[:, axis] < level)
        a, b = a[crosses], b[crosses]
        share = (level - a[:, axis]) / (b[:, axis] - a[:, axis])
        crossings.append(a + share[:, None] * (b - a))
    return np.concatenate(crossings)
