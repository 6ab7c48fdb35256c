"""Prints what was measured as one table: time as a ratio to a baseline in the same run, sizes in kB."""

import gzip
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from flask import Flask
from flask.testing import FlaskClient

from tests.clients import PageClient
from tests.make import PASSWORD
from webapp import migrating
from webapp.app import create_app
from webapp.config import Config
from webapp.core.anatomy import hit
from webapp.core.chance import fraction
from webapp.core.charts import View
from webapp.core.geometry import Position
from webapp.core.items import Kind
from webapp.library.shelf import Shelf
from webapp.web import STATIC

TAPS = 1000
ROUNDS = 5
ASKED = 12
SHOWN_FIRST = re.compile(r'<image href="/atlas/plates/[^/]+/([^"]+)"')
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
        for name, size in [*_transfers(app), *_question_transfers(app, shelf)]:
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
    sizes = [(f"page {path}, gzip", _packed(client.get(path).data)) for path in PAGES]
    shelf: Shelf = app.extensions["shelf"]
    root = Path(app.extensions["config"].content) / "atlas"
    largest = max((root / plate["small"].file).stat().st_size for view in shelf.atlas.views.values() for plate in view.plates.values())
    return [*sizes, ("largest small plate", float(largest))]


def _question_transfers(app: Flask, shelf: Shelf) -> list[tuple[str, float]]:
    """What the first sight of a question costs, by kind: page, style sheet, modules, and the plate that is shown; the heaviest of some."""
    client = _student(app, shelf)
    dress = [(STATIC / "style.css").read_bytes(), *(file.read_bytes() for file in sorted(STATIC.glob("js/*.js")))]
    rows = [("style sheet and modules, gzip", sum(_packed(file) for file in dress)), ("the same, unpacked", float(sum(map(len, dress))))]
    for kind in (Kind.LOCATE, Kind.POINT, Kind.CAUTION_LOCATE, Kind.REFERRAL, Kind.NAME):
        keys = [key for key, item in shelf.items.items() if item.kind == kind]
        pages = [client.get(f"/practice/next?item={key}").data for key in keys[:: max(1, len(keys) // ASKED)]]
        dressed = rows[0][1]
        rows.append((f"question {kind}, page, gzip", max(_packed(page) for page in pages)))
        rows.append((f"question {kind}, first sight, gzip", max(_packed(page) + dressed + _plate(app, page) for page in pages)))
        rows.append((f"question {kind}, first sight, unpacked", max(len(page) + rows[1][1] + _plate(app, page) for page in pages)))
    return rows


def _student(app: Flask, shelf: Shelf) -> FlaskClient:
    """A browser of somebody who studies everything."""
    client = PageClient(app)
    client.post("/accounts/sign-up", data={"email": "ada@school.example", "name": "Ada", "password": PASSWORD, "time_zone": "UTC"})
    client.post("/practice/start", data={"decks": list(shelf.decks)})
    return client


def _plate(app: Flask, page: bytes) -> float:
    """Size of the plates that a page shows at once."""
    folder = Path(app.extensions["config"].content) / "atlas"
    return float(sum((folder / file).stat().st_size for file in SHOWN_FIRST.findall(page.decode())))


def _packed(body: bytes) -> float:
    """Size as it travels behind a proxy that compresses."""
    return float(len(gzip.compress(body)))


if __name__ == "__main__":
    main()
