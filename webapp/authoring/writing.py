"""Use cases of own questions: write one, change it, delete a draft."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.accounts.models import TEACHERS, User
from webapp.authoring import queries
from webapp.authoring.answers import Answer
from webapp.authoring.checks import check_public, lacking
from webapp.authoring.guarding import Guards, check_free
from webapp.authoring.stamping import check_revision, new_number, one_or_more, stamp_shelf
from webapp.core.entries import Evidence
from webapp.errors import Forbidden, Invalid
from webapp.library.models import ItemState, SchoolItem
from webapp.library.shelf import Shelf

RETIRED = "A retired question is not changed. Publish it again first."
ASKED = ("muscle_id", "question", "answer", "evidence", "safety")
"""What decides what is asked and what is right; the rest is read after the answer."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A question as somebody typed it. Its sources are keys of the material's, parted by spaces, or a citation."""

    muscle_id: str
    question: str
    answer: Answer
    explanation: str = ""
    source_keys: str = ""
    citation: str = ""
    evidence: Evidence = Evidence.C
    safety: bool = False


def write_item(session: Session, shelf: Shelf, teacher: User, draft: Draft, *, at: datetime) -> SchoolItem:
    """Write a new question, as a draft. Invalid where something is missing or the answer makes no sense; Forbidden for students."""
    if teacher.role not in TEACHERS:
        raise Forbidden("Questions are written by instructors.")
    told = _told(shelf, draft)
    item = SchoolItem(
        id=new_number(), kind=draft.answer.kind, author_id=teacher.id, made_at=at, changed_at=at, revision=1, version=1, **told
    )
    session.add(item)
    session.flush()
    return item


def change_item(
    session: Session, shelf: Shelf, teacher: User, number: int, draft: Draft, revision: int, *, guards: Guards = (), at: datetime
) -> SchoolItem:
    """Change a question. A published one must still pass every check, and its version rises; without a change nothing happens.

    NotFound for drafts of others, Stale where somebody else saved since, Invalid where something is missing, and where a guard has what
    is asked stay.
    """
    item = queries.get_item(session, teacher, number, to_change=True)
    check_revision(item, revision)
    if item.state is ItemState.RETIRED:
        raise Invalid(RETIRED)
    if draft.answer.kind is not item.kind:
        raise Invalid("A question stays of its kind.")
    told = _told(shelf, draft)
    if item.state is ItemState.PUBLISHED:
        check_public(lacking(shelf, **{name: told[name] for name in ("muscle_id", "explanation", "source_keys", "citation", "evidence")}))
    if all(getattr(item, name) == value for name, value in told.items()):
        return item
    if item.state is ItemState.PUBLISHED and any(getattr(item, name) != told[name] for name in ASKED):
        check_free(session, item, guards, at)
    for name, value in told.items():
        setattr(item, name, value)
    item.changed_at, item.revision = at, item.revision + 1
    if item.state is ItemState.PUBLISHED:
        item.version += 1
        stamp_shelf(session)
    session.flush()
    return item


def delete_item(session: Session, teacher: User, number: int, revision: int) -> None:
    """Delete a draft. Invalid for what was published: logs know it; it is retired instead."""
    item = queries.get_item(session, teacher, number, to_change=True)
    check_revision(item, revision)
    if item.state is not ItemState.DRAFT:
        raise Invalid("This question was published, and answers to it may be logged. Retire it instead.")
    session.delete(item)
    session.flush()


def _told(shelf: Shelf, draft: Draft) -> dict[str, Any]:
    """Columns of a question from what was typed; Invalid where something is missing."""
    if draft.muscle_id not in shelf.catalogue.muscles:
        raise Invalid("Choose the muscle that it is about.", {"muscle_id": "Choose the muscle that it is about."})
    keys = tuple(dict.fromkeys(draft.source_keys.replace(",", " ").split()))
    strange = [key for key in keys if key not in shelf.catalogue.sources]
    if strange:
        words = f"There is no source with the key {strange[0]}."
        raise Invalid(f"{words} Type its full citation instead.", {"source_keys": words})
    if keys and draft.citation:
        raise Invalid("Give sources of the library or a citation, not both.", {"citation": "Give one of the two."})
    return {
        "muscle_id": draft.muscle_id,
        "question": one_or_more(draft.question, "question", "Type the question."),
        "answer": draft.answer.written(shelf.atlas),
        "explanation": draft.explanation.strip(),
        "source_keys": " ".join(keys),
        "citation": draft.citation.strip(),
        "evidence": draft.evidence,
        "safety": draft.safety,
    }
