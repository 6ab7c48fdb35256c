"""Pages of decks for those who teach: look at any, make and copy own ones, order, preview, share."""

from collections.abc import Sequence

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.access import only, person
from webapp.accounts.models import TEACHERS
from webapp.authoring import collecting, publishing, queries
from webapp.authoring.forms import ActForm, DeckForm, OrderForm
from webapp.authoring.holding import holds, is_held
from webapp.authoring.showing import lines_of, picked_of, shown_question
from webapp.authoring.stamping import CHANGED
from webapp.clock import now
from webapp.core.owned import deck_id_of
from webapp.db import current_session
from webapp.errors import Invalid, Stale
from webapp.library.school_queries import list_deck_keys
from webapp.library.shelf import shelf
from webapp.web import show_faults

blueprint = Blueprint("school_decks", __name__, url_prefix="/school/decks")
teachers = only(*TEACHERS)

OWN = "/<int:number>"
DONE = {
    "share": "The deck is shared: students can choose it, and it can be assigned.",
    "archive": "The deck is archived: it is offered no more, and who studies it goes on.",
    "delete": "The deck is deleted.",
}


def init(app: Flask) -> None:
    """Registers the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
@teachers
def show_decks() -> ResponseReturnValue:
    """Own decks and shipped ones."""
    decks = queries.list_decks(current_session(), person())
    numbers = [deck.id for deck, _ in decks]
    keys, studying = list_deck_keys(current_session(), *numbers or [0]), queries.count_studying(current_session(), *numbers)
    return render_template("authoring/decks.html", decks=decks, keys=keys, studying=studying, form=DeckForm(formdata=None))


@blueprint.post("")
@teachers
def make() -> ResponseReturnValue:
    """Makes an empty deck."""
    form = DeckForm()
    if not form.validate():
        raise Invalid(form.title.errors[0] if form.title.errors else "Title or description is too long.")
    deck = collecting.make_deck(current_session(), person(), form.title.data or "", form.about.data or "", at=now())
    return redirect(url_for("school_decks.show", number=deck.id), 303)


@blueprint.get("/look/<deck_id>")
@teachers
def look(deck_id: str) -> ResponseReturnValue:
    """Any deck on the shelf: its questions, and one as students see it."""
    deck = shelf().get_deck(deck_id)
    return _preview(deck.title, deck.about, picked_of(shelf(), deck), deck_id)


@blueprint.post("/copy/<deck_id>")
@teachers
def copy(deck_id: str) -> ResponseReturnValue:
    """Makes a draft of one's own from any deck on the shelf."""
    deck = collecting.copy_deck(current_session(), shelf(), person(), deck_id, at=now())
    flash("This is your copy: a draft that nobody else sees.")
    return redirect(url_for("school_decks.show", number=deck.id), 303)


@blueprint.get(OWN)
@teachers
def show(number: int) -> ResponseReturnValue:
    """An own deck, to be changed."""
    return _page(number)


@blueprint.post(OWN)
@teachers
def rename(number: int) -> ResponseReturnValue:
    """Changes title and description."""
    form = DeckForm()
    if not form.validate():
        return _page(number, form), 422
    try:
        values = (form.title.data or "", form.about.data or "", form.revision.data or 0)
        collecting.rename_deck(current_session(), person(), number, *values, at=now())
    except Invalid as wrong:
        show_faults(form, wrong)
        return _page(number, form), wrong.status
    except Stale as stale:
        return _stale_page(number, stale, form)
    return redirect(url_for("school_decks.show", number=number), 303)


@blueprint.get(f"{OWN}/preview")
@teachers
def preview(number: int) -> ResponseReturnValue:
    """An own deck as students will see it."""
    deck = queries.get_deck(current_session(), person(), number)
    return _preview(deck.title, deck.about, list_deck_keys(current_session(), deck.id).get(deck.id, []), None, number)


@blueprint.post(f"{OWN}/order")
@teachers
def order(number: int) -> ResponseReturnValue:
    """Moves questions, or takes one out."""
    form = OrderForm()
    place = 0
    try:
        place = _reorder(number, form)
    except Stale as stale:
        return _stale_page(number, stale)
    return redirect(url_for("school_decks.show", number=number, at=place or None, _anchor=f"place-{place}" if place else None), 303)


@blueprint.post(f"{OWN}/<any(share, archive, delete):act>")
@teachers
def act(number: int, act: str) -> ResponseReturnValue:
    """Shares, archives or deletes a deck."""
    session, teacher, revision = current_session(), person(), ActForm().revision.data or 0
    if act == "share":
        publishing.share_deck(session, shelf(), teacher, number, revision, at=now())
    elif act == "archive":
        publishing.archive_deck(session, teacher, number, revision, at=now())
    else:
        collecting.delete_deck(session, teacher, number, revision, held_by=holds())
    flash(DONE[act])
    return redirect(url_for("school_decks.show_decks") if act == "delete" else url_for("school_decks.show", number=number), 303)


def _reorder(number: int, form: OrderForm) -> int:
    """Does what a button or the fields say; gives the place where the moved question is now, 0 for none."""
    session, revision, pressed = current_session(), form.revision.data or 0, form.moved
    if pressed is None:
        collecting.order_deck(session, shelf(), person(), number, form.places, revision, at=now())
        return 0
    act, place = pressed
    if act == "out":
        collecting.drop_key(session, shelf(), person(), number, place, revision, at=now())
        return 0
    count = len(list_deck_keys(session, number).get(number, []))
    target = min(max(place + (-1 if act == "up" else 1), 1), max(count, 1))
    places = [target if own == place else own for own in range(1, count + 1)]
    collecting.order_deck(session, shelf(), person(), number, places, revision, at=now())
    return target


def _page(number: int, form: DeckForm | None = None, notice: str = "") -> str:
    deck = queries.get_deck(current_session(), person(), number)
    lines = lines_of(shelf(), list_deck_keys(current_session(), deck.id).get(deck.id, []))
    form = form or DeckForm(formdata=None, obj=deck)
    form.revision.data = deck.revision
    studying = queries.count_studying(current_session(), deck.id).get(deck.id, 0)
    can_go = not studying and not is_held(current_session(), deck_id_of(deck.id), holds())
    about = {"studying": studying, "can_go": can_go, "notice": notice, "moved": request.args.get("at", type=int)}
    return render_template("authoring/deck.html", deck=deck, lines=lines, form=form, **about)


def _stale_page(number: int, stale: Stale, form: DeckForm | None = None) -> ResponseReturnValue:
    words = f"{CHANGED} This is the deck as it is now{'; what you typed is still in the fields' if form else ''}."
    return _page(number, form, words), stale.status


def _preview(title: str, about: str, keys: Sequence[str], deck_id: str | None, number: int | None = None) -> str:
    asked = shown_question(shelf(), keys, request.args.get("item"))
    lines = lines_of(shelf(), keys)
    return render_template("authoring/look.html", title=title, about=about, lines=lines, asked=asked, deck_id=deck_id, number=number)
