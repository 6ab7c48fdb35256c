"""Putting a list in another order by the places that somebody gave."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def moved(things: Sequence[T], places: Sequence[int]) -> list[T]:
    """The things with each one whose given place differs from its own (from 1) moved there, the others in their order around them."""
    wanted = [(place, own) for own, place in enumerate(places, start=1) if place != own]
    going = {own for _, own in wanted}
    order = [thing for own, thing in enumerate(things, start=1) if own not in going]
    # Of those sent to one place the last goes in first, so that they keep their order.
    for place, own in sorted(wanted, key=lambda each: (each[0], -each[1])):
        order.insert(min(max(place, 1), len(things)) - 1, things[own - 1])
    return order
