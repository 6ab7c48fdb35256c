"""Answers as people give them: right ones not in the very middle, wrong ones taken for a neighbour, a danger, or another option shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from math import dist
from typing import Any

from webapp.core.anatomy import hit
from webapp.core.answers import Answer, Blank, Chosen, Marked, Tap, Typed
from webapp.core.catalogue import Catalogue
from webapp.core.chance import fraction, seed_of
from webapp.core.charts import View
from webapp.core.geometry import Position
from webapp.core.graders.locating import HARMED_KINDS, MUSCLES_UNDER
from webapp.core.graders.pointing import BAND_MM, POINT_NEAR_MM, structure_distance
from webapp.core.items import (
    Attach,
    ChooseAct,
    Differentiate,
    Innervate,
    Item,
    Locate,
    MarkCaution,
    MarkReferral,
    NameCautions,
    NameIt,
    OwnChoice,
    OwnText,
    PointAt,
)
from webapp.core.options import Option
from webapp.core.pretending import Intent

AROUND_MM, STEP_MM = 56, 8
"""How far from a muscle people miss it, and how finely that is looked at."""


@dataclass(frozen=True, slots=True)
class Places:
    """Places about a muscle on a view: on it, on each of its neighbours, and on what pressing can harm."""

    right: tuple[Position, ...]
    beside: tuple[Position, ...]
    dangers: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as it is shown: the item, its options, the view and places for a tap, the structure asked for, and the material."""

    item: Item
    options: Sequence[Option]
    catalogue: Catalogue
    view: View | None = None
    places: Places | None = None
    target: str | None = None


def places_about(item: Locate | PointAt | MarkCaution, view: View, catalogue: Catalogue, target: str | None = None) -> Places:
    """Places on a grid about the item's muscle, nearest first; for a point within a thumb of it, for a structure along it."""
    middle = view.muscles[item.subject].inside
    points = [point.at for point in catalogue.muscles[item.subject].points if point.at is not None and point.view in (view.id, view.base)]
    if isinstance(item, PointAt) and points:
        middle = points[0]
    layer = MUSCLES_UNDER.get(item.layer, item.layer)
    sorted_out: dict[str, list[Position]] = {"right": [], "beside": [], "danger": []}
    for at in _grid(middle):
        if isinstance(item, PointAt) and 2 * STEP_MM < min((dist(at, point) for point in points), default=0.0) <= POINT_NEAR_MM:
            # Neither the point nor plainly missed.
            continue
        found = hit(view, layer, at)
        if _is_right(item, view, at, found.muscle, middle, target):
            sorted_out["right"].append(at)
        elif found.hazard and catalogue.structures[found.hazard].kind in HARMED_KINDS:
            sorted_out["danger"].append(at)
        elif found.muscle:
            sorted_out["beside"].append(at)
    return Places(tuple(sorted_out["right"]) or (middle,), tuple(sorted_out["beside"]), tuple(sorted_out["danger"]))


def answer_of(asking: Asking, intent: Intent, *seed: str | int) -> Answer:
    """An answer to a question, meant to be right or wrong in some way; where that way is closed, wrong in another."""
    if intent is Intent.BLANK:
        return Blank()
    make = next((make for kinds, make in _MAKERS if isinstance(asking.item, kinds)), _choose)
    return make(asking, intent, seed_of("answer", *seed))


