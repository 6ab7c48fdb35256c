"""Pictures of a feedback page: what was right, what was hit, what was missed, drawn on the plates."""

from dataclasses import replace

from webapp.atlas.figures import Figure, Ink, Mark, danger_marks, figure, muscle_marks, path, structure_marks, zone_marks
from webapp.core.answers import Answer, Chosen, Grade, Tap
from webapp.core.charts import View
from webapp.core.entries import Muscle
from webapp.core.items import (
    Attach,
    CautionWords,
    Differentiate,
    Innervate,
    Item,
    Locate,
    LocateWords,
    MarkCaution,
    MarkReferral,
    Move,
    NameCautions,
    NameIt,
    OwnItem,
    OwnOutline,
    PointAt,
    PointWords,
)
from webapp.core.outlining import sides_of
from webapp.library.figures import dots, drawn_views, focus_of, zone_figures, zones_window
from webapp.library.shelf import Shelf
from webapp.practice.asking import OnView, view_of


def pictures(shelf: Shelf, item: Item, answer: Answer, outcome: Grade) -> tuple[Figure, ...]:
    """Plates with marks that show the right answer and the given one; none for scenarios."""
    match item:
        case Locate():
            return (_locate(shelf, item, answer, outcome),)
        case PointAt():
            return (_point(shelf, item, answer),)
        case MarkCaution():
            return (_caution_place(shelf, item, answer),)
        case NameIt() | LocateWords():
            return _name(shelf, item, answer, outcome)
        case PointWords():
            return _dotted(shelf, item)
        case OwnOutline():
            return _drawn_area(shelf, item, answer, outcome)
        case Attach() | Innervate() | Move() | OwnItem():
            return _named(shelf, item)
        case Differentiate() | MarkReferral():
            return _pain(shelf, item, outcome)
        case NameCautions() | CautionWords():
            return _caution(shelf, item)
    return ()


def _pain(shelf: Shelf, item: Differentiate | MarkReferral, outcome: Grade) -> tuple[Figure, ...]:
    if isinstance(item, MarkReferral):
        return _referral(shelf, item, outcome)
    return zone_figures(shelf, item.subject, sorted(item.core))[:1]


def _locate(shelf: Shelf, item: Locate, answer: Answer, outcome: Grade) -> Figure:
    view = _tapped_view(shelf, item, answer)
    marks = (*muscle_marks(view, item.subject, item.layer, Ink.RIGHT), *_hit_marks(view, item.layer, outcome))
    return _plate(shelf, item, view, answer).with_marks(*marks)


def _point(shelf: Shelf, item: PointAt, answer: Answer) -> Figure:
    view = _tapped_view(shelf, item, answer)
    picture = _plate(shelf, item, view, answer).with_marks(*muscle_marks(view, item.subject, item.layer, Ink.RIGHT))
    return replace(picture, dots=dots(shelf.catalogue.muscles[item.subject], view))


def _caution_place(shelf: Shelf, item: MarkCaution, answer: Answer) -> Figure:
    view = _tapped_view(shelf, item, answer)
    target = answer.target if isinstance(answer, Tap) and answer.target else item.structures[0]
    marks = (*muscle_marks(view, item.subject, item.layer, Ink.ASKED), *danger_marks(view, target))
    return _plate(shelf, item, view, answer).with_marks(*marks)


def _tapped_view(shelf: Shelf, item: OnView, answer: Answer) -> View:
    """The view that was tapped while it still shows the muscle, else the one that would be asked on today."""
    tapped = shelf.atlas.views.get(answer.view) if isinstance(answer, Tap) else None
    return tapped if tapped is not None and item.subject in tapped.muscles else view_of(shelf, item)


def _plate(shelf: Shelf, item: OnView, view: View, answer: Answer) -> Figure:
    """The plate of an item as it was seen, with the student's own mark."""
    picture = figure(view, item.layer, focus_of(shelf, item.region, view))
    return replace(picture, own=answer.at if isinstance(answer, Tap) and answer.view == picture.view else None)


