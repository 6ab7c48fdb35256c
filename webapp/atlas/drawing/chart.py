"""Draws and measures whole views and writes content/atlas."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from webapp.atlas.drawing.courses import laid_structures
from webapp.atlas.drawing.face import with_closed_face
from webapp.atlas.drawing.joints import with_joints
from webapp.atlas.drawing.layers import layer_parts, push, view_parts
from webapp.atlas.drawing.mending import mended
from webapp.atlas.drawing.muscles import measure_muscles
from webapp.atlas.drawing.picture import draw
from webapp.atlas.drawing.plates import plates
from webapp.atlas.drawing.preparing import split, symmetric_body
from webapp.atlas.drawing.rounding import rounded_parts
from webapp.atlas.drawing.shapes import Buffer, Part, View
from webapp.atlas.drawing.skin import skin_rings, with_even_skin
from webapp.atlas.drawing.structures import measure_structures
from webapp.atlas.drawing.tables import table
from webapp.atlas.drawing.views import LAYERS, OVERLAYS, SLIDER, VIEWS
from webapp.atlas.drawing.webp import fitted
from webapp.atlas.drawing.writing import write_bytes, write_json

STRUCTURE_SAMPLES = 4.0
"""Samples a mm on which structures are measured at most: courses laid along landmarks are not finer."""

MOST_BYTES = {"large": 200_000, "small": 60_000}


@dataclass(frozen=True, eq=False)
class Body:
    """The scene as it is, and the symmetric, mended body that is drawn from it."""

    scene: list[Part]
    drawn: list[Part]


def prepared(scene: list[Part]) -> Body:
    """The body of a scene."""
    return Body(scene, symmetric_body(rounded_parts(with_even_skin(with_closed_face(with_joints(split(scene)))))) + laid_parts(scene))


def laid_parts(scene: list[Part]) -> list[Part]:
    """Vessels and nerves that the scene lacks, for the plate that shows them."""
    kinds = {name: kind for kind, names in table("layers")["laid"].items() for name in names}
    laid = laid_structures(scene)
    return [replace(part, kind=kinds[name]) for name, parts in laid.items() if name in kinds for part in parts]


def draw_view(view: View, body: Body, out: Path) -> dict[str, Any]:
    """Draws every plate of a view, measures and writes its outlines; returns its entry of views.json."""
    scale = view.scales.samples
    parts = view_parts(body.drawn, view)
    buffers, written = {}, {}
    for layer in layers_of(view) + OVERLAYS:
        shown = layer_parts(parts, view, layer)
        buffer = mended(draw(view, shown, [push(part, view) for part in shown], scale))
        written[layer] = _write_plates(view, layer, buffer, out)
        if layer in LAYERS:
            buffers[layer] = buffer
    write_json(out / "muscles" / f"{view.name}.json", measure_muscles(view, parts, buffers, scale), "muscles")
    write_structures(view, body, out)
    return _entry(view, written, skin_rings(view, parts, scale))


def write_structures(view: View, body: Body, out: Path) -> None:
    """Measures the structures of a view; a view of the right side leaves the left ones out."""
    measured = measure_structures(view, body.scene, min(view.scales.samples, STRUCTURE_SAMPLES))
    if table("views").get(view.name, {}).get("right"):
        for entry in measured["structures"].values():
            entry.pop("L", None)
        measured["structures"] = {name: entry for name, entry in measured["structures"].items() if set(entry) & {"R", "M"}}
    write_json(out / "structures" / f"{view.name}.json", measured, "structures")


def layers_of(view: View) -> tuple[str, ...]:
    """The layers of a view, from the surface inwards; a view from within has no skin."""
    return SLIDER if table("views").get(view.name, {}).get("skin", True) else SLIDER[1:]


def _write_plates(view: View, layer: str, buffer: Buffer, out: Path) -> dict[str, Any]:
    entry = {}
    scales = {"large": view.scales.large, "small": view.scales.small}
    for size, picture in zip(scales, plates(buffer, list(scales.values())), strict=True):
        name = f"plates/{view.name}-{layer}-{size}.webp"
        data, width, height = fitted(picture, MOST_BYTES[size])
        write_bytes(out / name, data)
        entry[size] = {"file": name, "width": width, "height": height}
    return entry


def _entry(view: View, written: dict[str, Any], skin: list[Any]) -> dict[str, Any]:
    return {
        "base": view.frame,
        "default_layer": LAYERS[0],
        "label": view.name,
        "layers": list(layers_of(view)),
        "mirror_u_sum": view.mirror_u_sum,
        "mm_per_unit": 1.0,
        "overlay_plates": list(OVERLAYS),
        "plates": written,
        "region": view.region,
        "schematic": bool(table("views").get(view.name, {}).get("schematic")),
        "skin": skin,
        "window": [round(edge, 3) for edge in view.window],
    }


def enter(path: Path, name: str, entry: dict[str, Any]) -> None:
    """Adds a view to views.json, keeping the others that are there."""
    known = json.loads(path.read_text(encoding="utf-8"))["views"] if path.exists() else {}
    known[name] = entry
    write_json(path, {"schema": 1, "views": {name: known[name] for name in VIEWS if name in known}}, "views")
