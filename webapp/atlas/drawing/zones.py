"""Draws the pain zones: `python -m webapp.atlas.drawing.zones --scene DIR --out content/atlas`."""

import argparse
import sys
from pathlib import Path
from typing import Any

import yaml

from webapp.atlas.drawing.scene import load_scene
from webapp.atlas.drawing.views import VIEWS
from webapp.atlas.drawing.writing import write_json
from webapp.atlas.drawing.zones_body import Body, measure, skin_outline
from webapp.atlas.drawing.zones_laying import lay
from webapp.atlas.drawing.zones_neighbours import disagreements
from webapp.atlas.drawing.zones_rings import rings_of
from webapp.atlas.drawing.zones_shapes import Ruler
from webapp.atlas.drawing.zones_table import landmarks, read, sheet

DRAWN = tuple(name for name, view in VIEWS.items() if view.frame == name)
"""A close-up that shares the frame of a whole-body view shows the zones of that view."""


def draw_view(body: Body, view: str) -> dict[str, dict[str, Any]]:
    """The zones of a view in the format of content/atlas/zones."""
    rows = sheet(view)
    midline = set(read("notes")["midline"])
    laid = lay(rows, Ruler(body, rows, skin_outline(body, view)))
    return {
        zone: {
            "laterality": "midline" if zone in midline else "paired",
            "rings": rings_of(polygons, view, zone in midline),
        }
        for zone, polygons in laid.items()
        if polygons
    }


def main(arguments: list[str]) -> None:
    """Reads the scene, draws every view and writes zones/<view>.json below the output folder."""
    parser = argparse.ArgumentParser(description="Draws the pain zones of the atlas.")
    parser.add_argument("--scene", type=Path, required=True, help="folder with scene.json and scene.npz")
    parser.add_argument("--out", type=Path, required=True, help="folder of the atlas, for example content/atlas")
    parser.add_argument("--zones", type=Path, help="the list of zones: also report where its neighbours disagree with the drawing")
    options = parser.parse_args(arguments)
    body = measure(load_scene(options.scene), landmarks())
    drawn = {view: draw_view(body, view) for view in DRAWN}
    for view, zones in drawn.items():
        path = options.out / "zones" / f"{view}.json"
        size = write_json(path, {"zones": zones}, "zones")
        print(f"{path}: {len(zones)} zones, {size} bytes")
    if options.zones:
        report(drawn, yaml.safe_load(options.zones.read_text(encoding="utf-8"))["zones"])


def report(drawn: dict[str, dict[str, dict[str, Any]]], listed: list[dict[str, Any]]) -> None:
    """Prints the pairs on which the list of zones and the drawing disagree about who is a neighbour."""
    nested = {shape.zone for view in drawn for shape in sheet(view).shapes if shape.nested}
    apart, unnamed = disagreements(list(drawn.values()), listed, nested)
    print("listed as neighbours, but apart:", *(f"{one}/{other}" for one, other in apart))
    print("neighbours in the drawing, but not listed:", *(f"{one}/{other}" for one, other in unnamed))


if __name__ == "__main__":
    main(sys.argv[1:])
