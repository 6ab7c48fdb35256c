"""Use cases: choose what comes by mail, and end one kind of mail by its link."""

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.db import take_turn
from webapp.errors import Invalid
from webapp.messages import queries
from webapp.messages.models import DEFAULT_HOUR, FIRST_HOUR, LAST_HOUR, MailChoice
from webapp.messages.tokens import Claim, Kind


def choice_of(session: Session, person: User) -> MailChoice:
    """What a person gets by mail; not in the session where nothing was ever chosen."""
    return queries.find_choice(session, person.id) or _by_default(person.id)


def change_choice(session: Session, person: User, *, digest: bool, digest_hour: int, weekly: bool) -> None:
    """Changes what comes by mail, and when; raises Invalid."""
    if not FIRST_HOUR <= digest_hour <= LAST_HOUR:
        raise Invalid("Please look at the marked fields.", {"digest_hour": f"Choose an hour from {FIRST_HOUR} to {LAST_HOUR}."})
    row = _kept(session, person.id)
    row.digest, row.digest_hour, row.weekly = digest, digest_hour, weekly
    session.flush()


def end_mails(session: Session, claim: Claim) -> None:
    """Ends one kind of mail; doing it twice, or for an account that is gone, changes nothing."""
    if session.get(User, claim.person_id) is None:
        return
    row = _kept(session, claim.person_id)
    if claim.kind is Kind.DIGEST:
        row.digest = False
    else:
        row.weekly = False
    session.flush()


def _kept(session: Session, person_id: int) -> MailChoice:
    take_turn(session, f"mails of {person_id}")
    row = queries.find_choice(session, person_id) or _by_default(person_id)
    session.add(row)
    return row


def _by_default(person_id: int) -> MailChoice:
    return MailChoice(person_id=person_id, digest=True, digest_hour=DEFAULT_HOUR, weekly=True)
