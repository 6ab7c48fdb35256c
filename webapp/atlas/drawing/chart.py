"""Draws and measures whole views and writes content/atlas."""

import json
from pathlib import Path
from typing import Any

from webapp.atlas.drawing.face import with_closed_face
from webapp.atlas.drawing.layers import layer_parts, push
from webapp.atlas.drawing.mending import mended
from webapp.atlas.drawing.muscles import measure_muscles
from webapp.atlas.drawing.picture import draw
from webapp.atlas.drawing.plates import plates
from webapp.atlas.drawing.preparing import split, symmetric_body
from webapp.atlas.drawing.shapes import Buffer, Part, View
from webapp.atlas.drawing.skin import skin_rings
from webapp.atlas.drawing.structures import measure_structures
from webapp.atlas.drawing.views import LARGE_SCALE, LAYERS, SMALL_SCALE, SUPERSAMPLING, VIEWS
from webapp.atlas.drawing.webp import encode
from webapp.atlas.drawing.writing import write_bytes, write_json

SCALE = LARGE_SCALE * SUPERSAMPLING
SIZES = {"large": (LARGE_SCALE, 200_000), "small": (SMALL_SCALE, 60_000)}
"""Name of a plate's size: pixels per mm, and the most bytes."""


def draw_view(view: View, scene: list[Part], out: Path) -> None:
    """Draws every layer of a view, measures its outlines, and enters it in views.json."""
    body = symmetric_body(with_closed_face(split(scene)))
    buffers = {}
    for layer in LAYERS:
        parts = layer_parts(body, view.name, layer)
        buffers[layer] = mended(draw(view, parts, [push(part, view.name) for part in parts], SCALE))
    write_json(out / "muscles" / f"{view.name}.json", measure_muscles(view, body, buffers, SCALE), "muscles")
    write_json(out / "structures" / f"{view.name}.json", measure_structures(view, scene, SCALE), "structures")
    written = {layer: _write_plates(view, layer, buffer, out) for layer, buffer in buffers.items()}
    _enter(out / "views.json", view, written, scene)


def _write_plates(view: View, layer: str, buffer: Buffer, out: Path) -> dict[str, Any]:
    entry = {}
    for size, picture in zip(SIZES, plates(buffer, [scale for scale, _ in SIZES.values()]), strict=True):
        name = f"plates/{view.name}-{layer}-{size}.webp"
        write_bytes(out / name, encode(picture, SIZES[size][1]))
        entry[size] = {"file": name, "width": picture.shape[1], "height": picture.shape[0]}
    return entry


def _enter(path: Path, view: View, written: dict[str, Any], scene: list[Part]) -> None:
    """Adds a view to views.json, keeping the others that are there."""
    known = json.loads(path.read_text(encoding="utf-8"))["views"] if path.exists() else {}
    known[view.name] = {
        "label": view.name,
        "layers": list(LAYERS),
        "mirror_u_sum": view.mirror_u_sum,
        "mm_per_unit": 1.0,
        "plates": written,
        "skin": skin_rings(view, scene, SCALE),
        "window": [round(edge, 3) for edge in view.window],
    }
    kept = {name: known[name] for name in VIEWS if name in known}
    write_json(path, {"schema": 1, "views": kept}, "views")
