"""Use cases of class tests: draw their questions, make their papers, start them, give more time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.assignments import queries
from webapp.assignments.models import Assignment
from webapp.assignments.wishes import TestWish, Wish
from webapp.classrooms.models import Classroom
from webapp.core.assigning import Goal
from webapp.core.blueprints import TEST_GRADES, Blueprint, Pool
from webapp.core.candidates import CHART_KINDS, WORDS_KINDS
from webapp.core.chance import seed_of
from webapp.core.decks import Deck
from webapp.core.drawing import draw
from webapp.core.entries import Fact
from webapp.core.items import Item, Kind, OwnItem
from webapp.core.sittings import Feedback, Window, over_at
from webapp.errors import Invalid, NotFound
from webapp.library.shelf import Shelf
from webapp.practice.feedback import facts_for
from webapp.selftests import queries as tests
from webapp.selftests.ending import reset_ends
from webapp.selftests.making import Terms, make_paper
from webapp.selftests.models import Allowance, Paper, Sitting, read
from webapp.selftests.results import results_from
from webapp.selftests.starting import start_sitting
from webapp.selftests.wording import kind_words, right_words, subject_words

NOTHING = (
    "No question of this deck rests on facts of grade A to C, so that there is nothing to test. "
    "Where sources disagree, a fact has grade D and is not asked."
)
BEGUN = "Somebody has begun this test. Its questions and terms stay as they are; the title, the points and the last day can change."
SAT = "This student has taken the test already: more time can be given until its end only."
CLOSED = "This test has closed for everybody, and its answers are shown: nobody can be given more time any more."
OUT = "The answers of this test are shown already, so that it cannot open again."
MOST_EXTRA_PERCENT = 300


@dataclass(frozen=True, slots=True)
class Preview:
    """One question as its instructor looks at it before the test: kind, what it is about, the right answer, grade, and the facts behind."""

    item: Item
    kind: str
    subject: str
    right: str
    facts: tuple[Fact, ...]
    disputed: str | None
    """On what about its muscle sources disagree, whether or not it is asked."""


def held(shelf: Shelf, deck: Deck, *, in_words: bool) -> list[Item]:
    """What a test may ask of a deck: facts of grade A to C, each asked in one way."""
    left_out = CHART_KINDS if in_words else WORDS_KINDS
    items = (shelf.items[key] for key in deck.item_keys if key in shelf.items)
    return [item for item in items if item.evidence in TEST_GRADES and item.kind not in left_out]


def drawn(shelf: Shelf, deck: Deck, wish: TestWish) -> Blueprint:
    """The questions of a test, drawn from a deck in equal parts by kind: everybody who takes it is asked exactly these."""
    items = held(shelf, deck, in_words=wish.in_words)
    kinds = dict.fromkeys(item.kind for item in items)
    pools = tuple(Pool(kind_words(kind), 1, (kind,), (), tuple(item.key for item in items if item.kind == kind)) for kind in kinds)
    chosen = [each.item for each in draw(Blueprint(pools, graded_only=True), items, wish.count, seed_of("class test", wish.seed))]
    groups = {kind: tuple(item.key for item in chosen if item.kind == kind) for kind in kinds}
    fixed = tuple(Pool(kind_words(kind), len(keys), (kind,), (), keys) for kind, keys in groups.items() if keys)
    return Blueprint(fixed, graded_only=True)


def questions_in(shelf: Shelf, blueprint: Blueprint) -> list[Item]:
    """The questions of a drawn test, as far as the material still has them."""
    return [item for pool in blueprint.pools for item in blueprint.pool_of(pool, shelf.items.values())]


def make_test(session: Session, shelf: Shelf, wish: Wish, window: Window, *, at: datetime) -> Paper:
    """The paper of a class test: one attempt, an order of questions and options for each, no answers before it closes. Raises Invalid."""
    test = wish.test or TestWish(0)
    blueprint = drawn(shelf, shelf.get_deck(wish.deck_id), test)
    if not blueprint.pools:
        raise Invalid(NOTHING, {"deck_id": NOTHING})
    limit = timedelta(minutes=test.minutes) if test.minutes else None
    count = sum(len(pool.item_keys) for pool in blueprint.pools)
    terms = Terms(count, limit, Feedback.CLOSED, counts_in_schedule=False, attempts=1, window=window)
    return make_paper(session, shelf, wish.title, blueprint, terms, seed_of("paper", test.seed), at=at)


def preview(shelf: Shelf, blueprint: Blueprint) -> list[Preview]:
    """The questions of a test as its instructor looks at them."""
    return [_preview(shelf, item) for item in questions_in(shelf, blueprint)]


def window_of(assignment: Assignment, classroom: Classroom) -> Window:
    """When a test can be taken, by the clocks of its class."""
    return Window(assignment.starts_at(classroom.time_zone), assignment.due_at(classroom.time_zone))


def align(session: Session, assignment: Assignment, classroom: Classroom, *, at: datetime) -> None:
    """Let a test open and close by the clocks of its class, which may have another zone since; not once its answers are out."""
    window = window_of(assignment, classroom)
    if paper_of(session, assignment).window == window:
        return
    paper = lock_test(session, assignment)
    if not is_out(session, paper, at):
        paper.opens_at, paper.closes_at = window.opens_at, window.closes_at
        session.flush()
        reset_ends(session, paper, at=at)


def paper_of(session: Session, assignment: Assignment) -> Paper:
    """The paper of a class test that was fetched for the one who asks; NotFound for what is no test."""
    paper = session.get(Paper, assignment.paper_id) if assignment.goal is Goal.CLASS_TEST and assignment.paper_id else None
    if paper is None:
        raise NotFound("This assignment is no test.")
    return paper


def lock_test(session: Session, assignment: Assignment, *, to_start: bool = False) -> Paper:
    """The paper of a class test as it is now; others who change the test wait until this is done, and who starts it waits for them.

    Those who start do not wait for each other. SQLite has a single writer anyhow. NotFound for what is no test.
    """
    if not _lock(session, assignment, to_start=to_start):
        # Its questions were changed meanwhile: it has another paper now.
        session.refresh(assignment)
        _lock(session, assignment, to_start=to_start)
    return paper_of(session, assignment)


def is_out(session: Session, paper: Paper, at: datetime) -> bool:
    """Whether the answers of a class test may be seen."""
    visible = results_from(session, paper)
    return visible is not None and at >= visible


def blueprint_of(paper: Paper) -> Blueprint:
    """What a paper asks."""
    return read(paper.blueprint)


def get_question(session: Session, shelf: Shelf, assignment: Assignment, number: int) -> tuple[Item, int]:
    """One question of a test, counted from 1, and how many there are; NotFound past the end."""
    items = questions_in(shelf, blueprint_of(paper_of(session, assignment)))
    if not 1 <= number <= len(items):
        raise NotFound("This test has no such question.")
    return items[number - 1], len(items)


def start_test(
    session: Session, shelf: Shelf, student: User, assignment: Assignment, client_uuid: UUID, *, device: str, at: datetime
) -> Sitting:
    """Start a class test that was fetched for its student, or go on with it; Invalid outside its window and after it."""
    paper = lock_test(session, assignment, to_start=True)
    return start_sitting(session, shelf, student, paper, client_uuid, device=device, at=at)


def give_time(session: Session, assignment: Assignment, student_id: int, extra_percent: int, *, at: datetime) -> None:
    """Give a student of a test more time, or with 0 no more than others, before it or while the student sits.

    Raises Invalid after that, and NotFound for who is not meant to take it.
    """
    paper = lock_test(session, assignment)
    if student_id not in queries.list_member_ids(session, assignment, [student_id]):
        raise NotFound("There is no such student in this test.")
    if not 0 <= extra_percent <= MOST_EXTRA_PERCENT:
        raise Invalid(f"More time is from 0 to {MOST_EXTRA_PERCENT} per cent.", {"extra_percent": f"From 0 to {MOST_EXTRA_PERCENT}."})
    if any(over_at(each.submitted_at, each.ends_at, at) for each in tests.list_sittings_of(session, student_id, paper.id)):
        raise Invalid(SAT)
    if is_out(session, paper, at):
        raise Invalid(CLOSED)
    _allow(session, paper, student_id, extra_percent)
    reset_ends(session, paper, at=at)


def _allow(session: Session, paper: Paper, student_id: int, extra_percent: int) -> None:
    mine = (Allowance.paper_id == paper.id, Allowance.student_id == student_id)
    row = session.scalar(sa.select(Allowance).where(*mine))
    if extra_percent == 0:
        session.execute(sa.delete(Allowance).where(*mine))
    elif row is None:
        session.add(Allowance(paper_id=paper.id, student_id=student_id, extra_percent=extra_percent))
    else:
        row.extra_percent = extra_percent
    session.flush()


def is_begun(session: Session, assignment: Assignment) -> bool:
    """Whether anybody has started a class test."""
    begun = sa.select(Sitting.id).where(Sitting.paper_id == assignment.paper_id)
    return assignment.paper_id is not None and session.scalar(begun.limit(1)) is not None


def _lock(session: Session, assignment: Assignment, *, to_start: bool) -> bool:
    locked = sa.select(Paper).where(Paper.id == assignment.paper_id).with_for_update(read=to_start)
    return session.scalar(locked.execution_options(populate_existing=True)) is not None


def _preview(shelf: Shelf, item: Item) -> Preview:
    muscle = shelf.catalogue.muscles.get(item.about)
    told = (kind_words(item.kind), subject_words(shelf, item), right_words(shelf, item, 0), facts_behind(shelf, item))
    return Preview(item, *told, disputed=muscle.disputed if muscle else None)


def facts_behind(shelf: Shelf, item: Item) -> tuple[Fact, ...]:
    """The facts that a question rests on."""
    if isinstance(item, OwnItem):
        return (item.fact,)
    scenario = shelf.catalogue.scenarios.get(item.subject)
    if scenario is not None:
        return (scenario,)
    muscle = shelf.catalogue.muscles.get(item.subject)
    if muscle is not None and item.safety:
        return muscle.cautions
    if muscle is not None and item.kind in PLACES:
        return (muscle.landmarks,)
    return tuple(fact for _, fact in facts_for(shelf, item, muscle))


PLACES: Sequence[Kind] = (Kind.LOCATE, Kind.LOCATE_WORDS, Kind.NAME)
