"""Pages about the items of a class: the table, one item with its click map, mixed-up muscles, the CSV file, the Monday sheet."""

from datetime import date

from flask import Blueprint, Flask, Response, render_template, request
from flask.typing import ResponseReturnValue

from webapp.accounts.access import person, signed_in
from webapp.classrooms.queries import get_taught
from webapp.clock import now
from webapp.core.item_analysis import LEAST_PX
from webapp.core.items import Kind
from webapp.core.shown import FEWEST
from webapp.db import current_session
from webapp.insights.item_export import item_statistics
from webapp.insights.item_page import item_page
from webapp.insights.item_table import SORTS, Look, item_table
from webapp.insights.item_words import given_words, kind_name, kind_of, subject_name
from webapp.insights.mix_ups import pairs
from webapp.insights.monday import FURTHEST, forgotten, monday_sheet
from webapp.insights.monday_words import danger_words, day_words, reteach
from webapp.insights.wording import region_names
from webapp.library.shelf import shelf

blueprint = Blueprint("items", __name__, url_prefix="/classes")

CLASS = f"/<int(max={2**31 - 1}):classroom_id>"


def init(app: Flask) -> None:
    """Registers the pages, and the words for items in templates."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(
        item_about=lambda key: subject_name(shelf(), key, _language()),
        item_kind=lambda key: kind_name(kind_of(key)),
        given_words=lambda item, given: given_words(shelf(), item, given, _language()),
        danger_words=lambda key, hit: danger_words(shelf(), key, hit),
        fewest_students=FEWEST,
        least_px=LEAST_PX,
    )
    app.jinja_env.filters["day_words"] = day_words


@blueprint.get(f"{CLASS}/items")
@signed_in
def show_items(classroom_id: int) -> ResponseReturnValue:
    """Every item that a class met, with its figures."""
    shown = item_table(current_session(), shelf(), person(), classroom_id, _look())
    names = region_names(shelf(), shown.regions)
    return render_template("insights/items.html", classroom=shown.classroom, shown=shown, region_names=names, kind_name=kind_name)


@blueprint.get(f"{CLASS}/items.csv")
@signed_in
def download(classroom_id: int) -> ResponseReturnValue:
    """The figures of all items as a CSV file; `?mark=1` for spreadsheets that need a byte-order mark."""
    text = item_statistics(current_session(), shelf(), person(), classroom_id, mark=request.args.get("mark") == "1")
    name = f"palpate-items-class-{classroom_id}.csv"
    return Response(text, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'})


@blueprint.get(f"{CLASS}/items/mixed-up")
@signed_in
def show_pairs(classroom_id: int) -> ResponseReturnValue:
    """Muscles that a class mixes up."""
    classroom = get_taught(current_session(), person().id, classroom_id)
    return render_template("insights/pairs.html", classroom=classroom, pairs=pairs(current_session(), shelf(), classroom.id))


@blueprint.get(f"{CLASS}/items/<subject>/<kind>")
@signed_in
def show_item(classroom_id: int, subject: str, kind: str) -> ResponseReturnValue:
    """One item with the figures of a class, and where it was tapped."""
    shown = item_page(current_session(), shelf(), person(), classroom_id, f"{subject}/{kind}", request.args.get("view"))
    return render_template("insights/item.html", classroom=shown.classroom, shown=shown, views=shelf().atlas.views)


@blueprint.get(f"{CLASS}/monday")
@signed_in
def show_monday(classroom_id: int) -> ResponseReturnValue:
    """The Monday sheet, for the next Monday or for another day."""
    sheet = monday_sheet(current_session(), shelf(), person(), classroom_id, _day(), at=now())
    again = reteach(shelf(), sheet, _language())
    return render_template(
        "insights/monday.html", classroom=sheet.classroom, sheet=sheet, again=again, forgotten=forgotten, furthest=FURTHEST
    )


def _look() -> Look:
    """What of the items was asked for; what makes no sense is left out."""
    asked = request.args
    kind, sort = asked.get("kind", ""), asked.get("sort", "")
    region = asked.get("region", "")[:80] or None
    page = asked.get("page", default=1, type=int)
    return Look(region, kind if kind in set(Kind) else None, sort if sort in SORTS else SORTS[0], page)


def _day() -> int | None:
    """The day of the lesson that was asked for; None for anything that is no date."""
    try:
        return date.fromisoformat(request.args.get("day", "")).toordinal()
    except ValueError:
        return None


def _language() -> str:
    return str(person().name_language)
