"""What later features do when somebody has joined or left a class, or a class is put away: they say so at the start, and are called in the
same transaction."""

from collections.abc import Callable, Iterable
from datetime import datetime

from flask import Flask, current_app
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.classrooms.models import Classroom

Follow = Callable[[Session, Classroom, User, datetime], None]
"""Called with the class, the student and the moment; flushes, never commits."""
Follows = Iterable[Follow]
FollowClass = Callable[[Session, Classroom, datetime], None]
"""Called with the class and the moment; flushes, never commits."""
FollowsClass = Iterable[FollowClass]


def when_joined(app: Flask, follow: Follow) -> None:
    """Calls `follow` after each student who joins; for a feature's `init`."""
    app.extensions.setdefault("classrooms_joined", []).append(follow)


def when_left(app: Flask, follow: Follow) -> None:
    """Calls `follow` after each student who leaves or is removed."""
    app.extensions.setdefault("classrooms_left", []).append(follow)


def when_archived(app: Flask, follow: FollowClass) -> None:
    """Calls `follow` after each class that is archived or brought back."""
    app.extensions.setdefault("classrooms_archived", []).append(follow)


def after_joining() -> list[Follow]:
    """What the present app does after a student has joined."""
    return list(current_app.extensions.get("classrooms_joined", ()))


def after_leaving() -> list[Follow]:
    """What the present app does after a student has left."""
    return list(current_app.extensions.get("classrooms_left", ()))


def after_archiving() -> list[FollowClass]:
    """What the present app does after a class was archived or brought back."""
    return list(current_app.extensions.get("classrooms_archived", ()))
