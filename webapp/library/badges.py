"""What templates ask about a fact's review; the database is asked once or twice a page, however many facts it shows."""

from collections.abc import Mapping

from flask import g

from webapp.core.entries import Fact
from webapp.core.facts import subject_of
from webapp.db import current_session
from webapp.library.queries import Logged, list_signatures
from webapp.library.standing import Standing, by_fact, standing_of

EVERYTHING = ""


def review_of(fact: Fact) -> Standing:
    """The standing of a fact, for its badge."""
    if not fact.key:
        return standing_of(fact, ())
    return standing_of(fact, _log(subject_of(fact.key)).get(fact.key, ()))


def is_reviewed(fact: Fact) -> bool:
    """Whether a clinician stands for the fact as it reads now."""
    return review_of(fact).is_reviewed


def _log(subject: str) -> Mapping[str, list[Logged]]:
    known: dict[str, Mapping[str, list[Logged]]] = g.setdefault("signatures", {})
    if EVERYTHING in known:
        return known[EVERYTHING]
    if subject not in known:
        # A page about one muscle asks for that one. Whoever asks for a second will ask for more.
        wanted = EVERYTHING if known else subject
        known[wanted] = by_fact(list_signatures(current_session(), wanted or None))
        return known[wanted]
    return known[subject]
