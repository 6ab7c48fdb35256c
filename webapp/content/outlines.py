"""Reads `content/atlas` (views, plates, outlines; see its README) into the core's Atlas."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from webapp.core.charts import Atlas, MuscleOutline, PlateFile, Ring, StructureOutline, View, ZoneOutline
from webapp.core.entries import frozen


# Views that show the whole body come first, and the front before all.
ORDER = ("front", "back", "side")


class AtlasMistake(Exception):
    """A file of content/atlas that cannot be used; the message names it and says what to do."""


def load_atlas(root: Path) -> Atlas:
    """All views below `root`; raises AtlasMistake where a file is missing or not of the expected form."""
    try:
        views = json.loads((root / "views.json").read_text(encoding="utf-8"))["views"]
        ordered = sorted(views, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))
        return Atlas(frozen({name: _view(root, name, views[name]) for name in ordered}))
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise AtlasMistake(f"{root}: the atlas cannot be read ({error!r}); draw it again or restore it") from error


def _view(root: Path, name: str, view: Mapping[str, Any]) -> View:
    muscles = _outlines(root, "muscles", name)
    structures = _outlines(root, "structures", name)
    zones = _outlines(root, "zones", name)
    u0, v0, u1, v1 = map(float, view["window"])
    return View(
        id=name,
        label=view["label"],
        window=(u0, v0, u1, v1),
        mirror_sum=view["mirror_u_sum"],
        layers=tuple(view["layers"]),
        plates=frozen({layer: _plate(root, sizes) for layer, sizes in view["plates"].items()}),
        skin=_rings(view["skin"]),
        muscles=frozen({id: _muscle(row) for id, row in muscles.items()}),
        structures=frozen({id: _structure(row) for id, row in structures.items()}),
        zones=frozen({id: ZoneOutline(row["laterality"] == "paired", _rings(row["rings"])) for id, row in zones.items()}),
    )


def _outlines(root: Path, what: str, view: str) -> Mapping[str, Any]:
    rows: Mapping[str, Any] = json.loads((root / what / f"{view}.json").read_text(encoding="utf-8"))[what]
    return rows


def _plate(root: Path, sizes: Mapping[str, Any]) -> Mapping[str, PlateFile]:
    plates = {size: PlateFile(row["file"], int(row["width"]), int(row["height"])) for size, row in sizes.items()}
    for plate in plates.values():
        if not (root / plate.file).is_file():
            raise OSError(f"{plate.file} is missing")
    return frozen(plates)


def _muscle(row: Mapping[str, Any]) -> MuscleOutline:
    return MuscleOutline(
        visible=frozen({layer: _rings(rings) for layer, rings in row["visible"].items()}),
        silhouette=_rings(row["silhouette"]),
        nearness=float(row["nearness"]),
        inside=(float(row["inside"][0]), float(row["inside"][1])),
        schematic=bool(row["schematic"]),
    )


def _structure(row: Mapping[str, Any]) -> StructureOutline:
    sides = {side: _rings(row[side]) for side in ("L", "R", "M") if side in row}
    return StructureOutline(frozen(sides), float(row["nearness"]), str(row["how"]))


def _rings(rings: list[list[list[float]]]) -> tuple[Ring, ...]:
    return tuple(tuple((float(u), float(v)) for u, v in ring) for ring in rings)
