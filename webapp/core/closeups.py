"""Which view to ask a muscle on: the closest look that still shows the whole of it."""

from webapp.core.charts import Atlas, View
from webapp.core.geometry import Position, Window, box

# A close-up may cut off a little of a long muscle, but what is asked has to be there nearly whole.
SHOWN_SHARE = 0.9


def closest_view(atlas: Atlas, muscle_id: str, view_id: str, layer: str) -> View:
    """The smallest close-up of a view that shows a muscle on a layer, else the view itself; KeyError for an unknown view."""
    whole = atlas.views[view_id]
    outline = whole.muscles.get(muscle_id)
    if outline is None or whole.is_close_up:
        return whole
    corners = [place for ring in outline.silhouette for place in ring]
    close = [
        view
        for view in atlas.views.values()
        if view.is_close_up
        and view.base == view_id
        and layer in view.layers
        and muscle_id in view.muscles
        and _share(corners, view.window) >= SHOWN_SHARE
    ]
    return min(close, key=lambda view: (_area(view.window), view.id), default=whole)


def window_about(view: View, muscle_id: str, margin_mm: float) -> Window:
    """The part of a view's window about a muscle, on the right side; KeyError where it is not drawn."""
    u0, v0, u1, v1 = box(view.muscles[muscle_id].silhouette)
    left, low, right, high = view.window
    return (max(left, u0 - margin_mm), max(low, v0 - margin_mm), min(right, u1 + margin_mm), min(high, v1 + margin_mm))


def _share(places: list[Position], window: Window) -> float:
    u0, v0, u1, v1 = window
    return sum(u0 <= u <= u1 and v0 <= v <= v1 for u, v in places) / len(places)


def _area(window: Window) -> float:
    u0, v0, u1, v1 = window
    return (u1 - u0) * (v1 - v0)
