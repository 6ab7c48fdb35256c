"""Feedback: verdict in words, marks, facts, and no crash when the material has changed since."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from tests.people import STRANGER
from tests.practice import make
from webapp.atlas.figures import Ink
from webapp.core.answers import Answer, Blank, Chosen, Marked, Tap, Typed
from webapp.core.items import Locate
from webapp.errors import NotFound
from webapp.library.shelf import Shelf
from webapp.practice.feedback import Feedback, feedback
from webapp.practice.undoing import undo_answer


def shown(session: Session, shelf: Shelf, key: str, answer: Answer | None, at: datetime) -> Feedback:
    student = make.student(session, shelf, "neck", "rules")
    review_id = make.give(session, shelf, student, key, answer, at=at).review_id
    assert review_id is not None
    return feedback(session, shelf, student, review_id, at=at)


@pytest.mark.parametrize("kind", ["locate", "locate-words", "name", "referral", "referral-words", "caution"])
def test_a_right_answer_is_said_to_be_right_and_drawn(session: Session, shelf: Shelf, at: datetime, kind: str) -> None:
    seen = shown(session, shelf, f"sternocleidomastoid/{kind}", None, at)
    assert (seen.verdict.tone, seen.verdict.head) == ("right", "Right")
    inks = {mark.ink for figure in seen.figures for mark in figure.marks}
    assert Ink.RIGHT in inks
    assert Ink.MISSED not in inks
    assert seen.facts or seen.cautions
    assert [ink for ink, _ in seen.legend if ink not in inks] == []


VERDICTS = [
    (make.NAME, Typed("sternocleidomastoid", "sternocleidomastoyd"), "partly", "second try"),
    (make.NAME, Typed("sternocleidomastoyd", "sternocleidomastoyd"), "partly", "slip of spelling"),
    (make.NAME, Typed("masseter"), "wrong", "You chose Masseter"),
    (make.NAME, Typed("qwertzuiop"), "wrong", "not a name of this muscle"),
    (make.NAME, Chosen("masseter", 4), "wrong", "You chose Masseter"),
    (make.NAME, Blank(), "wrong", "comes back soon"),
    ("sternocleidomastoid/locate-words", Chosen("masseter", 4), "wrong", "You chose Masseter"),
    ("trapezius-upper/name", Typed("trapezius", "trapezius"), "wrong", "part of its name"),
    ("eight-of-ten/scenario", Chosen("press-more", 4), "wrong", "Another act"),
    (make.REFERRAL, Marked(frozenset({"forehead"})), "wrong", "Missed core zones"),
    (make.CAUTION, Marked(frozenset()), "wrong", "You missed what must not be missed"),
]


@pytest.mark.parametrize(("key", "answer", "tone", "words"), VERDICTS)
def test_the_verdict_says_what_was_wrong(
    session: Session, shelf: Shelf, at: datetime, key: str, answer: Answer, tone: str, words: str
) -> None:
    verdict = shown(session, shelf, key, answer, at).verdict
    assert verdict.tone == tone
    assert words in verdict.text


def test_a_hazard_is_called_one_by_name_and_drawn(session: Session, shelf: Shelf, at: datetime) -> None:
    item = shelf.get_item(make.LOCATE)
    assert isinstance(item, Locate)
    seen = shown(session, shelf, item.key, make.hazard(shelf, item), at)
    assert (seen.verdict.tone, seen.verdict.head) == ("wrong", "Hazard")
    assert shelf.catalogue.structures[seen.grade.hit or ""].name in seen.verdict.text
    assert Ink.HAZARD in {mark.ink for figure in seen.figures for mark in figure.marks}
    assert seen.figures[0].own is not None


def test_an_answer_taken_back_says_so(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    review_id = make.give(session, shelf, student, make.LOCATE, at=at).review_id
    assert review_id is not None
    undo_answer(session, student, review_id, at=at)
    assert feedback(session, shelf, student, review_id, at=at).is_undone


def test_anybody_elses_feedback_is_not_found(session: Session, shelf: Shelf, at: datetime) -> None:
    student, stranger = make.student(session, shelf), make.student(session, shelf, part=STRANGER)
    review_id = make.give(session, shelf, student, make.LOCATE, at=at).review_id
    assert review_id is not None
    with pytest.raises(NotFound):
        feedback(session, shelf, stranger, review_id, at=at)


CHANGES = [
    ("structures", "carotid-artery", make.CAUTION, Marked(frozenset({"carotid-artery"}))),
    ("zones", "forehead", make.REFERRAL, Marked(frozenset({"forehead"}))),
    ("muscles", "masseter", make.NAME, Chosen("masseter", 4)),
    ("muscles", "masseter", make.NAME, Typed("masseter")),
    ("muscles", "masseter", "sternocleidomastoid/locate-words", Chosen("masseter", 4)),
]


@pytest.mark.parametrize(("part", "gone", "key", "answer"), CHANGES)
def test_what_was_answered_with_may_be_retired(
    session: Session, shelf: Shelf, at: datetime, part: str, gone: str, key: str, answer: Answer
) -> None:
    assert gone in getattr(shelf.catalogue, part)
    student = make.student(session, shelf)
    given = make.give(session, shelf, student, key, answer, at=at)
    assert given.review_id is not None
    seen = feedback(session, make.without(shelf, part, gone), student, given.review_id, at=at)
    assert (seen.grade.correct, seen.grade.score, seen.grade.miss) == (given.grade.correct, given.grade.score, given.grade.miss)
    assert seen.verdict.tone == "wrong"


def test_the_muscle_may_move_to_another_view(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    given = make.give(session, shelf, student, make.LOCATE, at=at)
    item = shelf.get_item(make.LOCATE)
    assert isinstance(item, Locate)
    other = next(view for view in shelf.atlas.views if view != item.view)
    moved = replace(shelf, items={**shelf.items, item.key: replace(item, view=other, layer="deep")})
    assert given.review_id is not None
    seen = feedback(session, moved, student, given.review_id, at=at)
    assert seen.verdict.tone == "right"
    assert (seen.figures[0].view, seen.figures[0].own is not None) == (item.view, True), "what was tapped is shown where it was tapped"


def test_what_was_logged_stands_though_it_would_be_graded_otherwise_now(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    item = shelf.get_item(make.CAUTION)
    given = make.give(session, shelf, student, item.key, at=at)
    stricter = replace(item, must=frozenset(shelf.catalogue.structures), listed=frozenset(shelf.catalogue.structures))  # type: ignore[call-arg]
    assert given.review_id is not None
    seen = feedback(session, replace(shelf, items={**shelf.items, item.key: stricter}), student, given.review_id, at=at)
    assert (seen.grade.correct, seen.verdict.tone) == (True, "right")


def test_feedback_of_a_retired_item_is_not_found(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    given = make.give(session, shelf, student, make.LOCATE, at=at)
    assert given.review_id is not None
    items = {key: item for key, item in shelf.items.items() if key != make.LOCATE}
    with pytest.raises(NotFound):
        feedback(session, replace(shelf, items=items), student, given.review_id, at=at)


def test_a_tap_off_the_view_is_elsewhere(session: Session, shelf: Shelf, at: datetime) -> None:
    item = shelf.get_item(make.LOCATE)
    assert isinstance(item, Locate)
    seen = shown(session, shelf, item.key, Tap(item.view, item.layer, (-9000.0, 9000.0)), at)
    assert "away from it" in seen.verdict.text