def _hit_marks(view: View, layer: str, outcome: Grade) -> tuple[Mark, ...]:
    if outcome.correct or outcome.hit is None:
        return ()
    return (*muscle_marks(view, outcome.hit, layer, Ink.HIT), *structure_marks(view, outcome.hit))


def _name(shelf: Shelf, item: Item, answer: Answer, outcome: Grade) -> tuple[Figure, ...]:
    muscle = shelf.catalogue.muscles[item.subject]
    chosen = answer.option if isinstance(answer, Chosen) else outcome.hit
    for name in drawn_views(shelf, muscle):
        view = shelf.atlas.views[name]
        wrong = muscle_marks(view, chosen, _layer_of(view, muscle), Ink.HIT) if chosen and chosen != muscle.id else ()
        return (_muscle_figure(shelf, muscle, view).with_marks(*wrong),)
    return ()


def area_marks(item: OwnOutline, view: View) -> tuple[Mark, ...]:
    """The area of a question of the school, on the sides on which it counts."""
    return tuple(Mark(path((ring,)), Ink.RIGHT) for ring in sides_of(item.ring, view, both_sides=item.both_sides))


def _drawn_area(shelf: Shelf, item: OwnOutline, answer: Answer, outcome: Grade) -> tuple[Figure, ...]:
    view = shelf.atlas.views.get(item.view)
    if view is None:
        return ()
    hit = structure_marks(view, outcome.hit) if outcome.hit and not outcome.correct else ()
    picture = figure(view, item.layer, focus_of(shelf, item.region, view)).with_marks(*area_marks(item, view), *hit)
    return (replace(picture, own=answer.at if isinstance(answer, Tap) and answer.view == view.id else None),)


def _named(shelf: Shelf, item: Item) -> tuple[Figure, ...]:
    muscle = shelf.catalogue.muscles.get(item.about)
    if muscle is None:
        return ()
    return tuple(_muscle_figure(shelf, muscle, shelf.atlas.views[name]) for name in drawn_views(shelf, muscle)[:1])


def _dotted(shelf: Shelf, item: Item) -> tuple[Figure, ...]:
    muscle = shelf.catalogue.muscles[item.subject]
    return tuple(replace(picture, dots=dots(muscle, shelf.atlas.views[picture.view])) for picture in _named(shelf, item))


def _referral(shelf: Shelf, item: MarkReferral, outcome: Grade) -> tuple[Figure, ...]:
    inks = {
        **{zone.zone: Ink.SPILL for zone in item.spill_over},
        **dict.fromkeys(outcome.right, Ink.RIGHT),
        **dict.fromkeys(outcome.missed, Ink.MISSED),
        **dict.fromkeys(outcome.wrong, Ink.HIT),
    }
    drawn = []
    for view in shelf.atlas.for_zones:
        marks = [mark for zone, ink in inks.items() for mark in zone_marks(view, zone, ink)]
        there = [zone for zone in inks if zone in view.zones]
        if any(inks[zone] != Ink.SPILL for zone in there):
            drawn.append(figure(view, view.first_layer, zones_window(view, there)).with_marks(*marks))
    return tuple(drawn)


def _caution(shelf: Shelf, item: Item) -> tuple[Figure, ...]:
    muscle = shelf.catalogue.muscles[item.subject]
    for name in drawn_views(shelf, muscle):
        view = shelf.atlas.views[name]
        marks = [mark for caution in muscle.cautions for mark in structure_marks(view, caution.structure)]
        if marks:
            return (_muscle_figure(shelf, muscle, view).with_marks(*marks),)
    return ()


def _muscle_figure(shelf: Shelf, muscle: Muscle, view: View) -> Figure:
    layer = _layer_of(view, muscle)
    base = figure(view, layer, focus_of(shelf, muscle.region, view))
    return base.with_marks(*muscle_marks(view, muscle.id, layer, Ink.RIGHT))


def _layer_of(view: View, muscle: Muscle) -> str:
    return muscle.layer if muscle.layer in view.muscles[muscle.id].visible else view.deepest_layer
