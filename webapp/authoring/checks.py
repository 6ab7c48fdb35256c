"""What must hold before a question or a deck is shown to students: the same as for the shipped material."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp.core.entries import CautionState, Evidence
from webapp.core.evidence import NEEDS, TYPED, Weighed, holds, weighed
from webapp.core.items import OwnItem
from webapp.errors import Invalid
from webapp.library.shelf import Shelf

NOT_ASSESSED = "the cautions of {} are not assessed: what is not assessed is not safe"


def lacking(shelf: Shelf, muscle_id: str, explanation: str, source_keys: str, citation: str, evidence: Evidence) -> list[str]:
    """What a question lacks to be published, in words."""
    found = _muscle(shelf, muscle_id)
    if not explanation.strip():
        found.append("it has no explanation, which is what students read after an answer")
    if not source_keys and len(citation.strip()) < SHORTEST_CITATION:
        found.append("it names no source: choose one of the library's, or type a full citation")
    else:
        found += _uncarried(shelf, source_keys, citation, evidence)
    if evidence is Evidence.E:
        found.append("no question is made of a fact of evidence grade E (no source found)")
    return found


SHORTEST_CITATION = 10
"""Characters: less names no author and no year."""
WEB_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
PRACTISED = (Evidence.A, Evidence.B, Evidence.C, Evidence.D)


@dataclass(frozen=True, slots=True)
class Cited:
    """A typed citation as a source that is independent of all others."""

    weight: str
    group: str


def unfit(shelf: Shelf, keys: Sequence[str]) -> list[str]:
    """What keeps a deck of these questions from being shared, in words."""
    if not keys:
        return ["it holds no question"]
    known = [item for key in keys if (item := shelf.items.get(key))]
    found = [] if known else ["none of its questions is asked any more"]
    about = dict.fromkeys(item.muscle if isinstance(item, OwnItem) else item.subject for item in known)
    for name in about:
        found += _muscle(shelf, name) if name in shelf.catalogue.muscles else []
    return found


def check_public(found: Iterable[str]) -> None:
    """Raises Invalid with the list of what is lacking, if anything is."""
    faults = list(found)
    if faults:
        raise Invalid("This cannot be shown to students yet: " + "; ".join(faults) + ".")


def _uncarried(shelf: Shelf, source_keys: str, citation: str, evidence: Evidence) -> list[str]:
    """The rule of the shipped material: a grade that the sources do not carry, with the grades that they do."""
    keys, listed = source_keys.split(), shelf.catalogue.sources
    gone = [f"its source {key} is not in the library any more" for key in keys if key not in listed]
    named: list[Weighed] = [listed[key] for key in keys if key in listed] or ([] if gone else [_cited(shelf, citation)])
    if gone or evidence is Evidence.E or holds(evidence, named):
        return gone
    carried = " or ".join(grade for grade in PRACTISED if holds(grade, named))
    return [f"grade {evidence} needs {NEEDS[evidence]}; named: {weighed(named)}, which carries grade {carried}"]


def _cited(shelf: Shelf, citation: str) -> Weighed:
    """The source of the material that is cited by its title or address; else one of unknown weight, weak if it is a mere web address."""
    typed = citation.strip().casefold()
    known = (source for source in shelf.catalogue.sources.values() if typed in {source.title.casefold(), source.url.casefold()})
    return next(known, None) or Cited("weak" if WEB_ADDRESS.fullmatch(typed) else TYPED, typed)


def _muscle(shelf: Shelf, muscle_id: str) -> list[str]:
    muscle = shelf.catalogue.muscles.get(muscle_id)
    if muscle is None:
        return ["its muscle is not in the library any more"]
    return [NOT_ASSESSED.format(muscle.name.en)] if muscle.caution_state is CautionState.NOT_ASSESSED else []
