"""Pictures for pages: a view's plate with marks on it, as data for the chart partial (millimetres, y downward)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from webapp.core.charts import PlateFile, View
from webapp.core.geometry import Ring, Window

LAYER_WORDS = {
    "skin": "skin",
    "superficial": "superficial muscles",
    "intermediate": "intermediate layer",
    "deep": "deep layer",
    "bones": "bones",
    "nerves": "vessels, nerves and organs",
}


class Ink(StrEnum):
    """What a mark means; the style sheet gives each its stroke, the partial its pattern."""

    RIGHT = "right"
    HIT = "hit"
    ASKED = "asked"
    HAZARD = "hazard"
    SPILL = "spill"
    MISSED = "missed"
    BAND = "band"


@dataclass(frozen=True, slots=True)
class Mark:
    """Outlines drawn on the plate; `flip` mirrors them about u = flip / 2."""

    d: str
    ink: Ink
    flip: float | None = None


@dataclass(frozen=True, slots=True)
class ZoneShape:
    """A zone that can be ticked; `flip` draws its twin on the other side too."""

    id: str
    label: str
    d: str
    flip: float | None


@dataclass(frozen=True, slots=True)
class Dot:
    """A numbered place on the plate."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class LayerPlate:
    """A plate that the layer slider can show instead."""

    layer: str
    label: str
    small: PlateFile
    large: PlateFile


@dataclass(frozen=True, slots=True)
class Figure:
    """Everything that the chart partial draws; `name` is its own on a page, `box` is seen first, `full` all there is ("x y w h")."""

    name: str
    view: str
    layer: str
    label: str
    box: str
    full: str
    x: float
    y: float
    width: float
    height: float
    small: PlateFile
    large: PlateFile
    skin: str
    marks: tuple[Mark, ...] = ()
    zones: tuple[ZoneShape, ...] = ()
    dots: tuple[Dot, ...] = ()
    own: tuple[float, float] | None = None
    plates: tuple[LayerPlate, ...] = ()

    def with_marks(self, *marks: Mark) -> "Figure":
        """The same picture with more marks on it."""
        return replace(self, marks=(*self.marks, *marks))

    def named(self, name: str) -> "Figure":
        """The same picture under a name of its own, where a page shows a view twice."""
        return replace(self, name=name)

    def with_layers(self, *plates: LayerPlate) -> "Figure":
        """The same picture with a slider through its layers."""
        return replace(self, plates=plates)

    def with_zones(self, *zones: ZoneShape) -> "Figure":
        """The same picture with zones that can be ticked."""
        return replace(self, zones=zones)


def figure(view: View, layer: str, focus: Window | None = None) -> Figure:
    """The bare picture of a view and layer, opened on `focus` (u0, v0, u1, v1), else on the whole window."""
    u0, v0, u1, v1 = view.window
    plates = view.plates[layer]
    return Figure(
        name=view.id,
        view=view.id,
        layer=layer,
        label=f"{_seen(view)}, {LAYER_WORDS.get(layer, layer)}",
        box=_box(focus or view.window),
        full=_box(view.window),
        x=u0,
        y=-v1,
        width=u1 - u0,
        height=v1 - v0,
        small=plates["small"],
        large=plates["large"],
        skin=path(view.skin),
    )


def layer_plates(view: View) -> tuple[LayerPlate, ...]:
    """Every plate of a view that the slider from skin to bone can show, in its order."""
    return tuple(
        LayerPlate(layer, LAYER_WORDS.get(layer, layer), view.plates[layer]["small"], view.plates[layer]["large"])
        for layer in view.layers
        if layer in view.plates
    )


def path(rings: Iterable[Ring]) -> str:
    """SVG path data of closed rings; v up becomes y down."""
    return "".join("M" + "L".join(f"{u:g} {-v:g}" for u, v in ring) + "Z" for ring in rings)


def muscle_marks(view: View, muscle_id: str, layer: str, ink: Ink) -> tuple[Mark, ...]:
    """A muscle on both sides of the body: what is visible on the layer, else its silhouette."""
    outline = view.muscles.get(muscle_id)
    if outline is None:
        return ()
    d = path(outline.visible.get(layer) or outline.silhouette)
    return _both(d, ink, view.mirror_sum)


def zone_marks(view: View, zone_id: str, ink: Ink) -> tuple[Mark, ...]:
    """A zone, on both sides where it is paired."""
    outline = view.zones.get(zone_id)
    if outline is None:
        return ()
    return _both(path(outline.rings), ink, view.mirror_sum if outline.paired else None)


def structure_marks(view: View, structure_id: str, ink: Ink = Ink.HAZARD) -> tuple[Mark, ...]:
    """A structure as it lies in the body, on the sides where it is."""
    outline = view.structures.get(structure_id)
    return tuple(Mark(path(rings), ink) for rings in outline.sides.values()) if outline else ()


def danger_marks(view: View, structure_id: str) -> tuple[Mark, ...]:
    """A structure with its danger band under it: all that a thumb beside it still presses."""
    return (*structure_marks(view, structure_id, Ink.BAND), *structure_marks(view, structure_id))


def zone_shapes(view: View, labels: dict[str, str]) -> tuple[ZoneShape, ...]:
    """Every zone of a view that has a label, ready to be ticked."""
    return tuple(
        ZoneShape(name, labels[name], path(zone.rings), view.mirror_sum if zone.paired else None)
        for name, zone in view.zones.items()
        if name in labels
    )


def _seen(view: View) -> str:
    """What a view shows, in words that name no muscle."""
    return f"Body from the {view.label}" if view.region is None else f"Close-up: {view.label.replace('-', ', ')}"


def _both(d: str, ink: Ink, flip: float | None) -> tuple[Mark, ...]:
    return (Mark(d, ink),) if flip is None else (Mark(d, ink), Mark(d, ink, flip))


def _box(window: Window) -> str:
    u0, v0, u1, v1 = window
    return f"{u0:g} {-v1:g} {u1 - u0:g} {v1 - v0:g}"
