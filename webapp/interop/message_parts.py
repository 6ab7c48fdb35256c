"""Parts of the download about messages: what comes by mail, and notices."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.interop.parts import Part, Row, columns_of, moment
from webapp.messages.models import MailChoice, Notice

CHOICE_COLUMNS = {
    "digest": "Whether a mail comes on days when something is due.",
    "digest_hour": "Local hour from which it comes.",
    "weekly": "For instructors: whether a summary of each class comes on Monday.",
}
NOTICE_COLUMNS = {
    "text": "What it says.",
    "path": "Where it leads.",
    "made_at": "When it was made.",
    "read_at": "When you read it; empty while it is unread.",
}


def _choices(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    for row in session.scalars(select(MailChoice).where(MailChoice.person_id == user.id)):
        yield columns_of(row, CHOICE_COLUMNS)


def _notices(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    for row in session.scalars(select(Notice).where(Notice.person_id == user.id).order_by(Notice.id)):
        yield {"text": row.text, "path": row.path, "made_at": moment(row.made_at), "read_at": moment(row.read_at)}


MAIL_CHOICES = Part("mail_choices", "What comes by mail, where you ever chose.", CHOICE_COLUMNS, _choices)
NOTICES = Part("notices", "What you were told of in the app.", NOTICE_COLUMNS, _notices)
