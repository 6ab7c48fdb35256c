"""Pages around the queue: choose decks, pause and resume them, suspend and resume items."""

from flask import Blueprint, Flask, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.accounts.access import person, signed_in
from webapp.clock import now
from webapp.db import current_session
from webapp.library.shelf import shelf
from webapp.practice import queries
from webapp.practice.forms import DecksForm
from webapp.practice.service import choose_decks, set_paused, set_suspended
from webapp.web import local

blueprint = Blueprint("decks", __name__, url_prefix="/practice")

FIRST_DECKS = ("neck", "rules")


def init(app: Flask) -> None:
    """Registers the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("/start")
@signed_in
def show_decks() -> ResponseReturnValue:
    """Decks to choose from, and items that are suspended."""
    student = person()
    enrolments = {row.deck_id: row for row in queries.list_enrolments(current_session(), student.id)}
    met = queries.list_due_days(current_session(), student.id).keys()
    suspended = queries.list_suspended(current_session(), student.id)
    chosen = {row.deck_id for row in enrolments.values() if row.paused_at is None} or ({*FIRST_DECKS} if not enrolments else set())
    return render_template("practice/decks.html", enrolments=enrolments, met=met, suspended=suspended, chosen=chosen)


@blueprint.post("/start")
@signed_in
def choose() -> ResponseReturnValue:
    """Study exactly the ticked decks."""
    choose_decks(current_session(), shelf(), person(), DecksForm().decks.data or (), at=now())
    return redirect(local("/practice"), 303)


@blueprint.post("/decks/<deck_id>/<any(pause, resume):act>")
@signed_in
def pause(deck_id: str, act: str) -> ResponseReturnValue:
    """Pause or resume one deck."""
    set_paused(current_session(), person(), deck_id, act == "pause", at=now())
    return redirect(local("/practice/start"), 303)


@blueprint.post("/items/<subject>/<kind>/<any(suspend, resume):act>")
@signed_in
def suspend(subject: str, kind: str, act: str) -> ResponseReturnValue:
    """Suspend or resume one item."""
    set_suspended(current_session(), shelf(), person(), f"{subject}/{kind}", act == "suspend", at=now())
    flash("This question will not be asked until you resume it on the page of decks." if act == "suspend" else "It is asked again.")
    return redirect(local("/practice/next" if "next" in request.args else "/practice/start"), 303)
