"""What tests of reviewing share: signatures given as a page would send them, and material that changes after."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.catalogue import Catalogue
from webapp.core.facts import find_fact, subject_of
from webapp.library.signing import sign_facts
from webapp.library.standing import shown_as

QUALIFICATION = "physiotherapist, MSc"
BY = f"Rita Reviewer, {QUALIFICATION}"


def ticked(catalogue: Catalogue, *keys: str) -> list[str]:
    """What the page sends for some facts."""
    found = [find_fact(catalogue, key) for key in keys]
    return [f"{fact.key} {shown_as(fact)}" for fact in found if fact is not None]


def sign(session: Session, catalogue: Catalogue, reviewer: User, *keys: str, at: datetime, qualification: str = QUALIFICATION) -> int:
    """Signs some facts of one subject as they read now."""
    subject = subject_of(keys[0])
    return sign_facts(session, catalogue, reviewer, subject, ticked(catalogue, *keys), qualification=qualification, at=at)


def with_fact(catalogue: Catalogue, key: str, **values: Any) -> Catalogue:
    """The catalogue with something else in one field of one muscle's entry."""
    muscle_id, field = key.split("/")
    muscle = catalogue.muscles[muscle_id]
    fact = replace(getattr(muscle, field), **values)
    return replace(catalogue, muscles={**catalogue.muscles, muscle.id: replace(muscle, **{field: fact})})
