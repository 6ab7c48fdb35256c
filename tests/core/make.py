"""A small made-up body: plain factories for the core's records, with a sensible value for whatever a test does not care about."""

from datetime import UTC, date, datetime
from typing import Any

from webapp.core import entries
from webapp.core.catalogue import Catalogue, Structure, Zone
from webapp.core.charts import Atlas, MuscleOutline, StructureOutline, View, ZoneOutline
from webapp.core.entries import CautionState, Evidence, How, Layer, ReferralZone
from webapp.core.geometry import Ring

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = date(2026, 3, 2).toordinal()
FACT: dict[str, Any] = {"src": ("book",), "evidence": Evidence.C, "version": 1, "reviewed": None}


def fact(text: str = "words", **values: Any) -> entries.Fact:
    return entries.Fact(**{"text": text, **FACT, **values})


def caution(structure: str, *, must: bool = False, how: How = How.PRESSURE, **values: Any) -> entries.Caution:
    given = {"text": f"{structure} lies below", **FACT, "structure": structure, "must": must, "how": how, "instead": "let go"}
    return entries.Caution(**(given | values))


def muscle(muscle_id: str, en: str | None = None, **values: Any) -> entries.Muscle:
    """A superficial muscle of the neck on the front view; `latin`, `synonyms`, `landmarks` and `nerves` are given as plain words."""
    name = entries.Name(
        en or muscle_id.replace("-", " ").capitalize(), values.pop("latin", f"Musculus {muscle_id}"), values.pop("synonyms", ())
    )
    given: dict[str, Any] = {
        "id": muscle_id,
        "name": name,
        "ta2": (),
        "fma": None,
        "region": "neck",
        "subregion": None,
        "seed_section": "1",
        "seed_status": "seed",
        "layer": Layer.SUPERFICIAL,
        "views": ("front",),
        "landmarks": fact(values.pop("landmarks", f"lies at place {len(muscle_id)}")),
        "palpate": fact(),
        "origin": entries.Attachment("here", **FACT, bones=("rib",)),
        "insertion": entries.Attachment("there", **FACT, bones=("rib",)),
        "innervation": entries.Innervation("a nerve", **FACT, nerves=values.pop("nerves", ("vagus",)), roots=("C5",)),
        "action": entries.Action("bends", **FACT, movements=("bends",)),
        "points": (),
        "referral": referral(values.pop("primary", ()), values.pop("spill_over", ())),
        "caution_state": CautionState.LISTED if values.get("cautions") else CautionState.NOT_ASSESSED,
        "caution_note": None,
        "cautions": (),
        "self_treatment": entries.SelfTreatment("gently", **FACT, level="ok", pressure=(4, 7)),
        "disputed": None,
        "never_distract_with": (),
    }
    return entries.Muscle(**(given | values))


def referral(primary: tuple[str, ...], spill_over: tuple[str, ...] = ()) -> entries.Referral:
    return entries.Referral(tuple(map(ReferralZone, primary)), tuple(map(ReferralZone, spill_over)), Evidence.C, ("book",), 1)


def zone(zone_id: str, *adjacent: str, group: str = "neck") -> Zone:
    return Zone(zone_id, f"the {zone_id}", group, ("front",), "paired", "an area", adjacent)


def structure(structure_id: str, kind: str = "nerve", name: str | None = None) -> Structure:
    return Structure(structure_id, name or structure_id.replace("-", " "), kind, "there", (), "why", "do", "no", "ok", ("book",))


def catalogue(*muscles: entries.Muscle, **parts: Any) -> Catalogue:
    """A catalogue of these muscles; `zones`, `structures` and `scenarios` as lists of records."""
    by_id = {name: {record.id: record for record in parts.get(name, ())} for name in ("regions", "zones", "structures", "scenarios")}
    return Catalogue(muscles={entry.id: entry for entry in muscles}, sources={}, rules={}, **by_id)


def square(u0: float, v0: float, u1: float, v1: float) -> Ring:
    return ((u0, v0), (u1, v0), (u1, v1), (u0, v1))


def outline(ring: Ring, *, seen: tuple[str, ...] = ("superficial",), nearness: float = 0.0) -> MuscleOutline:
    """A muscle's outline that is wholly seen on some layers."""
    middle = (sum(u for u, _ in ring) / len(ring), sum(v for _, v in ring) / len(ring))
    return MuscleOutline(dict.fromkeys(seen, (ring,)), (ring,), nearness, middle, schematic=False)


def danger(nearness: float = 0.0, **sides: Ring) -> StructureOutline:
    return StructureOutline({side: (ring,) for side, ring in sides.items()}, nearness, "modelled")


def area(ring: Ring, *, paired: bool = True) -> ZoneOutline:
    return ZoneOutline(paired, (ring,))


def view(view_id: str = "front", mirror_sum: float | None = 0.0, **outlines: Any) -> View:
    layers = ("superficial", "intermediate", "deep")
    given = {"muscles": {}, "structures": {}, "zones": {}} | outlines
    return View(view_id, view_id, (-200.0, 0.0, 200.0, 400.0), mirror_sum, layers, {}, (), **given)


def atlas(*views: View) -> Atlas:
    return Atlas({each.id: each for each in views})
