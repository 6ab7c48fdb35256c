"""What tests of authoring share: the shipped shelf, and committed work of an instructor."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from webapp.db import transaction
from webapp.library.shelf import Shelf

T = TypeVar("T")
Committed = Callable[[Callable[[Session], T]], T]


@pytest.fixture
def base(app: Flask) -> Shelf:
    """The shipped material."""
    found: Shelf = app.extensions["shelf"]
    return found


@pytest.fixture
def committed(app: Flask) -> Callable[[Callable[[Session], T]], T]:
    """Does something in a transaction of its own and gives what it gives."""

    def done(work: Callable[[Session], T]) -> T:
        with app.app_context(), transaction() as session:
            return work(session)

    return done
