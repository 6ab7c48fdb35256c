"""Apps of their own, to which a test may add views and give other settings."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask
from flask.typing import ResponseReturnValue

from tests.clients import PageClient
from tests.conftest import Clock
from webapp.app import create_kernel
from webapp.config import Config
from webapp.web import csrf

View = Callable[[], ResponseReturnValue | None]
Probe = Callable[..., int]


@pytest.fixture
def fresh_app(app: Flask, engine: str, urls: Callable[[str], str], tmp_path: Path, clock: Clock) -> Iterator[Callable[..., Flask]]:
    """Makes an app with settings of its own and without the material, on the data base of the test."""
    with ExitStack() as stack:

        def make(**environ: str) -> Flask:
            given = {"INSTANCE": str(tmp_path / "instance"), "DATABASE_URL": urls(engine)} | environ
            made = create_kernel(Config.from_environment(given))
            made.test_client_class = PageClient
            made.extensions["clock"] = clock
            stack.callback(made.extensions["engines"].dispose)
            return made

        yield make


@pytest.fixture
def probe(fresh_app: Callable[..., Flask]) -> Probe:
    """Runs a function as the view of a request, and tells the status of the answer."""
    app = fresh_app()
    views: list[View] = []

    @csrf.exempt
    def view() -> ResponseReturnValue:
        return views[-1]() or "done"

    app.add_url_rule("/probe", "probe", view, methods=["GET", "POST"])

    def run(function: View, method: str = "POST") -> int:
        views.append(function)
        return app.test_client().open("/probe", method=method).status_code

    return run
