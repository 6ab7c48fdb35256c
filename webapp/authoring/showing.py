"""What the pages of own decks show: lines of a deck, tables to pick from, plates to tap, one question as students see it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from webapp.atlas.figures import Figure, ZoneShape, figure, path
from webapp.authoring.collecting import TWINS
from webapp.core.blueprints import KIND_WORDS
from webapp.core.charts import View
from webapp.core.decks import Deck
from webapp.core.entries import Muscle
from webapp.core.itemising import PAIN_MAP, RULES
from webapp.core.items import Item, Kind, OwnItem
from webapp.errors import NotFound
from webapp.library.shelf import Shelf
from webapp.library.subjects import subject_words
from webapp.practice.asking import Question, question

ELSEWHERE = {RULES: "Rules of pressure and safety", PAIN_MAP: "Pain map"}


@dataclass(frozen=True, slots=True)
class Line:
    """One question of a deck in its place; `is_asked` is false for what was retired since."""

    place: int
    key: str
    about: str
    kind: str
    safety: bool
    evidence: str
    is_asked: bool


@dataclass(frozen=True, slots=True)
class PickTable:
    """Questions of a region to pick from: kinds as columns, a row a muscle, and the school's own questions below."""

    region: str
    name: str
    kinds: Sequence[tuple[Kind, str]]
    rows: Sequence[tuple[str, dict[str, str]]]
    own: Sequence[tuple[str, str]]

    @property
    def keys(self) -> list[str]:
        """Everything that is offered, in order."""
        return [*(key for _, cells in self.rows for key in cells.values()), *(key for key, _ in self.own)]


def lines_of(shelf: Shelf, keys: Iterable[str]) -> list[Line]:
    """The questions of an own deck, or of any, as lines."""
    return [_line(shelf, place, key) for place, key in enumerate(keys, start=1)]


def picked_of(shelf: Shelf, deck: Deck) -> list[str]:
    """The questions of a deck on the shelf, without their twins in words."""
    return [key for key in deck.item_keys if shelf.items[key].kind not in TWINS]


def groups_of(shelf: Shelf) -> dict[str, str]:
    """Regions to pick from, with their names, then what belongs to none."""
    regions = {region.id: region.name for region in shelf.catalogue.regions.values() if shelf.catalogue.muscles_of(region.id)}
    return regions | ELSEWHERE


def pick_table(shelf: Shelf, region: str) -> PickTable:
    """What can be picked of a region; NotFound for an unknown one."""
    names = groups_of(shelf)
    if region not in names:
        raise NotFound("There is no such region.")
    items = [item for item in shelf.items.values() if item.region == region and item.kind not in TWINS]
    rows: dict[str, dict[str, str]] = {}
    for item in items:
        if not isinstance(item, OwnItem):
            rows.setdefault(subject_words(shelf, item), {})[item.kind] = item.key
    own = [(item.key, f"{shelf.catalogue.muscles[item.muscle].name.en}: {item.question}") for item in items if isinstance(item, OwnItem)]
    held = {item.kind for item in items if not isinstance(item, OwnItem)}
    return PickTable(region, names[region], [(kind, words) for kind, words in KIND_WORDS.items() if kind in held], list(rows.items()), own)


def muscles_on(shelf: Shelf, view: View, layer: str) -> list[Muscle]:
    """Muscles seen on a plate that have an entry, by name."""
    names = (name for name, outline in view.muscles.items() if layer in outline.visible)
    seen = [shelf.catalogue.muscles[name] for name in names if name in shelf.catalogue.muscles]
    return sorted(seen, key=lambda muscle: muscle.name.en)


def tappable(shelf: Shelf, view: View, layer: str) -> Figure:
    """A plate on which each muscle can be tapped, the nearest on top."""
    muscles = sorted(muscles_on(shelf, view, layer), key=lambda muscle: view.muscles[muscle.id].nearness)
    shapes = (ZoneShape(each.id, each.name.en, path(view.muscles[each.id].visible[layer]), view.mirror_sum) for each in muscles)
    return figure(view, layer).with_zones(*shapes)


def layers_with_muscles(view: View) -> list[str]:
    """Layers of a view on which muscles are seen."""
    return [layer for layer in view.layers if any(layer in outline.visible for outline in view.muscles.values())]


def shown_question(shelf: Shelf, keys: Collection[str], key: str | None) -> Question | None:
    """One question of a deck as a student sees it at first: the one asked for, else the first; None where nothing is asked."""
    asked = [each for each in keys if each in shelf.items]
    if not asked:
        return None
    return question(shelf, shelf.items[key if key in asked else asked[0]], 0)


def _line(shelf: Shelf, place: int, key: str) -> Line:
    item: Item | None = shelf.find_item(key)
    if item is None:
        gone = key.partition("/")[0].replace("-", " ")
        return Line(place, key, gone, "no longer in the material", safety=False, evidence="", is_asked=False)
    about = subject_words(shelf, item)
    if isinstance(item, OwnItem) and item.muscle in shelf.catalogue.muscles:
        about = f"{shelf.catalogue.muscles[item.muscle].name.en}: {about}"
    words = KIND_WORDS.get(item.kind, str(item.kind))
    return Line(place, key, about, words, item.safety, item.evidence.value, key in shelf.items)
