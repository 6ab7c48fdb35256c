"""Listening to what a browser complains about: errors of scripts, refusals by the content policy, answers that failed."""

from playwright.sync_api import ConsoleMessage, Page, Response

FAILED = "Failed to load resource"


class Watch:
    """Collects complaints of the pages that it follows; a page that is meant to be refused is named in `expected`."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.expected: set[int] = set()

    def follow(self, page: Page) -> None:
        """Begins to listen to a page."""
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        # What failed to load is told with its status by `_answered`.
        if message.type in {"error", "warning"} and not message.text.startswith(FAILED):
            self.complaints.append(f"{message.page.url if message.page else '?'}: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.complaints.append(f"{response.url}: {response.status}")
