"""Use case: bring a downloaded file into an account. All or nothing; the same file again changes nothing."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from webapp.accounts.models import NameLanguage, Theme, User
from webapp.core.replay import CardState
from webapp.interop.planning import PLACE, Plan, mark_of, plan_import
from webapp.interop.queries import list_ids
from webapp.interop.unpacking import Unpacked
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.models import Card, Enrolment, Review, Suspension
from webapp.practice.showing import rebuild_shown
from webapp.practice.totals import rebuild_totals

PURPOSE = "imported"
"""Of rows that came from a file, whatever the file says: only what was answered here, as practice, can count for a class."""
BATCH = 500


def import_file(
    session: Session, shelf: Shelf, user: User, file: Unpacked, *, settings: bool, at: datetime, plan: Plan | None = None
) -> Plan:
    """Adds what the person does not have yet, and makes each card what its whole log replays to; raises BadFile.

    A `plan` made while others could write saves time; it is made anew where something has changed since.
    """
    queries.lock_student(session, user.id)
    if plan is None or plan.mark != mark_of(session, user):
        plan = plan_import(session, shelf, user, file, at=at)
    if plan.new:
        ids = _add_reviews(session, user, plan, file)
        _put_cards(session, user, plan, ids)
        rebuild_totals(session, user.id)
        # Brought-in rows count for no class, but an undo among them can take back one that did.
        rebuild_shown(session, user.id)
    for row in plan.enrolments:
        started_at, paused_at = datetime.fromisoformat(row["started_at"]), _moment(row["paused_at"])
        session.add(Enrolment(student_id=user.id, deck_id=row["deck_id"], started_at=started_at, paused_at=paused_at))
    for row in plan.suspensions:
        session.add(Suspension(student_id=user.id, item_key=row["item_key"], at=datetime.fromisoformat(row["at"])))
    if settings:
        _change_settings(user, plan)
    session.flush()
    return plan


def _add_reviews(session: Session, user: User, plan: Plan, file: Unpacked) -> dict[int, int]:
    """Adds the new rows in the order of the file; gives their ids by row number."""
    undone = aliased(Review)
    undone_id = sa.select(undone.id).where(undone.student_id == user.id, undone.client_uuid == sa.bindparam("undoes")).scalar_subquery()
    adding = sa.insert(Review.__table__).values(undo_of=undone_id)  # type: ignore[arg-type]
    numbers: dict[str, int] = {}
    rows: list[dict[str, Any]] = []
    for number, row in file.rows("reviews"):
        if number in plan.new:
            numbers[row["client_uuid"]] = number
            rows.append(row | {"student_id": user.id, "answered_at": datetime.fromisoformat(row["answered_at"]), "purpose": PURPOSE})
        if len(rows) >= BATCH:
            session.execute(adding, rows)
            rows = []
    if rows:
        session.execute(adding, rows)
    return {numbers[uuid]: row_id for uuid, row_id in list_ids(session, user.id).items() if uuid in numbers}


def _put_cards(session: Session, user: User, plan: Plan, ids: dict[int, int]) -> None:
    cards = queries.list_cards(session, user.id)
    new: list[dict[str, Any]] = []
    for key, state in plan.states.items():
        card = cards.get(key) or Card(student_id=user.id, item_key=key)
        card.take(_with_id(state, ids))
        if key not in cards:
            new.append({column.key: getattr(card, column.key) for column in Card.__table__.columns if column.key != "id"})
    if new:
        session.execute(sa.insert(Card), new)


def _with_id(state: CardState, ids: dict[int, int]) -> CardState:
    last = state.last_row_id
    return state if last is None or last < PLACE else replace(state, last_row_id=ids[last - PLACE])


def _change_settings(user: User, plan: Plan) -> None:
    kinds = {"name_language": NameLanguage, "theme": Theme}
    for name, value in plan.settings.items():
        setattr(user, name, kinds[name](value) if name in kinds else value)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
