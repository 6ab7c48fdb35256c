"""A student with a past, the material, and every row of every table."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests import make, people
from tests.practice.conftest import Content, Enrol, content, enrol, shelf
from tests.progress.history import live
from webapp.accounts.models import User
from webapp.db import transaction
from webapp.library.shelf import Shelf

__all__ = ["Content", "Enrol", "content", "enrol", "shelf"]

Past = Callable[..., User]
TODAY = make.AT.date().toordinal()


@pytest.fixture
def past(app: Flask, enrol: Enrol, shelf: Shelf) -> Past:
    """Makes a student with some weeks behind her, committed."""

    def made(*decks: str, part: people.Part = people.STUDENT, days: int = 40, a_day: int = 8, seed: int = 1) -> User:
        student = enrol(*(decks or tuple(shelf.decks)), part=part)
        with app.app_context(), transaction() as session:
            live(session, shelf, student, last_day=TODAY, days=days, a_day=a_day, seed=seed)
        return student

    return made
