"""Use case: the item statistics of a class as a CSV file."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.cells import csv_text
from webapp.classrooms.queries import get_taught
from webapp.core.shown import FEWEST
from webapp.insights.item_table import ItemRow, Look, complete, list_rows
from webapp.insights.item_words import given_words, kind_name, kind_of, subject_name
from webapp.insights.wording import region_names
from webapp.library.shelf import Shelf

COLUMNS = (
    "item", "about", "kind", "region", "safety", "students", "answers", "right", "facility", "facility_low", "facility_high", "right_share",
    "discrimination", "commonest_wrong", "commonest_wrong_times", "hazards", "missed_musts", "sure_and_wrong", "median_seconds",
    "target_px", "flags",
)  # fmt: skip
TOO_FEW = f"fewer than {FEWEST}"


def item_statistics(session: Session, shelf: Shelf, teacher: User, classroom_id: int, *, mark: bool = False) -> str:
    """Every item that a class of the person met, one a line; of fewer than five students only that they are so few.

    Shares are from 0 to 1. NotFound for any other class.
    """
    classroom = get_taught(session, teacher.id, classroom_id)
    rows = complete(session, shelf, classroom.id, sorted(list_rows(session, shelf, classroom.id, Look()), key=lambda row: row.key))
    return csv_text(COLUMNS, (list(_cells(shelf, row)) for row in rows), mark=mark)


def _cells(shelf: Shelf, row: ItemRow) -> Iterator[Any]:
    region = row.item.region if row.item else None
    yield row.key
    yield subject_name(shelf, row.key)
    yield kind_name(kind_of(row.key))
    yield region_names(shelf, [region]).get(region) if region else None
    yield row.item.safety if row.item else None
    if not row.shown:
        yield TOO_FEW
        yield from [None] * (len(COLUMNS) - 6)
        return
    yield from (row.counts.students, row.counts.answers, row.counts.right)
    low, high = row.facility.bounds or (None, None)
    yield from map(_rounded, (row.facility.value, low, high, row.practised.value, row.discrimination))
    worst = row.given[0] if row.given else None
    yield from (given_words(shelf, row.item, worst.given), worst.times) if worst else (None, None)
    yield from (row.counts.hazards, row.counts.missed_musts, row.counts.sure_wrong)
    yield None if row.median_ms is None else round(row.median_ms / 1000, 1)
    yield None if row.target_px is None else round(row.target_px)
    yield " ".join(row.flags)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
