"""The shape of the files of content/atlas, which the drawing tool writes; fields that the app does not need are passed over."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Millimetre = Annotated[float, Field(allow_inf_nan=False)]
Place = tuple[Millimetre, Millimetre]
Rings = list[Annotated[list[Place], Field(min_length=3)]]


class Drawn(BaseModel):
    """Converts nothing, and knows that more may be there."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


class PlateIn(Drawn):
    """A picture in one size."""

    file: Annotated[str, Field(pattern=r"^plates/[a-z0-9-]+\.webp$")]
    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]


class SizesIn(Drawn):
    """A plate in its two sizes."""

    small: PlateIn
    large: PlateIn


class ViewIn(Drawn):
    """A direction of looking; a close-up names the view whose direction and frame it shares as its `base`."""

    base: str = ""
    region: str | None = None
    default_layer: str | None = None
    overlay_plates: list[str] = []
    label: Annotated[str, Field(min_length=1)]
    window: tuple[Millimetre, Millimetre, Millimetre, Millimetre]
    mirror_u_sum: Millimetre | None
    layers: Annotated[list[str], Field(min_length=1)]
    plates: dict[str, SizesIn]
    skin: Rings


class ViewsFile(Drawn):
    """views.json."""

    views: Annotated[dict[str, ViewIn], Field(min_length=1)]


class MuscleOutlineIn(Drawn):
    """A muscle on a view, right side."""

    visible: dict[str, Rings]
    silhouette: Annotated[Rings, Field(min_length=1)]
    nearness: Millimetre
    inside: Place
    schematic: bool


class StructureOutlineIn(Drawn):
    """A structure on a view, by side; a side where it is not drawn is left out."""

    L: Rings | None = None
    R: Rings | None = None
    M: Rings | None = None
    nearness: Millimetre
    how: str


class ZoneOutlineIn(Drawn):
    """A zone on a view; of a paired one the right side."""

    laterality: Literal["paired", "midline"]
    rings: Annotated[Rings, Field(min_length=1)]


class MusclesFile(Drawn):
    """muscles/<view>.json."""

    muscles: dict[str, MuscleOutlineIn]


class StructuresFile(Drawn):
    """structures/<view>.json."""

    structures: dict[str, StructureOutlineIn]


class ZonesFile(Drawn):
    """zones/<view>.json."""

    zones: dict[str, ZoneOutlineIn]


Overlap = tuple[str, Annotated[float, Field(ge=0)], int]


class LayeringIn(Drawn):
    """Who lies over and under a muscle: id, share of its silhouette that is overlapped, gap in millimetres.

    Of structures the last is the depth behind the muscle's front surface, negative before it.
    """

    over: list[Overlap]
    under: list[Overlap]
    structures: list[Overlap] = []


class LayeringFile(Drawn):
    """layering.json."""

    views: dict[str, dict[str, LayeringIn]]
