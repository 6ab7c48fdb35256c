"""What later features look at before a published question changes: they say so at the start, and refuse it with words."""

from collections.abc import Callable, Iterable
from datetime import datetime

from flask import Flask, current_app
from sqlalchemy.orm import Session

from webapp.core.owned import subject_of_item
from webapp.library.models import SchoolItem

Guard = Callable[[Session, str, datetime], None]
"""Called with the key of the question and the moment; raises Invalid where the question has to stay as it is."""
Guards = Iterable[Guard]


def before_changing(app: Flask, guard: Guard) -> None:
    """Calls `guard` before a published question is retired, or is asked otherwise; for a feature's `init`."""
    app.extensions.setdefault("authoring_guards", []).append(guard)


def guards_of_questions() -> list[Guard]:
    """What the present app looks at before a published question changes."""
    return list(current_app.extensions.get("authoring_guards", ()))


def check_free(session: Session, item: SchoolItem, guards: Guards, at: datetime) -> None:
    """Raises Invalid where a published question has to stay as it is."""
    for guard in guards:
        guard(session, f"{subject_of_item(item.id)}/{item.kind}", at)
