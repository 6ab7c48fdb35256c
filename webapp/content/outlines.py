"""Reads `content/atlas` (views, plates, outlines) into the core's Atlas, or says everything that is wrong with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from webapp.content.problems import ContentMistakes, Problem
from webapp.content.schema_atlas import (
    LayeringFile,
    LayeringIn,
    MuscleOutlineIn,
    MusclesFile,
    Overlap,
    PlateIn,
    Rings,
    StructureOutlineIn,
    StructuresFile,
    ViewIn,
    ViewsFile,
    ZonesFile,
)
from webapp.content.tree import place
from webapp.content.wording import words
from webapp.core.catalogue import frozen
from webapp.core.charts import Atlas, Layering, MuscleOutline, PlateFile, StructureOutline, View, ZoneOutline
from webapp.core.geometry import Ring

Model = TypeVar("Model", bound=BaseModel)

# Views that show the whole body come first, and the front before all.
ORDER = ("front", "back", "side")
# A muscle counts as over or under another when it overlaps this share of it, no farther off than this.
LEAST_SHARE = 0.1
FARTHEST_MM = 60


@dataclass(slots=True)
class Folder:
    """A folder that is being read, and the mistakes found so far."""

    root: Path
    problems: list[Problem] = field(default_factory=list)

    def report(self, file: str, message: str, line: int = 1, at: str = "") -> None:
        """Add one mistake."""
        self.problems.append(Problem(f"{self.root.name}/{file}", line, at, f"{message}; draw it again or restore it"))

    def read(self, file: str, model: type[Model]) -> Model | None:
        """A file in its shape; None, and every mistake noted, where it does not have it."""
        try:
            text = (self.root / file).read_bytes()
            return model.model_validate_json(text)
        except OSError as error:
            self.report(file, f"the file cannot be read ({error.strerror})")
        except ValidationError as error:
            for detail in error.errors():
                loc = place(detail["loc"])
                at = re.search(r"line (\d+)", detail["msg"]) if detail["type"] == "json_invalid" else None
                self.report(file, words(detail), int(at[1]) if at else _line(text, str(loc[1])) if loc[1:] else 1, ".".join(map(str, loc)))
        return None


def load_atlas(root: Path) -> Atlas:
    """All views below `root`; raises ContentMistakes where files are missing or not of the expected form."""
    folder = Folder(root)
    table = folder.read("views.json", ViewsFile)
    views = table.views if table else {}
    ordered = sorted(views, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))
    read = {name: _view(folder, name, views[name]) for name in ordered}
    layering = folder.read("layering.json", LayeringFile) if table else None
    if folder.problems:
        raise ContentMistakes(sorted(folder.problems))
    over_and_under = {name: _layering(rows) for name, rows in layering.views.items()} if layering else {}
    return Atlas(frozen({name: view for name, view in read.items() if view}), frozen(over_and_under))


def _view(folder: Folder, name: str, view: ViewIn) -> View | None:
    muscles = folder.read(f"muscles/{name}.json", MusclesFile)
    structures = folder.read(f"structures/{name}.json", StructuresFile)
    # A close-up has the zones of its base, whose frame it shares.
    zones = folder.read(f"zones/{view.base or name}.json", ZonesFile)
    for at, message in _plate_faults(folder.root, view):
        folder.report("views.json", message, at=f"views.{name}.{at}")
    if not (muscles and structures and zones):
        return None
    return View(
        id=name,
        label=view.label,
        window=view.window,
        mirror_sum=view.mirror_u_sum,
        layers=tuple(view.layers),
        plates=frozen({layer: frozen({"small": _plate(row.small), "large": _plate(row.large)}) for layer, row in view.plates.items()}),
        skin=_rings(view.skin),
        muscles=frozen({key: _muscle(row) for key, row in muscles.muscles.items()}),
        structures=frozen({key: _structure(row) for key, row in structures.structures.items()}),
        zones=frozen({key: ZoneOutline(row.laterality == "paired", _rings(row.rings)) for key, row in zones.zones.items()}),
        base=view.base or name,
        default_layer=view.default_layer or view.layers[0],
        overlays=tuple(view.overlay_plates),
        region=view.region,
    )


def _layering(rows: Mapping[str, LayeringIn]) -> Mapping[str, Layering]:
    return frozen({muscle: Layering(_near(row.over), _near(row.under)) for muscle, row in rows.items()})


def _near(overlaps: list[Overlap]) -> tuple[tuple[str, int], ...]:
    """Those that matter to a hand: much of the muscle overlapped, not far behind it."""
    return tuple((muscle, gap) for muscle, share, gap in overlaps if share >= LEAST_SHARE and gap <= FARTHEST_MM)


def _plate_faults(root: Path, view: ViewIn) -> Iterator[tuple[str, str]]:
    for layer in view.layers:
        if layer not in view.plates:
            yield "plates", f"the layer {layer!r} has no plate"
    for layer, sizes in view.plates.items():
        for size, row in (("small", sizes.small), ("large", sizes.large)):
            if not (root / row.file).is_file():
                yield f"plates.{layer}.{size}", f"{row.file} is missing"


def _plate(row: PlateIn) -> PlateFile:
    return PlateFile(row.file, row.width, row.height)


def _muscle(row: MuscleOutlineIn) -> MuscleOutline:
    visible = {layer: _rings(rings) for layer, rings in row.visible.items()}
    return MuscleOutline(frozen(visible), _rings(row.silhouette), row.nearness, row.inside, row.schematic)


def _structure(row: StructureOutlineIn) -> StructureOutline:
    sides = {"L": row.L, "R": row.R, "M": row.M}
    return StructureOutline(frozen({side: _rings(rings) for side, rings in sides.items() if rings is not None}), row.nearness, row.how)


def _rings(rings: Rings) -> tuple[Ring, ...]:
    return tuple(map(tuple, rings))


def _line(text: bytes, key: str) -> int:
    """Line (from 1) that begins with a key: the drawing tool gives each view and outline a line of its own."""
    start = text.find(f'\n"{key}":'.encode())
    return text.count(b"\n", 0, start + 1) + 1
