"""A question ready to be shown: its words, options and pictures. Nothing in it says what the answer is."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from webapp.atlas.figures import Figure, Ink, figure, muscle_marks, zone_shapes
from webapp.core.entries import Muscle
from webapp.core.items import Item, Kind, Locate, MarkReferral, NameIt
from webapp.core.questions import Option, options, question_seed
from webapp.library.figures import focus_of
from webapp.library.shelf import Shelf

WORDS_TWIN: Mapping[Kind, Kind] = {Kind.LOCATE: Kind.LOCATE_WORDS, Kind.REFERRAL: Kind.REFERRAL_WORDS}


@dataclass(frozen=True, slots=True)
class Question:
    """What a question page shows; `muscle` is None for scenarios and must stay unnamed in `name` questions."""

    item: Item
    muscle: Muscle | None
    reps: int
    client_uuid: str
    options: tuple[Option, ...]
    figures: tuple[Figure, ...]
    words_key: str | None
    first_try: str | None = None


def question(shelf: Shelf, item: Item, reps: int, *, first_try: str | None = None) -> Question:
    """The question of an item at a count of log rows: the same count shows the same options in the same order."""
    twin = WORDS_TWIN.get(item.kind)
    words_key = f"{item.subject}/{twin}" if twin else None
    return Question(
        item=item,
        muscle=shelf.catalogue.muscles.get(item.subject),
        reps=reps,
        client_uuid=str(uuid4()),
        options=shown_options(shelf, item, reps),
        figures=_figures(shelf, item),
        words_key=words_key if words_key in shelf.items else None,
        first_try=first_try,
    )


def shown_options(shelf: Shelf, item: Item, reps: int) -> tuple[Option, ...]:
    """The options of an item at a count of log rows, in the order shown; none for questions on the chart."""
    return options(item, shelf.catalogue, shelf.neighbours, question_seed(item.key, reps))


def _figures(shelf: Shelf, item: Item) -> tuple[Figure, ...]:
    match item:
        case Locate():
            return (_bare(shelf, item),)
        case NameIt():
            marks = muscle_marks(shelf.atlas.views[item.view], item.subject, item.layer, Ink.ASKED)
            return (_bare(shelf, item).with_marks(*marks),)
        case MarkReferral() if item.kind == Kind.REFERRAL:
            labels = {zone.id: zone.label for zone in shelf.catalogue.zones.values()}
            return tuple(figure(view, view.first_layer).with_zones(*zone_shapes(view, labels)) for view in shelf.atlas.whole)
    return ()


def _bare(shelf: Shelf, item: Locate | NameIt) -> Figure:
    view = shelf.atlas.views[item.view]
    return figure(view, item.layer, focus_of(shelf, item.region, view))
