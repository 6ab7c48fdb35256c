"""How large a target on the chart is to a finger on a phone."""

from webapp.core.anatomy import shown_rings
from webapp.core.charts import View
from webapp.core.closeups import window_about
from webapp.core.geometry import Window
from webapp.core.graders.pointing import BAND_MM, POINT_MM
from webapp.core.item_analysis import px_per_mm, thickness_mm
from webapp.core.items import Item, Locate, MarkCaution, OwnOutline, PointAt
from webapp.library.figures import focus_of
from webapp.library.shelf import Shelf
from webapp.practice.asking import NEAR_MM, view_of

Tappable = Locate | PointAt | MarkCaution | OwnOutline


def target_px(shelf: Shelf, item: Item | None) -> float | None:
    """Thickness in CSS pixels, on a phone of 390 pixels, of what has to be tapped, as the question opens; None where nothing is tapped."""
    if not isinstance(item, Tappable):
        return None
    view = shelf.atlas.views.get(item.view) if isinstance(item, OwnOutline) else view_of(shelf, item)
    across = _thickness(item, view) if view else None
    return None if view is None or across is None else across * px_per_mm(opened_on(shelf, item, view))


def opened_on(shelf: Shelf, item: Tappable, view: View) -> Window:
    """The part of a view that a question shows at first, as `practice.asking` draws it."""
    if isinstance(item, PointAt | MarkCaution):
        return window_about(view, item.subject, NEAR_MM)
    return focus_of(shelf, item.region, view) or view.window


def _thickness(item: Tappable, view: View) -> float | None:
    match item:
        case Locate():
            outline = view.muscles.get(item.subject)
            return thickness_mm(shown_rings(outline, item.layer)) if outline else None
        case PointAt():
            return 2 * POINT_MM
        case MarkCaution():
            drawn = [view.structures[each] for each in item.structures if each in view.structures]
            return min((2 * BAND_MM + max(map(thickness_mm, each.sides.values())) for each in drawn), default=None)
        case OwnOutline():
            return thickness_mm((item.ring,))
