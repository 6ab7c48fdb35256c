"""Prints what was measured as one table: time as a ratio to a baseline in the same run, sizes in kB."""

import gzip
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from flask import Flask
from flask.testing import FlaskClient

from webapp import migrating
from webapp.app import create_app
from webapp.config import Config
from webapp.core.anatomy import hit
from webapp.core.chance import fraction
from webapp.core.charts import View
from webapp.core.geometry import Position
from webapp.library.shelf import Shelf

TAPS = 1000
ROUNDS = 5
PAGES = ("/", "/library", "/library/muscles/infraspinatus", "/atlas", "/atlas/zones/temple", "/atlas/coverage")


def main() -> None:
    """Measures hit-testing and the transfer of pages."""
    with tempfile.TemporaryDirectory() as folder:
        config = Config.from_environment({"INSTANCE": folder})
        migrating.upgrade(config.database_url)
        app = create_app(config)
        shelf: Shelf = app.extensions["shelf"]
        baseline = _seconds(_work)
        print(f"{'baseline: 1,000,000 additions':50} {baseline * 1000:10.1f} ms   1.00")
        for view in shelf.atlas.whole:
            taken = _seconds(lambda view=view: _tap(view))
            name, ratio = f"{TAPS} taps on {view.id}, per tap", taken / baseline
            print(f"{name:50} {taken / TAPS * 1e6:10.1f} µs   {ratio:.2f} of the baseline for all")
        for name, size in _transfers(app):
            print(f"{name:50} {size / 1000:10.1f} kB")


def _seconds(work: Callable[[], None]) -> float:
    """Median time of a piece of work."""
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return median(times)


def _work() -> None:
    total = 0
    for number in range(1_000_000):
        total += number


def _tap(view: View) -> None:
    for at in _places(view):
        hit(view, view.first_layer, at)


def _places(view: View) -> list[Position]:
    u0, v0, u1, v1 = view.window
    return [(u0 + fraction("u", n) * (u1 - u0), v0 + fraction("v", n) * (v1 - v0)) for n in range(TAPS)]


def _transfers(app: Flask) -> list[tuple[str, float]]:
    """Size of each page as it travels (compressed), and of the first picture of a chart."""
    client: FlaskClient = app.test_client()
    sizes = [(f"page {path}, gzip", float(len(gzip.compress(client.get(path).data)))) for path in PAGES]
    shelf: Shelf = app.extensions["shelf"]
    root = Path(app.extensions["config"].content) / "atlas"
    largest = max((root / plate["small"].file).stat().st_size for view in shelf.atlas.views.values() for plate in view.plates.values())
    return [*sizes, ("largest small plate", float(largest))]


if __name__ == "__main__":
    main()
