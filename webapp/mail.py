"""Mail: written down in the transaction that causes it, delivered afterwards, at least once."""

import logging
import smtplib
import ssl
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.utils import make_msgid
from urllib.parse import unquote, urlsplit

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.config import Config
from webapp.db import Base, UtcDateTime, reading, transaction

TIMEOUT_SECONDS = 10
GIVE_UP_AFTER = timedelta(hours=24)
BATCH = 20
# An address in a header must stay in one piece: folded, it would be encoded, and no mail program would find it.
ONE_LINE = policy.default.clone(max_line_length=998)

Send = Callable[[EmailMessage], None]
logger = logging.getLogger("palpate.mail")


class OutgoingMail(Base):
    """A mail that has not left yet; the row goes when the mail has gone."""

    __tablename__ = "outgoing_mails"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(sa.String(200), unique=True)
    """The same at each try, so that a mail sent twice is known as one."""
    recipient: Mapped[str] = mapped_column(sa.String(254))
    """Empty for nobody: such a row is dropped, and only makes unknown addresses take as long as known ones."""
    subject: Mapped[str] = mapped_column(sa.String(200))
    body: Mapped[str] = mapped_column(sa.Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    unsubscribe: Mapped[str] = mapped_column(sa.String(400), default="", server_default="")
    """Address that ends such mails by one POST (RFC 8058); empty where a mail is an answer to something."""


def post(session: Session, recipient: str, subject: str, body: str, *, at: datetime, unsubscribe: str = "") -> None:
    """Writes a mail down; it leaves only if the session is committed."""
    message_id = make_msgid(domain="palpate.invalid")
    text = {"recipient": recipient, "subject": subject, "body": body, "unsubscribe": unsubscribe}
    session.add(OutgoingMail(message_id=message_id, **text, created_at=at, next_try_at=at))
    session.flush()


def deliver_due(config: Config, *, at: datetime) -> int:
    """Sends the mails whose time has come, each settled in a transaction of its own; returns how many have left."""
    send = sender(config)
    with reading() as session:
        query = sa.select(OutgoingMail).where(OutgoingMail.next_try_at <= at).order_by(OutgoingMail.id).limit(BATCH)
        due = list(session.scalars(query))
    return sum(_deliver(mail, config, send, at) for mail in due)


def sender(config: Config) -> Send:
    """The way mails leave by the settings."""
    return _print if config.mail == "console" else _smtp(config.mail)


def _deliver(mail: OutgoingMail, config: Config, send: Send, at: datetime) -> bool:
    try:
        if mail.recipient:
            send(_compose(mail, config))
    except (OSError, smtplib.SMTPException, ValueError) as wrong:
        logger.warning("mail %s not sent, try %s: %s", mail.id, mail.tries + 1, type(wrong).__name__)
        _postpone(mail, at)
        return False
    with transaction() as session:
        session.execute(sa.delete(OutgoingMail).where(OutgoingMail.id == mail.id))
    return bool(mail.recipient)


def _postpone(mail: OutgoingMail, at: datetime) -> None:
    with transaction() as session:
        row = session.get(OutgoingMail, mail.id)
        if row is None:
            return
        row.tries += 1
        row.next_try_at = at + timedelta(seconds=30) * 2 ** min(row.tries, 7)
        if at - row.created_at > GIVE_UP_AFTER:
            logger.error("mail %s given up after %s tries", row.id, row.tries)
            session.delete(row)


def _compose(mail: OutgoingMail, config: Config) -> EmailMessage:
    message = EmailMessage(ONE_LINE)
    message["From"] = config.mail_from
    message["To"] = mail.recipient
    message["Subject"] = mail.subject
    message["Message-ID"] = mail.message_id
    message["Date"] = mail.created_at
    message["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(mail.body)
    return message


def _print(message: EmailMessage) -> None:
    heading = f"To: {message['To']}\nSubject: {message['Subject']}"
    print(f"--- mail\n{heading}\n\n{message.get_content()}---", file=sys.stderr, flush=True)


def _smtp(url: str) -> Send:
    parts = urlsplit(url)
    host = parts.hostname or "localhost"

    def connect() -> smtplib.SMTP:
        if parts.scheme == "smtps":
            return smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context())
        return smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT_SECONDS)

    def send(message: EmailMessage) -> None:
        with connect() as server:
            if parts.scheme == "smtp+starttls":
                server.starttls(context=ssl.create_default_context())
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(message)

    return send