def _tap(asking: Asking, intent: Intent, seed: int) -> Answer:
    item, view, places = asking.item, asking.view, asking.places
    if view is None or places is None or not isinstance(item, Locate | PointAt | MarkCaution):
        return Blank()
    wrong = places.dangers if intent is Intent.HAZARD else places.beside
    among = places.right if intent is Intent.RIGHT else wrong or places.beside or places.dangers or places.right
    # People press near the middle of what they mean rather than at its edge.
    nearest = among[: max(1, len(among) // 2)]
    u, v = nearest[seed % len(nearest)]
    at = (u + 3 * fraction(seed, "u") - 1.5, v + 3 * fraction(seed, "v") - 1.5)
    return Tap(view.id, item.layer, at, asking.target)


def _name(asking: Asking, intent: Intent, seed: int) -> Answer:
    right = asking.catalogue.muscles[asking.item.subject]
    if intent is Intent.RIGHT:
        return Typed(right.name.latin if seed % 5 == 0 else right.name.en)
    wrong = [option.text for option in asking.options if option.id != right.id]
    return Typed(wrong[seed % len(wrong)]) if wrong else Blank()


def _write(asking: Asking, intent: Intent, _seed: int) -> Answer:
    item = asking.item
    return Typed(item.accepted[0]) if isinstance(item, OwnText) and intent is Intent.RIGHT else Blank()


def _choose(asking: Asking, intent: Intent, seed: int) -> Answer:
    shown = list(asking.options)
    right = [option.id for option in shown if _is_meant(asking.item, option.id)]
    wrong = [option.id for option in shown if option.id not in right]
    among = right if intent is Intent.RIGHT else _favoured(wrong, seed)
    return Chosen(among[seed % len(among)], len(shown)) if among else Blank()


def _mark(asking: Asking, intent: Intent, seed: int) -> Answer:
    right, wrong = _sides(asking)
    of = frozenset(option.id for option in asking.options) if isinstance(asking.item, Differentiate) else frozenset[str]()
    if intent is Intent.RIGHT:
        return Marked(frozenset(right), of)
    left_out = right[seed % len(right)] if right else ""
    kept = [each for each in right if each != left_out] if intent is Intent.PARTLY else right[:1] * (seed % 2)
    extra = _favoured(wrong, seed)[:1] if intent is not Intent.PARTLY or not kept else []
    return Marked(frozenset([*kept, *extra]) or frozenset(right[:1]), of)


def _attach(asking: Asking, intent: Intent, seed: int) -> Answer:
    chosen = []
    for place, end in enumerate(("origin", "insertion")):
        shown = [option.id for option in asking.options if option.id.startswith(f"{end}.")]
        own = f"{end}.{asking.item.subject}"
        wrong = _favoured([each for each in shown if each != own], seed + place)
        keeps = intent is Intent.RIGHT or (intent is Intent.PARTLY and seed % 2 == place)
        chosen.append(own if keeps or not wrong else wrong[0])
    return Marked(frozenset(chosen))


def _sides(asking: Asking) -> tuple[list[str], list[str]]:
    """Ids that are right and ids that are wrong, both in the order shown; zones on the chart have no list, and are taken from beside."""
    item, shown = asking.item, [option.id for option in asking.options]
    if isinstance(item, MarkReferral) and not shown:
        right = list(dict.fromkeys(zone.zone for zone in item.primary))
        near = {zone.zone for zone in item.spill_over} | set(right)
        beside = (other for zone in right for other in asking.catalogue.zones[zone].adjacent)
        return right, [each for each in dict.fromkeys(beside) if each not in near]
    right = [each for each in shown if _is_meant(item, each)]
    if isinstance(item, Differentiate) and not right:
        right = [each for each in shown if each not in asking.catalogue.muscles]
    return right, [each for each in shown if each not in right]


def _is_meant(item: Item, option: str) -> bool:
    """Whether an option is one of the right ones."""
    match item:
        case ChooseAct():
            return option == item.act.value
        case OwnChoice():
            return option == item.right
        case MarkReferral():
            return option in {zone.zone for zone in item.primary}
        case NameCautions():
            return option in item.listed
        case Differentiate():
            return option in item.core
    return option.partition(".")[0] == item.subject


def _favoured(wrong: list[str], seed: int) -> list[str]:
    """The wrong options, mostly with the same one first: people mix up the same things."""
    return sorted(wrong) if seed % 3 else sorted(wrong, reverse=True)


def _is_right(
    item: Locate | PointAt | MarkCaution, view: View, at: Position, muscle: str | None, middle: Position, target: str | None
) -> bool:
    match item:
        case Locate():
            return muscle == item.subject
        case PointAt():
            return dist(at, middle) <= 2 * STEP_MM
    outline = view.structures.get(target or "")
    return outline is not None and structure_distance(outline, at) <= BAND_MM / 2


def _grid(middle: Position) -> list[Position]:
    steps = range(-AROUND_MM, AROUND_MM + 1, STEP_MM)
    places = [(middle[0] + du, middle[1] + dv) for du, dv in product(steps, repeat=2)]
    return sorted(places, key=lambda at: (at[0] - middle[0]) ** 2 + (at[1] - middle[1]) ** 2)


# Each function takes what its kinds need; what is not named here is chosen from a list.
_MAKERS: Sequence[tuple[tuple[type[Any], ...], Callable[[Asking, Intent, int], Answer]]] = (
    ((Locate, PointAt, MarkCaution), _tap),
    ((NameIt,), _name),
    ((Attach,), _attach),
    ((MarkReferral, NameCautions, Innervate, Differentiate), _mark),
    ((OwnChoice,), _choose),
    ((OwnText,), _write),
)
