"""Measures layering.json: for each muscle, what lies over it, what under it, and how deep the structures near it lie.

The command: python -m webapp.atlas.drawing.layering --scene DIR [--out DIR].
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from webapp.atlas.drawing.layering_surfaces import Named, Surface, are_one, before, muscle_parts, structure_parts, surfaces
from webapp.atlas.drawing.scene import load_scene
from webapp.atlas.drawing.shapes import Floats, View
from webapp.atlas.drawing.tables import table
from webapp.atlas.drawing.views import VIEWS
from webapp.atlas.drawing.writing import write_bytes

LOOKS = ("back", "front", "side")

OWN_LOOKS = {"below": "pelvic-floor", "inner": "leg-inner", "sole": "foot-sole"}
"""Directions that the catalogue names for muscles which no whole-body view shows well, with the views that look so."""

LEAST_SHARE = 0.05
"""Less overlap than this share of the muscle's silhouette is left out."""

OVER_FROM, UNDER_TO = 0.6, 0.4
"""Nearer in at least, or at most, this share of the overlap; in between two muscles lie beside each other."""

LEAST_AREA_MM2 = 100
"""A structure that overlaps this much is kept though its share is less: a nerve is thin, and a muscle may be large."""

HIGHEST, DEEPEST = -40, 60
"""Structures are kept within these depths behind the muscle's front surface, mm."""

Row = tuple[str, float, int]


def layering(view: View, muscles: Named, structures: Named) -> dict[str, dict[str, list[Row]]]:
    """For each muscle in the view the rows (id, share, mm) of `over`, `under` and `structures`, nearest first."""
    fleshy, harmable = surfaces(view, muscles), surfaces(view, structures)
    return {one.name: {**_neighbours(one, fleshy), "structures": _structures(one, harmable)} for one in fleshy}


def _neighbours(one: Surface, muscles: list[Surface]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {"over": [], "under": []}
    area = one.area
    for other in muscles:
        ahead = np.empty(0) if are_one(one, other) else before(one, other)
        if len(ahead) < LEAST_SHARE * area:
            continue
        nearer = np.count_nonzero(ahead > 0) / len(ahead)
        row = (other.name, round(len(ahead) / area, 2), abs(_middle(ahead)))
        if nearer >= OVER_FROM:
            rows["over"].append(row)
        elif nearer <= UNDER_TO:
            rows["under"].append(row)
    return {key: _sorted(found) for key, found in rows.items()}


def _structures(one: Surface, structures: list[Surface]) -> list[Row]:
    found: list[Row] = []
    area = one.area
    for other in structures:
        ahead = before(one, other)
        if len(ahead) < min(LEAST_SHARE * area, LEAST_AREA_MM2):
            continue
        depth = -_middle(ahead)
        if HIGHEST <= depth <= DEEPEST:
            found.append((other.name, round(len(ahead) / area, 2), depth))
    return _sorted(found)


def _middle(values: Floats) -> int:
    return round(float(np.median(values)))


def _sorted(rows: list[Row]) -> list[Row]:
    """Nearest to the muscle's surface first; of equals the larger overlap."""
    return sorted(rows, key=lambda row: (abs(row[2]), -row[1], row[0]))


def as_text(views: dict[str, Any]) -> str:
    """Compact JSON with sorted keys, a muscle on each line."""
    blocks = []
    for view, muscles in sorted(views.items()):
        lines = [f"{_compact(name)}:{_compact(entry)}" for name, entry in sorted(muscles.items())]
        blocks.append(f"{_compact(view)}:{{\n" + ",\n".join(lines) + "\n}")
    return '{"schema":1,\n"views":{\n' + ",\n".join(blocks) + "\n}}\n"


def _compact(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def main(arguments: list[str]) -> int:
    """Measures the whole-body views and writes layering.json into the output folder."""
    parser = argparse.ArgumentParser(prog="python -m webapp.atlas.drawing.layering", description=__doc__)
    parser.add_argument("--scene", type=Path, required=True, help="folder of the registered scene")
    parser.add_argument("--out", type=Path, default=Path("content/atlas"))
    options = parser.parse_args(arguments)
    scene = load_scene(options.scene)
    muscles, structures = muscle_parts(scene), structure_parts(scene)
    measured = {name: layering(VIEWS[name], muscles, structures) for name in LOOKS}
    for look, name in OWN_LOOKS.items():
        rows = layering(VIEWS[name], muscles, structures)
        measured[name] = {muscle: row for muscle, row in rows.items() if look in table("muscles")[muscle]["views"]}
    data = as_text(measured).encode()
    write_bytes(options.out / "layering.json", data)
    print(f"{options.out / 'layering.json'}: {len(data)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
