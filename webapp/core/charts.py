"""Pictures of the body as data: views, plates and outlines, in millimetres of the body (u right, v up)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Position = tuple[float, float]
Ring = tuple[Position, ...]
Window = tuple[float, float, float, float]


BONES = "bones"


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
    """One direction of looking: its window, layers (superficial first), plates (layer → size → file), and all outlines.

    A regional view may be a close-up: `base` then names the whole-body view whose direction and millimetres it shares.
    """

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
    base: str = ""
    default_layer: str = ""
    overlays: tuple[str, ...] = ()
    region: str | None = None

    @property
    def first_layer(self) -> str:
        """The layer that is shown unless another is asked for."""
        return self.default_layer or self.layers[0]

    @property
    def deepest_layer(self) -> str:
        """The last layer that still shows muscles."""
        return [layer for layer in self.layers if layer != BONES][-1]

    @property
    def is_close_up(self) -> bool:
        """Whether this is a close-up of another view."""
        return self.base not in ("", self.id)


@dataclass(frozen=True, slots=True)
class Layering:
    """Muscles over and under a muscle on a view, nearest first, with the gap between them in millimetres."""

    over: tuple[tuple[str, int], ...]
    under: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Atlas:
    """All views by id, and by view and muscle who lies over and under it."""

    views: Mapping[str, View]
    layering: Mapping[str, Mapping[str, Layering]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def whole(self) -> tuple[View, ...]:
        """Views of the whole body, the front first."""
        return tuple(view for view in self.views.values() if view.region is None)
