"""Use cases of reviewing: sign facts, take a signature back."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.catalogue import Catalogue
from webapp.core.days import day_date, study_day
from webapp.core.entries import Fact
from webapp.core.facts import fingerprint
from webapp.db import take_turn
from webapp.errors import Forbidden, Invalid, Stale
from webapp.library import queries
from webapp.library.models import QUALIFICATION_LENGTH, Signature, Withdrawal
from webapp.library.reviewing import get_facts
from webapp.library.standing import shown_as, standings

SHORTEST = 2


def sign_facts(
    session: Session, catalogue: Catalogue, reviewer: User, subject: str, ticked: Sequence[str], *, qualification: str, at: datetime
) -> int:
    """Signs the ticked facts of a subject, each given as `key shown-as`, and tells how many were not signed before.

    Raises Forbidden without the right, NotFound for an unknown subject, Invalid where something is missing, and Stale where a
    fact no longer reads as it was shown.
    """
    if not reviewer.may_review:
        raise Forbidden("Signing is for reviewers.")
    facts = get_facts(catalogue, subject)
    words = _checked(qualification, ticked)
    chosen = _chosen(facts, ticked)
    take_turn(session, f"signatures of {reviewer.id}")
    known = standings(chosen, queries.list_signatures(session, subject))
    new = [fact for fact in chosen if known[fact.key].mark_of(reviewer.id) is None]
    session.add_all(_signature(fact, reviewer, words, at) for fact in new)
    session.flush()
    return len(new)


def withdraw(session: Session, reviewer: User, signature_id: int, *, at: datetime) -> Signature:
    """Takes one of the person's own signatures back; doing it twice changes nothing. NotFound for anybody else's."""
    take_turn(session, f"signatures of {reviewer.id}")
    signature = queries.get_own_signature(session, reviewer.id, signature_id)
    if queries.find_withdrawal(session, signature.id) is None:
        _end(session, [signature], reviewer, at)
    return signature


def withdraw_all(session: Session, administrator: User, reviewer: User, *, at: datetime) -> int:
    """Takes back every signature of a person, and tells how many stood."""
    take_turn(session, f"signatures of {reviewer.id}")
    standing = queries.list_standing_of(session, reviewer.id)
    _end(session, standing, administrator, at)
    return len(standing)


def _checked(qualification: str, ticked: Sequence[str]) -> str:
    words = " ".join(qualification.split())
    wrong = {}
    if not SHORTEST <= len(words) <= QUALIFICATION_LENGTH or not words.isprintable():
        wrong["qualification"] = f"Say what qualifies you, in {SHORTEST} to {QUALIFICATION_LENGTH} letters, such as “physiotherapist, MSc”."
    if not ticked:
        wrong["facts"] = "Tick at least one fact to sign."
    if wrong:
        raise Invalid(" ".join(wrong.values()), wrong)
    return words


def _chosen(facts: Iterable[Fact], ticked: Sequence[str]) -> list[Fact]:
    """The ticked facts in the order of the page."""
    wanted = set(ticked)
    chosen = [fact for fact in facts if f"{fact.key} {shown_as(fact)}" in wanted]
    if len(chosen) != len(wanted):
        raise Stale("The material has changed since this page was shown. Nothing was signed; read it again and sign once more.")
    return chosen


def _signature(fact: Fact, reviewer: User, qualification: str, at: datetime) -> Signature:
    return Signature(
        fact_key=fact.key,
        fact_version=fact.version,
        fact_hash=fingerprint(fact),
        reviewer_id=reviewer.id,
        name=reviewer.name,
        qualification=qualification,
        signed_at=at,
        signed_on=day_date(study_day(at, reviewer.time_zone, 0)),
    )


def _end(session: Session, signatures: Iterable[Signature], by: User, at: datetime) -> None:
    session.add_all(Withdrawal(signature_id=each.id, withdrawn_by_id=by.id, withdrawn_at=at) for each in signatures)
    session.flush()
