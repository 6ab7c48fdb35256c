"""Pictures of the library's pages: a muscle on its views, its referral, its points and what lies near."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from webapp.atlas.figures import Dot, Figure, Ink, figure, muscle_marks, structure_marks, zone_marks, zone_shapes
from webapp.core.charts import View
from webapp.core.entries import Muscle
from webapp.core.geometry import Window
from webapp.library.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Plate:
    """A figure with the views and layers that can be chosen instead."""

    figure: Figure
    views: tuple[str, ...]
    layers: tuple[str, ...]


def muscle_plate(shelf: Shelf, muscle: Muscle, view_id: str | None, layer: str | None) -> Plate | None:
    """The muscle outlined on a view and layer, with its points and listed structures; None where nothing is drawn."""
    views = drawn_views(shelf, muscle)
    if not views:
        return None
    view = shelf.atlas.views[view_id if view_id in views else views[0]]
    shown = layer if layer in view.layers else _first_layer(view, muscle)
    marks = [mark for caution in muscle.cautions for mark in structure_marks(view, caution.structure)]
    picture = figure(view, shown, focus_of(shelf, muscle.region, view)).with_marks(*muscle_marks(view, muscle.id, shown, Ink.RIGHT), *marks)
    return Plate(replace(picture, dots=dots(muscle, view)), views, view.layers)


def referral_figures(shelf: Shelf, muscle: Muscle) -> tuple[Figure, ...]:
    """The muscle's referral on each view that shows any of it, core over spill-over."""
    core = [zone.zone for zone in muscle.referral.primary]
    spill = [zone.zone for zone in muscle.referral.spill_over]
    pictures = (zones_figure(view, core, spill) for view in shelf.atlas.for_zones)
    return tuple(picture.named(f"referral-{picture.view}") for picture in pictures if picture)


def zones_figure(view: View, core: list[str], spill: list[str]) -> Figure | None:
    """Core and spill-over zones on one view; None where none of the core is drawn there."""
    core_marks = [mark for zone in core for mark in zone_marks(view, zone, Ink.RIGHT)]
    if not core_marks:
        return None
    spill_marks = [mark for zone in spill for mark in zone_marks(view, zone, Ink.SPILL)]
    focus = zones_window(view, [zone for zone in (*core, *spill) if zone in view.zones])
    return figure(view, view.first_layer, focus).with_marks(*spill_marks, *core_marks)


def zones_to_mark(shelf: Shelf) -> tuple[Figure, ...]:
    """Every zone, ready to be ticked, on the views on which zones are marked."""
    labels = {zone.id: zone.label for zone in shelf.catalogue.zones.values()}
    return tuple(figure(view, view.first_layer).with_zones(*zone_shapes(view, labels)) for view in shelf.atlas.for_zones)


def zone_figures(shelf: Shelf, zone_id: str, muscles: Iterable[str]) -> tuple[Figure, ...]:
    """A zone with some muscles, on each view on which zones are marked that shows it."""
    pictures = []
    for view in shelf.atlas.for_zones:
        if zone_id in view.zones:
            drawn = [mark for muscle in muscles for mark in muscle_marks(view, muscle, view.first_layer, Ink.ASKED)]
            bare = figure(view, view.first_layer, zones_window(view, [zone_id])).named(f"zone-{view.id}")
            pictures.append(bare.with_marks(*drawn, *zone_marks(view, zone_id, Ink.RIGHT)))
    return tuple(pictures)


def drawn_views(shelf: Shelf, muscle: Muscle) -> tuple[str, ...]:
    """Views on which the muscle has an outline: its own first, in its order."""
    own = [view for view in muscle.views if view in shelf.atlas.views and muscle.id in shelf.atlas.views[view].muscles]
    others = [name for name, view in shelf.atlas.views.items() if muscle.id in view.muscles and name not in own]
    return (*own, *others)


def focus_of(shelf: Shelf, region: str, view: View) -> Window | None:
    """Window that a region opens on; None for what belongs to no region."""
    known = shelf.catalogue.regions.get(region)
    return known.focus.get(view.id) if known and not view.is_close_up else None


def _first_layer(view: View, muscle: Muscle) -> str:
    visible = view.muscles[muscle.id].visible
    return next((layer for layer in (muscle.layer, *view.layers) if layer in visible), view.deepest_layer)


def dots(muscle: Muscle, view: View) -> tuple[Dot, ...]:
    """The muscle's trigger points on a view, or on the close-up of one, by their numbers."""
    return tuple(
        Dot(point.at[0], -point.at[1], str(number))
        for number, point in enumerate(muscle.points, start=1)
        if point.at is not None and point.view in (view.id, view.base)
    )


def zones_window(view: View, zones: Iterable[str]) -> Window:
    """The part of a view that shows some of its zones, with those of the other side, and a margin."""
    places = [place for zone in zones for ring in view.zones[zone].rings for place in ring]
    us = [u for u, _ in places]
    if view.mirror_sum is not None:
        us += [view.mirror_sum - u for u in us]
    vs = [v for _, v in places]
    margin = 60.0
    return (min(us) - margin, min(vs) - margin, max(us) + margin, max(vs) + margin)
