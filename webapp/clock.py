"""What time it is: asked in routes, jobs and commands only; everything below is handed the moment."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask, current_app

from webapp.config import Config

Clock = Callable[[], datetime]


def now() -> datetime:
    """The present moment, aware, in UTC."""
    clock: Clock = current_app.extensions["clock"]
    return clock()


def init(app: Flask, config: Config) -> None:
    """Gives the app the real clock, or one that a test moves when the settings say so."""
    app.extensions["clock"] = ShiftedClock(Path(config.test_clock)) if config.test_clock else real_clock


def real_clock() -> datetime:
    """The machine's time."""
    return datetime.now(UTC)


class ShiftedClock:
    """The machine's time plus as many seconds as a file says; without the file, none."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __call__(self) -> datetime:
        text = self.file.read_text(encoding="ascii") if self.file.exists() else ""
        return real_clock() + timedelta(seconds=float(text or 0))
