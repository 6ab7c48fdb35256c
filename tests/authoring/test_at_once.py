"""Two instructors at the same moment, on both engines."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask

from tests.authoring import make
from tests.authoring.conftest import Committed
from webapp.accounts.models import User
from webapp.authoring.publishing import publish_item
from webapp.authoring.queries import get_item, list_items
from webapp.authoring.writing import change_item
from webapp.db import reading, transaction
from webapp.errors import Stale
from webapp.interop.erasing import erase_for_good
from webapp.interop.uploads import Uploads
from webapp.library.models import SchoolItem
from webapp.library.school_queries import find_stamp
from webapp.library.shelf import Keeper, Shelf

Numbers = list[int]
Work = Callable[[int], object]


@pytest.fixture
def drafts(base: Shelf, both_engines: str, instructor: User, committed: Committed[Numbers]) -> Numbers:
    """Numbers of four drafts."""
    return committed(lambda session: [make.item(session, base, session.get_one(User, instructor.id)).id for _ in range(4)])


def at_once(work: Work, numbers: Numbers) -> list[object]:
    """Does something for each number in a thread of its own, and gives what came out or went wrong."""
    start = Barrier(len(numbers))

    def run(number: int) -> object:
        start.wait()
        try:
            return work(number)
        except Stale as stale:
            return stale

    with ThreadPoolExecutor(len(numbers)) as pool:
        return list(pool.map(run, numbers))


def test_all_that_publish_at_once_are_on_the_next_shelf(app: Flask, base: Shelf, instructor: User, drafts: Numbers) -> None:
    keeper = Keeper(base)

    def publish(number: int) -> int:
        with app.app_context(), transaction() as session:
            publish_item(session, base, session.get_one(User, instructor.id), number, 1, at=make.AT)
        with app.app_context(), reading() as look:
            assert f"school-{number}/own-text" in keeper.shelf_at(look).items
        return number

    assert at_once(publish, drafts) == drafts
    with app.app_context(), reading() as look:
        assert keeper.shelf_at(look).items.keys() - base.items.keys() == {f"school-{number}/own-text" for number in drafts}
        assert find_stamp(look) is not None


def test_of_two_who_save_at_once_one_is_told(app: Flask, base: Shelf, instructor: User, drafts: Numbers) -> None:
    def save(turn: int) -> int:
        with app.app_context(), transaction() as session:
            teacher = session.get_one(User, instructor.id)
            # The page has read the row before, as the route does.
            revision = get_item(session, teacher, drafts[0]).revision
            start_over = make.draft(question=f"Version of {turn}?")
            change_item(session, base, teacher, drafts[0], start_over, 1, at=make.AT)
            return revision

    found = at_once(save, [1, 2])
    assert sum(isinstance(each, Stale) for each in found) == 1
    with app.app_context(), reading() as look:
        assert look.get_one(SchoolItem, drafts[0]).revision == 2


def test_what_an_erased_instructor_published_stays_without_the_name(
    app: Flask, base: Shelf, instructor: User, admin: User, drafts: Numbers, tmp_path: Path
) -> None:
    with app.app_context(), transaction() as session:
        teacher = session.get_one(User, instructor.id)
        publish_item(session, base, teacher, drafts[0], 1, at=make.AT)
        session.flush()
        erase_for_good(session, teacher, Uploads(tmp_path), at=make.AT)
    with app.app_context(), reading() as look:
        rows = {item.id: name for item, name in list_items(look, look.get_one(User, admin.id))}
        assert rows == dict.fromkeys(drafts), "drafts without an author are left to the others"
        assert f"school-{drafts[0]}/own-text" in Keeper(base).shelf_at(look).items
