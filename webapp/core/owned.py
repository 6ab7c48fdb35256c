"""Keys of the school's own questions and decks, and ids of the options that it writes."""

import re
import unicodedata
from collections.abc import Iterable

from webapp.core.items import OwnOption

SUBJECT = "school-"
DECK = "school-deck-"
LONGEST_ID = 60
FEWEST_OPTIONS, MOST_OPTIONS = 2, 6


def subject_of_item(number: int) -> str:
    """The subject of an own question: with its kind it makes the key, which is given once and for good."""
    return f"{SUBJECT}{number}"


def deck_id_of(number: int) -> str:
    """The id under which an own deck is studied and assigned."""
    return f"{DECK}{number}"


def options_of(texts: Iterable[str]) -> tuple[OwnOption, ...]:
    """Options with ids that follow from their words, so that a logged answer still says what was chosen; ValueError for two alike."""
    made: list[OwnOption] = []
    for number, text in enumerate(texts, start=1):
        option = OwnOption(_slug(text) or f"option-{number}", text)
        if any(option.id == other.id for other in made):
            raise ValueError(f"Two options say the same: {text[:60]}")
        made.append(option)
    return tuple(made)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", re.sub(r"\W+", "-", text.casefold())).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-")
