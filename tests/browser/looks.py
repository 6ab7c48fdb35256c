"""Judging a page as it is drawn: axe's rules, the width of small screens, the size and place of what is tapped."""

from collections.abc import Iterable, Mapping

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCREENS: Mapping[str, tuple[int, int]] = {"phone": (390, 844), "laptop": (1280, 800)}
LOOKS = [("phone", "light"), ("laptop", "dark")]
"""Width decides what is shown, the scheme its colours, and neither the other: two opposite looks hold every rule to both."""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
SMALLEST, MAIN = 24, 44
NARROW = (320, 390)
SMALL_TARGETS = """
([selector, least]) => [...document.querySelectorAll(selector)]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length)
  .filter((element) => !element.matches("label input, a.skip") && getComputedStyle(element).display !== "inline")
  .map((element) => [element, element.getBoundingClientRect()])
  .filter(([, box]) => box.width < least - 0.5 || box.height < least - 0.5)
  .map(([element, box]) => `${element.outerHTML.slice(0, 90)} ${Math.round(box.width)} × ${Math.round(box.height)}`)
"""
_axe = Axe()


def faults(page: Page, looks: Iterable[tuple[str, str]] = LOOKS) -> list[str]:
    """What axe finds on the phone in light and on the laptop in dark; sideways scrolling; small targets. Leaves the page on the phone."""
    found = []
    for screen, scheme in looks:
        resize(page, screen)
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        found += [f"{screen}, {scheme}: {fault}" for fault in axe_faults(page)]
    resize(page, "phone")
    found += [f"smaller than {SMALLEST}: {target}" for target in small_targets(page, "a, button, input, select, summary", SMALLEST)]
    found += [f"smaller than {MAIN}: {target}" for target in small_targets(page, ".button, .choice, .tabs *, .chart-tools button", MAIN)]
    found += [f"scrolls {wide} px sideways at {width}" for width in NARROW if (wide := sideways(page, width)) > 0]
    return found


def resize(page: Page, screen: str) -> None:
    """Gives the page the size of one of the screens."""
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})


def axe_faults(page: Page) -> list[str]:
    """Violations of WCAG 2.2 AA as axe sees the page now."""
    answer = _axe.run(page, options=RULES).response
    return [
        f"{violation['id']}: {node['html'][:120]} ({'; '.join(check['message'] for check in node['any'][:1])})"
        for violation in answer["violations"]
        for node in violation["nodes"][:3]
    ]


def small_targets(page: Page, selector: str, least: int) -> list[str]:
    """What can be tapped and is smaller than so many pixels; links inside of sentences, and boxes whose label is tapped, do not count."""
    return list(page.evaluate(SMALL_TARGETS, [selector, least]))


def sideways(page: Page, width: int) -> int:
    """Pixels by which a screen of some width would scroll sideways; leaves the page on the phone."""
    page.set_viewport_size({"width": width, "height": 640})
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    resize(page, "phone")
    return int(wide)
