"""What a part of the download is: its name, its columns with their meaning, and the function that gives its rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.accounts.models import User

Row = Mapping[str, Any]
"""Column name → text, number, boolean, None, a moment, or what JSON can hold."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the download; `columns` says what each value means. `single` parts have one row and are no list in JSON.

    `rows` gives the rows of one person at a moment, oldest first, each with exactly these columns; it is read once for each file written.
    """

    name: str
    about: str
    columns: Mapping[str, str]
    rows: Callable[[Session, User, datetime], Iterable[Row]]
    single: bool = False
    imported: bool = False
    """Whether an import takes it over."""


def moment(at: datetime | None) -> str | None:
    """A moment as the file writes it: ISO 8601 in UTC."""
    return None if at is None else at.isoformat()


def columns_of(thing: object, names: Iterable[str]) -> dict[str, Any]:
    """Some attributes of a row by name."""
    return {name: getattr(thing, name) for name in names}
