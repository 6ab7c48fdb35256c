"""What browser tests share: one server and one Chromium for the run, fresh people, and an eye on the console."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests import find_chromium
from tests.browser import people
from tests.browser.server import Server
from tests.browser.watching import Watch
from webapp.config import ROOT
from webapp.content.outlines import load_atlas
from webapp.content.reader import load_catalogue
from webapp.library.shelf import Shelf, make_shelf

HERE = Path(__file__).parent
UNWANTED = (
    # Parts of the browser's own window: pages in processes of their own, for each window anew.
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "AimEnabled", "LensOverlay", "MediaRouter",
    # A process for each site: there is one site only.
    "IsolateOrigins", "site-per-process", "SpareRendererForSitePerProcess",
    # What Playwright switches off; the last list that is given counts.
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable",
    "PaintHolding", "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints",
    "NetworkTimeServiceQuerying", "PreconnectToSearch",
)  # fmt: skip
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-site-isolation-trials",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", f"--disable-features={','.join(UNWANTED)}",
]  # fmt: skip
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "timezone_id": "Europe/Vienna"}
LAPTOP = {"viewport": {"width": 1280, "height": 800}, "timezone_id": "Europe/Vienna"}
PATIENCE_MS = 20_000
LONGEST = {
    "test_journey.py", "test_instructor_journey.py", "test_pages.py", "test_reviewing.py", "test_selftest.py", "test_classes.py",
    "test_own_data.py",
}  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what lies in this folder, and lets the longest files begin, so that none of them is left over at the end."""
    items.sort(key=lambda item: item.path.name not in LONGEST)
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The Chromium that is here; without one, the tests are skipped, or fail where nothing may be skipped."""
    found = find_chromium.named() or find_chromium.on_path()
    if not found:
        missing = "no Chromium: put one on PATH, or set CHROMIUM"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    return {"executable_path": found, "args": FLAGS}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The one server of the run."""
    server = Server(tmp_path_factory.mktemp("server"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    """Where pages are."""
    return server.url


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    """The material, from which tests know the right answers."""
    return make_shelf(load_catalogue(ROOT / "content"), load_atlas(ROOT / "content" / "atlas"))


@pytest.fixture(scope="module")
def learner(browser: Browser, base_url: str) -> Iterator[tuple[str, BrowserContext]]:
    """A student of the neck, whose cookies serve every test of a file, and her address."""
    context = browser.new_context(base_url=base_url)
    context.set_default_timeout(PATIENCE_MS)
    email = people.enrol(context.new_page(), "neck")
    yield email, context
    context.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Hears every complaint of the browser; a test in which there was one fails."""
    watch = Watch()
    yield watch
    assert watch.complaints == []


@pytest.fixture
def open_page(new_context: Callable[..., BrowserContext], watch: Watch) -> Callable[..., Page]:
    """Opens a fresh browser of its own: `open_page(**PHONE)`."""

    def opened(**settings: Any) -> Page:
        context = new_context(**settings)
        context.set_default_timeout(PATIENCE_MS)
        context.on("page", watch.follow)
        return context.new_page()

    return opened


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    """A phone on which nobody is signed in."""
    return open_page(**PHONE)


@pytest.fixture
def laptop(open_page: Callable[..., Page]) -> Page:
    """A laptop on which nobody is signed in."""
    return open_page(**LAPTOP)
