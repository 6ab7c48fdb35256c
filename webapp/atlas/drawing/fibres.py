"""Lays fibres over the visible surface of a muscle: how far across and along them each pixel lies, and where they turn to tendon."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from webapp.atlas.drawing.noise import ramp
from webapp.atlas.drawing.shapes import Floats, Part, View
from webapp.atlas.drawing.tables import table

BINS = 48


@dataclass(frozen=True, eq=False)
class Fibres:
    """For each pixel: mm across and along the fibres, and whiteness 0 (flesh) to 1 (tendon)."""

    across: Floats
    along: Floats
    tendon: Floats


def lay_fibres(part: Part, view: View, place: Floats) -> Fibres:
    """Fibres at places (n, 2) of the view, in mm, that belong to the part."""
    rules = table("fibres")
    vertices = view.project(part.vertices)[:, :2]
    if part.id in rules["ring"]:
        return _ring(vertices, place)
    if part.id in rules["toward"]:
        direction = _body_direction(part, rules["toward"][part.id])
        return _toward(part, view, vertices, place, direction)
    if part.id in rules["along"]:
        direction = _body_direction(part, rules["along"][part.id])
        flat = view.project(direction[None])[0, :2]
        if np.linalg.norm(flat) > 0.3 * np.linalg.norm(direction):
            return _parallel(vertices, place, flat)
    return _spindle(vertices, place, _long_axis(part, view))


def _body_direction(part: Part, right: list[float]) -> Floats:
    """Table directions are of the right side; the left one is mirrored."""
    sign = -1.0 if part.side == "L" else 1.0
    return np.array(right, dtype=np.float64) * [sign, 1.0, 1.0]


def _ring(vertices: Floats, place: Floats) -> Fibres:
    centre = (vertices.max(axis=0) + vertices.min(axis=0)) / 2
    extent = np.maximum((vertices.max(axis=0) - vertices.min(axis=0)) / 2, 1.0)
    offset = (place - centre) / extent
    radius = np.hypot(offset[:, 0], offset[:, 1])
    angle = np.arctan2(offset[:, 1], offset[:, 0])
    size = float(extent.mean())
    return Fibres(radius * size, angle * size, np.zeros(len(place)))


def _parallel(vertices: Floats, place: Floats, direction: Floats) -> Fibres:
    axis = direction / np.linalg.norm(direction)
    normal = np.array([-axis[1], axis[0]])
    centre = vertices.mean(axis=0)
    return Fibres((place - centre) @ normal, (place - centre) @ axis, np.zeros(len(place)))


def _toward(part: Part, view: View, vertices: Floats, place: Floats, direction: Floats) -> Fibres:
    """Fibres fan out from a point a little beyond the end of the muscle."""
    reach = part.vertices @ direction
    tip = view.project(part.vertices[reach >= np.percentile(reach, 98.5)].mean(axis=0)[None])[0, :2]
    axis = vertices.mean(axis=0) - tip
    length = float(np.linalg.norm(axis)) + 1e-6
    tip = tip - 0.25 * axis
    radius, angle = _polar(place - tip, axis)
    all_radius, all_angle = _polar(vertices - tip, axis)
    far = float(np.percentile(all_radius, 97))
    span = float(np.percentile(np.abs(all_angle), 97)) + 1e-3
    # Bundles keep a natural width in the middle of the belly.
    across = angle * min(1.0, 1.2 / span) * max(length, 0.6 * far)
    return Fibres(across, radius, 0.85 * ramp(radius / far, 0.42, 0.22))


def _polar(offset: Floats, axis: Floats) -> tuple[Floats, Floats]:
    angle = np.arctan2(offset[:, 1], offset[:, 0]) - np.arctan2(axis[1], axis[0])
    return np.hypot(offset[:, 0], offset[:, 1]), (angle + np.pi) % (2 * np.pi) - np.pi


def _long_axis(part: Part, view: View) -> Floats:
    """The long axis of a part as seen in a view; a part seen end-on has that of its picture."""
    axis = view.project(_principal(part)[None])[0, :2]
    if np.linalg.norm(axis) < 0.35:
        flat = view.project(part.vertices)[:, :2]
        axis = np.linalg.svd(flat - flat.mean(axis=0), full_matrices=False)[2][0]
    out: Floats = axis / np.linalg.norm(axis)
    return out


@cache
def _principal(part: Part) -> Floats:
    centred = part.vertices - part.vertices.mean(axis=0)
    axis: Floats = np.linalg.eigh(centred.T @ centred)[1][:, -1]
    return axis


def _spindle(vertices: Floats, place: Floats, axis: Floats) -> Fibres:
    """Fibres follow the outline of a spindle: they spread in the belly and gather at the ends, which are tendon."""
    normal = np.array([-axis[1], axis[0]])
    start, end = float((vertices @ axis).min()), float((vertices @ axis).max())
    middle, half = _profile((vertices @ axis - start) / (end - start + 1e-6), vertices @ normal)
    position = np.clip((place @ axis - start) / (end - start + 1e-6) * BINS - 0.5, 0, BINS - 1)
    widest = float(half.max())
    here = np.interp(position, np.arange(BINS), half)
    across = (place @ normal - np.interp(position, np.arange(BINS), middle)) / here * widest * 0.8
    from_end = np.minimum(position, BINS - 1 - position) / BINS
    tendon = ramp(here / widest, 0.5, 0.22) * ramp(from_end, 0.42, 0.28)
    return Fibres(across, place @ axis, tendon)


def _profile(share: Floats, across: Floats) -> tuple[Floats, Floats]:
    """Middle line and half width of a shape in bins along its axis, smoothed."""
    slot = np.clip((share * BINS).astype(np.int64), 0, BINS - 1)
    low, high = np.full(BINS, np.inf), np.full(BINS, -np.inf)
    np.minimum.at(low, slot, across)
    np.maximum.at(high, slot, across)
    known = np.flatnonzero(np.isfinite(low))
    low, high = (np.interp(np.arange(BINS), known, edge[known]) for edge in (low, high))
    weights = np.exp(-0.5 * (np.arange(-5, 6) / 1.6) ** 2)
    weights /= weights.sum()
    low, high = (np.convolve(np.pad(edge, 5, mode="edge"), weights, mode="valid") for edge in (low, high))
    return (low + high) / 2, (high - low) / 2 + 0.8
