"""Checks of the referral patterns: the zones of one point lie beside one another, or the entry says why not."""

from collections.abc import Iterator, Mapping

from webapp.content.schema import PointIn
from webapp.content.tree import Mistake, Tree

Beside = Mapping[str, set[str]]


def zones_of_a_point_touch(tree: Tree) -> Iterator[Mistake]:
    """The zones of each point form one area, or `apart` explains the gap; `apart` stands nowhere else."""
    if tree.zones is None:
        return
    beside = {row.id: set(row.adjacent) for row in tree.zones.zones}
    for file, muscle in tree.muscles.items():
        for index, point in enumerate(muscle.points):
            areas = _areas(_zones(point), beside)
            if len(areas) > 1 and point.apart is None:
                listed = "; ".join(sorted(", ".join(sorted(area)) for area in areas))
                yield (
                    file,
                    ("points", index),
                    f"these zones do not touch: {listed}; add what lies between, or say in apart why nothing does",
                )
            if len(areas) <= 1 and point.apart is not None:
                yield file, ("points", index, "apart"), "the zones touch one another; take this sentence out"


def _zones(point: PointIn) -> set[str]:
    return {zone if isinstance(zone, str) else zone.zone for zone in (*point.primary, *point.spill_over)}


def _areas(zones: set[str], beside: Beside) -> list[set[str]]:
    """The zones as groups of neighbours."""
    left, areas = set(zones), []
    while left:
        area, front = set(), {left.pop()}
        while front:
            area |= front
            front = {zone for zone in left for other in front if zone in beside.get(other, ())}
            left -= front
        areas.append(area)
    return areas
