"""Pages for reviewers: facts to sign, region by region."""

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.access import only_reviewers, person
from webapp.clock import now
from webapp.core.facts import subject_of
from webapp.db import current_session
from webapp.errors import Invalid
from webapp.library import badges, queries, signing
from webapp.library.forms import SignForm
from webapp.library.reviewing import get_facts, overview, subject_name
from webapp.library.routes import language
from webapp.library.shelf import shelf
from webapp.library.standing import shown_as
from webapp.web import show_faults

blueprint = Blueprint("reviewing", __name__, url_prefix="/library/review")


def init(app: Flask) -> None:
    """Registers the pages, and for every template whether a fact is reviewed."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(review_of=badges.review_of, shown_as=shown_as)
    app.jinja_env.tests["reviewed"] = badges.is_reviewed


@blueprint.get("")
@only_reviewers
def show_regions() -> ResponseReturnValue:
    """Regions with how far each muscle is signed."""
    groups = overview(shelf().catalogue, queries.list_signatures(current_session()), language())
    return render_template("library/review.html", groups=groups)


@blueprint.get("/<subject>")
@only_reviewers
def show_subject(subject: str) -> ResponseReturnValue:
    """The facts of one muscle, or the rules, to be read and signed."""
    last = queries.find_last_qualification(current_session(), person().id)
    return _page(subject, SignForm(formdata=None, data={"qualification": last}))


@blueprint.post("/<subject>")
@only_reviewers
def sign(subject: str) -> ResponseReturnValue:
    """Signs the ticked facts."""
    form = SignForm()
    ticked = form.facts.data or []
    if form.validate():
        try:
            words = form.qualification.data
            count = signing.sign_facts(current_session(), shelf().catalogue, person(), subject, ticked, qualification=words, at=now())
        except Invalid as wrong:
            show_faults(form, wrong)
        else:
            flash(f"{count} {'fact' if count == 1 else 'facts'} signed.")
            return redirect(url_for("reviewing.show_subject", subject=subject), 303)
    return _page(subject, form), 422


@blueprint.post("/signatures/<int:signature_id>/withdraw")
@only_reviewers
def withdraw(signature_id: int) -> ResponseReturnValue:
    """Takes one of the reviewer's own signatures back."""
    signature = signing.withdraw(current_session(), person(), signature_id, at=now())
    flash("Your signature is withdrawn. It stays in the log and no longer counts.")
    return redirect(url_for("reviewing.show_subject", subject=subject_of(signature.fact_key)), 303)


def _page(subject: str, form: SignForm) -> str:
    facts = get_facts(shelf().catalogue, subject)
    name = subject_name(shelf().catalogue, subject, language())
    return render_template("library/review_subject.html", subject=subject, name=name, facts=facts, form=form, reviewer=person())
