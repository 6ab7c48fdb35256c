"""What an import would do, worked out without doing it: new rows, rows that are there already, and the cards that follow."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.days import study_day
from webapp.core.ratings import Rating
from webapp.core.replay import CardState, LogRow, replay
from webapp.interop.account_parts import settings_of
from webapp.interop.practice_parts import review_rows
from webapp.interop.queries import find_last_id, list_ids
from webapp.interop.shapes import REVIEW_COLUMNS
from webapp.interop.unpacking import BadFile, Unpacked
from webapp.library.shelf import Shelf
from webapp.practice import queries

PLACE = 1 << 40
"""Added to the row numbers of a file they stand for ids of the log that come after all present ones."""
AHEAD = timedelta(days=2)
"""How far a clock or a time zone may have been ahead when a row was logged."""
MOST_FAULTS = 20


Mark = tuple[int | None, tuple[str, ...], tuple[str, ...]]
"""Last row of the log, decks and suspended items: while it is the same, a plan still holds."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import does. `new` are row numbers; `states` are the cards by item key, with `PLACE` + row number for ids of new rows."""

    mark: Mark
    new: frozenset[int]
    known: int
    states: Mapping[str, CardState]
    first_at: datetime | None
    last_at: datetime | None
    strange_items: int
    enrolments: tuple[dict[str, Any], ...]
    suspensions: tuple[dict[str, Any], ...]
    left_out: tuple[str, ...]
    settings: Mapping[str, Any]

    @property
    def changes_nothing(self) -> bool:
        """Whether everything is there already."""
        return not (self.new or self.enrolments or self.suspensions or self.settings)


def plan_import(session: Session, shelf: Shelf, user: User, file: Unpacked, *, at: datetime) -> Plan:
    """Compares a file with what the person has; raises BadFile where they do not go together. Changes nothing."""
    mark = mark_of(session, user)
    log = _Log(session, user, at)
    for number, row in file.rows("reviews"):
        log.take(number, row)
    states = log.states()
    enrolments, strange_decks = _enrolments(session, shelf, user, file)
    suspensions, safety = _suspensions(session, shelf, user, file)
    return Plan(
        mark=mark,
        new=frozenset(log.new),
        known=log.known,
        states=states,
        first_at=min(log.new.values(), default=None),
        last_at=max(log.new.values(), default=None),
        strange_items=sum(shelf.find_item(key) is None for key in states),
        enrolments=enrolments,
        suspensions=suspensions,
        left_out=(*strange_decks, *safety),
        settings=_settings(user, file),
    )


def mark_of(session: Session, user: User) -> Mark:
    """By what to know whether the person's data has changed since."""
    decks = tuple(row.deck_id for row in queries.list_enrolments(session, user.id))
    return find_last_id(session, user.id), decks, tuple(sorted(queries.list_suspended(session, user.id)))


