"""Options of the differential: which muscles may send pain to a zone, with "none of these" always among them."""

from webapp.core.catalogue import Catalogue
from webapp.core.chance import seed_of, shuffled
from webapp.core.distractors import Neighbours, zones_beside
from webapp.core.entries import Evidence, Muscle
from webapp.core.items import Differentiate
from webapp.core.options import Option, drawn

NONE = Option("none", "None of these: refer on")
MOST_RIGHT, MOST_OFFERED = 4, 7
# One showing in so many has no right muscle among the options: pain has other sources than muscles, and who never meets that never refers.
NONE_IN = 6


def possible_senders(item: Differentiate, catalogue: Catalogue, neighbours: Neighbours, seed: int) -> list[Option]:
    """Up to four muscles that send pain into the zone, others that do not, and none of these; ids are muscles."""
    wrong = _wrong(item, catalogue, neighbours)
    nothing_right = len(wrong) >= MOST_OFFERED and seed_of("none", seed) % NONE_IN == 0
    core = [muscle for muscle in catalogue.muscles if muscle in item.core]
    right = () if nothing_right else shuffled(core, seed, "right")[:MOST_RIGHT]
    others = drawn([_option(other) for other in wrong], MOST_OFFERED - len(right), seed)
    return [*(_option(catalogue.muscles[muscle]) for muscle in right), *others, NONE]


def _option(muscle: Muscle) -> Option:
    return Option(muscle.id, muscle.name.en)


def _wrong(item: Differentiate, catalogue: Catalogue, neighbours: Neighbours) -> list[Muscle]:
    """Muscles whose referral is known and stays away from the zone and from those beside it, first those that border a right one."""
    near = {item.subject} | zones_beside({item.subject}, catalogue)
    bordering = [other for muscle in item.core for other in neighbours.get(muscle, ())]
    ranks = {muscle: bordering.count(muscle) for muscle in bordering}
    far = [muscle for muscle in catalogue.muscles.values() if muscle.referral.evidence != Evidence.E and not _zones(muscle) & near]
    return sorted(far, key=lambda muscle: -ranks.get(muscle.id, 0))


def _zones(muscle: Muscle) -> set[str]:
    return {zone.zone for zone in (*muscle.referral.primary, *muscle.referral.spill_over)}
