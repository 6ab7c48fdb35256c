"""Makes pretended answers to questions as they are shown; places on the chart are looked for once an item."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from webapp.core.answers import Answer
from webapp.core.items import CautionWords, Item, Locate, MarkCaution, PointAt
from webapp.core.mistaking import Asking, Places, answer_of, places_about
from webapp.core.options import Option
from webapp.core.pretending import Intent
from webapp.library.shelf import Shelf
from webapp.practice.asking import asked_structure, shown_options, view_of


@dataclass(slots=True)
class Answers:
    """The material, and what was found in it so far."""

    shelf: Shelf
    found: dict[tuple[str, str | None], Places] = field(default_factory=dict)
    listed: dict[tuple[str, int], Sequence[Option]] = field(default_factory=dict)

    def asking(self, item: Item, showing: int) -> Asking:
        """A question at one showing."""
        target = asked_structure(item, showing) if isinstance(item, MarkCaution | CautionWords) else None
        options = self._options(item, showing)
        if not isinstance(item, Locate | PointAt | MarkCaution):
            return Asking(item, options, self.shelf.catalogue)
        view = view_of(self.shelf, item)
        if (item.key, target) not in self.found:
            self.found[item.key, target] = places_about(item, view, self.shelf.catalogue, target)
        return Asking(item, options, self.shelf.catalogue, view, self.found[item.key, target], target)

    def _options(self, item: Item, showing: int) -> Sequence[Option]:
        # The same for everybody at the same showing, and dear to make.
        if (item.key, showing) not in self.listed:
            self.listed[item.key, showing] = shown_options(self.shelf, item, showing)
        return self.listed[item.key, showing]

    def answer(self, asking: Asking, intent: Intent, *seed: str | int) -> Answer:
        """A pretended answer."""
        return answer_of(asking, intent, *seed)
