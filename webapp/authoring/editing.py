"""What the pages of own questions show: a form filled from a row or from scratch, the plate to draw on, what else was saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from webapp.atlas.figures import Figure, Ink, Mark, figure, muscle_marks, path
from webapp.authoring.answers import Accepted, Area, OneOf, typed_answer
from webapp.authoring.corners import corners_of
from webapp.authoring.forms import ChoiceForm, Forms, OutlineForm, TextForm
from webapp.core.catalogue import Source
from webapp.core.entries import Muscle
from webapp.core.facts import facts_of_muscle
from webapp.core.geometry import Ring
from webapp.core.items import OwnItem
from webapp.errors import NotFound
from webapp.library.figures import drawn_views, focus_of
from webapp.library.models import OwnKind, SchoolItem
from webapp.library.school import written
from webapp.library.shelf import Shelf
from webapp.practice.asking import Question, question
from webapp.practice.verdicts import right_own

FORMS: Mapping[OwnKind, type[TextForm | ChoiceForm | OutlineForm]] = {
    OwnKind.TEXT: TextForm,
    OwnKind.CHOICE: ChoiceForm,
    OwnKind.OUTLINE: OutlineForm,
}
SHARED = ("question", "explanation", "source_keys", "citation", "evidence", "safety", "muscle_id", "revision")
TOLD = {
    "question": "Question",
    "explanation": "What it teaches",
    "source_keys": "Sources",
    "citation": "Citation",
    "evidence": "Evidence grade",
    "safety": "About safety",
    "both_sides": "Both sides of the body",
}


@dataclass(frozen=True, slots=True)
class Canvas:
    """A plate to draw on, and the views and layers that can be chosen instead."""

    figure: Figure
    views: Mapping[str, str]
    layers: tuple[str, ...]
    two_sided: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """An own question as students see it, with what they read after it."""

    asked: Question
    item: OwnItem
    right: str


def filled(item: SchoolItem) -> Forms:
    """The form of a stored question."""
    data: dict[str, Any] = {name: getattr(item, name) for name in SHARED} | {"evidence": item.evidence.value}
    answer = typed_answer(item.kind, item.answer)
    match answer:
        case Accepted(texts):
            data["accepted"] = "\n".join(texts)
        case OneOf(texts, right):
            data |= {"options": list(texts), "right": right}
        case Area(view, layer, ring, both_sides):
            corners = corners_of((f"{u:g}", f"{v:g}") for u, v in ring)
            data |= {"view": view, "layer": layer, "both_sides": both_sides, "u": list(corners.us), "v": list(corners.vs)}
    return FORMS[item.kind](formdata=None, data=data)


def blank(shelf: Shelf, kind: OwnKind, muscle: Muscle, view: str | None = None, layer: str | None = None) -> Forms:
    """An empty form for a question about a muscle; one that is drawn begins on the plate asked for, else where the muscle is seen."""
    data: dict[str, Any] = {"muscle_id": muscle.id, "revision": 0}
    if kind is OwnKind.OUTLINE:
        chosen, shown = plate_of(shelf, muscle, view, layer)
        data |= {"view": chosen, "layer": shown, "both_sides": shelf.atlas.views[chosen].mirror_sum is not None, "u": [], "v": []}
    return FORMS[kind](formdata=None, data=data)


def plate_of(shelf: Shelf, muscle: Muscle, view: str | None, layer: str | None) -> tuple[str, str]:
    """View and layer to draw on: as asked for where they exist, else where the muscle is seen."""
    views = drawn_views(shelf, muscle) or tuple(shelf.atlas.views)
    chosen = shelf.atlas.views.get(view or "") or shelf.atlas.views[views[0]]
    wanted = layer if layer in chosen.layers else muscle.layer
    return chosen.id, str(wanted) if wanted in chosen.layers else chosen.first_layer


def canvas(shelf: Shelf, muscle: Muscle | None, view_id: str, layer: str, ring: Ring) -> Canvas:
    """The plate with the muscle's edge for orientation and the area as far as it is drawn; NotFound for a plate that does not exist."""
    view = shelf.atlas.views.get(view_id)
    if view is None or layer not in view.plates:
        raise NotFound("There is no such plate.")
    edge = muscle_marks(view, muscle.id, layer, Ink.MISSED) if muscle else ()
    drawn = (Mark(path((ring,)), Ink.ASKED),) if len(ring) > 1 else ()
    picture = figure(view, layer, focus_of(shelf, muscle.region, view) if muscle else None).with_marks(*edge, *drawn)
    views = {each.id: each.label for each in shelf.atlas.views.values()}
    return Canvas(picture, views, tuple(name for name in view.layers if name in view.plates), view.mirror_sum is not None)


def sources_about(shelf: Shelf, muscle: Muscle) -> list[Source]:
    """Sources that the muscle's entry rests on, by title."""
    keys = {key for fact in facts_of_muscle(muscle) for key in fact.src}
    return sorted((shelf.catalogue.sources[key] for key in keys if key in shelf.catalogue.sources), key=lambda source: source.title)


def tried(shelf: Shelf, row: SchoolItem) -> Tried:
    """A stored question as students will see it, published or not."""
    item = written(row, shelf.catalogue).item
    return Tried(question(shelf, item, 0), item, right_own(item))


def differences(item: SchoolItem, form: Forms) -> list[tuple[str, str]]:
    """What is stored otherwise than typed: field and stored value, for somebody whose save came too late."""
    stored = filled(item)
    shared = {name: words for name, words in TOLD.items() if name in stored}
    found = [(words, _in_words(stored[name].data)) for name, words in shared.items() if stored[name].data != form[name].data]
    if isinstance(stored, TextForm) and isinstance(form, TextForm) and stored.accepted.data != form.accepted.data:
        found.append(("Accepted answers", ", ".join((stored.accepted.data or "").splitlines())))
    if isinstance(stored, ChoiceForm) and isinstance(form, ChoiceForm) and (stored.rows, stored.right.data) != (form.rows, form.right.data):
        found.append(("Options", "; ".join(text for text in stored.rows if text)))
    if isinstance(stored, OutlineForm) and isinstance(form, OutlineForm) and stored.corners != form.corners:
        found.append(("Corners", "; ".join(f"{u} {v}" for u, v in stored.corners.rows)))
    return found


def _in_words(value: str | bool | None) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else value or ""
