"""Cards are a cache of the log: whatever was studied, they equal its replay; what is corrupted is found and mended."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.clients import PageClient
from tests.people import STRANGER
from tests.practice import make
from webapp.accounts.models import User
from webapp.core.folds import Facet
from webapp.core.grading import allowed_ratings
from webapp.db import transaction
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.feedback import feedback
from webapp.practice.models import Card, Review, ReviewTotal
from webapp.practice.queueing import queue_of
from webapp.practice.rating import change_rating
from webapp.practice.reading import grade_of
from webapp.practice.rebuilding import find_differences, rebuild
from webapp.practice.service import choose_decks
from webapp.practice.totals import find_wrong_totals
from webapp.practice.undoing import find_undoable, undo_answer

STEPS = 200


class Walk:
    """A student who answers, re-rates and undoes by chance, while the days pass."""

    def __init__(self, session: Session, shelf: Shelf, student: User, at: datetime, seed: int) -> None:
        self.session, self.shelf, self.student, self.at = session, shelf, student, at
        self.chance = Random(seed)

    def step(self) -> None:
        act = self.chance.choices([self.answer, self.undo, self.rate, self.wait, self.travel], [10, 2, 2, 3, 0.3])[0]
        act()

    def answer(self) -> None:
        planned = queue_of(self.session, self.shelf, self.student, at=self.at, capped=False).plan.next
        if planned is not None:
            answer = make.some_answer(self.shelf, self.shelf.get_item(planned.key), self.chance)
            uuid = make.uuid_from(self.chance)
            make.give(self.session, self.shelf, self.student, planned.key, answer, client_uuid=uuid, at=self.at)

    def undo(self) -> None:
        last = find_undoable(self.session, self.student, at=self.at)
        if last is not None:
            undo_answer(self.session, self.student, last.id, at=self.at)

    def rate(self) -> None:
        last = find_undoable(self.session, self.student, at=self.at)
        if last is not None:
            item = self.shelf.get_item(last.item_key)
            rating = self.chance.choice(allowed_ratings(item, grade_of(last)))
            shown = {each.rating: each.days for each in feedback(self.session, self.shelf, self.student, last.id, at=self.at).choices}
            new = change_rating(self.session, self.shelf, self.student, last.id, rating, at=self.at)
            row = queries.get_answer(self.session, self.student.id, new)
            assert (row.due_day or 0) - row.study_day == shown[rating]

    def wait(self) -> None:
        self.at += timedelta(minutes=self.chance.choice([1, 11, 60 * 7, 60 * 24, 60 * 24 * 3]))

    def travel(self) -> None:
        self.student.time_zone = self.chance.choice(["Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles"])


@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_study_cards_rows_and_totals_are_what_the_log_says(session: Session, shelf: Shelf, at: datetime, seed: int) -> None:
    student = make.student(session, shelf, "neck", "rules", new_per_day=20)
    walk = Walk(session, shelf, student, at, seed)
    for count in range(STEPS):
        walk.step()
        if count % 20 == 0:
            assert find_differences(session).differences == ()
    session.flush()
    session.expire_all()
    found = find_differences(session)
    assert found.differences == ()
    assert found.cards > 8
    rows = list(session.scalars(sa.select(Review)))
    assert len(rows) > STEPS / 2
    assert any(row.undo_of for row in rows)
    check_last_rows(session, student)
    check_totals(session, student)


def check_last_rows(session: Session, student: User) -> None:
    """Every card's last row says what the replay makes of it."""
    for card in queries.list_cards(session, student.id).values():
        if card.last_review_id is not None:
            row = queries.get_answer(session, student.id, card.last_review_id)
            assert (card.stability, card.difficulty) == (row.stability_after, row.difficulty_after)
            assert (card.due_day, card.last_answered_at) == (row.due_day, row.answered_at)


def check_totals(session: Session, student: User) -> None:
    """The stored totals are the sums of the log, and none of them is of nothing."""
    assert find_wrong_totals(session, student.id) == []
    stored = list(session.scalars(sa.select(ReviewTotal).where(ReviewTotal.student_id == student.id)))
    assert sum(row.answers for row in stored if row.facet == Facet.KIND) > STEPS / 3
    assert all(row.answers for row in stored), "a total of nothing is not kept"


def corruptions() -> list[Callable[[Card], None]]:
    def change(**values: object) -> Callable[[Card], None]:
        def apply(card: Card) -> None:
            for name, value in values.items():
                setattr(card, name, value)

        return apply

    return [
        change(stability=99.0),
        change(difficulty=1.0),
        change(due_day=1),
        change(reps=0),
        change(lapses=7),
        change(relearning=True),
        change(last_day=1),
        change(last_review_id=None),
        change(last_answered_at=None),
        change(stability=None, difficulty=None, last_day=None, due_day=None),
    ]


@pytest.mark.parametrize("corrupt", corruptions())
def test_a_corrupted_card_is_found_and_mended(session: Session, shelf: Shelf, at: datetime, corrupt: Callable[[Card], None]) -> None:
    student = make.student(session, shelf)
    for key in (make.LOCATE, make.NAME):
        make.give(session, shelf, student, key, at=at)
    card = queries.list_cards(session, student.id)[make.LOCATE]
    before = card.state()
    corrupt(card)
    session.flush()
    found = find_differences(session)
    assert [(each.item_key, each.replayed) for each in found.differences] == [(make.LOCATE, before)]
    assert len(rebuild(session).differences) == 1
    assert rebuild(session).differences == ()
    assert queries.list_cards(session, student.id)[make.LOCATE].state() == before


def test_a_lost_card_comes_back_and_one_without_a_log_goes(session: Session, shelf: Shelf, at: datetime) -> None:
    student, other = make.student(session, shelf), make.student(session, shelf, part=STRANGER)
    for each in (student, other):
        make.give(session, shelf, each, make.LOCATE, at=at)
    state = queries.list_cards(session, student.id)[make.LOCATE].state()
    session.delete(queries.list_cards(session, student.id)[make.LOCATE])
    session.add(Card(student_id=other.id, item_key=make.NAME, reps=1, lapses=0, relearning=False))
    session.flush()
    found = rebuild(session)
    assert (found.cards, len(found.differences)) == (3, 2)
    assert queries.list_cards(session, student.id)[make.LOCATE].state() == state
    assert queries.list_cards(session, other.id).keys() == {make.LOCATE}


def studied(app: Flask, shelf: Shelf, student: User, at: datetime) -> None:
    with app.app_context(), transaction() as session:
        choose_decks(session, shelf, student, ["neck"], at=at)
        make.give(session, shelf, student, make.LOCATE, at=at)


def test_the_command_compares_mends_and_says_so(
    both_engines: str, app: Flask, shelf: Shelf, student: User, client: PageClient, at: datetime
) -> None:
    studied(app, shelf, student, at)
    run = app.test_cli_runner().invoke
    whole = run(args=["practice", "rebuild", "--check"])
    assert (whole.exit_code, whole.output) == (0, "1 cards looked at, 0 differ.\n")
    with app.app_context(), transaction() as session:
        queries.list_cards(session, student.id)[make.LOCATE].lapses = 5
    for _ in range(2):
        broken = run(args=["practice", "rebuild", "--check"])
        assert broken.exit_code == 1
        assert f"student {student.id}, {make.LOCATE}: stored" in broken.output
    mended = run(args=["practice", "rebuild"])
    assert (mended.exit_code, mended.output.splitlines()[-1]) == (0, "1 cards looked at, 1 mended.")
    assert run(args=["practice", "rebuild", "--check"]).exit_code == 0