class _Log:
    """The person's log with the file's rows among it."""

    def __init__(self, session: Session, user: User, at: datetime) -> None:
        self._present = {row["client_uuid"]: _digest(row) for row in review_rows(session, user)}
        self._rows: dict[str, list[LogRow]] = defaultdict(list, queries.list_logs(session, user.id))
        self._ids = list_ids(session, user.id)
        self._undone = {each.undo_of for rows in self._rows.values() for each in rows}
        self._latest = at + AHEAD
        self._latest_day = study_day(at, user.time_zone, user.rollover_hour) + AHEAD.days
        self._faults: list[str] = []
        self._touched: set[str] = set()
        self.known = 0
        self.new: dict[int, datetime] = {}
        """Moments of new rows by row number."""

    def take(self, number: int, row: dict[str, Any]) -> None:
        """Puts one row of the file among the log."""
        present = self._present.get(row["client_uuid"])
        if present is not None:
            self.known += 1
            if present != _digest(row):
                self._note(number, "your log has another answer with this client_uuid already")
            return
        answered_at = datetime.fromisoformat(row["answered_at"])
        if answered_at > self._latest or row["study_day"] > self._latest_day:
            self._note(number, "lies in the future")
        elif row["undoes"] and self._ids[row["undoes"]] in self._undone:
            self._note(number, "undoes an answer that is undone in your log already")
        self._add(number, row, answered_at)

    def states(self) -> dict[str, CardState]:
        """What the log of each item with new rows replays to; raises BadFile where a row does not fit."""
        if self._faults:
            raise BadFile(self._faults)
        found = {}
        for key in sorted(self._touched):
            found[key] = replay(self._rows[key])
        return found

    def _add(self, number: int, row: dict[str, Any], answered_at: datetime) -> None:
        self.new[number] = answered_at
        self._ids[row["client_uuid"]] = PLACE + number
        self._touched.add(row["item_key"])
        self._rows[row["item_key"]].append(
            LogRow(
                id=PLACE + number,
                item_key=row["item_key"],
                study_day=row["study_day"],
                answered_at=answered_at,
                rating=Rating(row["rating"]) if row["rating"] else None,
                due_day=row["due_day"],
                correct=bool(row["correct"]),
                undo_of=self._ids[row["undoes"]] if row["undoes"] else None,
            )
        )

    def _note(self, number: int, fault: str) -> None:
        if len(self._faults) < MOST_FAULTS:
            self._faults.append(f"reviews, row {number}: {fault}.")


def _digest(row: Mapping[str, Any]) -> bytes:
    """A row's content without its purpose, which an import changes, and with the moment in one spelling."""
    values = [row[name] for name in REVIEW_COLUMNS if name not in {"purpose", "answered_at"}]
    moment = datetime.fromisoformat(row["answered_at"]).timestamp()
    return hashlib.sha256(json.dumps([moment, *map(_plain, values)], sort_keys=True).encode()).digest()


def _plain(value: Any) -> Any:
    """Whole numbers as the data base gives them back where a column holds fractions."""
    return float(value) if type(value) is int else value


def _enrolments(session: Session, shelf: Shelf, user: User, file: Unpacked) -> tuple[tuple[dict[str, Any], ...], list[str]]:
    """New enrolments, and words about decks that are not here."""
    present = {row.deck_id for row in queries.list_enrolments(session, user.id)}
    rows = [row for _, row in file.rows("enrolments") if row["deck_id"] not in present]
    strange = [f"The deck {row['deck_id']} does not exist here." for row in rows if row["deck_id"] not in shelf.decks]
    return tuple(row for row in rows if row["deck_id"] in shelf.decks), strange


def _suspensions(session: Session, shelf: Shelf, user: User, file: Unpacked) -> tuple[tuple[dict[str, Any], ...], list[str]]:
    """New suspensions, and words about items that may not be suspended."""
    present = queries.list_suspended(session, user.id)
    rows = [row for _, row in file.rows("suspensions") if row["item_key"] not in present]
    safety = {row["item_key"] for row in rows if (item := shelf.find_item(row["item_key"])) and item.safety}
    words = [f"{key} is about safety and cannot be suspended." for key in sorted(safety)]
    return tuple(row for row in rows if row["item_key"] not in safety), words


def _settings(user: User, file: Unpacked) -> dict[str, Any]:
    """Settings of the file that differ from the person's."""
    present = settings_of(user)
    return {name: value for _, row in file.rows("settings") for name, value in row.items() if value != present[name]}


def words_of(plan: Plan) -> Iterator[str]:
    """The plan in sentences."""
    yield _counted(len(plan.new), "answer or undo is new", "answers and undos are new")
    yield _counted(plan.known, "is there already and stays as it is", "are there already and stay as they are")
    yield _counted(len(plan.states), "card is worked out from them", "cards are worked out from them")
    if plan.strange_items:
        yield (
            _counted(plan.strange_items, "of these is", "of these are")
            + " about something that is not in the material here; the answers are kept"
        )
    yield _counted(len(plan.enrolments), "deck is added", "decks are added")
    yield _counted(len(plan.suspensions), "item is suspended", "items are suspended")
    yield _counted(len(plan.settings), "setting differs", "settings differ")


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
