"""Keys of the school's own questions and decks, and ids of the options that it writes."""

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

from webapp.core.items import OwnOption

SUBJECT = "school-"
DECK = "school-deck-"
LONGEST_ID, HASH_DIGITS = 60, 10
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
    for text in texts:
        option = OwnOption(_id_of(text), text)
        if any(option.id == other.id for other in made):
            raise ValueError(f"Two options say the same: {text[:60]}")
        made.append(option)
    return tuple(made)


def _id_of(text: str) -> str:
    """The Latin words of a text; where these are not the whole of it, with a hash of the whole, so that its place never matters."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LMN")
    slug = re.sub(r"[^a-z0-9]+", "-", _bare(re.sub(r"\W+", "-", plain))).strip("-")
    if letters and _bare(letters).isascii() and len(slug) <= LONGEST_ID:
        return slug
    mark = sha256((letters or plain.strip()).encode()).hexdigest()[:HASH_DIGITS]
    return f"{slug[: LONGEST_ID - HASH_DIGITS - 1].strip('-')}-{mark}".strip("-")


def _bare(text: str) -> str:
    """The text without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
