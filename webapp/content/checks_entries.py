"""Checks of the muscle entries: does every name exist, do the parts of an entry agree?"""

from collections import Counter
from collections.abc import Iterator

from webapp.content.checks_tables import unknown
from webapp.content.schema import MuscleIn, ZoneIn
from webapp.content.tree import Loc, Mistake, Tree
from webapp.core.entries import CautionState, Evidence, Side

SidedZone = tuple[str, Side]


def identity(tree: Tree) -> Iterator[Mistake]:
    """File name, folder and the list of ids agree."""
    known = {row.id: row for row in tree.ids.muscles} if tree.ids else {}
    for file, muscle in tree.muscles.items():
        expected = f"muscles/{muscle.region}/{muscle.id}.yaml"
        if file != expected:
            yield file, ("id",), f"the file must be called {expected}"
        if muscle.id not in known:
            if known:
                yield file, ("id",), f"{muscle.id!r} is not in ids.yaml; add it there (ids are never reused)"
        elif known[muscle.id].region != muscle.region:
            yield file, ("region",), f"ids.yaml puts it in {known[muscle.id].region!r}"
        elif known[muscle.id].retired:
            yield file, ("id",), f"{muscle.id!r} is retired in ids.yaml; give the entry an id that was never used"


def names_exist(tree: Tree) -> Iterator[Mistake]:
    """Zones, structures, regions and muscles that an entry names exist."""
    zones = {row.id for row in tree.zones.zones} if tree.zones else None
    structures = {row.id for row in tree.structures.structures} if tree.structures else None
    muscles = {row.id for row in tree.ids.muscles} if tree.ids else None
    regions = {row.id for row in tree.regions.regions} if tree.regions else None
    for file, muscle in tree.muscles.items():
        yield from unknown(file, ("region",), [muscle.region], regions, "region")
        yield from unknown(file, ("quiz", "never_distract_with"), muscle.quiz.never_distract_with, muscles, "muscle")
        for index, caution in enumerate(muscle.cautions):
            yield from unknown(file, ("cautions", index, "id"), [caution.id], structures, "structure")
        for index, left_out in enumerate(muscle.not_cautions):
            yield from unknown(file, ("not_cautions", index, "id"), [left_out.id], structures, "structure")
        for loc, listed in _zone_lists(muscle):
            yield from unknown(file, loc, [zone for zone, _ in map(_sided, listed)], zones, "zone")


def referral_is_union(tree: Tree) -> Iterator[Mistake]:
    """The referral is the union of the points, and its grade the weakest among them."""
    for file, muscle in tree.muscles.items():
        primary = {_sided(z) for point in muscle.points for z in point.primary}
        spill = {_sided(z) for point in muscle.points for z in point.spill_over} - primary
        for name, wanted, given in (
            ("primary", primary, {_sided(z) for z in muscle.referral.primary}),
            ("spill_over", spill, {_sided(z) for z in muscle.referral.spill_over}),
        ):
            if wanted != given:
                message = f"not the union of the points: lacks {_listed(wanted - given)}; has too much {_listed(given - wanted)}"
                yield file, ("referral", name), message
        weakest = max((point.evidence for point in muscle.points), default=Evidence.E)
        if muscle.referral.evidence != weakest:
            yield file, ("referral", "evidence"), f"should be {weakest}, the weakest grade among the points, not {muscle.referral.evidence}"


def cautions_agree(tree: Tree) -> Iterator[Mistake]:
    """The state of the cautions fits what is listed, and every caution has a source."""
    for file, muscle in tree.muscles.items():
        state = muscle.caution_state
        if (state == CautionState.LISTED) != bool(muscle.cautions):
            right = "listed" if muscle.cautions else "not-assessed, or none with a sourced caution_note"
            yield file, ("caution_state",), f"should be {right}, since {len(muscle.cautions)} cautions are listed; not {state}"
        if (state == CautionState.NONE) != (muscle.caution_note is not None):
            yield file, ("caution_note",), "needed with its own source when the state is none, and only then"
        for index, caution in enumerate(muscle.cautions):
            if not caution.src:
                yield file, ("cautions", index, "src"), "a caution needs a source that was read"
        if muscle.caution_note is not None and not muscle.caution_note.src:
            yield file, ("caution_note", "src"), "that nothing can be harmed here needs a source that was read"
        for repeated in (name for name, count in Counter(c.id for c in muscle.cautions).items() if count > 1):
            yield file, ("cautions",), f"{repeated!r} is listed twice; make one caution of it"


def points_fit(tree: Tree) -> Iterator[Mistake]:
    """Points are numbered, lie on a view of the muscle, and name each zone once, at least one as core."""
    for file, muscle in tree.muscles.items():
        for index, point in enumerate(muscle.points):
            if point.id != f"p{index + 1}":
                yield file, ("points", index, "id"), f"number the points in order: this one is p{index + 1}"
            if point.view not in muscle.views:
                yield (
                    file,
                    ("points", index, "view"),
                    f"should be one of the muscle's views ({', '.join(muscle.views)}), not {point.view!r}",
                )
            if point.evidence != Evidence.E and not point.primary:
                yield file, ("points", index, "primary"), "a point with a source has at least one core zone"
            zones = Counter(map(_sided, (*point.primary, *point.spill_over)))
            for repeated in (zone for zone, count in zones.items() if count > 1):
                yield file, ("points", index), f"the zone {_listed({repeated})} stands twice; keep it as core or as spill-over"


def advice_fits(tree: Tree) -> Iterator[Mistake]:
    """The pressure of self-treatment goes from the lower to the higher number."""
    for file, muscle in tree.muscles.items():
        pressure = muscle.self_treatment.pressure
        if pressure and pressure[0] > pressure[1]:
            yield file, ("self_treatment", "pressure"), f"should be [{pressure[1]}, {pressure[0]}], the lower number first"


def _sided(zone: ZoneIn) -> SidedZone:
    return (zone, Side.SAME) if isinstance(zone, str) else (zone.zone, Side(zone.side))


def _listed(zones: set[SidedZone]) -> str:
    return ", ".join(sorted(zone if side == Side.SAME else f"{zone} ({side})" for zone, side in zones)) or "nothing"


def _zone_lists(muscle: MuscleIn) -> Iterator[tuple[Loc, list[ZoneIn]]]:
    yield ("referral", "primary"), muscle.referral.primary
    yield ("referral", "spill_over"), muscle.referral.spill_over
    for index, point in enumerate(muscle.points):
        yield ("points", index, "primary"), point.primary
        yield ("points", index, "spill_over"), point.spill_over
