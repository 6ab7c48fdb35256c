"""The shipped material, as practice asks for it, and a student who studies it."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from tests import make, people
from tests.clients import PageClient
from webapp.accounts.models import User
from webapp.db import reading, transaction
from webapp.library.shelf import Shelf
from webapp.practice.models import Review
from webapp.practice.service import choose_decks
from webapp.tables import Base

Enrol = Callable[..., User]
Content = dict[str, list[sa.Row[tuple[object, ...]]]]


@pytest.fixture
def shelf(app: Flask) -> Shelf:
    """Catalogue, atlas, items and decks."""
    found: Shelf = app.extensions["shelf"]
    return found


@pytest.fixture
def enrol(app: Flask, shelf: Shelf) -> Enrol:
    """Makes an account that studies some decks (the neck and the rules), committed."""

    def made(*decks: str, part: people.Part = people.STUDENT, **values: object) -> User:
        with app.app_context(), transaction() as session:
            student = make.user(session, part, **values)
            choose_decks(session, shelf, student, decks or ("neck", "rules"), at=make.AT)
            return student

    return made


@pytest.fixture
def tab(enrol: Enrol, client_for: Callable[[User], PageClient]) -> PageClient:
    """A student's browser, with the neck and the rules chosen."""
    return client_for(enrol())


@pytest.fixture
def strange_tab(enrol: Enrol, client_for: Callable[[User], PageClient]) -> PageClient:
    """Another student's browser."""
    return client_for(enrol(part=people.STRANGER))


@pytest.fixture
def content(app: Flask) -> Callable[[], Content]:
    """Tells every row of every table."""

    def told() -> Content:
        with app.app_context(), reading() as session:
            return {name: list(session.execute(sa.select(table))) for name, table in Base.metadata.tables.items()}

    return told


@pytest.fixture
def log(app: Flask) -> Callable[[], list[Review]]:
    """Tells the whole log, oldest row first."""

    def told() -> list[Review]:
        with app.app_context(), reading() as session:
            return list(session.scalars(sa.select(Review).order_by(Review.id)))

    return told
