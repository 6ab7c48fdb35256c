"""What the tests of self-tests share."""

import pytest
from flask import Flask

from webapp.library.shelf import Shelf


@pytest.fixture
def shelf(app: Flask) -> Shelf:
    """The shipped material."""
    found: Shelf = app.extensions["shelf"]
    return found
