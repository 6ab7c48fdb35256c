"""Pictures of the body as data: views, plates and outlines, in millimetres of the body (u right, v up)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from webapp.core.geometry import Position, Ring, Window, box

BONES = "bones"

MOST_SLACK_MM = 12.0
# Half a fingertip on a phone that shows the whole width of a view.
FINGER_SHARE = 0.03


@dataclass(frozen=True, slots=True)
class PlateFile:
    """One drawn picture of a view × layer: file name relative to content/atlas, and size in pixels."""

    file: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class MuscleOutline:
    """Right-sided outline of a muscle on a view: what can be seen on each layer, and the whole silhouette.

    `bounds` is the smallest window round all of it: most taps are told by it alone.
    """

    visible: Mapping[str, tuple[Ring, ...]]
    silhouette: tuple[Ring, ...]
    nearness: float
    inside: Position
    schematic: bool
    bounds: Window = field(init=False)

    def __post_init__(self) -> None:
        shown = [ring for rings in self.visible.values() for ring in rings]
        object.__setattr__(self, "bounds", box([*self.silhouette, *shown]))


@dataclass(frozen=True, slots=True)
class StructureOutline:
    """Outline of a structure on a view by side (L, R, M): as it is in the body, never mirrored."""

    sides: Mapping[str, tuple[Ring, ...]]
    nearness: float
    how: str
    bounds: Window = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "bounds", box([ring for rings in self.sides.values() for ring in rings]))


@dataclass(frozen=True, slots=True)
class ZoneOutline:
    """Outline of a zone on a view; paired zones hold the right side only."""

    paired: bool
    rings: tuple[Ring, ...]
    bounds: Window = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "bounds", box(self.rings))


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
    def slack_mm(self) -> float:
        """How far a finger may miss on this view: 12 mm on the whole body, less on a close-up, where the same finger covers less of it."""
        return min(MOST_SLACK_MM, FINGER_SHARE * (self.window[2] - self.window[0]))

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

    @property
    def for_zones(self) -> tuple[View, ...]:
        """Views on which zones are marked: the whole body, and each other that shows a zone which none before it shows."""
        shown: set[str] = set()
        chosen = []
        for view in self.views.values():
            if view.region is None or view.zones.keys() - shown:
                chosen.append(view)
                shown |= view.zones.keys()
        return tuple(chosen)
