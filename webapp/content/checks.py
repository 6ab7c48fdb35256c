"""Checks across files: does every name exist, do the parts agree, do the grades hold?"""

from collections import Counter
from collections.abc import Callable, Iterator

from webapp.content.facts import Place, facts_of, sentences_of
from webapp.content.schema import MuscleIn, Sourced, ZoneIn
from webapp.content.tree import Loc, Tree
from webapp.core.entries import CautionState, Evidence, Side

Mistake = tuple[str, Loc, str]


def check(tree: Tree) -> None:
    """Run every cross-check and add what it finds to the tree's problems."""
    for rule in RULES:
        for file, loc, message in rule(tree):
            tree.report(file, loc, message)
    tree.problems.sort()


def identity(tree: Tree) -> Iterator[Mistake]:
    """File name, folder and id list agree."""
    known = {row.id: row.region for row in tree.ids.muscles} if tree.ids else {}
    for file, muscle in tree.muscles.items():
        expected = f"muscles/{muscle.region}/{muscle.id}.yaml"
        if file != expected:
            yield file, ("id",), f"the file must be called {expected}"
        if known and muscle.id not in known:
            yield file, ("id",), f"{muscle.id!r} is not in ids.yaml; add it there (ids are never reused)"
        elif known and known[muscle.id] != muscle.region:
            yield file, ("region",), f"ids.yaml puts it in {known[muscle.id]!r}"


def names_exist(tree: Tree) -> Iterator[Mistake]:
    """Zones, structures, regions and muscles that are named exist."""
    zones = {row.id for row in tree.zones.zones} if tree.zones else None
    structures = {row.id for row in tree.structures.structures} if tree.structures else None
    muscles = {row.id for row in tree.ids.muscles} if tree.ids else None
    regions = {row.id for row in tree.regions.regions} if tree.regions else None
    for file, muscle in tree.muscles.items():
        yield from _unknown(file, ("region",), [muscle.region], regions, "region")
        yield from _unknown(file, ("quiz", "never_distract_with"), muscle.quiz.never_distract_with, muscles, "muscle")
        for index, caution in enumerate(muscle.cautions):
            yield from _unknown(file, ("cautions", index, "id"), [caution.id], structures, "structure")
        for loc, listed in _zone_lists(muscle):
            yield from _unknown(file, loc, [zone_id(z) for z in listed], zones, "zone")


def tables_agree(tree: Tree) -> Iterator[Mistake]:
    """Inside the tables: ids stand once, zones neighbour each other mutually, structures and scenarios name what exists."""
    zones = {row.id: row for row in tree.zones.zones} if tree.zones else {}
    for index, zone in enumerate(zones.values()):
        for other in zone.adjacent:
            if other not in zones or zone.id not in zones[other].adjacent:
                yield "zones.yaml", ("zones", index, "adjacent"), f"{other!r} does not name {zone.id!r} as its neighbour"
    for index, structure in enumerate(tree.structures.structures if tree.structures else ()):
        yield from _unknown("structures.yaml", ("structures", index, "zones"), structure.zones, set(zones) or None, "zone")
    if tree.rules:
        rules = {rule.id for rule in tree.rules.rules}
        for index, scenario in enumerate(tree.rules.scenarios):
            yield from _unknown("rules.yaml", ("scenarios", index, "rule"), [scenario.rule], rules, "rule")
    for file, loc, ids in _id_lists(tree):
        for repeated in (name for name, count in Counter(ids).items() if count > 1):
            yield file, loc, f"the id {repeated!r} stands twice"


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
                yield file, ("referral", name), _difference(wanted, given)
        weakest = max((point.evidence for point in muscle.points), default=Evidence.E)
        if muscle.referral.evidence != weakest:
            yield file, ("referral", "evidence"), f"the weakest grade among the points is {weakest}"


def cautions_agree(tree: Tree) -> Iterator[Mistake]:
    """The state of the cautions fits what is listed, and every caution has a source."""
    for file, muscle in tree.muscles.items():
        state, listed = muscle.caution_state, bool(muscle.cautions)
        if (state == CautionState.LISTED) != listed:
            yield file, ("caution_state",), f"{state.value!r} does not fit {len(muscle.cautions)} cautions"
        if (state == CautionState.NONE) != (muscle.caution_note is not None):
            yield file, ("caution_note",), "needed with its own source when the state is 'none', and only then"
        for index, caution in enumerate(muscle.cautions):
            if not caution.src:
                yield file, ("cautions", index, "src"), "a caution needs a source that was read"
        for repeated in (name for name, count in Counter(c.id for c in muscle.cautions).items() if count > 1):
            yield file, ("cautions",), f"{repeated!r} is listed twice; make one caution of it"


