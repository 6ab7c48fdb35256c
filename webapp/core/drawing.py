"""Drawing the questions of a test from its pools: in proportion, without repeats, the same for the same seed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp.core.blueprints import Blueprint
from webapp.core.chance import fraction, seed_of, shuffled
from webapp.core.items import Item

# Showings of practice count answers; those of tests are drawn from numbers that no count of answers reaches soon.
FIRST_SHOWING, SHOWINGS = 100_000, 900_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question that was drawn, and the name of its pool."""

    item: Item
    pool: str


def draw(blueprint: Blueprint, items: Iterable[Item], count: int, seed: int) -> tuple[Drawn, ...]:
    """Up to `count` questions, pool by pool; fewer where they hold fewer. A muscle repeats only when every other one has had its turn."""
    everything = list(items)
    pools = [shuffled(blueprint.pool_of(pool, everything), seed, pool.name) for pool in blueprint.pools]
    shares = allot([pool.weight for pool in blueprint.pools], [len(pool) for pool in pools], count, seed)
    subjects: Counter[str] = Counter()
    drawn: dict[str, Drawn] = {}
    for pool, available, share in zip(blueprint.pools, pools, shares, strict=True):
        for _ in range(share):
            left = [item for item in available if item.key not in drawn]
            if left:
                pick = min(left, key=lambda item: subjects[item.subject])
                subjects[pick.subject] += 1
                drawn[pick.key] = Drawn(pick, pool.name)
    return tuple(drawn.values())


def in_order(drawn: Iterable[Drawn], seed: int) -> tuple[Drawn, ...]:
    """The same questions in the order of one sitting."""
    return shuffled(drawn, seed, "order")


def showing(seed: int, item_key: str) -> int:
    """The number that decides about options and their order when a question is shown in one sitting, however often it is shown."""
    return FIRST_SHOWING + seed_of("showing", seed, item_key) % SHOWINGS


def allot(weights: Sequence[int], room: Sequence[int], count: int, seed: int) -> list[int]:
    """Share of each pool: in proportion to the weights, whole, none above its room; what is left over goes to the largest remainders."""
    exact = _quotas(weights, room, count)
    shares = [int(quota) for quota in exact]
    # Chance decides among equal remainders; they are rounded, so that it does so on every machine.
    ranked = sorted(range(len(exact)), key=lambda index: (-round(exact[index] % 1, 9), fraction(seed, "share", index)))
    for index in ranked[: round(sum(exact)) - sum(shares)]:
        shares[index] += 1
    return shares


def _quotas(weights: Sequence[int], room: Sequence[int], count: int) -> list[float]:
    """Exact shares; what a pool has no room for goes to the others."""
    full: dict[int, float] = {index: 0.0 for index, weight in enumerate(weights) if not weight}
    while True:
        rest = [index for index in range(len(weights)) if index not in full]
        left, total = count - sum(full.values()), sum(weights[index] for index in rest)
        over = {index: float(room[index]) for index in rest if left * weights[index] >= room[index] * total}
        if not over:
            return [full.get(index, left * weight / total if total else 0.0) for index, weight in enumerate(weights)]
        full |= over
