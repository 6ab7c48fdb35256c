"""Own questions all the way: queue, answers, feedback, tests, progress, download and import, retiring."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.authoring import make
from tests.interop.conftest import upload
from tests.interop.test_there_and_back import brought, exported
from tests.people import STRANGER
from tests.practice import make as practice
from webapp.accounts.models import User
from webapp.authoring.publishing import archive_deck, retire_item
from webapp.authoring.writing import change_item
from webapp.core.answers import Answer, Chosen, Tap, Typed
from webapp.core.blueprints import OWN_KINDS, Blueprint, chosen
from webapp.core.entries import Evidence
from webapp.core.items import Kind
from webapp.core.owned import deck_id_of
from webapp.errors import Stale
from webapp.library.models import SchoolItem
from webapp.library.shelf import Shelf, with_school
from webapp.practice.feedback import feedback
from webapp.practice.queueing import queue_of
from webapp.practice.rebuilding import find_differences
from webapp.progress.body import keys_of
from webapp.progress.measured import curves, kind_words
from webapp.progress.memory import memories_of
from webapp.progress.muscle import why
from webapp.selftests.making import Terms, Wish, make_paper
from webapp.selftests.results import result
from webapp.selftests.starting import start_own_test
from webapp.selftests.submitting import submit
from webapp.selftests.taking import find_place, keep_answer

__all__ = ["upload"]

AT = make.AT
RIGHT: dict[str, Answer] = {
    "own-text": Typed("suprascapular nerve"),
    "own-choice": Chosen("suprascapular", 3),
    "own-outline": Tap("front", "superficial", (-130, 1300)),
}
WRONG: dict[str, Answer] = {
    "own-text": Typed("sciatic nerve"),
    "own-choice": Chosen("axillary", 3),
    "own-outline": Tap("front", "superficial", (-370, 1700)),
}


class World:
    """An instructor's three questions in a shared deck, and a student of it."""

    def __init__(self, session: Session, base: Shelf) -> None:
        self.session, self.base = session, base
        self.ines = make.teacher(session)
        self.items = [make.published(session, base, self.ines, answer) for answer in (make.TEXT, make.CHOICE, make.AREA)]
        self.keys = [make.key(item) for item in self.items]
        self.deck = make.shared(session, self.shelf, self.ines, *self.keys)
        self.sam = practice.student(session, self.shelf, deck_id_of(self.deck.id))

    @property
    def shelf(self) -> Shelf:
        """As it is now."""
        return with_school(self.base, self.session)

    def give(self, item: SchoolItem, answers: dict[str, Answer], *, days: float = 0, reps: int = 0) -> int:
        """The student answers a question."""
        key, at = make.key(item), AT + timedelta(days=days)
        answered = practice.give(self.session, self.shelf, self.sam, key, answers[item.kind], at=at, reps=reps)
        assert answered.review_id is not None
        return answered.review_id


@pytest.fixture
def world(session: Session, base: Shelf) -> World:
    """The school at work."""
    return World(session, base)


def test_a_shared_deck_is_asked_and_logged_like_any_other(world: World) -> None:
    queue = queue_of(world.session, world.shelf, world.sam, at=AT)
    assert queue.open_keys == set(world.keys)
    for item in world.items:
        world.give(item, RIGHT)
    rows = [practice.rows(world.session, world.sam, key)[0] for key in world.keys]
    assert [row.correct for row in rows] == [True] * 3
    assert [row.fact_version for row in rows] == [1] * 3
    assert queue_of(world.session, world.shelf, world.sam, at=AT).plan.next is None
    assert find_differences(world.session).differences == ()


def test_the_feedback_names_what_is_right_its_grade_and_its_source(world: World) -> None:
    told = {}
    for item in world.items:
        shown = feedback(world.session, world.shelf, world.sam, world.give(item, WRONG), at=AT)
        assert shown.muscle is not None
        assert shown.muscle.id == make.MUSCLE
        ((label, fact),) = shown.facts
        assert (label, fact.text, fact.evidence) == ("From your school", "It passes the notch below the ligament.", Evidence.C)
        assert [source.title for source in world.shelf.sources_of(fact.src)] == ["Platzer 2018, Atlas, p. 152"]
        assert shown.figures
        told[item.kind.value] = shown.verdict.text
    assert told["own-text"] == "The right answer is: suprascapular nerve."
    assert told["own-choice"] == "The right answer is: suprascapular."
    assert told["own-outline"].endswith("mm outside the area.")


def test_a_student_who_is_asked_in_words_is_spared_the_chart(world: World) -> None:
    world.sam.in_words = True
    asked = queue_of(world.session, world.shelf, world.sam, at=AT).plan.counts.new
    assert asked == 2
    assert keys_of(world.shelf, make.MUSCLE)[-3:] == tuple(key for key in world.shelf.items if key in world.keys)


def test_a_change_keeps_the_memory_and_the_log_knows_the_version(world: World) -> None:
    text = world.items[0]
    first = world.give(text, RIGHT)
    change_item(world.session, world.base, world.ines, text.id, make.draft(replace(make.TEXT, texts=["nerve X"])), text.revision, at=AT)
    shown = feedback(world.session, world.shelf, world.sam, first, at=AT)
    assert shown.verdict.head == "Right", "what was logged stands"
    world.give(text, {"own-text": Typed("nerve X")}, days=30, reps=1)
    assert [row.fact_version for row in practice.rows(world.session, world.sam, world.keys[0])] == [1, 2]
    assert world.shelf.items[world.keys[0]].fact_version == 2


