"""What the school made, as the core knows it: questions and decks from the rows of the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.core.blueprints import IN_WORDS
from webapp.core.catalogue import Catalogue, Source
from webapp.core.charts import Atlas
from webapp.core.decks import Deck
from webapp.core.entries import CautionState, Evidence, Fact
from webapp.core.items import Item, Kind, OwnChoice, OwnItem, OwnOption, OwnOutline, OwnText
from webapp.core.outlining import faults
from webapp.core.owned import deck_id_of, subject_of_item
from webapp.library.models import DeckState, ItemState, OwnKind, SchoolDeck, SchoolItem

GIVEN_BY = "given by the school"


@dataclass(frozen=True, slots=True)
class Written:
    """An own question with its state, and the citation that stands for its source, if one was typed."""

    item: OwnItem
    state: ItemState
    citation: Source | None


@dataclass(frozen=True, slots=True)
class Collected:
    """An own deck: its questions in order, without their twins in words."""

    number: int
    title: str
    about: str
    state: DeckState
    keys: tuple[str, ...]


def written(row: SchoolItem, catalogue: Catalogue) -> Written:
    """An own question from its row, whether or not it can be asked."""
    item = _MAKERS[row.kind](_head(row, catalogue), row.answer)
    cited = _cited(subject_of_item(row.id), row.citation, row.changed_at.date()) if row.citation else None
    return Written(item, row.state, cited)


def collected(row: SchoolDeck, keys: Iterable[str]) -> Collected:
    """An own deck from its row and the keys of its questions."""
    return Collected(row.id, row.title, row.about, row.state, tuple(keys))


def is_askable(item: OwnItem, catalogue: Catalogue, atlas: Atlas) -> bool:
    """Whether the material still holds what an own question needs: its muscle with assessed cautions, and the view it is drawn on."""
    muscle = catalogue.muscles.get(item.muscle)
    if muscle is None or muscle.caution_state is CautionState.NOT_ASSESSED or item.evidence is Evidence.E:
        return False
    if isinstance(item, OwnOutline):
        view = atlas.views.get(item.view)
        return view is not None and item.layer in view.layers and not faults(item.ring, view)
    return True


def deck_of(made: Collected, items: Mapping[str, Item]) -> Deck:
    """An own deck as it can be studied: what is asked no more is left out, and what can be asked in words too has its twin beside it."""
    keys = [key for picked in made.keys for key in with_twin(picked) if key in items]
    subjects = tuple(dict.fromkeys(items[key].subject for key in keys))
    return Deck(deck_id_of(made.number), made.title, subjects, tuple(keys), made.about, across=True)


def with_twin(key: str) -> tuple[str, ...]:
    """A question and its twin in words, which is there or not."""
    subject, _, kind = key.rpartition("/")
    twin = IN_WORDS.get(Kind(kind)) if kind in set(Kind) else None
    return (key, f"{subject}/{twin}") if twin else (key,)


Head = Mapping[str, Any]


def _head(row: SchoolItem, catalogue: Catalogue) -> Head:
    muscle = catalogue.muscles.get(row.muscle_id)
    subject = subject_of_item(row.id)
    sources = (subject,) if row.citation else tuple(row.source_keys.split())
    return {
        "key": f"{subject}/{row.kind}",
        "kind": Kind(row.kind),
        "subject": subject,
        "region": muscle.region if muscle else "",
        "evidence": row.evidence,
        "fact_version": row.version,
        "safety": row.safety,
        "muscle": row.muscle_id,
        "question": row.question,
        "fact": Fact(row.explanation, sources, row.evidence, row.version, None),
    }


def _text(head: Head, answer: Mapping[str, Any]) -> OwnItem:
    return OwnText(**head, accepted=tuple(answer["accepted"]))


def _choice(head: Head, answer: Mapping[str, Any]) -> OwnItem:
    choices = tuple(OwnOption(each["id"], each["text"]) for each in answer["options"])
    return OwnChoice(**head, choices=choices, right=answer["right"])


def _outline(head: Head, answer: Mapping[str, Any]) -> OwnItem:
    ring = tuple((float(u), float(v)) for u, v in answer["ring"])
    return OwnOutline(**head, view=answer["view"], layer=answer["layer"], ring=ring, both_sides=answer["both_sides"])


_MAKERS = {OwnKind.TEXT: _text, OwnKind.CHOICE: _choice, OwnKind.OUTLINE: _outline}


def _cited(key: str, citation: str, on: date) -> Source:
    return Source(key=key, title=citation, url="", kind="school", note="", locator=GIVEN_BY, read=on, weight="", group="")
