"""Public pages about what the material rests on: figures, what is contested, and what changed."""

from itertools import groupby

from flask import Blueprint, Flask, render_template

from webapp.db import current_session
from webapp.library.basis import basis
from webapp.library.queries import list_signatures
from webapp.library.shelf import shelf

blueprint = Blueprint("basis", __name__, url_prefix="/library")


def init(app: Flask) -> None:
    """Registers the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("/basis")
def show_basis() -> str:
    """Evidence grades, coverage by region, what is disputed, who reviewed."""
    return render_template("library/basis.html", basis=basis(shelf().catalogue, list_signatures(current_session())))


@blueprint.get("/contested")
def show_contested() -> str:
    """That trigger points and their palpation are contested, with the literature."""
    return render_template("library/contested.html")


@blueprint.get("/changes")
def show_changes() -> str:
    """What new versions of facts changed, newest first."""
    rows = sorted(shelf().catalogue.changes, key=lambda row: row.on, reverse=True)
    days = [(day, list(group)) for day, group in groupby(rows, key=lambda row: row.on)]
    return render_template("library/changes.html", days=days)
