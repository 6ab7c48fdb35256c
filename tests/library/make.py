"""A shelf of a small made-up body: two muscles, two views."""

from dataclasses import replace
from typing import Any

from tests.core import make
from tests.core.make import area, danger, muscle, outline, square, structure, zone
from webapp.core.catalogue import Catalogue, Region
from webapp.core.charts import PlateFile, View
from webapp.core.entries import Muscle, Point, ReferralZone
from webapp.library.shelf import Shelf, make_shelf

LAYERS = ("superficial", "intermediate", "deep")
SIZES = {"small": PlateFile("plates/s.webp", 10, 20), "large": PlateFile("plates/l.webp", 20, 40)}


def drawn(view_id: str, mirror_sum: float | None = 0.0, **outlines: Any) -> View:
    """A view with a plate for each layer."""
    return replace(make.view(view_id, mirror_sum, **outlines), plates=dict.fromkeys(LAYERS, SIZES))


def point(view_id: str, at: tuple[float, float] | None, *primary: str) -> Point:
    """A trigger point."""
    return Point("the middle", **make.FACT, id="p1", view=view_id, at=at, primary=tuple(map(ReferralZone, primary)), spill_over=())


FRONT = drawn(
    "front",
    muscles={"outer": outline(square(-60, 0, -20, 80)), "under": outline(square(-50, 40, -30, 120), seen=("deep",))},
    structures={"artery": danger(R=square(-44, 0, -40, 100))},
    zones={"flank": area(square(-70, 0, -20, 60)), "navel": area(square(-10, 200, 10, 260), paired=False)},
)
BACK = drawn("back", muscles={"outer": outline(square(20, 0, 60, 80))}, zones={"flank": area(square(20, 0, 70, 60))})
SIDE = drawn("side", None)
OUTER = muscle(
    "outer",
    views=("front",),
    primary=("flank",),
    spill_over=("navel",),
    points=(point("front", (-40, 30), "flank"), point("back", (40, 30), "flank"), point("front", None, "flank")),
    cautions=(make.caution("artery", must=True), make.caution("nerve")),
)
UNDER = muscle("under", views=("back", "front"))


def shelf(*muscles: Muscle, views: tuple[View, ...] = (FRONT, BACK, SIDE)) -> Shelf:
    """The shelf of some muscles, with a region that opens on a window of the front."""
    found: Catalogue = make.catalogue(
        *(muscles or (OUTER, UNDER)),
        regions=[Region("neck", "2.1", "Neck", {"front": (-80.0, 0.0, 80.0, 140.0)})],
        zones=[zone("flank"), zone("navel"), zone("sole")],
        structures=[structure("artery", "artery"), structure("nerve")],
    )
    return make_shelf(found, make.atlas(*views))
