"""What practice needs: answers that are right, wrong or dangerous for an item of the shipped material, and answers given."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import product
from random import Random
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests import make as people_make
from tests.people import STUDENT, Part
from webapp.accounts.models import User
from webapp.core.anatomy import hazards_at, muscle_distance
from webapp.core.answers import Answer, Blank, Chosen, Marked, Tap, Typed
from webapp.core.geometry import Position
from webapp.core.grading import grade
from webapp.core.items import (
    Attach,
    CautionWords,
    ChooseAct,
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
    PointAt,
    PointWords,
)
from webapp.core.questions_pain import NONE
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.answering import Answered, Sent, answer_card
from webapp.practice.models import Review
from webapp.practice.service import choose_decks
from webapp.practice.undoing import undo_answer

OnView = Locate | PointAt | MarkCaution
NECK = ("neck",)
LOCATE, NAME, CAUTION, REFERRAL = (f"sternocleidomastoid/{kind}" for kind in ("locate", "name", "caution", "referral"))
AT = people_make.AT
OTHERS = ("scalenes/name", "splenius-capitis/name", "suboccipitals/name", "trapezius-upper/name")


def student(session: Session, shelf: Shelf, *decks: str, part: Part = STUDENT, **values: Any) -> User:
    """A student who studies the neck, or the decks named."""
    made = people_make.user(session, part, **values)
    choose_decks(session, shelf, made, decks or NECK, at=AT)
    return made


def right(shelf: Shelf, item: Item) -> Answer:
    """An answer that is wholly right."""
    match item:
        case Locate():
            return Tap(item.view, item.layer, place(shelf, item, inside=True))
        case PointAt():
            return Tap(item.view, item.layer, _point(shelf, item))
        case MarkCaution():
            return _beside(shelf, item)
    return right_in_words(shelf, item)


def right_in_words(shelf: Shelf, item: Item) -> Answer:
    """An answer that is wholly right, to what is not asked on the chart."""
    match item:
        case NameIt():
            return Typed(shelf.catalogue.muscles[item.subject].name.en)
        case MarkReferral():
            return Marked(frozenset(zone.zone for zone in item.primary))
        case NameCautions():
            return Marked(item.listed)
        case ChooseAct():
            return Chosen(item.act.value, 4)
        case PointWords():
            return Chosen(f"{item.subject}.{item.points[0]}", 4)
        case LocateWords() | CautionWords() | Move():
            return Chosen(item.subject, 4)
        case Attach():
            return Marked(frozenset({f"origin.{item.subject}", f"insertion.{item.subject}"}))
        case Innervate():
            return Marked(frozenset(f"{item.subject}.{index}" for index in range(len(item.nerves))))
        case Differentiate():
            return Marked(item.core, item.core | {NONE.id})
    raise AssertionError(item)


def wrong(shelf: Shelf, item: Item) -> Answer:
    """An answer that is wholly wrong, and no hazard."""
    match item:
        case Locate() | PointAt():
            return Tap(item.view, item.layer, place(shelf, item, inside=False))
        case MarkCaution():
            return Tap(item.view, item.layer, place(shelf, item, inside=False), item.structures[0])
        case NameIt():
            return Typed("gastrocnemius" if item.subject != "gastrocnemius" else "masseter")
    return wrong_in_words(shelf, item)


def wrong_in_words(shelf: Shelf, item: Item) -> Answer:
    """An answer that is wholly wrong, to what is not asked on the chart."""
    match item:
        case LocateWords() | PointWords() | CautionWords() | Move():
            return Chosen(another(shelf, item), 4)
        case Attach():
            return Marked(frozenset({f"origin.{another(shelf, item)}", f"insertion.{another(shelf, item)}"}))
        case Innervate():
            return Marked(frozenset({f"{another(shelf, item)}.0"}))
        case Differentiate():
            return Marked(frozenset({NONE.id}), item.core | {NONE.id})
        case MarkReferral():
            near = {zone.zone for zone in (*item.primary, *item.spill_over)}
            return Marked(frozenset([next(zone for zone in sorted(shelf.catalogue.zones, reverse=True) if zone not in near)]))
        case NameCautions():
            return Marked(frozenset([next(each for each in shelf.catalogue.structures if each not in item.listed)]))
        case ChooseAct():
            return Chosen(next(act for act in ("ease-off", "refer-on") if act != item.act.value), 4)
    raise AssertionError(item)


def another(shelf: Shelf, item: Item) -> str:
    """A muscle that is not the item's, and has another nerve."""
    own = set(shelf.catalogue.muscles[item.subject].innervation.nerves)
    return next(each.id for each in shelf.catalogue.muscles.values() if each.id != item.subject and not own & set(each.innervation.nerves))


