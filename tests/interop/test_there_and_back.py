"""Export → erase → sign up → import: equal cards and an equal log, after months of practice."""

import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.interop import make
from tests.people import STRANGER, STUDENT
from tests.practice import make as practice
from webapp.accounts.models import User
from webapp.interop.erasing import erase_account
from webapp.interop.exporting import write_json
from webapp.interop.importing import PURPOSE, import_file
from webapp.interop.planning import Plan, plan_import
from webapp.interop.unpacking import unpacked
from webapp.interop.uploads import Uploads
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.models import Review
from webapp.practice.queueing import queue_of
from webapp.practice.rating import change_rating
from webapp.practice.rebuilding import find_differences

Upload = Callable[[bytes | str], Path]
DAYS = 100


def exported(session: Session, user: User, at: datetime) -> dict[str, Any]:
    to = io.StringIO()
    write_json(session, user, to, at=at)
    return dict(json.loads(to.getvalue()))


def brought(session: Session, shelf: Shelf, user: User, file: Path, at: datetime, *, settings: bool = True) -> Plan:
    with unpacked(file) as rows:
        return import_file(session, shelf, user, rows, settings=settings, at=at)


def log_of(session: Session, user: User) -> list[dict[str, Any]]:
    """The log by what does not depend on the account: every column but id, student and purpose, undos by UUID."""
    rows = list(session.scalars(sa.select(Review).where(Review.student_id == user.id).order_by(Review.id)))
    uuids = {row.id: row.client_uuid for row in rows}
    names = [column.key for column in Review.__table__.columns if column.key not in {"id", "student_id", "purpose", "undo_of"}]
    return [{name: getattr(row, name) for name in names} | {"undo_of": uuids.get(row.undo_of or 0)} for row in rows]


def cards_of(session: Session, user: User) -> dict[str, tuple[Any, ...]]:
    uuids = {row: uuid for uuid, row in session.execute(sa.select(Review.client_uuid, Review.id))}
    found = {}
    for key, card in queries.list_cards(session, user.id).items():
        state = card.state()
        found[key] = (*[getattr(state, name) for name in state.__slots__ if name != "last_row_id"], uuids.get(state.last_row_id or 0))
    return found


@pytest.fixture
def practised(session: Session, shelf: Shelf, at: datetime) -> tuple[User, datetime]:
    """A student after more than three months of practice, and the moment."""
    student = practice.student(session, shelf, "neck", "rules", new_per_day=9)
    later = make.study(session, shelf, student, days=DAYS, at=at)
    make.settle(session, shelf, student, at=later)
    return student, later


def test_months_of_practice_come_back_whole(
    session: Session, shelf: Shelf, practised: tuple[User, datetime], upload: Upload, tmp_path: Path
) -> None:
    student, at = practised
    before, log, cards = exported(session, student, at), log_of(session, student), cards_of(session, student)
    asked = queue_of(session, shelf, student, at=at).plan
    assert len(log) > 250
    assert sum(row["undo_of"] is not None for row in log) > 10
    assert len(cards) > 40
    erase_account(session, student, Uploads(tmp_path / "none"), typed=student.email, at=at)
    session.expunge_all()
    assert session.scalar(sa.select(sa.func.count(Review.id))) == 0

    again = practice.people_make.user(session, STUDENT)
    plan = brought(session, shelf, again, upload(json.dumps(before)), at)
    session.flush()
    session.expire_all()
    assert (len(plan.new), plan.known, plan.left_out) == (len(log), 0, ())
    assert log_of(session, again) == log
    assert cards_of(session, again) == cards
    assert set(session.scalars(sa.select(Review.purpose).where(Review.student_id == again.id))) == {PURPOSE}
    found = find_differences(session)
    assert (found.differences, found.wrong_totals, found.cards) == ((), (), len(cards))
    assert queue_of(session, shelf, again, at=at).plan == asked
    after = exported(session, again, at)
    assert [row | {"purpose": "practice"} for row in after["reviews"]] == before["reviews"]
    for part in ("settings", "enrolments", "suspensions", "cards"):
        assert after[part] == before[part], part


def test_the_same_file_twice_changes_nothing(session: Session, shelf: Shelf, at: datetime, upload: Upload) -> None:
    student = practice.student(session, shelf, "neck", "rules")
    at = make.study(session, shelf, student, days=9, at=at)
    make.settle(session, shelf, student, at=at)
    file = upload(json.dumps(exported(session, student, at)))
    other = practice.people_make.user(session, STRANGER)
    for user, first in ((student, 0), (other, len(log_of(session, student)))):
        assert len(brought(session, shelf, user, file, at).new) == first
        before = exported(session, user, at)
        with unpacked(file) as rows:
            assert plan_import(session, shelf, user, rows, at=at).changes_nothing
        plan = brought(session, shelf, user, file, at)
        assert (len(plan.new), plan.known) == (0, len(log_of(session, user)))
        assert exported(session, user, at) == before
    assert find_differences(session).differences == ()


def test_an_older_half_joins_what_was_practised_since(session: Session, shelf: Shelf, at: datetime, upload: Upload) -> None:
    student = practice.student(session, shelf)
    later = make.study(session, shelf, student, days=9, at=at)
    other = practice.student(session, shelf, part=STRANGER)
    file = upload(json.dumps(exported(session, student, later)))
    key = log_of(session, student)[0]["item_key"]
    given = practice.give(session, shelf, other, key, at=later)
    brought(session, shelf, other, file, later, settings=False)
    assert other.new_per_day == 8
    assert find_differences(session).differences == ()
    assert find_differences(session).wrong_totals == ()
    rows = practice.rows(session, other, key)
    before = [row for row in rows if row.purpose == PURPOSE]
    assert all(row.id > (given.review_id or 0) for row in before)
    # A new rating of today's answer builds on what was brought in, though that came later.
    new = change_rating(session, shelf, other, given.review_id or 0, 2, at=later + timedelta(minutes=1))
    anew = queries.get_answer(session, other.id, new)
    assert queries.list_cards(session, other.id)[key].stability == anew.stability_after
    assert find_differences(session).differences == ()


def test_an_import_takes_back_nothing_twice(session: Session, shelf: Shelf, at: datetime, upload: Upload) -> None:
    user = practice.student(session, shelf)
    brought(session, shelf, user, upload(make.file(make.review(), make.undo())), at)
    other = make.undo(client_uuid=make.UUID.replace("9f", "bb"))
    with pytest.raises(Exception, match="cannot be brought in") as refused:
        brought(session, shelf, user, upload(make.file(make.review(), other)), at)
    assert refused.value.faults == ["reviews, row 2: undoes an answer that is undone in your log already."]  # type: ignore[attr-defined]
