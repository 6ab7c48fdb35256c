"""The ways from zone to zone on a chart: where each arrow key leads."""

from collections import deque
from collections.abc import Mapping

from playwright.sync_api import Page

ARROWS = ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown")
PRESS_ALL = """
([view, arrows]) => {
  const before = document.activeElement;
  const zones = [...document.querySelectorAll(`figure[data-view="${view}"] [data-zone]`)];
  const ways = zones.map((zone) => [zone.dataset.zone, arrows.map((key) => {
    zone.focus();
    zone.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    return document.activeElement.dataset.zone;
  })]);
  before.focus();
  return ways;
}
"""


def ways_between_zones(page: Page, view: str) -> Mapping[str, Mapping[str, str]]:
    """For each zone of the view that is shown, in order: arrow → zone that it leads to (itself where there is none)."""
    found = page.evaluate(PRESS_ALL, [view, list(ARROWS)])
    return {zone: dict(zip(ARROWS, targets, strict=True)) for zone, targets in found}


def shortest_way(ways: Mapping[str, Mapping[str, str]], start: str, end: str) -> list[str]:
    """Arrow keys that lead from one zone to another; a zone that no way leads to is an error."""
    reached: dict[str, list[str]] = {start: []}
    waiting = deque([start])
    while waiting and end not in reached:
        here = waiting.popleft()
        for key, there in ways[here].items():
            if there not in reached:
                reached[there] = [*reached[here], key]
                waiting.append(there)
    assert end in reached, f"{end} cannot be reached by arrow keys from {start}"
    return reached[end]
