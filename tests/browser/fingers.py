"""Gestures of one and two fingers, which Playwright has no words for."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import CDPSession, Page

STEPS = 8
Place = tuple[float, float]


def drag(page: Page, start: Place, end: Place) -> None:
    """One finger goes down, wanders and is lifted."""
    paths = [[_between(start, end, step / STEPS)] for step in range(STEPS + 1)]
    _perform(page, paths)


@contextmanager
def hold(page: Page, place: Place) -> Iterator[None]:
    """One finger rests at a place for as long as the block runs; it is taken away without having tapped."""
    session = page.context.new_cdp_session(page)
    _touch(session, "touchStart", [place])
    yield
    _touch(session, "touchCancel", [])
    session.detach()


def pinch(page: Page, middle: Place, *, start: float, end: float) -> None:
    """Two fingers beside each other change their distance (pixels) about a place."""
    paths = []
    for step in range(STEPS + 1):
        half = (start + (end - start) * step / STEPS) / 2
        paths.append([(middle[0] - half, middle[1]), (middle[0] + half, middle[1])])
    _perform(page, paths)


def _perform(page: Page, paths: list[list[Place]]) -> None:
    session = page.context.new_cdp_session(page)
    for number, fingers in enumerate(paths):
        _touch(session, "touchMove" if number else "touchStart", fingers)
    _touch(session, "touchEnd", [])
    session.detach()


def _touch(session: CDPSession, kind: str, fingers: list[Place]) -> None:
    points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(fingers)]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def _between(start: Place, end: Place, share: float) -> Place:
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