def hazard(shelf: Shelf, item: Locate) -> Tap:
    """A tap on something that pressing can harm."""
    for at in _grid(shelf, item):
        tap = Tap(item.view, item.layer, at)
        if hazards_at(shelf.atlas.views[item.view], at) and grade(item, tap, shelf.catalogue, shelf.atlas).miss == "hazard":
            return tap
    raise AssertionError(f"no hazard is drawn on {item.view}")


def _point(shelf: Shelf, item: PointAt) -> Position:
    """Where a trigger point of the item's muscle lies on its view."""
    points = shelf.catalogue.muscles[item.subject].points
    return next(point.at for point in points if point.at is not None and point.view == item.view)


def _beside(shelf: Shelf, item: MarkCaution) -> Tap:
    """A tap on the first structure that is asked, beside the muscle."""
    for at in _grid(shelf, item):
        tap = Tap(item.view, item.layer, at, item.structures[0])
        if grade(item, tap, shelf.catalogue, shelf.atlas).score == 1.0:
            return tap
    raise AssertionError(f"{item.structures[0]} is not beside {item.subject}")


def place(shelf: Shelf, item: OnView, *, inside: bool) -> Position:
    """A place on the muscle, or one so far from it and from everything that it is plainly wrong."""
    view = shelf.atlas.views[item.view]
    if inside:
        return next(at for at in _grid(shelf, item) if muscle_distance(view, item.subject, at, item.layer) == 0)
    u0, v0, _, _ = view.window
    return (u0 + 1, v0 + 1)


def _grid(shelf: Shelf, item: OnView) -> Iterator[Position]:
    """Places on the view, from the middle of the muscle outwards."""
    view = shelf.atlas.views[item.view]
    around = view.muscles[item.subject].inside
    yield around
    for ring in range(1, 300):
        for du, dv in product(range(-ring, ring + 1), repeat=2):
            if max(abs(du), abs(dv)) == ring:
                yield (around[0] + 3 * du, around[1] + 3 * dv)


def sent(answer: Answer, *, reps: int = 0, **values: Any) -> Sent:
    """An answer as a client sends it, with a new UUID."""
    return Sent(**{"answer": answer, "reps": reps, "client_uuid": uuid4(), "elapsed_ms": 4000, **values})


def rows(session: Session, student: User, key: str) -> list[Review]:
    """The item's whole log, oldest row first."""
    return list(session.scalars(sa.select(Review).where(Review.student_id == student.id, Review.item_key == key).order_by(Review.id)))


def reps(session: Session, student: User, key: str) -> int:
    """Rows that the item's log has."""
    return len(queries.list_log(session, student.id, key))


def give(session: Session, shelf: Shelf, student: User, key: str, answer: Answer | None = None, *, at: datetime, **values: Any) -> Answered:
    """Answer an item as it stands, rightly unless told otherwise."""
    item = shelf.get_item(key)
    filled = sent(answer or right(shelf, item), **{"reps": reps(session, student, key), **values})
    return answer_card(session, shelf, student, item, filled, at=at)


def miss(session: Session, shelf: Shelf, student: User, key: str, *, at: datetime) -> Answered:
    """Answer an item wrongly."""
    return give(session, shelf, student, key, wrong(shelf, shelf.get_item(key)), at=at)


def undo(session: Session, student: User, answered: Answered, *, at: datetime) -> None:
    """Take an answer back."""
    undo_answer(session, student, row_of(session, student, answered).id, at=at)


def row_of(session: Session, student: User, answered: Answered) -> Review:
    """The row that holds an answer."""
    assert answered.review_id is not None
    return queries.get_answer(session, student.id, answered.review_id)


def uuid_from(chance: Random) -> UUID:
    """A UUID that a seed repeats."""
    return UUID(int=chance.getrandbits(128), version=4)


def some_answer(shelf: Shelf, item: Item, chance: Random) -> Answer:
    """Right, wrong or not known."""
    return chance.choice([right, right, wrong, lambda *_: Blank()])(shelf, item)


def without(shelf: Shelf, part: str, *keys: str) -> Shelf:
    """The shelf after some muscles, structures or zones were retired, with its items as they were."""
    left = {key: value for key, value in getattr(shelf.catalogue, part).items() if key not in keys}
    return replace(shelf, catalogue=replace(shelf.catalogue, **{part: left}))


def without_deck(shelf: Shelf, deck_id: str) -> Shelf:
    """The shelf after a deck and its items were retired."""
    decks = {key: deck for key, deck in shelf.decks.items() if key != deck_id}
    items = {key: item for key, item in shelf.items.items() if key not in shelf.decks[deck_id].item_keys}
    return replace(shelf, decks=decks, items=items)
