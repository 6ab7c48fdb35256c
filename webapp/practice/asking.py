"""A question ready to be shown: its words, options and pictures. Nothing in it says what the answer is."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from webapp.atlas.figures import Figure, Ink, figure, layer_plates, muscle_marks
from webapp.core.catalogue import Structure, Zone
from webapp.core.charts import View
from webapp.core.closeups import closest_view, window_about
from webapp.core.entries import Muscle
from webapp.core.items import CautionWords, Differentiate, Item, Kind, Locate, MarkCaution, MarkReferral, NameIt, OwnOutline, PointAt
from webapp.core.options import Option
from webapp.core.questions import options, question_seed
from webapp.core.questions_facts import target_of
from webapp.library.figures import focus_of, zone_figures, zones_to_mark
from webapp.library.shelf import Shelf

NEAR_MM = 70.0
OnView = Locate | NameIt | PointAt | MarkCaution
WORDS_TWIN: Mapping[Kind, Kind] = {
    Kind.LOCATE: Kind.LOCATE_WORDS,
    Kind.REFERRAL: Kind.REFERRAL_WORDS,
    Kind.POINT: Kind.POINT_WORDS,
    Kind.CAUTION_LOCATE: Kind.CAUTION_LOCATE_WORDS,
}


@dataclass(frozen=True, slots=True)
class Question:
    """What a question page shows; `muscle` must stay unnamed in `name` questions; a differential has a `zone` in its stead."""

    item: Item
    muscle: Muscle | None
    zone: Zone | None
    reps: int
    client_uuid: str
    options: tuple[Option, ...]
    figures: tuple[Figure, ...]
    words_key: str | None
    target: Structure | None
    first_try: str | None = None

    def options_of(self, group: str) -> tuple[Option, ...]:
        """The options of one group, of those whose ids begin with the group's name."""
        return tuple(option for option in self.options if option.id.startswith(f"{group}."))


def question(shelf: Shelf, item: Item, reps: int, *, first_try: str | None = None) -> Question:
    """The question of an item at a count of log rows: the same count shows the same options in the same order."""
    twin = WORDS_TWIN.get(item.kind)
    words_key = f"{item.subject}/{twin}" if twin else None
    return Question(
        item=item,
        muscle=shelf.catalogue.muscles.get(item.about),
        reps=reps,
        client_uuid=str(uuid4()),
        options=shown_options(shelf, item, reps),
        figures=_figures(shelf, item),
        words_key=words_key if words_key in shelf.items else None,
        zone=shelf.catalogue.zones.get(item.subject),
        target=shelf.catalogue.structures[asked_structure(item, reps)] if isinstance(item, MarkCaution | CautionWords) else None,
        first_try=first_try,
    )


def shown_options(shelf: Shelf, item: Item, reps: int) -> tuple[Option, ...]:
    """The options of an item at a count of log rows, in the order shown; none for questions on the chart."""
    return options(item, shelf.catalogue, shelf.neighbours, question_seed(item.key, reps))


def asked_structure(item: MarkCaution | CautionWords, reps: int) -> str:
    """The structure that is asked at a count of log rows."""
    return target_of(item.structures, item.key, question_seed(item.key, reps))


def view_of(shelf: Shelf, item: OnView) -> View:
    """The view that an item is asked on: a close-up where one shows the muscle, else the whole body."""
    return closest_view(shelf.atlas, item.subject, item.view, item.layer)


def _figures(shelf: Shelf, item: Item) -> tuple[Figure, ...]:
    match item:
        case Locate() | PointAt() | MarkCaution():
            view = view_of(shelf, item)
            return (_bare(shelf, item, view).with_layers(*layer_plates(view)),)
        case OwnOutline():
            view = shelf.atlas.views[item.view]
            return (figure(view, item.layer, focus_of(shelf, item.region, view)).with_layers(*layer_plates(view)),)
        case NameIt():
            view = view_of(shelf, item)
            return (_bare(shelf, item, view).with_marks(*muscle_marks(view, item.subject, item.layer, Ink.ASKED)),)
        case MarkReferral() if item.kind == Kind.REFERRAL:
            return zones_to_mark(shelf)
        case Differentiate():
            return zone_figures(shelf, item.subject, ())[:1]
    return ()


def _bare(shelf: Shelf, item: OnView, view: View) -> Figure:
    # A point or a structure is sought beside a muscle that is named, so the look may be as close as that muscle.
    near = isinstance(item, PointAt | MarkCaution)
    return figure(view, item.layer, window_about(view, item.subject, NEAR_MM) if near else focus_of(shelf, item.region, view))
