"""Prints what was measured as one table: time as a ratio to a baseline in the same run, sizes in kB."""

import gc
import gzip
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from flask import Flask
from flask.testing import FlaskClient

from tests import make
from tests.bench import classes
from tests.clients import PageClient
from tests.make import PASSWORD
from tests.progress.history import live
from webapp import migrating
from webapp.accounts.signing_in import open_session
from webapp.app import create_app
from webapp.config import Config
from webapp.core.anatomy import hit
from webapp.core.chance import fraction
from webapp.core.charts import View
from webapp.core.geometry import Position
from webapp.core.items import Kind
from webapp.db import transaction
from webapp.library.shelf import Shelf
from webapp.practice.service import choose_decks
from webapp.web import STATIC

TAPS = 1000
ROUNDS = 5
ASKED = 12
SHOWN_FIRST = re.compile(r'<image href="/atlas/plates/[^/]+/([^"]+)"')

DAYS, A_DAY = 1150, 95
"""A past of more than 100,000 answers."""
PROGRESS_PAGES = ("/progress", "/progress?period=0", "/progress/body", "/progress/body?dangers=1")
PROGRESS_MS = 150
PAGES = ("/", "/library", "/library/muscles/infraspinatus", "/atlas", "/atlas/zones/temple", "/atlas/coverage")


def main() -> None:
    """Measures hit-testing, the transfer of pages, the pages of progress after years of practice, and those of a large class."""
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
        _progress(app)
    classes.measure()


def _progress(app: Flask) -> None:
    """Time of the pages of progress of a student with a long past, in processor time, which others on the machine do not stretch."""
    client, rows = _long_past(app)
    gc.collect()
    baseline = _processor_seconds(_work)
    for page in PROGRESS_PAGES:
        client.get(page)
        taken = _processor_seconds(lambda page=page: client.get(page))
        name = f"page {page}, {rows:,} reviews (bar: {PROGRESS_MS} ms)"
        print(f"{name:60} {taken * 1000:10.1f} ms   {taken / baseline:.2f}")


def _long_past(app: Flask) -> tuple[FlaskClient, int]:
    """A browser of a student of every deck with a long past, and the number of reviews."""
    shelf: Shelf = app.extensions["shelf"]
    with app.app_context(), transaction() as session:
        at = app.extensions["clock"]()
        student = make.user(session)
        choose_decks(session, shelf, student, list(shelf.decks), at=at)
        rows = live(session, shelf, student, last_day=at.date().toordinal(), days=DAYS, a_day=A_DAY)
        token = open_session(session, student, device="Bench", at=at)
    client: FlaskClient = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return client, rows


def _processor_seconds(work: Callable[[], object]) -> float:
    """Median processor time of a piece of work."""
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        work()
        times.append(process_time() - start)
    return median(times)


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
