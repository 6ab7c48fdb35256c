"""How large a target on the chart is to a finger on a phone."""

from webapp.core.anatomy import shown_rings
from webapp.core.charts import View
from webapp.core.geometry import Window
from webapp.core.graders.pointing import BAND_MM, POINT_MM
from webapp.core.item_analysis import px_per_mm, thickness_mm
from webapp.core.items import Item, Locate, MarkCaution, OwnOutline, PointAt
from webapp.library.shelf import Shelf
from webapp.practice.asking import question


def target_px(shelf: Shelf, item: Item | None) -> float | None:
    """Thickness in CSS pixels, on a phone of 390 pixels, of what has to be tapped, as the question opens; None where nothing is tapped."""
    if not isinstance(item, Locate | PointAt | MarkCaution | OwnOutline):
        return None
    figures = question(shelf, item, 0).figures
    if not figures:
        return None
    across = _thickness(item, shelf.atlas.views[figures[0].view])
    return None if across is None else across * px_per_mm(_window(figures[0].box))


def _thickness(item: Locate | PointAt | MarkCaution | OwnOutline, view: View) -> float | None:
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


def _window(box: str) -> Window:
    """The window that a figure opens on, from its "x y width height", y downward."""
    x, y, width, height = map(float, box.split())
    return (x, -y - height, x + width, -y)
