"""Use case: erase an account, so that nothing of it is left in the tables or in the files of the data base."""

import logging
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts import service, throttle
from webapp.accounts.models import User
from webapp.engines import Engines
from webapp.errors import Invalid
from webapp.interop.uploads import Uploads
from webapp.mail import OutgoingMail

OTHER_ADDRESS = "Type the e-mail address of this account exactly as it stands above."
logger = logging.getLogger("palpate.own_data")


def erase_account(session: Session, user: User, uploads: Uploads, *, typed: str, at: datetime) -> None:
    """Deletes the account and everything that hangs on it; raises Invalid for another address, or the only administrator."""
    if typed.strip().lower() != user.email:
        raise Invalid(OTHER_ADDRESS, {"email": OTHER_ADDRESS})
    user_id, email = user.id, user.email
    service.erase(session, user)
    throttle.forget_tries(session, f"reset {email}")
    session.execute(sa.delete(OutgoingMail).where(OutgoingMail.recipient == email))
    uploads.drop(user_id)
    session.flush()
    logger.info("account %d erased itself at %s", user_id, at.isoformat())


def overwrite_traces(engines: Engines) -> None:
    """Empties SQLite's journal, which still holds what was erased; waits for nobody: what is busy now is overwritten soon anyway."""
    if not engines.is_sqlite:
        return
    connection = engines.write.raw_connection()
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    finally:
        connection.close()
