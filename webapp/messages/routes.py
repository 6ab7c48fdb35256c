"""Pages: what comes by mail, the link that ends a mail, and notices."""

from flask import Blueprint, Flask, current_app, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.accounts.access import person, signed_in
from webapp.accounts.models import TEACHERS
from webapp.clock import now
from webapp.core.letters import local_date
from webapp.db import current_session
from webapp.errors import AppError, NextStep
from webapp.messages import choosing, noticing, queries
from webapp.messages.forms import InstructorMailForm, MailForm
from webapp.messages.tokens import Claim, read_token
from webapp.web import csrf, local

LARGEST = 2**31 - 1
"""The largest number that a notice can have on every engine."""

blueprint = Blueprint("messages", __name__)


def init(app: Flask) -> None:
    """Gives the app its pages of messages, and the header its count of unread notices."""
    app.register_blueprint(blueprint)
    csrf.exempt(end)
    app.jinja_env.globals["unread_notices"] = _count_unread
    app.jinja_env.filters["local_date"] = local_date


@blueprint.get("/messages")
@signed_in
def show() -> ResponseReturnValue:
    """What comes by mail."""
    chosen = choosing.choice_of(current_session(), current_user.seen)
    return _page(_form(formdata=None, obj=chosen))


@blueprint.post("/messages")
@signed_in
def choose() -> ResponseReturnValue:
    """Changes what comes by mail."""
    form = _form()
    if not form.validate():
        return _page(form), 422
    kept = choosing.choice_of(current_session(), person())
    weekly = form.weekly.data if "weekly" in form else kept.weekly
    choosing.change_choice(current_session(), person(), digest=form.digest.data, digest_hour=form.digest_hour.data, weekly=weekly)
    flash("Saved.")
    return redirect(local("/messages"), 303)


@blueprint.get("/messages/unsubscribe/<token>")
def ask_to_end(token: str) -> ResponseReturnValue:
    """Asks before anything ends: programs that look at links must not end mails."""
    return render_template("messages/unsubscribe.html", claim=_claim(token), token=token, done=False)


@blueprint.post("/messages/unsubscribe/<token>")
def end(token: str) -> ResponseReturnValue:
    """Ends one kind of mail without signing in (RFC 8058): a mail program sends this, which cannot know a form's token."""
    claim = _claim(token)
    choosing.end_mails(current_session(), claim)
    return render_template("messages/unsubscribe.html", claim=claim, token=token, done=True)


@blueprint.get("/notices")
@signed_in
def show_notices() -> ResponseReturnValue:
    """What is new."""
    notices = queries.list_notices(current_session(), current_user.seen.id)
    return render_template("messages/notices.html", notices=notices, zone=current_user.seen.time_zone, days=noticing.NOTICE_DAYS)


@blueprint.post(f"/notices/<int(max={2**31 - 1}):notice_id>")
@signed_in
def read(notice_id: int) -> ResponseReturnValue:
    """Marks a notice as read and goes where it leads."""
    notice = noticing.mark_read(current_session(), person(), notice_id, at=now())
    return redirect(local(notice.path), 303)


@blueprint.post("/notices")
@signed_in
def read_all() -> ResponseReturnValue:
    """Marks every notice as read."""
    noticing.mark_all_read(current_session(), person(), at=now())
    return redirect(local("/notices"), 303)


def _form(**filled: object) -> MailForm:
    teaches = current_user.seen.role in TEACHERS
    form: MailForm = InstructorMailForm(**filled) if teaches else MailForm(**filled)
    return form


def _page(form: MailForm) -> str:
    return render_template("messages/choices.html", form=form, user=current_user.seen)


def _claim(token: str) -> Claim:
    claim = read_token(current_app.extensions["config"].secrets, token)
    if claim is None:
        step = NextStep("Choose your mails", "/messages")
        raise AppError("This link is damaged. Sign in and choose there what comes by mail.", step=step)
    return claim


def _count_unread() -> int:
    return queries.count_unread(current_session(), current_user.seen.id) if current_user.is_authenticated else 0