def points_fit(tree: Tree) -> Iterator[Mistake]:
    """Points have ids of their own, a view of the muscle, and at least one core zone."""
    for file, muscle in tree.muscles.items():
        for index, point in enumerate(muscle.points):
            if point.id != f"p{index + 1}":
                yield file, ("points", index, "id"), f"number the points in order: this one is p{index + 1}"
            if point.view not in muscle.views:
                yield file, ("points", index, "view"), f"{point.view!r} is not among the muscle's views {muscle.views}"
            if point.evidence != Evidence.E and not point.primary:
                yield file, ("points", index, "primary"), "a point with a source has at least one core zone"


def grades_hold(tree: Tree) -> Iterator[Mistake]:
    """Every evidence grade is carried by the sources named (content/README.md has the counting rule)."""
    if tree.sources is None:
        return
    listed = tree.sources.sources
    for place in facts_of(tree):
        missing = [key for key in place.fact.src if key not in listed]
        for key in missing:
            yield place.file, (*place.loc, "src"), f"the source {key!r} is not in sources.yaml"
        if not missing and (message := _grade_mistake(tree, place.fact)):
            yield place.file, (*place.loc, "evidence"), message


def sources_used(tree: Tree) -> Iterator[Mistake]:
    """Sources that are listed are used, by a fact or a structure."""
    if tree.sources is None:
        return
    used = {key for place in facts_of(tree) for key in place.fact.src}
    for index, structure in enumerate(tree.structures.structures if tree.structures else ()):
        used.update(structure.sources)
        yield from _unknown("structures.yaml", ("structures", index, "sources"), structure.sources, set(tree.sources.sources), "source")
    for key in tree.sources.sources:
        if key not in used:
            yield "sources.yaml", ("sources", key), "no fact uses this source; take it out or use it"


def sentences_are_own(tree: Tree) -> Iterator[Mistake]:
    """No sentence of a caution, an advice or a scenario stands twice: what is said of two muscles is said of none."""
    first: dict[str, Place] = {}
    for place, text in sentences_of(tree):
        words = " ".join(text.lower().split())
        earlier = first.setdefault(words, place)
        if earlier is not place:
            yield place.file, place.loc, f"the same sentence stands in {earlier.file}; say what is particular here"


def zone_id(zone: ZoneIn) -> str:
    """Id of a zone however it was written."""
    return zone if isinstance(zone, str) else zone.zone


def _sided(zone: ZoneIn) -> tuple[str, Side]:
    return (zone, Side.SAME) if isinstance(zone, str) else (zone.zone, zone.side)


def _difference(wanted: set[tuple[str, Side]], given: set[tuple[str, Side]]) -> str:
    lacking = ", ".join(sorted(zone for zone, _ in wanted - given)) or "nothing"
    surplus = ", ".join(sorted(zone for zone, _ in given - wanted)) or "nothing"
    return f"not the union of the points: lacks {lacking}; has too much {surplus}"


def _unknown(file: str, loc: Loc, names: list[str], known: set[str] | None, noun: str) -> Iterator[Mistake]:
    for name in names:
        if known is not None and name not in known:
            yield file, loc, f"unknown {noun} {name!r}"


def _zone_lists(muscle: MuscleIn) -> Iterator[tuple[Loc, list[ZoneIn]]]:
    yield ("referral", "primary"), muscle.referral.primary
    yield ("referral", "spill_over"), muscle.referral.spill_over
    for index, point in enumerate(muscle.points):
        yield ("points", index, "primary"), point.primary
        yield ("points", index, "spill_over"), point.spill_over


def _id_lists(tree: Tree) -> Iterator[tuple[str, Loc, list[str]]]:
    if tree.zones:
        yield "zones.yaml", ("zones",), [row.id for row in tree.zones.zones]
    if tree.structures:
        yield "structures.yaml", ("structures",), [row.id for row in tree.structures.structures]
    if tree.ids:
        yield "ids.yaml", ("muscles",), [row.id for row in tree.ids.muscles]
    if tree.rules:
        yield "rules.yaml", ("rules",), [row.id for row in tree.rules.rules]
        yield "rules.yaml", ("scenarios",), [row.id for row in tree.rules.scenarios]


def _grade_mistake(tree: Tree, fact: Sourced) -> str | None:
    if tree.sources is None:
        return None
    sources = [tree.sources.sources[key] for key in fact.src]
    groups = len({source.group for source in sources})
    weights = {source.weight for source in sources}
    holds = {
        Evidence.A: groups >= 3 or "peer-reviewed" in weights,
        Evidence.B: groups >= 2,
        Evidence.C: bool(weights & {"standing", "peer-reviewed"}) or groups >= 2,
        Evidence.D: groups >= 1,
        Evidence.E: groups == 0,
    }
    if holds[fact.evidence]:
        return None
    return f"{fact.evidence} is not carried by {groups} independent source(s) of weight {', '.join(sorted(weights)) or 'none'}"


RULES: tuple[Callable[[Tree], Iterator[Mistake]], ...] = (
    identity,
    names_exist,
    tables_agree,
    referral_is_union,
    cautions_agree,
    points_fit,
    grades_hold,
    sources_used,
    sentences_are_own,
)
