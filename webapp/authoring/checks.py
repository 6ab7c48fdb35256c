"""What must hold before a question or a deck is shown to students: the same as for the shipped material."""

from collections.abc import Iterable, Sequence

from webapp.core.entries import CautionState, Evidence
from webapp.core.items import OwnItem
from webapp.errors import Invalid
from webapp.library.shelf import Shelf

NOT_ASSESSED = "the cautions of {} are not assessed: what is not assessed is not safe"


def lacking(shelf: Shelf, muscle_id: str, explanation: str, source_key: str, citation: str, evidence: Evidence) -> list[str]:
    """What a question lacks to be published, in words."""
    found = _muscle(shelf, muscle_id)
    if not explanation.strip():
        found.append("it has no explanation, which is what students read after an answer")
    if not source_key and len(citation.strip()) < SHORTEST_CITATION:
        found.append("it names no source: choose one of the library's, or type a full citation")
    if evidence is Evidence.E:
        found.append("no question is made of a fact of evidence grade E (no source found)")
    return found


SHORTEST_CITATION = 10
"""Characters: less names no author and no year."""


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


def _muscle(shelf: Shelf, muscle_id: str) -> list[str]:
    muscle = shelf.catalogue.muscles.get(muscle_id)
    if muscle is None:
        return ["its muscle is not in the library any more"]
    return [NOT_ASSESSED.format(muscle.name.en)] if muscle.caution_state is CautionState.NOT_ASSESSED else []
