"""Small meshes made for the tests of the drawing tool: sheets, a cube, and views to look at them."""

import json
from pathlib import Path

import numpy as np

from webapp.atlas.drawing.shapes import Part, View

FRONT = View("front", ((1, 0, 0), (0, 1, 0), (0, 0, 1)), (-20.683, -10.0, 19.317, 30.0), -1.366, base="front", asked_as="front")
BACK = View("back", ((-1, 0, 0), (0, 1, 0), (0, 0, -1)), (-19.317, -10.0, 20.683, 30.0), 1.366, base="back", asked_as="back")
SIDE = View("side", ((0, 0, 1), (0, 1, 0), (-1, 0, 0)), (-20.0, -10.0, 20.0, 30.0), None, base="side", asked_as="side")

Box = tuple[float, float, float, float]


def part(name: str, vertices: list[list[float]], faces: list[list[int]], side: str = "R", kind: str = "muscle", depth: int = 1) -> Part:
    """A part from plain lists."""
    return Part(name, side, kind, depth, np.array(vertices, dtype=np.float64), np.array(faces, dtype=np.int64))


def sheet(name: str, box: Box, z: float = 0.0, side: str = "R", kind: str = "muscle", depth: int = 1) -> Part:
    """A flat rectangle x0, y0, x1, y1 that faces the front."""
    x0, y0, x1, y1 = box
    corners = [[x0, y0, z], [x1, y0, z], [x1, y1, z], [x0, y1, z]]
    return part(name, corners, [[0, 1, 2], [0, 2, 3]], side, kind, depth)


def cube(name: str, centre: tuple[float, float, float], half: float, side: str = "R", kind: str = "muscle") -> Part:
    """A closed cube, wound outwards."""
    corners = [[x, y, z] for z in (-1, 1) for y in (-1, 1) for x in (-1, 1)]
    vertices = [[c + half * corner for c, corner in zip(centre, row, strict=True)] for row in corners]
    quads = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)]
    return part(name, vertices, [face for a, b, c, d in quads for face in ([a, b, c], [a, c, d])], side, kind)


def volume(closed: Part) -> float:
    """The signed volume of a closed mesh: positive when its faces look outwards."""
    a, b, c = (closed.vertices[closed.faces[:, corner]] for corner in range(3))
    return float((a * np.cross(b, c)).sum() / 6)


def write_scene(folder: Path, parts: list[Part]) -> None:
    """A scene of whole millimetres from 1 m below and beside the origin, as scene.py reads it."""
    origin = [-1000.0, -1000.0, -1000.0]
    meshes = {f"v{index}": (piece.vertices - origin).astype(np.uint16) for index, piece in enumerate(parts)}
    meshes |= {f"f{index}": piece.faces.astype(np.uint32) for index, piece in enumerate(parts)}
    np.savez(folder / "scene.npz", **meshes)
    entries = [
        {"index": index, "id": piece.id, "side": piece.side, "kind": piece.kind, "depth": piece.depth, "source": ["test"]}
        for index, piece in enumerate(parts)
    ]
    (folder / "scene.json").write_text(json.dumps({"quantum_mm": 1.0, "origin_mm": origin, "parts": entries}), encoding="utf-8")
