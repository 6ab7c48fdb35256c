"""Pages on which questions are picked for a deck: from a table of a region, or from the atlas."""

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.access import person
from webapp.authoring import collecting, queries
from webapp.authoring.deck_routes import teachers
from webapp.authoring.forms import PicksForm
from webapp.authoring.picking import Picks
from webapp.authoring.showing import groups_of, layers_with_muscles, muscles_on, pick_table, tappable
from webapp.authoring.stamping import CHANGED
from webapp.clock import now
from webapp.core.blueprints import KIND_WORDS
from webapp.core.items import Kind
from webapp.db import current_session
from webapp.errors import Stale
from webapp.library.school_queries import list_deck_keys
from webapp.library.shelf import shelf

FIRST_KINDS: frozenset[str] = frozenset({Kind.LOCATE, Kind.NAME, Kind.CAUTION})

blueprint = Blueprint("school_picks", __name__, url_prefix="/school/decks")


def init(app: Flask) -> None:
    """Registers the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("/<int:number>/pick")
@teachers
def show_table(number: int) -> ResponseReturnValue:
    """Kinds by muscles of one region, with what the deck holds ticked."""
    return _table_page(number)


@blueprint.post("/<int:number>/pick")
@teachers
def pick(number: int) -> ResponseReturnValue:
    """Holds exactly what is ticked of the region."""
    form, table = PicksForm(), pick_table(shelf(), _region())
    ticked = frozenset(form.keys.data or ())
    try:
        collecting.fill_deck(current_session(), shelf(), person(), number, table.keys, ticked, form.revision.data or 0, at=now())
    except Stale as stale:
        return _table_page(number, Picks(ticked, frozenset((form.held.data or "").split()))), stale.status
    flash(f"Saved: {len(ticked & set(table.keys))} questions of this region.")
    return redirect(url_for("school_picks.show_table", number=number, region=table.region), 303)


@blueprint.get("/<int:number>/atlas")
@teachers
def show_atlas(number: int) -> ResponseReturnValue:
    """Muscles of a plate to tap or tick, and kinds."""
    return _atlas_page(number)


@blueprint.post("/<int:number>/atlas")
@teachers
def add(number: int) -> ResponseReturnValue:
    """Adds questions of the ticked kinds about the ticked muscles."""
    form = PicksForm()
    muscles, kinds = form.ids.data or (), frozenset(form.kinds.data or ())
    try:
        count = collecting.add_kinds(current_session(), shelf(), person(), number, muscles, kinds, form.revision.data or 0, at=now())
    except Stale as stale:
        return _atlas_page(
            number, frozenset(muscles), kinds, f"{CHANGED} What you chose is still ticked: add again to go on."
        ), stale.status
    flash(f"{count} {'question' if count == 1 else 'questions'} added." if count else "Nothing new: the deck holds these already.")
    return redirect(url_for("school_picks.show_atlas", number=number, view=request.args.get("view"), layer=request.args.get("layer")), 303)


def _region() -> str:
    return request.args.get("region") or next(iter(groups_of(shelf())))


def _table_page(number: int, late: Picks | None = None) -> str:
    deck = queries.get_deck(current_session(), person(), number)
    held = list_deck_keys(current_session(), deck.id).get(deck.id, [])
    table, groups = pick_table(shelf(), _region()), groups_of(shelf())
    stored = frozenset(held) & frozenset(table.keys)
    told = {"held": held, "stored": sorted(stored), "ticked": late.onto(stored) if late else stored, "table": table, "groups": groups}
    meanwhile = late.meanwhile(table, stored) if late else []
    return render_template("authoring/pick.html", deck=deck, **told, notice=CHANGED if late else "", meanwhile=meanwhile)


def _atlas_page(number: int, chosen: frozenset[str] = frozenset(), asked: frozenset[str] = FIRST_KINDS, notice: str = "") -> str:
    deck = queries.get_deck(current_session(), person(), number)
    held = list_deck_keys(current_session(), deck.id).get(deck.id, [])
    views = shelf().atlas.views
    view = views.get(request.args.get("view", "")) or next(iter(views.values()))
    layers = layers_with_muscles(view)
    layer = next((each for each in layers if each == request.args.get("layer")), layers[0])
    muscles, figure = muscles_on(shelf(), view, layer), tappable(shelf(), view, layer)
    held_kinds = {item.kind for item in shelf().items.values() if item.about in shelf().catalogue.muscles}
    kinds = {kind: words for kind, words in KIND_WORDS.items() if kind in held_kinds}
    told = {"view": view, "layers": layers, "layer": layer, "muscles": muscles, "figure": figure, "kinds": kinds, "notice": notice}
    return render_template("authoring/atlas.html", deck=deck, held=held, chosen=chosen, asked=asked, **told)
