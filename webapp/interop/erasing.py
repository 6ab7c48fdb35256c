"""Use case: erase an account, so that nothing of it is left in the tables or in the files of the data base."""

import logging
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts import service, throttle
from webapp.accounts.models import User
from webapp.classrooms.inviting import forget_invited
from webapp.classrooms.joining import try_key
from webapp.classrooms.looking import forget_staff
from webapp.engines import Engines
from webapp.errors import Invalid
from webapp.insights.remaining import keep_remainder
from webapp.interop.uploads import Uploads
from webapp.mail import OutgoingMail

OTHER_ADDRESS = "Type the e-mail address of this account exactly as it stands above."
logger = logging.getLogger("palpate.own_data")


def erase_account(session: Session, user: User, uploads: Uploads, *, typed: str, at: datetime) -> None:
    """Deletes the account at the person's own wish; raises Invalid for another address, or the only administrator."""
    if typed.strip().lower() != user.email:
        raise Invalid(OTHER_ADDRESS, {"email": OTHER_ADDRESS})
    erase_for_good(session, user, uploads, at=at)


def erase_for_good(session: Session, user: User, uploads: Uploads, *, at: datetime) -> None:
    """Deletes an account without asking again; its classes keep nameless counts. Raises Invalid for the only administrator."""
    user_id, email = user.id, user.email
    keep_remainder(session, user)
    addresses = {email, *forget_invited(session, user)}
    forget_staff(session, user_id)
    service.erase(session, user)
    throttle.forget_tries(session, f"reset {email}")
    throttle.forget_tries(session, try_key(email))
    session.execute(sa.delete(OutgoingMail).where(OutgoingMail.recipient.in_(addresses)))
    uploads.drop(user_id)
    session.flush()
    logger.info("account %d erased at %s", user_id, at.isoformat())


def overwrite_traces(engines: Engines) -> None:
    """Empties SQLite's journal, which still holds what was erased; waits for nobody: what is busy now is overwritten soon anyway."""
    if not engines.is_sqlite:
        return
    connection = engines.write.raw_connection()
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    finally:
        connection.close()
