"""What classes may be shown of a student's practice: kept with each new row of the log, compared with it, and made again from it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.shown import NO_DAY, SHOWN, DaySums, LogLine, Shown, add_days, day_changes, fold
from webapp.library.shelf import Shelf, shelf
from webapp.practice import queries
from webapp.practice.models import Review
from webapp.practice.shown_models import ShownDay, ShownItem, ShownMistake

TABLES = (ShownItem, ShownMistake, ShownDay)
RETIRED = "other"
"""Region of items that the material no longer has."""


class Sort(NamedTuple):
    """Where the material puts an item."""

    region: str
    safety: bool


@dataclass(frozen=True, slots=True)
class WrongShown:
    """A shown figure that is not what the log comes to: its table and key, what is stored and what was found; None where missing."""

    student_id: int
    table: str
    key: tuple[Any, ...]
    stored: tuple[Any, ...] | None
    found: tuple[Any, ...] | None


def show_rows(session: Session, log: Sequence[Review], rows: Sequence[Review]) -> None:
    """Bring the shown figures up to date with new rows of one item's log; `log` is the whole of it, with these rows."""
    student_id, item_key, new = rows[0].student_id, rows[0].item_key, {row.id for row in rows}
    lines = [LogLine(*(getattr(row, name) for name in LogLine._fields)) for row in log]
    after, before = fold(lines), fold(line for line in lines if line.id not in new)
    if after == before:
        return
    wanted = (ShownDay.student_id == student_id, ShownDay.study_day.in_(sorted(after.days.keys() | before.days.keys())))
    days = {row.study_day: row for row in session.scalars(sa.select(ShownDay).where(*wanted))}
    if not days and not _is_summed(session, student_id):
        # Nothing is summed yet: whatever the log holds besides the new rows must not be forgotten.
        rebuild_shown(session, student_id)
        return
    _replace_item(session, student_id, item_key, after, before)
    _add_days(session, student_id, days, day_changes(after.days, before.days))


def rebuild_shown(session: Session, student_id: int) -> None:
    """Make the student's shown figures what the log comes to: after rows came in by another way than one by one."""
    for table in TABLES:
        session.execute(sa.delete(table).where(table.student_id == student_id).execution_options(synchronize_session="fetch"))
    folded = _fold_log(session, student_id)
    _insert(session, folded_rows(student_id, folded))


def list_unshown(session: Session) -> list[int]:
    """Students who have answered and have no shown figures yet, as after an upgrade."""
    answered = sa.select(Review.id).where(Review.student_id == User.id, Review.purpose == SHOWN, Review.undo_of.is_(None)).exists()
    summed = sa.select(ShownDay.student_id).where(ShownDay.student_id == User.id).exists()
    return list(session.scalars(sa.select(User.id).where(answered, ~summed).order_by(User.id)))


def show_missing(session: Session, student_id: int) -> None:
    """Sum the log of a student who had no shown figures; does nothing where somebody else has done it meanwhile."""
    queries.lock_student(session, student_id)
    if not _is_summed(session, student_id):
        rebuild_shown(session, student_id)


def find_wrong_shown(session: Session, student_id: int) -> list[WrongShown]:
    """Compare the student's shown figures with the log; changes nothing."""
    wanted = folded_rows(student_id, _fold_log(session, student_id))
    wrong: list[WrongShown] = []
    for table in TABLES:
        names = [column.key for column in table.__table__.columns]
        found = {_key(table, row): tuple(row[name] for name in names) for row in wanted[table]}
        stored = {_key(table, dict(zip(names, row, strict=True))): tuple(row) for row in _list_stored(session, table, student_id)}
        wrong += [
            WrongShown(student_id, table.__tablename__, key, stored.get(key), found.get(key))
            for key in sorted(stored.keys() | found.keys())
            if stored.get(key) != found.get(key)
        ]
    return wrong


def folded_rows(student_id: int, folded: Mapping[str, Shown]) -> dict[type[Any], list[dict[str, Any]]]:
    """Rows of each table, by the folds of a student's items."""
    material = shelf()
    days = add_days((day, sums) for each in folded.values() for day, sums in each.days.items())
    return {
        ShownItem: [row for key, each in folded.items() for row in _item_rows(material, student_id, key, each)],
        ShownMistake: [row for key, each in folded.items() for row in _mistake_rows(student_id, key, each)],
        ShownDay: [{"student_id": student_id, "study_day": day, **sums._asdict()} for day, sums in days.items()],
    }


def _fold_log(session: Session, student_id: int) -> dict[str, Shown]:
    logs: dict[str, list[LogLine]] = defaultdict(list)
    for line in _list_lines(session, student_id):
        logs[line.item_key].append(line)
    return {key: fold(log) for key, log in logs.items()}


def _list_lines(session: Session, student_id: int) -> Iterator[LogLine]:
    columns = (getattr(Review, name) for name in LogLine._fields)
    for row in session.execute(sa.select(*columns).where(Review.student_id == student_id).order_by(Review.id)):
        yield LogLine(*row)


def _is_summed(session: Session, student_id: int) -> bool:
    return session.scalar(sa.select(ShownDay.student_id).where(ShownDay.student_id == student_id).limit(1)) is not None


def _replace_item(session: Session, student_id: int, item_key: str, after: Shown, before: Shown) -> None:
    rows: dict[type[Any], list[dict[str, Any]]] = {ShownItem: _item_rows(shelf(), student_id, item_key, after)}
    if after.mistakes != before.mistakes:
        rows[ShownMistake] = _mistake_rows(student_id, item_key, after)
    for table in rows:
        mine = (table.student_id == student_id, table.item_key == item_key)
        session.execute(sa.delete(table).where(*mine).execution_options(synchronize_session="fetch"))
    _insert(session, rows)


def _add_days(session: Session, student_id: int, days: Mapping[int, ShownDay], changes: Mapping[int, DaySums]) -> None:
    for day, change in changes.items():
        row = days.get(day)
        after = (row.sums() if row else NO_DAY).plus(change)
        if row is None:
            session.add(ShownDay(student_id=student_id, study_day=day, **after._asdict()))
        elif after == NO_DAY:
            session.delete(row)
        else:
            for name, value in after._asdict().items():
                setattr(row, name, value)


def _item_rows(material: Shelf, student_id: int, item_key: str, shown: Shown) -> list[dict[str, Any]]:
    if shown.item is None:
        return []
    sort = _sort_of(material, item_key)
    subject, _, kind = item_key.rpartition("/")
    head = {"student_id": student_id, "region": sort.region, "item_key": item_key, "subject": subject, "kind": kind, "safety": sort.safety}
    return [head | shown.item._asdict()]


def _mistake_rows(student_id: int, item_key: str, shown: Shown) -> list[dict[str, Any]]:
    return [{"student_id": student_id, "item_key": item_key, "given": given, "times": times} for given, times in shown.mistakes.items()]


def _sort_of(material: Shelf, item_key: str) -> Sort:
    item = material.find_item(item_key)
    return Sort(item.region, item.safety) if item else Sort(RETIRED, safety=False)


def _insert(session: Session, rows: Mapping[type[Any], Iterable[dict[str, Any]]]) -> None:
    for table, each in rows.items():
        if found := list(each):
            session.execute(sa.insert(table), found)


def _list_stored(session: Session, table: type[Any], student_id: int) -> Iterable[sa.Row[Any]]:
    return session.execute(sa.select(*table.__table__.columns).where(table.student_id == student_id)).all()


def _key(table: type[Any], row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[column.key] for column in table.__table__.primary_key.columns)
