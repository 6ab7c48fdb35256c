"""Parts of the download about the account: who, settings, where signed in."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.accounts.models import User, UserSession
from webapp.interop.parts import Part, Row, columns_of, moment

ACCOUNT_COLUMNS = {
    "email": "E-mail address.",
    "name": "Name as the school sees it.",
    "role": "student, instructor, reviewer or administrator.",
    "created_at": "When the account was made.",
    "disabled_at": "When it was switched off; empty while it is in use.",
    "reviewer_since": "When the right to sign facts was given beside the role.",
}
SETTINGS_COLUMNS = {
    "time_zone": "IANA name of the time zone.",
    "rollover_hour": "Local hour at which a study day begins, 0 to 23.",
    "new_per_day": "New items a day.",
    "minutes_per_day": "Minutes a day.",
    "desired_retention": "Wanted chance of recall, 0.80 to 0.97.",
    "name_language": "Names of muscles: english, latin or both.",
    "theme": "Colours: system, light or dark.",
    "shortcuts": "Single-key shortcuts.",
    "in_words": "Asked in words instead of on the chart.",
    "confirm_tap": "A tap on the chart answers only after a second one.",
}
SIGN_IN_COLUMNS = {
    "device": "Kind of browser and system.",
    "created_at": "When it signed in.",
    "expires_at": "When it is signed out at the latest.",
}


def _account(_session: Session, user: User, _at: datetime) -> Iterator[Row]:
    moments = {name: moment(getattr(user, name)) for name in ("created_at", "disabled_at", "reviewer_since")}
    yield {"email": user.email, "name": user.name, "role": user.role.value, **moments}


def settings_of(user: User) -> Row:
    """The person's settings as the file has them."""
    return columns_of(user, SETTINGS_COLUMNS) | {"name_language": user.name_language.value, "theme": user.theme.value}


def _settings(_session: Session, user: User, _at: datetime) -> Iterator[Row]:
    yield settings_of(user)


def _sign_ins(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    for row in session.scalars(select(UserSession).where(UserSession.user_id == user.id).order_by(UserSession.id)):
        yield {"device": row.device, "created_at": moment(row.created_at), "expires_at": moment(row.expires_at)}


ACCOUNT = Part("account", "Who you are here.", ACCOUNT_COLUMNS, _account, single=True)
SETTINGS = Part("settings", "How you study and how it looks.", SETTINGS_COLUMNS, _settings, single=True, imported=True)
SIGN_INS = Part("sign_ins", "Browsers in which you are signed in.", SIGN_IN_COLUMNS, _sign_ins)
