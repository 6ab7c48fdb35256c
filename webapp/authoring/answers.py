"""What is right in a question of the school, checked and written down: accepted answers, options, a drawn area."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from webapp.core.charts import Atlas
from webapp.core.geometry import Ring
from webapp.core.outlining import faults
from webapp.core.owned import FEWEST_OPTIONS, MOST_OPTIONS, options_of
from webapp.core.spelling import LONGEST_TEXT, normalise
from webapp.errors import Invalid
from webapp.library.models import OwnKind

MOST_ACCEPTED = 20
LONGEST_OPTION = 160


@dataclass(frozen=True, slots=True)
class Accepted:
    """Answers that are accepted; the first is shown as the right one."""

    texts: Sequence[str]

    kind = OwnKind.TEXT

    def written(self, _: Atlas) -> dict[str, Any]:
        """What is stored; Invalid where no answer is given, or one could never be typed."""
        texts = list(dict.fromkeys(text.strip() for text in self.texts if text.strip()))
        empty = [text for text in texts if not normalise(text)]
        if empty:
            _refuse("accepted", f"“{empty[0]}” holds no letters or digits that could be compared.")
        if not 1 <= len(texts) <= MOST_ACCEPTED:
            _refuse("accepted", f"Give from 1 to {MOST_ACCEPTED} accepted answers, one a line.")
        if any(len(text) > LONGEST_TEXT for text in texts):
            _refuse("accepted", f"An accepted answer has at most {LONGEST_TEXT} characters.")
        return {"accepted": texts}


@dataclass(frozen=True, slots=True)
class OneOf:
    """Options as typed, empty ones among them, and the place of the right one from 0 (None: not said)."""

    texts: Sequence[str]
    right: int | None

    kind = OwnKind.CHOICE

    def written(self, _: Atlas) -> dict[str, Any]:
        """What is stored; Invalid unless two to six different options are given and one of them is marked as right."""
        texts = [text.strip() for text in self.texts]
        given = [text for text in texts if text]
        if not FEWEST_OPTIONS <= len(given) <= MOST_OPTIONS:
            _refuse("options", f"Give from {FEWEST_OPTIONS} to {MOST_OPTIONS} options.")
        if any(len(text) > LONGEST_OPTION for text in given):
            _refuse("options", f"An option has at most {LONGEST_OPTION} characters.")
        if self.right is None or not 0 <= self.right < len(texts) or not texts[self.right]:
            _refuse("options", "Mark the one option that is right.")
        try:
            options = options_of(given)
        except ValueError as alike:
            raise Invalid(str(alike), {"options": str(alike)}) from None
        right = options[sum(bool(text) for text in texts[: self.right])]
        return {"options": [{"id": each.id, "text": each.text} for each in options], "right": right.id}


@dataclass(frozen=True, slots=True)
class Area:
    """A drawn area on a view and layer, in millimetres of the view."""

    view: str
    layer: str
    ring: Ring
    both_sides: bool

    kind = OwnKind.OUTLINE

    def written(self, atlas: Atlas) -> dict[str, Any]:
        """What is stored; Invalid where the plate does not exist, or the area cannot be asked for."""
        view = atlas.views.get(self.view)
        if view is None or self.layer not in view.plates:
            raise Invalid("There is no such plate.", {"u": "There is no such plate."})
        # What is stored is what is checked: two corners apart by less than the rounding become one.
        ring = tuple((round(u, 1), round(v, 1)) for u, v in self.ring)
        found = faults(ring, view)
        if found:
            _refuse("u", " ".join(found))
        both = self.both_sides and view.mirror_sum is not None
        return {"view": self.view, "layer": self.layer, "ring": [list(corner) for corner in ring], "both_sides": both}


Answer = Accepted | OneOf | Area


def typed_answer(kind: OwnKind, stored: Mapping[str, Any]) -> Answer:
    """What is stored, as a form shows it."""
    if kind is OwnKind.TEXT:
        return Accepted(stored["accepted"])
    if kind is OwnKind.CHOICE:
        ids = [each["id"] for each in stored["options"]]
        return OneOf([each["text"] for each in stored["options"]], ids.index(stored["right"]))
    ring = tuple((float(u), float(v)) for u, v in stored["ring"])
    return Area(stored["view"], stored["layer"], ring, stored["both_sides"])


def _refuse(field: str, words: str) -> None:
    raise Invalid(words, {field: words})
