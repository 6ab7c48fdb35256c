"""The shape of the tables beside the muscles (regions, zones, structures, sources, rules, ids, changes), checked strictly."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, RootModel

from webapp.content.schema import FACT, LINE, PLAIN, FactIn, Id, Key, Line, Millimetres, Section, Sourced, Strict
from webapp.core.entries import Act
from webapp.core.items import Kind


class RegionIn(Strict):
    """A row of regions.yaml."""

    id: Id
    section: Section
    name: Line
    focus: dict[Id, Annotated[list[Millimetres], Field(min_length=4, max_length=4)]]


class ZoneRowIn(Strict):
    """A row of zones.yaml."""

    id: Id
    label: Line
    group: Id
    views: Annotated[list[Id], Field(min_length=1)]
    laterality: Literal["paired", "midline"]
    definition: Line
    adjacent: list[Id]


class StructureIn(Strict):
    """A row of structures.yaml."""

    id: Id
    name: Line
    kind: Literal["artery", "vein", "nerve", "plexus", "organ", "lymph", "bone"]
    where: Line
    zones: list[Id]
    why: Line
    do: Line
    needle: Line
    self_treatment_level: Literal["absolute", "relative"]
    sources: list[Key]


class SourceIn(Strict):
    """A value of sources.yaml."""

    title: Line
    url: Annotated[str, Field(min_length=1, max_length=400, pattern=LINE)]
    kind: Line
    note: Annotated[str, Field(max_length=300, pattern=PLAIN)]
    locator: Line
    read: date
    weight: Literal["peer-reviewed", "standing", "weak"]
    group: Key


class RuleIn(FactIn):
    """A dose-and-stop rule."""

    id: Id


class ScenarioIn(Sourced):
    """A situation that tests a rule."""

    id: Id
    rule: Id
    title: Line
    says: Line
    act: Act
    why: Line


class CourseIn(Strict):
    """How a structure that is not modelled was laid, a value of atlas/courses.json."""

    how: Literal["modelled", "approximate course", "landmarks"]
    course: Line
    sources: list[Key]


class IdRowIn(Strict):
    """A row of ids.yaml."""

    id: Id
    region: Id
    retired: bool = False


class ChangeIn(Strict):
    """A row of CHANGES.yaml: what a new version of a fact changed."""

    fact: Annotated[str, Field(pattern=FACT, max_length=120)]
    version: Annotated[int, Field(ge=2)]
    on: date
    meaning: Line


class RegionsFile(Strict):
    """regions.yaml."""

    regions: list[RegionIn]


class ZonesFile(Strict):
    """zones.yaml."""

    zones: list[ZoneRowIn]


class StructuresFile(Strict):
    """structures.yaml."""

    structures: list[StructureIn]


class SourcesFile(Strict):
    """sources.yaml."""

    sources: dict[Key, SourceIn]


class RulesFile(Strict):
    """rules.yaml."""

    rules: list[RuleIn]
    scenarios: list[ScenarioIn]


class IdsFile(Strict):
    """ids.yaml."""

    muscles: list[IdRowIn]


class ChangesFile(Strict):
    """CHANGES.yaml."""

    changes: list[ChangeIn]


class CoursesFile(RootModel[dict[Id, CourseIn]]):
    """atlas/courses.json."""


class DeckIn(Strict):
    """A deck that cuts across the regions; `must_only` keeps of the cautions those that hold a must."""

    id: Id
    title: Line
    about: Line
    kinds: Annotated[list[Kind], Field(min_length=1)]
    muscles: Annotated[list[Id], Field(min_length=1)] | None
    must_only: bool


class DecksFile(Strict):
    """decks.yaml."""

    decks: list[DeckIn]