def test_a_retired_question_is_asked_no_more_and_breaks_no_page(world: World) -> None:
    reviews = [world.give(item, WRONG) for item in world.items]
    for item in world.items[:2]:
        retire_item(world.session, world.ines, item.id, item.revision, at=AT)
    assert queue_of(world.session, world.shelf, world.sam, at=AT + timedelta(days=5)).open_keys == {world.keys[2]}
    with pytest.raises(Stale):
        world.give(world.items[0], RIGHT, days=5, reps=1)
    for review in reviews:
        assert feedback(world.session, world.shelf, world.sam, review, at=AT).muscle is not None
    assert memories_of(world.session, world.shelf, world.sam).held.keys() == {world.keys[2]}
    assert find_differences(world.session).differences == ()
    archive_deck(world.session, world.ines, world.deck.id, world.deck.revision, at=AT)
    assert queue_of(world.session, world.shelf, world.sam, at=AT + timedelta(days=5)).open_keys == {world.keys[2]}


def test_progress_counts_them_with_their_muscle_and_its_region(world: World) -> None:
    for item in world.items:
        world.give(item, RIGHT)
    rows = [row.label for row in why(world.session, world.shelf, world.sam, make.MUSCLE, 0, at=AT).rows if row.recall is not None]
    assert "School's own: typed answer: Which nerve supplies it?" in rows
    assert len(rows) == 3
    subject = f"school-{world.items[0].id}"
    retire_item(world.session, world.ines, world.items[0].id, world.items[0].revision, at=AT)
    (curve,) = curves(world.shelf, [(subject, 739_313, 1, 2, 1), (make.MUSCLE, 739_313, 1, 1, 0)])
    assert curve.region == world.base.catalogue.regions["shoulder-chest-upper-back"].name
    assert {kind_words(kind) for kind in OWN_KINDS} == {
        "School's own: typed answer",
        "School's own: one of several",
        "School's own: a place on the chart",
    }


def test_a_test_draws_grades_and_explains_them(world: World) -> None:
    wish = Wish("custom", kinds=[kind.value for kind in OWN_KINDS])
    sitting = start_own_test(
        world.session, world.shelf, world.sam, wish, Terms(3, counts_in_schedule=True), practice.uuid4(), device="d", at=AT
    )
    for number in (1, 2, 3):
        place = find_place(world.session, world.shelf, world.sam, sitting.id, number)
        kept = practice.sent((RIGHT if number == 1 else WRONG)[place.item.kind], elapsed_ms=None)
        keep_answer(world.session, world.shelf, world.sam, place, kept, 3, device="d", at=AT)
    retire_item(world.session, world.ines, world.items[1].id, world.items[1].revision, at=AT)
    submit(world.session, world.shelf, world.sam, sitting.id, at=AT)
    found = result(world.session, world.shelf, world.sam, sitting.id, at=AT)
    assert (len(found.lines), sum(outcome.correct for outcome in found.outcomes)) == (3, 1)
    assert all("Which nerve supplies it?" in line.asked and line.right for line in found.lines)
    assert found.regions.keys() == {"Shoulder, chest and upper back"} or len(found.regions) == 1
    assert sum(len(practice.rows(world.session, world.sam, key)) for key in world.keys) == 3, "they count in the schedule"


def test_facts_of_grade_d_are_practised_and_never_drawn_for_a_class(world: World) -> None:
    weak = make.published(world.session, world.base, world.ines, evidence=Evidence.D)
    blueprint = replace(chosen([Kind.OWN_TEXT], ()), graded_only=True)
    assert [item.key for item in blueprint.pool_of(blueprint.pools[0], world.shelf.items.values())] == [world.keys[0]]
    assert make.key(weak) in world.shelf.items
    in_words = Blueprint(chosen(sorted(OWN_KINDS), ()).pools, in_words=True)
    drawn = [item.kind for pool in in_words.pools for item in in_words.pool_of(pool, world.shelf.items.values())]
    assert set(drawn) == {Kind.OWN_TEXT, Kind.OWN_CHOICE}
    paper = make_paper(world.session, world.shelf, "Weak", blueprint, Terms(9), 1, at=AT, owner=world.sam)
    assert paper.question_count == 1


def test_a_safety_question_of_the_school_is_treated_as_one(world: World) -> None:
    made = make.published(world.session, world.base, world.ines, make.CHOICE, safety=True)
    assert world.shelf.items[make.key(made)].safety


def test_the_log_goes_there_and_back_and_in_another_school_means_nothing(world: World, upload: Callable[[bytes | str], Path]) -> None:
    for item in world.items:
        world.give(item, RIGHT)
    retire_item(world.session, world.ines, world.items[0].id, world.items[0].revision, at=AT)
    file = upload(json.dumps(exported(world.session, world.sam, AT)))
    tara: User = practice.student(world.session, world.shelf, "neck", part=STRANGER)
    plan = brought(world.session, world.shelf, tara, file, AT + timedelta(days=1))
    assert (len(plan.new), plan.strange_items, plan.left_out) == (3, 0, ())
    assert memories_of(world.session, world.shelf, tara).held.keys() == set(world.keys[1:])
    elsewhere = practice.student(world.session, world.base, "neck", part=replace(STRANGER, email="else@where.example"))
    plan = brought(world.session, world.base, elsewhere, file, AT + timedelta(days=1))
    assert (len(plan.new), plan.strange_items) == (3, 3)
    assert plan.left_out == (f"The deck {deck_id_of(world.deck.id)} does not exist here.",)
