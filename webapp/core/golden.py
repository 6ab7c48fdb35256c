"""Memory states of a whole exported log, to be compared with those of another program."""

from collections.abc import Mapping

from webapp.core.memory import DEFAULT_PARAMETERS, Parameters, check_parameters, review
from webapp.core.ratings import Rating


def golden_states(document: Mapping[str, object]) -> dict[str, dict[str, float]]:
    """States by card of `{parameters: [21 numbers], cards: {id: {reviews: [[study day, rating], …]}}}`; ValueError names card and row."""
    parameters = _parameters(_mapping(document, "the file must hold an object with `cards`").get("parameters"))
    cards = _mapping(document.get("cards"), "`cards` must be an object of card id → reviews")
    return {str(card): _state(str(card), log, parameters) for card, log in cards.items()}


def _mapping(value: object, otherwise: str) -> Mapping[object, object]:
    if isinstance(value, Mapping):
        return value
    raise ValueError(otherwise)


def _parameters(given: object) -> Parameters:
    if given is None:
        return DEFAULT_PARAMETERS
    if not isinstance(given, list) or not all(_is_number(value) for value in given):
        raise ValueError("`parameters` must be a list of 21 numbers")
    return check_parameters(tuple(float(value) for value in given))


def _state(card: str, log: object, parameters: Parameters) -> dict[str, float]:
    reviews = log.get("reviews") if isinstance(log, Mapping) else None
    if not isinstance(reviews, list) or not reviews:
        raise ValueError(f"card {card}: `reviews` must be a list of [study day, rating] with at least one row")
    pairs = [_pair(card, row, pair) for row, pair in enumerate(reviews, start=1)]
    memory = review(None, pairs[0][1], pairs[0][0], parameters)
    for row, (day, rating) in enumerate(pairs[1:], start=2):
        if day < memory.last_day:
            raise ValueError(f"card {card}, row {row}: study day {day} comes before the row above it")
        memory = review(memory, rating, day, parameters)
    return {"stability": memory.stability, "difficulty": memory.difficulty}


def _pair(card: str, row: int, pair: object) -> tuple[int, Rating]:
    if not isinstance(pair, list) or len(pair) != 2 or not all(type(value) is int for value in pair):
        raise ValueError(f"card {card}, row {row}: expected [study day, rating], found {str(pair)[:60]}")
    day, rating = pair
    if not 1 <= day <= 3_000_000:
        raise ValueError(f"card {card}, row {row}: study day {day} is out of range")
    if rating not in range(1, 5):
        raise ValueError(f"card {card}, row {row}: rating must be 1 to 4, not {rating}")
    return day, Rating(rating)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
