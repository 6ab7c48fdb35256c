"""What tests of messages share: the material, somebody with something due, the mails that wait."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests import make as people_make
from tests import people
from tests.practice import make
from webapp.accounts.models import User
from webapp.db import reading, transaction
from webapp.library.shelf import Shelf
from webapp.mail import OutgoingMail
from webapp.messages.sending import Post

Learn = Callable[..., User]


@pytest.fixture
def shelf(app: Flask) -> Shelf:
    """The material."""
    found: Shelf = app.extensions["shelf"]
    return found


@pytest.fixture
def post(app: Flask, shelf: Shelf) -> Post:
    """What mails are made with."""
    return Post(shelf, app.extensions["config"])


@pytest.fixture
def learn(app: Flask, shelf: Shelf) -> Learn:
    """Makes a student who has answered one question of the neck some days ago, so that it is due; committed."""

    def made(part: people.Part = people.STUDENT, *, answered: bool = True, **values: object) -> User:
        with app.app_context(), transaction() as session:
            student = make.student(session, shelf, part=part, **({"new_per_day": 0} | values))
            if answered:
                make.give(session, shelf, student, make.LOCATE, at=people_make.AT - timedelta(days=9))
            return student

    return made


@pytest.fixture
def waiting(app: Flask) -> Callable[[], list[OutgoingMail]]:
    """Tells the mails that wait to leave."""

    def told() -> list[OutgoingMail]:
        with app.app_context(), reading() as session:
            return list(session.scalars(sa.select(OutgoingMail).order_by(OutgoingMail.id)))

    return told
