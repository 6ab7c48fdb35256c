"""Pages of the atlas: explore the body, what lies at a place, who sends pain to a zone, and what is not drawn yet."""

from flask import Blueprint, Flask, render_template, request
from flask.typing import ResponseReturnValue

from webapp.errors import Invalid, wants_partial
from webapp.library.exploring import coverage, explore_figure, find_at, found_figure, get_senders, get_view, shown_layer
from webapp.library.figures import zone_figures
from webapp.library.shelf import shelf
from webapp.web import render_partial

blueprint = Blueprint("explore", __name__, url_prefix="/atlas")

WIDEST_MM = 3000.0


def init(app: Flask) -> None:
    """Registers the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def explore() -> ResponseReturnValue:
    """The body on a view and layer, to be tapped; with `u` and `v` also what lies there."""
    view = get_view(shelf(), request.args.get("view", "front"))
    layer = shown_layer(view, request.args.get("layer"))
    found = find_at(shelf(), view, layer, _place()) if "u" in request.args else None
    if wants_partial():
        return render_partial("library/_found.html", found=found)
    picture = found_figure(found) if found else explore_figure(view, layer)
    close_ups = [each for each in shelf().atlas.views.values() if each.region is not None]
    return render_template("library/atlas.html", view=view, layer=layer, found=found, picture=picture, close_ups=close_ups)


@blueprint.get("/zones/<zone_id>")
def show_zone(zone_id: str) -> ResponseReturnValue:
    """A zone of pain and the muscles that refer there, with their evidence."""
    zone, found = get_senders(shelf(), zone_id)
    figures = zone_figures(shelf(), zone_id, shelf().core_senders(zone_id))
    return render_template("library/zone.html", zone=zone, senders=found, figures=figures)


@blueprint.get("/coverage")
def show_coverage() -> ResponseReturnValue:
    """What the chart does not show yet, or not as it is in the body."""
    return render_template("library/coverage.html", coverage=coverage(shelf()))


def _place() -> tuple[float, float]:
    u, v = request.args.get("u", type=float), request.args.get("v", type=float)
    if u is None or v is None or not (abs(u) < WIDEST_MM and abs(v) < WIDEST_MM):
        raise Invalid("A place on the chart needs two numbers of millimetres. Tap the chart again.")
    return u, v
