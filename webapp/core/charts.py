"""Pictures of the body as data: views, plates and outlines, in millimetres of the body (u right, v up)."""

from collections.abc import Mapping
from dataclasses import dataclass

Position = tuple[float, float]
Ring = tuple[Position, ...]
Window = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PlateFile:
    """One drawn picture of a view × layer: file name relative to content/atlas, and size in pixels."""

    file: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class MuscleOutline:
    """Right-sided outline of a muscle on a view: what can be seen on each layer, and the whole silhouette."""

    visible: Mapping[str, tuple[Ring, ...]]
    silhouette: tuple[Ring, ...]
    nearness: float
    inside: Position
    schematic: bool


@dataclass(frozen=True, slots=True)
class StructureOutline:
    """Outline of a structure on a view by side (L, R, M): as it is in the body, never mirrored."""

    sides: Mapping[str, tuple[Ring, ...]]
    nearness: float
    how: str


@dataclass(frozen=True, slots=True)
class ZoneOutline:
    """Outline of a zone on a view; paired zones hold the right side only."""

    paired: bool
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One direction of looking: its window, layers (superficial first), plates (layer → size → file), and all outlines."""

    id: str
    label: str
    window: Window
    mirror_sum: float | None
    layers: tuple[str, ...]
    plates: Mapping[str, Mapping[str, PlateFile]]
    skin: tuple[Ring, ...]
    muscles: Mapping[str, MuscleOutline]
    structures: Mapping[str, StructureOutline]
    zones: Mapping[str, ZoneOutline]


@dataclass(frozen=True, slots=True)
class Atlas:
    """All views by id."""

    views: Mapping[str, View]
