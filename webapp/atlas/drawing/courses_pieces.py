"""Makes the surfaces of a course out of its pieces: tubes, nodes, cushions, fillings, edges of ribs, pieces of meshes."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from webapp.atlas.drawing.courses_curves import Mesh, closed_line, dome, smooth_line, tube
from webapp.atlas.drawing.courses_landmarks import DIRECTIONS, Half, locate, locate_all
from webapp.atlas.drawing.courses_sections import filled
from webapp.atlas.drawing.courses_surface import laid
from webapp.atlas.drawing.cutting import cut_to_box
from webapp.atlas.drawing.shapes import Floats, Part

NODE_LENGTH = 1.35
"""A lymph node is so much longer (up and down) than wide."""

RIB_BINS = 28
"""Into so many sectors round the chest a rib is divided to find its lower edge."""

Maker = Callable[[dict[str, Any], Half], list[Mesh]]


def surfaces(piece: dict[str, Any], body: Half) -> list[Mesh]:
    """The closed surfaces of a piece, in scene coordinates."""
    maker = next(MAKERS[key] for key in MAKERS if key in piece)
    return [(body.restore(vertices), faces) for vertices, faces in maker(piece, body)]


def _tube(piece: dict[str, Any], body: Half) -> list[Mesh]:
    points = locate_all(piece["tube"], body)
    line, places = smooth_line(points)
    line = _onto(line, piece, body)
    return [tube(line, _radii(piece["radius"], places), float(piece.get("flat", 1.0)))]


def _radii(given: float | list[float], places: Floats) -> Floats:
    """One radius for all, or one for each way-point with a smooth passage between."""
    values = given if isinstance(given, list) else [given, given]
    if not isinstance(given, list):
        return np.full(len(places), float(given))
    known = np.stack([np.array(values, dtype=np.float64), np.zeros(len(values)), np.zeros(len(values))], axis=1)
    lower = np.minimum(places.astype(np.int64), len(values) - 2)
    share = places - lower
    eased = share * share * (3 - 2 * share)
    out: Floats = known[lower, 0] + eased * (known[lower + 1, 0] - known[lower, 0])
    return out


def _onto(line: Floats, piece: dict[str, Any], body: Half) -> Floats:
    on = piece.get("onto")
    return laid(line, on["parts"], on["from"], float(on.get("lift", 0.0)), body) if on else line


def _nodes(piece: dict[str, Any], body: Half) -> list[Mesh]:
    radius = float(piece["radius"])
    share = np.sin(np.linspace(-np.pi / 2, np.pi / 2, 9))
    out = []
    for text in piece["nodes"]:
        middle = _onto(locate(text, body)[None], piece, body)[0]
        line = middle + np.outer(share * radius * NODE_LENGTH, [0.0, 1.0, 0.0])
        out.append(tube(line, radius * np.sqrt(1 - np.minimum(share**2, 1.0))))
    return out


def _dome(piece: dict[str, Any], body: Half) -> list[Mesh]:
    rim = _onto(closed_line(locate_all(piece["dome"], body)), piece, body)
    rise = float(piece["height"]) * np.array(DIRECTIONS[piece["toward"]], dtype=np.float64)
    return [dome(rim, rise)]


def _filled(piece: dict[str, Any], body: Half) -> list[Mesh]:
    return [filled(piece, body)]


def _edge(piece: dict[str, Any], body: Half) -> list[Mesh]:
    """A tube under the lower edge of a rib, from behind to the front."""
    axis = locate(piece["axis"], body)
    points = np.concatenate([body.flip(part.vertices) for part in body.named(piece["edge"])])
    angle = np.arctan2(points[:, 0] - axis[0], axis[2] - points[:, 2])
    bins = np.linspace(angle.min(), angle.max(), RIB_BINS + 1)
    lowest = []
    for low, high in pairwise(bins[2:-1]):
        inside = points[(angle >= low) & (angle < high)]
        if len(inside):
            lowest.append(inside[int(inside[:, 1].argmin())])
    line, _ = smooth_line(_calmed(np.array(lowest)) + np.array([0.0, -float(piece["below"]), 0.0]))
    return [tube(line, np.full(len(line), float(piece["radius"])))]


def _calmed(line: Floats) -> Floats:
    """A line whose inner points are the mean of themselves and their neighbours."""
    out = line.copy()
    out[1:-1] = (line[:-2] + 2 * line[1:-1] + line[2:]) / 4
    return out


def _mesh(piece: dict[str, Any], body: Half) -> list[Mesh]:
    """Parts of the scene, whole, within heights (`between` two points) or within shares of their own extent (`share`)."""
    names = piece["mesh"] if isinstance(piece["mesh"], list) else [piece["mesh"]]
    out = []
    for part in (part for name in names for part in body.named(name)):
        kept = cut_to_box(_flipped(part, body), _box(piece, part, body))
        if len(kept.faces):
            out.append((kept.vertices, kept.faces))
    return out


def _flipped(part: Part, body: Half) -> Part:
    return Part(part.id, part.side, part.kind, part.depth, body.flip(part.vertices), part.faces)


def _box(piece: dict[str, Any], part: Part, body: Half) -> dict[str, tuple[float | None, float | None]]:
    limits: dict[str, tuple[float | None, float | None]] = {}
    points = body.flip(part.vertices)
    for axis, (low, high) in piece.get("share", {}).items():
        start, end = points[:, "xyz".index(axis)].min(), points[:, "xyz".index(axis)].max()
        limits[axis] = (float(start + low * (end - start)), float(start + high * (end - start)))
    if "between" in piece:
        low, high = (locate(text, body)[1] if text else None for text in piece["between"])
        limits["y"] = (low if low is None else float(low), high if high is None else float(high))
    return limits


MAKERS: dict[str, Maker] = {"tube": _tube, "nodes": _nodes, "dome": _dome, "cage": _filled, "edge": _edge, "mesh": _mesh}
