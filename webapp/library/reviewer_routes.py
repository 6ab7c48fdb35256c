"""The administrators' page of who may sign facts."""

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from webapp.accounts import reviewers
from webapp.accounts.access import only, person
from webapp.accounts.models import Role
from webapp.accounts.queries import get_user, get_user_by_email, list_reviewers
from webapp.clock import now
from webapp.db import current_session
from webapp.errors import Invalid, NotFound
from webapp.library import queries, signing
from webapp.library.forms import ReviewerForm
from webapp.web import show_faults

blueprint = Blueprint("reviewers", __name__, url_prefix="/library/reviewers")


def init(app: Flask) -> None:
    """Registers the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
@only(Role.ADMINISTRATOR)
def show() -> ResponseReturnValue:
    """Who may sign, and how many signatures of each stand."""
    return _page(ReviewerForm(formdata=None))


@blueprint.post("")
@only(Role.ADMINISTRATOR)
def add() -> ResponseReturnValue:
    """Lets a person sign."""
    form = ReviewerForm()
    if form.validate():
        try:
            user = get_user_by_email(current_session(), form.email.data)
            reviewers.let_review(current_session(), user, at=now())
        except NotFound as unknown:
            show_faults(form, Invalid(unknown.message, {"email": unknown.message}))
        except Invalid as wrong:
            show_faults(form, wrong)
        else:
            return _done(f"{user.name} may sign facts now.")
    return _page(form), 422


@blueprint.post("/<int:user_id>/stop")
@only(Role.ADMINISTRATOR)
def stop(user_id: int) -> ResponseReturnValue:
    """Takes the right away; what was signed stays signed."""
    user = get_user(current_session(), user_id)
    reviewers.stop_review(current_session(), user)
    return _done(f"{user.name} may no longer sign. What was signed stays signed.")


@blueprint.post("/<int:user_id>/withdraw")
@only(Role.ADMINISTRATOR)
def withdraw(user_id: int) -> ResponseReturnValue:
    """Takes back every signature of a person."""
    user = get_user(current_session(), user_id)
    count = signing.withdraw_all(current_session(), person(), user, at=now())
    return _done(f"{count} {'signature' if count == 1 else 'signatures'} of {user.name} withdrawn.")


def _done(message: str) -> ResponseReturnValue:
    flash(message)
    return redirect(url_for("reviewers.show"), 303)


def _page(form: FlaskForm) -> str:
    session = current_session()
    counts = queries.count_standing(session)
    return render_template(
        "library/reviewers.html", form=form, reviewers=list_reviewers(session), counts=counts, signers=queries.list_signers(session)
    )
