"""What a test is drawn from: pools of questions with weights, chosen freely or ready made."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import reduce
from math import gcd

from webapp.core.candidates import CHART_KINDS
from webapp.core.catalogue import Catalogue
from webapp.core.entries import Evidence
from webapp.core.itemising import PAIN_MAP, RULES
from webapp.core.items import Item, Kind

# What belongs to no region of the body can be drawn whatever regions are chosen.
NOWHERE = frozenset({RULES, PAIN_MAP})
# The same question without the chart. A marked muscle cannot be named, nor a drawn area found, without seeing it.
IN_WORDS = {kind: Kind(f"{kind}-words") for kind in CHART_KINDS if f"{kind}-words" in set(Kind)}
KIND_WORDS: dict[Kind, str] = {
    Kind.LOCATE: "Locate a muscle",
    Kind.NAME: "Name a marked muscle",
    Kind.POINT: "Trigger points",
    Kind.REFERRAL: "Referred pain",
    Kind.DIFFERENTIAL: "Pain here: which muscles?",
    Kind.CAUTION: "Structures at risk",
    Kind.CAUTION_LOCATE: "Where not to press",
    Kind.SCENARIO: "What do you do?",
    Kind.ATTACHMENT: "Attachments",
    Kind.INNERVATION: "Nerve supply",
    Kind.ACTION: "Actions",
    Kind.OWN_TEXT: "School's own: typed answer",
    Kind.OWN_CHOICE: "School's own: one of several",
    Kind.OWN_OUTLINE: "School's own: a place on the chart",
}
"""Kinds that can be chosen, in the order shown; each stands for its `-words` twin too."""
SIGHT_ONLY = CHART_KINDS - IN_WORDS.keys()
"""Kinds that cannot be asked in words."""
OWN_KINDS = frozenset({Kind.OWN_TEXT, Kind.OWN_CHOICE, Kind.OWN_OUTLINE})
"""Kinds of the school's own questions."""
TEST_GRADES = frozenset({Evidence.A, Evidence.B, Evidence.C})


@dataclass(frozen=True, slots=True)
class Pool:
    """Questions of some kinds from some regions (none named: from everywhere), drawn in proportion to `weight`.

    Where `item_keys` are named, from these alone, which are asked as they are.
    """

    name: str
    weight: int
    kinds: tuple[Kind, ...]
    regions: tuple[str, ...] = ()
    item_keys: tuple[str, ...] = ()

    def holds(self, item: Item, *, in_words: bool = False) -> bool:
        """Whether an item may be drawn from this pool, for a test on the chart or one in words."""
        if self.item_keys:
            return item.key in self.item_keys
        kinds = [IN_WORDS.get(kind, kind) for kind in self.kinds if kind not in SIGHT_ONLY] if in_words else self.kinds
        return item.kind in kinds and (not self.regions or item.region in self.regions or item.region in NOWHERE)


@dataclass(frozen=True, slots=True)
class Blueprint:
    """Pools that a test is drawn from; `in_words` asks without the chart, `graded_only` takes facts of grade A to C only."""

    pools: tuple[Pool, ...]
    in_words: bool = False
    graded_only: bool = False

    def pool_of(self, pool: Pool, items: Iterable[Item]) -> list[Item]:
        """The items of one of the pools, in the order given."""
        return [
            item for item in items if pool.holds(item, in_words=self.in_words) and (not self.graded_only or item.evidence in TEST_GRADES)
        ]

    def likeness(self) -> str:
        """SHA-256 of what is asked in which proportion, as 64 hexadecimal digits: results of tests with the same one can be compared."""
        common = reduce(gcd, (pool.weight for pool in self.pools), 0) or 1
        pools = sorted((pool.weight // common, sorted(pool.kinds), sorted(pool.regions), *sorted(pool.item_keys)) for pool in self.pools)
        return hashlib.sha256(repr((pools, self.in_words, self.graded_only)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Ready:
    """A ready-made blueprint: what it is for (`about`), how many questions it has unless told otherwise, and where its weights are from."""

    id: str
    title: str
    about: str
    blueprint: Blueprint
    count: int
    sources: tuple[tuple[str, str], ...] = ()


def chosen(kinds: Collection[Kind], regions: Collection[str]) -> Blueprint:
    """A blueprint of freely chosen kinds in equal parts, each from all chosen regions (none chosen: from everywhere)."""
    wanted = [kind for kind in KIND_WORDS if kind in kinds]
    return Blueprint(tuple(Pool(KIND_WORDS[kind], 1, (kind,), tuple(sorted(regions))) for kind in wanted))


def ready_made(catalogue: Catalogue) -> dict[str, Ready]:
    """The ready-made blueprints by id."""
    rows = (_whole_body(catalogue), _licensing(), _safety(), _pain())
    return {row.id: row for row in rows}


def _whole_body(catalogue: Catalogue) -> Ready:
    regions = [(region, len(catalogue.muscles_of(region.id))) for region in catalogue.regions.values()]
    kinds = (Kind.LOCATE, Kind.NAME)
    pools = tuple(Pool(region.name, muscles, kinds, (region.id,)) for region, muscles in regions if muscles)
    about = "Locate and name muscles; each region in proportion to its muscles."
    return Ready("whole-body", "Whole body", about, Blueprint(pools), 20)


def _licensing() -> Ready:
    pools = (
        Pool("Muscles: location, attachments, actions", 12, (Kind.LOCATE, Kind.NAME, Kind.ATTACHMENT, Kind.ACTION)),
        Pool("Areas of caution", 14, (Kind.CAUTION, Kind.CAUTION_LOCATE)),
    )
    about = (
        "Two parts of the US licensing exam (MBLEx), 12 to 14, as the exam weighs its fields kinesiology (which holds the locations, "
        "attachments and actions of muscles) and pathology, contraindications, areas of caution and special populations. How the exam "
        "divides each field further is not published, and its other fields are not asked here: the result says nothing about passing."
    )
    sources = (
        ("Federation of State Massage Therapy Boards: MBLEx Candidate Handbook, July 2021, content outline", HANDBOOK),
        ("MBLEx Tutoring, 27 May 2024, quoting the outline's shares: kinesiology 12 %, pathology and contraindications 14 %", SHARES),
        ("Mometrix: topics of each field, among them locations and actions of muscles, and areas of caution", TOPICS),
    )
    return Ready("licensing", "Licensing exam: muscles and areas of caution", about, Blueprint(pools), 26, sources)


def _safety() -> Ready:
    pools = (
        Pool("Structures at risk", 3, (Kind.CAUTION,)),
        Pool("Where not to press", 3, (Kind.CAUTION_LOCATE,)),
        Pool("What do you do?", 4, (Kind.SCENARIO,)),
    )
    return Ready("safety", "Safety", "What can be harmed, where not to press, and when to stop or refer on.", Blueprint(pools), 20)


def _pain() -> Ready:
    pools = (
        Pool("Trigger points", 1, (Kind.POINT,)),
        Pool("Referred pain", 1, (Kind.REFERRAL,)),
        Pool("Pain here: which muscles?", 1, (Kind.DIFFERENTIAL,)),
    )
    about = "Trigger points, where they refer pain, and which muscles may send it."
    return Ready("pain", "Trigger points and referred pain", about, Blueprint(pools), 15)


HANDBOOK = "https://readkong.com/page/massage-bodywork-licensing-examination-candidate-1050001"
SHARES = "https://mblextutoring.com/2024/05/27/hold-your-excitement"
TOPICS = "https://www.mometrix.com/blog/what-to-expect-on-the-mblex/"
