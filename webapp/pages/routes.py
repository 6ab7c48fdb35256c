"""Front page, privacy, help, and the health of the installation."""

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from webapp.db import current_session, engines
from webapp.interop.holdings import HOLDINGS
from webapp.migrating import find_revision
from webapp.pages.health import content_counts, database_version

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def front() -> ResponseReturnValue:
    """The front page."""
    return render_template("pages/front.html", sign_up=current_app.extensions["config"].sign_up)


@blueprint.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What is stored, where, and for how long."""
    return render_template("pages/privacy.html", holdings=HOLDINGS)


@blueprint.get("/help")
def help_page() -> ResponseReturnValue:
    """How it works, and the licences."""
    return render_template("pages/help.html")


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Whether database and content are there, in which versions; 503 when the database is not."""
    connection = current_session().connection()
    return {
        "status": "ok",
        "version": current_app.extensions["version"],
        "schema": find_revision(connection),
        engines().write.dialect.name: database_version(connection),
        "content": content_counts(current_app.extensions["catalogue"]),
    }
