"""Time is asked in one place, and a test may move it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask

from tests.conftest import Clock
from webapp import clock as clocks
from webapp.config import Config


def test_the_real_clock_is_aware_and_in_utc() -> None:
    moment = clocks.real_clock()
    assert moment.utcoffset() == timedelta(0)
    assert abs(moment - datetime.now(UTC)) < timedelta(seconds=5)


def test_the_app_asks_its_own_clock(app: Flask, clock: Clock) -> None:
    with app.app_context():
        before = clocks.now()
        clock.move(days=3)
        assert clocks.now() - before == timedelta(days=3)


def test_a_file_moves_the_clock_of_a_running_server(tmp_path: Path) -> None:
    file = tmp_path / "seconds"
    app = Flask("probe")
    clocks.init(app, Config.from_environment({"INSTANCE": str(tmp_path), "TEST_CLOCK": str(file)}))
    with app.app_context():
        assert abs(clocks.now() - clocks.real_clock()) < timedelta(seconds=5)
        file.write_text("86400")
        assert timedelta(hours=23) < clocks.now() - clocks.real_clock() < timedelta(hours=25)


def test_without_the_setting_the_clock_cannot_be_moved(tmp_path: Path) -> None:
    app = Flask("probe")
    clocks.init(app, Config.from_environment({"INSTANCE": str(tmp_path)}))
    assert app.extensions["clock"] is clocks.real_clock
