"""Pages of the library: regions, search, a muscle, the sources."""

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from webapp.core.facts import facts_of_muscle
from webapp.core.text import find_muscles
from webapp.library.figures import muscle_plate, referral_figures
from webapp.library.naming import fact_label, fact_name, main_name, second_name
from webapp.library.shelf import shelf
from webapp.library.surroundings import surroundings

blueprint = Blueprint("library", __name__)

LONGEST_QUERY = 100


def init(app: Flask) -> None:
    """Registers the pages, and the names of muscles for every template."""
    app.register_blueprint(blueprint)
    app.jinja_env.filters["main_name"] = lambda muscle: main_name(muscle, language())
    app.jinja_env.filters["second_name"] = lambda muscle: second_name(muscle, language())
    app.jinja_env.filters["fact_name"] = lambda key: fact_name(shelf().catalogue, key, language())
    app.jinja_env.filters["fact_label"] = fact_label
    app.jinja_env.filters["sentence"] = lambda text: text[:1].upper() + text[1:]
    app.jinja_env.globals["shelf"] = shelf
    app.jinja_env.globals["facts_of_muscle"] = facts_of_muscle


def language() -> str:
    """Language of muscle names: the person's, English and Latin for a visitor."""
    person = getattr(current_user, "seen", None)
    return str(person.name_language) if person else "both"


@blueprint.get("/library")
def browse() -> str | Response:
    """Regions with their muscles, or what a search finds."""
    query = " ".join(request.args.get("q", "")[:LONGEST_QUERY].split())
    found = find_muscles(query, shelf().catalogue.muscles.values()) if query else None
    if found and len(found) == 1:
        return redirect(url_for("library.show_muscle", muscle_id=found[0].id))
    return render_template("library/browse.html", query=query, found=found)


@blueprint.get("/library/muscles/<muscle_id>")
def show_muscle(muscle_id: str) -> str:
    """One muscle: plate, points, referral, cautions, facts with sources."""
    muscle = shelf().get_muscle(muscle_id)
    plate = muscle_plate(shelf(), muscle, request.args.get("view"), request.args.get("layer"))
    around = surroundings(shelf(), muscle.id, plate.figure.view if plate else muscle.views[0])
    return render_template(
        "library/muscle.html", muscle=muscle, plate=plate, surroundings=around, referral=referral_figures(shelf(), muscle)
    )


@blueprint.get("/library/sources")
def show_sources() -> str:
    """Every source that a fact names."""
    return render_template("library/sources.html", sources=shelf().catalogue.sources.values())
