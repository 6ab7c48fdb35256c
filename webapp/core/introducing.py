"""Which new items come first: of decks needed sooner, then one a subject, round by round in deck order, with the kinds rotated so that a
first session has variety."""

from collections.abc import Collection, Iterable, Mapping
from math import inf

from webapp.core.candidates import Candidate
from webapp.core.items import Kind

# The -words kinds stand in the place of their chart twins.
ROTATION: tuple[tuple[Kind, ...], ...] = (
    (Kind.LOCATE, Kind.LOCATE_WORDS),
    (Kind.CAUTION,),
    (Kind.NAME,),
    (Kind.REFERRAL, Kind.REFERRAL_WORDS),
    (Kind.POINT, Kind.POINT_WORDS),
    (Kind.CAUTION_LOCATE, Kind.CAUTION_LOCATE_WORDS),
    (Kind.ATTACHMENT,),
    (Kind.INNERVATION,),
    (Kind.ACTION,),
    (Kind.DIFFERENTIAL,),
    (Kind.SCENARIO,),
    (Kind.OWN_TEXT,),
    (Kind.OWN_CHOICE,),
    (Kind.OWN_OUTLINE,),
    (Kind.OWN_TEXT, Kind.OWN_CHOICE, Kind.OWN_OUTLINE),
)
SLOTS: Mapping[Kind, int] = {kind: slot for slot, kinds in enumerate(ROTATION) for kind in kinds}


def introduce(candidates: Iterable[Candidate], blocked: Collection[str]) -> list[Candidate]:
    """New items in the order in which they are to be met, those needed soonest first, one for each subject that is not blocked today."""
    subjects: dict[str, list[Candidate]] = {}
    for candidate in sorted(candidates, key=lambda candidate: (candidate.deck_position, candidate.key)):
        subjects.setdefault(candidate.subject, []).append(candidate)
    first = []
    for index, (subject, cards) in enumerate(subjects.items()):
        new = [card for card in cards if card.due_day is None]
        if subject not in blocked and new:
            soonest = min(_needed(card) for card in new)
            known = {SLOTS[card.kind] for card in cards if card.due_day is not None}
            first.append((soonest, len(known), index, _next(cards, index, soonest)))
    return [card for *_, card in sorted(first, key=lambda found: found[:3])]


def _needed(card: Candidate) -> float:
    """The day by which a card is needed; without one, after all days."""
    return inf if card.needed_by is None else card.needed_by


def _next(cards: list[Candidate], index: int, soonest: float) -> Candidate:
    """The first new card of a subject, of those needed soonest, in the rotation that begins at another kind for each subject."""
    slots = sorted({SLOTS[card.kind] for card in cards})
    start = index % len(slots)
    turn = {slot: place for place, slot in enumerate(slots[start:] + slots[:start])}
    new = (card for card in cards if card.due_day is None and _needed(card) == soonest)
    return min(new, key=lambda card: (turn[SLOTS[card.kind]], card.deck_position, card.key))
