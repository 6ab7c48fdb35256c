"""Memory on the body: each muscle by its predicted recall on a day, each danger by the weakest caution that names it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.atlas.figures import Figure, figure, path
from webapp.core.catalogue import Structure
from webapp.core.charts import View
from webapp.core.entries import Muscle
from webapp.core.items import CautionWords, Item, MarkCaution, NameCautions
from webapp.core.strength import STEPS, Held, Strength, mean_strength, weakest_strength
from webapp.library.shelf import Shelf
from webapp.practice.today import today_of
from webapp.progress import queries
from webapp.progress.memory import memories_of

LOOK_AHEAD_DAYS = 90
"""How far the slider reaches where no exam is set."""
UNKNOWN = "recall-none"
STEP_WORDS = tuple(
    f"{low * 100:.0f}–{high * 100:.0f} %" if low else f"below {high * 100:.0f} %"
    for low, high in zip(STEPS, (*STEPS[1:], 1.0), strict=True)
)


@dataclass(frozen=True, slots=True)
class Felt:
    """A muscle with its strength, and its shape on the plate: empty where it is not seen there."""

    muscle: Muscle
    strength: Strength
    d: str

    @property
    def ink(self) -> str:
        """Class of its colour."""
        return ink_of(self.strength)


@dataclass(frozen=True, slots=True)
class Danger:
    """A structure with the recall of the weakest question about it, the muscles it is a caution of, and its shapes on the plate."""

    structure: Structure
    strength: Strength
    muscles: Sequence[Muscle]
    shapes: Sequence[str]

    @property
    def ink(self) -> str:
        """Class of its colour."""
        return ink_of(self.strength)


@dataclass(frozen=True, slots=True)
class Body:
    """One plate coloured by memory; days are ordinals. `dangers` is empty unless they are asked for."""

    view: View
    layer: str
    figure: Figure
    today: int
    day: int
    last_day: int
    exam_day: int | None
    muscles: Sequence[Felt]
    dangers: Sequence[Danger]

    @property
    def drawn(self) -> list[Felt]:
        """Muscles seen on the plate, the farthest first."""
        seen = [each for each in self.muscles if each.d]
        return sorted(seen, key=lambda each: self.view.muscles[each.muscle.id].nearness)


@dataclass(frozen=True, slots=True)
class Look:
    """What was asked for: a view, a layer, days ahead, and whether dangers are drawn."""

    view: str | None = None
    layer: str | None = None
    ahead: int = 0
    dangers: bool = False


def body(session: Session, shelf: Shelf, student: User, look: Look, *, at: datetime) -> Body:
    """The student's memory on a plate on a day from today to the exam; what is not there falls back to the front, today."""
    today, exam_day = today_of(session, student, at=at), queries.find_exam_day(session, student.id)
    last_day = exam_day if exam_day is not None and exam_day > today else today + LOOK_AHEAD_DAYS
    day = min(last_day, today + max(0, look.ahead))
    view = shelf.atlas.views.get(look.view or "") or next(iter(shelf.atlas.views.values()))
    layer = look.layer if look.layer in muscle_layers(view) else muscle_layers(view)[0]
    held = memories_of(session, shelf, student).held
    shapes = _shapes(view, layer)
    keys = _keys_by_subject(shelf)
    muscles = [
        Felt(muscle, mean_strength(_of(held, keys.get(muscle.id, ())), day), shapes.get(muscle.id, ""))
        for muscle in shelf.catalogue.muscles.values()
    ]
    dangers = _dangers(shelf, view, held, day) if look.dangers else ()
    return Body(view, layer, figure(view, layer), today, day, last_day, exam_day, muscles, dangers)


def muscle_layers(view: View) -> list[str]:
    """Layers of a view on which muscles are seen."""
    return [layer for layer in view.layers if any(layer in outline.visible for outline in view.muscles.values())]


def ink_of(strength: Strength) -> str:
    """Class of a strength's colour."""
    return UNKNOWN if strength.step is None else f"recall-{strength.step}"


def keys_of(shelf: Shelf, subject: str) -> tuple[str, ...]:
    """Every item about a subject."""
    return _keys_by_subject(shelf).get(subject, ())


def _keys_by_subject(shelf: Shelf) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, item in shelf.items.items():
        found[item.about] = (*found.get(item.about, ()), key)
    return found


def _of(held: Mapping[str, Held], keys: Sequence[str]) -> list[Held]:
    return [held.get(key) or Held(key) for key in keys]


def _dangers(shelf: Shelf, view: View, held: Mapping[str, Held], day: int) -> list[Danger]:
    about: dict[str, list[str]] = {}
    for item in shelf.items.values():
        for structure in _endangered(item):
            about.setdefault(structure, []).append(item.key)
    found = []
    for structure, keys in about.items():
        outline = view.structures.get(structure)
        muscles = [shelf.catalogue.muscles[name] for name in dict.fromkeys(key.rpartition("/")[0] for key in keys)]
        shapes = [path(rings) for rings in outline.sides.values()] if outline else []
        found.append(Danger(shelf.catalogue.structures[structure], weakest_strength(_of(held, keys), day), muscles, shapes))
    return found


def _endangered(item: Item) -> tuple[str, ...]:
    """Structures that an item asks about."""
    match item:
        case NameCautions():
            return tuple(sorted(item.listed))
        case MarkCaution() | CautionWords():
            return item.structures
    return ()


def _shapes(view: View, layer: str) -> Mapping[str, str]:
    return _drawn(_Plate(view, layer))


class _Plate:
    """A view and layer as a key of the cache: the same while the atlas is."""

    def __init__(self, view: View, layer: str) -> None:
        self.view, self.layer = view, layer

    def __hash__(self) -> int:
        return hash((id(self.view), self.layer))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Plate) and self.view is other.view and self.layer == other.layer


@lru_cache(maxsize=128)
def _drawn(plate: _Plate) -> Mapping[str, str]:
    return {name: path(outline.visible[plate.layer]) for name, outline in plate.view.muscles.items() if plate.layer in outline.visible}
