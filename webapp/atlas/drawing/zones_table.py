"""Reads the tables of zones: landmarks, and for each view the shapes in the order in which they are laid."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "zones"
COORDINATE = re.compile(r"([a-z][a-z0-9_]*)(?:@(-?[\d.]+))?([+-][\d.]+)?")


@dataclass(frozen=True)
class Landmark:
    """A point of a bone: the extreme of its vertices in one direction, looked for between two heights."""

    part: str
    pick: str
    above: float
    below: float


@dataclass(frozen=True)
class Coordinate:
    """Millimetres, a landmark with an offset, or a share of the width of a region at this height (plus offset)."""

    name: str = ""
    share: float | None = None
    offset: float = 0.0


Point = tuple[Coordinate, Coordinate]


@dataclass(frozen=True)
class Shape:
    """One shape of a zone: a ring or an ellipse (centre, half width, half height); nested ones cut nothing away."""

    zone: str
    ring: tuple[Point, ...] = ()
    ellipse: tuple[Coordinate, Coordinate, float, float] | None = None
    smooth: bool = False
    within: str = "skin"
    nested: tuple[str, ...] = ()


@dataclass(frozen=True)
class Region:
    """A part of the skin outline: what lies in a ring, or what the faces beyond a plane cover below a height."""

    ring: tuple[Point, ...] = ()
    lateral_of: float | None = None
    below: float = 0.0


@dataclass(frozen=True)
class Sheet:
    """The table of one view: named regions and shapes, the first shape lying on top.

    `ground` is a ring that zones cover instead of the skin, for a view that shows the body from within.
    """

    view: str
    regions: dict[str, Region]
    shapes: tuple[Shape, ...]
    ground: tuple[Point, ...] = ()


@cache
def read(name: str) -> dict[str, Any]:
    """The table zones/<name>.yaml, read once."""
    content: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return content


def landmarks() -> dict[str, Landmark]:
    """All landmarks by name."""
    return {
        name: Landmark(row["part"], row["pick"], float(row.get("above", -1e9)), float(row.get("below", 1e9)))
        for name, row in read("landmarks").items()
    }


def sheet(view: str) -> Sheet:
    """The table of a view."""
    content = read(view)
    regions = {name: _region(row) for name, row in content.get("regions", {}).items()}
    return Sheet(view, regions, tuple(_shape(row) for row in content["shapes"]), _ring(content.get("ground", [])))


def coordinate(text: str | float) -> Coordinate:
    """Parses 12.5, acromion, acromion-10 or arm@0.3+5."""
    if isinstance(text, int | float):
        return Coordinate(offset=float(text))
    found = COORDINATE.fullmatch(text.replace(" ", ""))
    if not found:
        raise ValueError(f"not a coordinate: {text!r}")
    name, share, offset = found.groups()
    return Coordinate(name, float(share) if share else None, float(offset or 0.0))


def _region(row: dict[str, Any]) -> Region:
    return Region(_ring(row.get("ring", [])), row.get("lateral_of"), float(row.get("below", 0.0)))


def _shape(row: dict[str, Any]) -> Shape:
    ellipse = row.get("ellipse")
    return Shape(
        zone=row["zone"],
        ring=_ring(row.get("ring", [])),
        ellipse=(coordinate(ellipse[0]), coordinate(ellipse[1]), float(ellipse[2]), float(ellipse[3])) if ellipse else None,
        smooth=bool(row.get("smooth", False)),
        within=row.get("within", "skin"),
        nested=tuple(row.get("nested", ())),
    )


def _ring(points: list[list[str | float]]) -> tuple[Point, ...]:
    return tuple((coordinate(across), coordinate(up)) for across, up in points)
