"""What later features still need of the decks that the school made: they say so at the start, and are asked before a deck is deleted."""

from collections.abc import Callable, Iterable

from flask import Flask, current_app
from sqlalchemy.orm import Session

Hold = Callable[[Session, str], bool]
"""Tells whether a deck is needed still, by its id on the shelf."""
Holds = Iterable[Hold]


def when_deleting(app: Flask, hold: Hold) -> None:
    """Asks `hold` before a deck is deleted; for a feature's `init`."""
    app.extensions.setdefault("authoring_holds", []).append(hold)


def holds() -> list[Hold]:
    """Whom the present app asks."""
    return list(current_app.extensions.get("authoring_holds", ()))


def is_held(session: Session, deck_id: str, held_by: Holds) -> bool:
    """Whether somebody needs a deck still."""
    return any(hold(session, deck_id) for hold in held_by)
