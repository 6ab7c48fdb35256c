"""Totals of answers: kept with each new row of the log, compared with it, and made again from it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.folds import NOTHING, Entry, Key, Total, Totals, difference, totals, totals_of_all
from webapp.practice import queries
from webapp.practice.models import Review, ReviewTotal

READ = (
    Review.id, Review.item_key, Review.study_day, Review.answered_at, Review.rating, Review.miss, Review.elapsed_ms,
    Review.stability_before, Review.undo_of,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WrongTotal:
    """A total that is not what the log sums to."""

    student_id: int
    key: Key
    stored: Total
    summed: Total


def count_rows(session: Session, log: Sequence[Review], rows: Sequence[Review]) -> None:
    """Bring the totals up to date with new rows of one item's log; `log` is the whole of it, with these rows."""
    new = {row.id for row in rows}
    entries = [Entry(*(getattr(row, column.key) for column in READ)) for row in log]
    changes = difference(totals(entries), totals(entry for entry in entries if entry.id not in new))
    _apply(session, rows[0].student_id, changes)


def list_unsummed(session: Session) -> list[int]:
    """Students who have answered and have no totals yet, as after an upgrade or an import."""
    answered = sa.select(Review.id).where(Review.student_id == User.id).exists()
    summed = sa.select(ReviewTotal.student_id).where(ReviewTotal.student_id == User.id).exists()
    return list(session.scalars(sa.select(User.id).where(answered, ~summed).order_by(User.id)))


def sum_missing(session: Session, student_id: int) -> None:
    """Sum the log of a student who had no totals; does nothing where somebody else has done it meanwhile."""
    queries.lock_student(session, student_id)
    if session.scalar(sa.select(ReviewTotal.student_id).where(ReviewTotal.student_id == student_id).limit(1)) is None:
        rebuild_totals(session, student_id)


def list_entries(session: Session, student_id: int) -> Iterator[Entry]:
    """The student's log as statistics read it, oldest row first."""
    for row in session.execute(sa.select(*READ).where(Review.student_id == student_id).order_by(Review.id)):
        yield Entry(*row)


def sum_log(session: Session, student_id: int) -> Totals:
    """What the student's whole log sums to."""
    logs: dict[str, list[Entry]] = defaultdict(list)
    for entry in list_entries(session, student_id):
        logs[entry.item_key].append(entry)
    return totals_of_all(logs.values())


def find_wrong_totals(session: Session, student_id: int) -> list[WrongTotal]:
    """Compare the student's totals with the log; changes nothing."""
    stored = {row.key(): row.total() for row in session.scalars(sa.select(ReviewTotal).where(ReviewTotal.student_id == student_id))}
    summed = sum_log(session, student_id)
    keys = sorted(stored.keys() | summed.keys())
    pairs = ((key, stored.get(key, NOTHING), summed.get(key, NOTHING)) for key in keys)
    return [WrongTotal(student_id, key, kept, found) for key, kept, found in pairs if kept != found]


def rebuild_totals(session: Session, student_id: int) -> None:
    """Make the student's totals what the log sums to: after rows came in by another way than one by one."""
    session.execute(sa.delete(ReviewTotal).where(ReviewTotal.student_id == student_id).execution_options(synchronize_session="fetch"))
    _insert(session, student_id, sum_log(session, student_id))


def _apply(session: Session, student_id: int, changes: Totals) -> None:
    if not changes:
        return
    wanted = sa.tuple_(ReviewTotal.facet, ReviewTotal.part, ReviewTotal.from_day).in_(
        [(str(key.facet), key.part, key.from_day) for key in changes]
    )
    stored = {row.key(): row for row in session.scalars(sa.select(ReviewTotal).where(ReviewTotal.student_id == student_id, wanted))}
    if not stored and session.scalar(sa.select(ReviewTotal.student_id).where(ReviewTotal.student_id == student_id).limit(1)) is None:
        # Nothing is summed yet: whatever the log holds besides the new rows must not be forgotten.
        rebuild_totals(session, student_id)
        return
    for key, row in stored.items():
        after = row.total().plus(changes[key])
        if after == NOTHING:
            session.delete(row)
        else:
            for name, value in zip(Total._fields, after, strict=True):
                setattr(row, name, value)
    _insert(session, student_id, {key: change for key, change in changes.items() if key not in stored})


def _insert(session: Session, student_id: int, fresh: Totals) -> None:
    rows = [{"student_id": student_id, **key._asdict(), "facet": str(key.facet), **total._asdict()} for key, total in fresh.items()]
    if rows:
        session.execute(sa.insert(ReviewTotal), rows)
