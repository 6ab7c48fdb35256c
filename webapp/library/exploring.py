"""The atlas page: what lies at a place, which muscles send pain to a zone, and what is not drawn yet."""

from dataclasses import dataclass, replace

from webapp.atlas.figures import Figure, Ink, figure, layer_plates, muscle_marks, path, structure_marks
from webapp.core.anatomy import hazards_at, hit, mirrored, zones_at
from webapp.core.catalogue import Structure, Zone
from webapp.core.charts import View
from webapp.core.entries import Muscle
from webapp.core.geometry import Position, Ring
from webapp.core.senders import Sender
from webapp.errors import NotFound
from webapp.library.shelf import Shelf
from webapp.library.surroundings import Surroundings, surroundings


@dataclass(frozen=True, slots=True)
class Found:
    """What lies at a place of a view and layer; `d` outlines the muscle, on both sides where the view shows both."""

    view: View
    layer: str
    at: Position
    muscle: Muscle | None
    muscle_id: str | None
    d: str
    around: Surroundings | None
    zones: tuple[Zone, ...]
    structures: tuple[tuple[Structure, str], ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the chart shows and what not: for muscles, zones and structures."""

    schematic: tuple[str, ...]
    never_seen: tuple[tuple[str, str], ...]
    undrawn_zones: tuple[Zone, ...]
    structures: tuple[tuple[Structure, str | None], ...]
    without_entry: tuple[str, ...]


def get_view(shelf: Shelf, view_id: str) -> View:
    """A view of the atlas, or NotFound."""
    view = shelf.atlas.views.get(view_id)
    if view is None:
        raise NotFound("There is no such view.")
    return view


def shown_layer(view: View, layer: str | None) -> str:
    """The layer or overlay asked for where the view has it, else its first."""
    return layer if layer in (*view.layers, *view.overlays) and layer in view.plates else view.first_layer


def find_at(shelf: Shelf, view: View, layer: str, at: Position) -> Found:
    """What lies at a place of a view."""
    muscle_layer = layer if layer in view.layers else view.first_layer
    muscle_id = hit(view, muscle_layer, at).muscle
    catalogue = shelf.catalogue
    structures = [(catalogue.structures[name], view.structures[name].how) for name in hazards_at(view, at) if name in catalogue.structures]
    outline = view.muscles.get(muscle_id) if muscle_id else None
    return Found(
        view=view,
        layer=layer,
        at=at,
        muscle=catalogue.muscles.get(muscle_id) if muscle_id else None,
        muscle_id=muscle_id,
        d=path(both_sides(view, outline.visible.get(muscle_layer) or outline.silhouette)) if outline else "",
        around=surroundings(shelf, muscle_id, view.id) if muscle_id else None,
        zones=tuple(catalogue.zones[zone] for zone in zones_at(view, at) if zone in catalogue.zones),
        structures=tuple(structures),
    )


def both_sides(view: View, rings: tuple[Ring, ...]) -> tuple[Ring, ...]:
    """Right-sided rings with their mirror images, where the view shows both sides."""
    if view.mirror_sum is None:
        return rings
    return (*rings, *(mirrored(ring, view.mirror_sum) for ring in rings))


def found_figure(found: Found) -> Figure:
    """The view with what was found on it."""
    bare = explore_figure(found.view, found.layer)
    marks = [mark for structure, _ in found.structures for mark in structure_marks(found.view, structure.id)]
    own = muscle_marks(found.view, found.muscle_id, found.layer, Ink.RIGHT) if found.muscle_id else ()
    return replace(bare.with_marks(*own, *marks), own=found.at)


def explore_figure(view: View, layer: str) -> Figure:
    """The bare picture of a view and layer, with a slider through the layers."""
    return figure(view, layer).with_layers(*layer_plates(view))


def get_senders(shelf: Shelf, zone_id: str) -> tuple[Zone, tuple[Sender, ...]]:
    """A zone and the muscles that refer pain to it; NotFound for an unknown zone."""
    zone = shelf.catalogue.zones.get(zone_id)
    if zone is None:
        raise NotFound("There is no such zone.")
    return zone, shelf.senders[zone_id]


def coverage(shelf: Shelf) -> Coverage:
    """What is drawn only schematically, only as a silhouette, or not at all."""
    catalogue, views = shelf.catalogue, shelf.atlas.views
    drawn = {muscle: outline for view in views.values() for muscle, outline in view.muscles.items()}
    seen = {muscle for view in views.values() for muscle, outline in view.muscles.items() if outline.visible}
    names = {muscle: catalogue.muscles[muscle].name.en if muscle in catalogue.muscles else muscle.replace("-", " ") for muscle in drawn}
    how = {name: outline.how for view in views.values() for name, outline in view.structures.items()}
    return Coverage(
        schematic=tuple(sorted(names[muscle] for muscle, outline in drawn.items() if outline.schematic)),
        never_seen=tuple(sorted((muscle, names[muscle]) for muscle in drawn.keys() - seen)),
        undrawn_zones=tuple(zone for zone in catalogue.zones.values() if not any(zone.id in view.zones for view in views.values())),
        structures=tuple((structure, how.get(structure.id)) for structure in catalogue.structures.values()),
        without_entry=tuple(sorted(names[muscle] for muscle in drawn.keys() - catalogue.muscles.keys())),
    )
