"""Turns validated tables into the core's frozen records."""

from dataclasses import replace

from webapp.content.schema import AttachmentIn, CautionIn, FactIn, MuscleIn, PointIn, Sourced, ZoneIn
from webapp.content.schema_tables import ChangeIn, DeckIn, RegionIn, RuleIn, ScenarioIn, SourceIn, StructureIn, ZoneRowIn
from webapp.core.catalogue import Change, DeckRow, Region, Rule, Scenario, Source, Structure, Zone, frozen
from webapp.core.entries import (
    Action,
    Attachment,
    Caution,
    Evidence,
    Fact,
    Innervation,
    Muscle,
    Name,
    NotCaution,
    Point,
    Referral,
    ReferralZone,
    Review,
    SelfTreatment,
    Side,
)
from webapp.core.facts import RULES, SCENARIOS, caution_key, field_key, keyed, point_key

Carried = tuple[str, tuple[str, ...], Evidence, int, Review | None]


def carried(text: str, fact: Sourced) -> Carried:
    """Words, sources, grade, version and signature, in the order of `core.entries.Fact`."""
    signed = Review(fact.reviewed.by, fact.reviewed.on) if fact.reviewed else None
    return text, tuple(fact.src), fact.evidence, fact.version, signed


def to_fact(fact: FactIn) -> Fact:
    """A plain fact."""
    return Fact(*carried(fact.text, fact))


def to_attachment(fact: AttachmentIn) -> Attachment:
    """Origin or insertion."""
    return Attachment(*carried(fact.text, fact), bones=tuple(fact.bones))


def to_referral_zone(zone: ZoneIn) -> ReferralZone:
    """A referral zone with its side."""
    return ReferralZone(zone) if isinstance(zone, str) else ReferralZone(zone.zone, Side(zone.side))


def to_point(point: PointIn) -> Point:
    """A trigger point."""
    return Point(
        *carried(point.site, point),
        id=point.id,
        view=point.view,
        at=(point.at[0], point.at[1]) if point.at else None,
        primary=tuple(map(to_referral_zone, point.primary)),
        spill_over=tuple(map(to_referral_zone, point.spill_over)),
        apart=point.apart,
    )


def to_caution(caution: CautionIn) -> Caution:
    """A caution."""
    return Caution(*carried(caution.text, caution), structure=caution.id, must=caution.must, how=caution.how, instead=caution.instead)


def to_referral(muscle: MuscleIn) -> Referral:
    """The union of the points, with all their sources and the highest version among them."""
    return Referral(
        primary=tuple(map(to_referral_zone, muscle.referral.primary)),
        spill_over=tuple(map(to_referral_zone, muscle.referral.spill_over)),
        evidence=muscle.referral.evidence,
        src=tuple(dict.fromkeys(key for point in muscle.points for key in point.src)),
        version=max((point.version for point in muscle.points), default=1),
    )


def to_muscle(entry: MuscleIn) -> Muscle:
    """One entry of the catalogue, its facts with their keys."""
    bare = _to_bare_muscle(entry)
    once = ("landmarks", "palpate", "origin", "insertion", "innervation", "action", "self_treatment")
    return replace(
        bare,
        **{name: keyed(getattr(bare, name), field_key(bare.id, name)) for name in once},
        caution_note=keyed(bare.caution_note, field_key(bare.id, "caution_note")) if bare.caution_note else None,
        points=tuple(keyed(point, point_key(bare.id, point.id)) for point in bare.points),
        cautions=tuple(keyed(caution, caution_key(bare.id, caution.structure)) for caution in bare.cautions),
    )


def _to_bare_muscle(entry: MuscleIn) -> Muscle:
    nerves, treatment = entry.innervation, entry.self_treatment
    roots = f" ({', '.join(nerves.roots)})" if nerves.roots else ""
    return Muscle(
        id=entry.id,
        name=Name(entry.name.en, entry.name.latin, tuple(entry.name.synonyms)),
        ta2=tuple(entry.ids.ta2),
        fma=entry.ids.fma,
        region=entry.region,
        subregion=entry.subregion,
        seed_section=entry.seed.section,
        seed_status=entry.seed.status,
        layer=entry.layer,
        views=tuple(entry.views),
        landmarks=to_fact(entry.landmarks),
        palpate=to_fact(entry.palpate),
        origin=to_attachment(entry.origin),
        insertion=to_attachment(entry.insertion),
        innervation=Innervation(*carried(", ".join(nerves.nerves) + roots, nerves), nerves=tuple(nerves.nerves), roots=tuple(nerves.roots)),
        action=Action(*carried("; ".join(entry.action.list), entry.action), movements=tuple(entry.action.list)),
        points=tuple(map(to_point, entry.points)),
        referral=to_referral(entry),
        caution_state=entry.caution_state,
        caution_note=to_fact(entry.caution_note) if entry.caution_note else None,
        cautions=tuple(map(to_caution, entry.cautions)),
        self_treatment=SelfTreatment(
            *carried(treatment.text, treatment),
            level=treatment.level,
            pressure=(treatment.pressure[0], treatment.pressure[1]) if treatment.pressure else None,
        ),
        disputed=entry.disputed,
        never_distract_with=tuple(entry.quiz.never_distract_with),
        not_cautions=tuple(NotCaution(row.id, row.why) for row in entry.not_cautions),
    )


def to_deck(row: DeckIn) -> DeckRow:
    """A deck that cuts across the regions."""
    muscles = None if row.muscles is None else tuple(row.muscles)
    return DeckRow(row.id, row.title, row.about, tuple(row.kinds), muscles, row.must_only)


def to_rule(rule: RuleIn) -> Rule:
    """A dose-and-stop rule."""
    return Rule(*carried(rule.text, rule), id=rule.id, key=field_key(RULES, rule.id))


def to_scenario(row: ScenarioIn) -> Scenario:
    """A scenario; its `why` is the fact's text."""
    key = field_key(SCENARIOS, row.id)
    return Scenario(*carried(row.why, row), id=row.id, rule=row.rule, title=row.title, says=row.says, act=row.act, key=key)


def to_change(row: ChangeIn) -> Change:
    """What changed in a fact."""
    return Change(row.fact, row.version, row.on, row.meaning)


def to_source(key: str, row: SourceIn) -> Source:
    """A source under its key."""
    return Source(key, row.title, row.url, row.kind, row.note, row.locator, row.read, row.weight, row.group)


def to_region(row: RegionIn) -> Region:
    """A region with the window that each view opens on."""
    windows = {view: (w[0], w[1], w[2], w[3]) for view, w in row.focus.items()}
    return Region(row.id, row.section, row.name, frozen(windows))


def to_zone(row: ZoneRowIn) -> Zone:
    """A zone with its neighbours."""
    return Zone(row.id, row.label, row.group, tuple(row.views), row.laterality, row.definition, tuple(row.adjacent))


def to_structure(row: StructureIn) -> Structure:
    """A structure that can be harmed."""
    words = (row.where, tuple(row.zones), row.why, row.do, row.needle, row.self_treatment_level)
    return Structure(row.id, row.name, row.kind, *words, sources=tuple(row.sources))
