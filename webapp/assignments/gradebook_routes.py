"""The gradebook of a class, as a page and as a CSV file."""

from flask import Blueprint, Flask, Response, render_template, request
from flask.typing import ResponseReturnValue

from webapp.accounts.access import person, signed_in
from webapp.assignments.gradebook import Gradebook, gradebook, gradebook_csv
from webapp.assignments.wording import done_words
from webapp.classrooms import queries as classes
from webapp.classrooms.looking import note_looks
from webapp.clock import now
from webapp.db import current_session
from webapp.library.shelf import shelf

blueprint = Blueprint("gradebook", __name__, url_prefix="/classes")

CLASS = f"/<int(max={2**31 - 1}):classroom_id>"
LOOK = "The gradebook of the class"
EXPORT = "The gradebook of the class, as a file"


def init(app: Flask) -> None:
    """Registers the pages."""
    app.register_blueprint(blueprint)


@blueprint.get(f"{CLASS}/gradebook")
@signed_in
def show(classroom_id: int) -> ResponseReturnValue:
    """Students by assignments."""
    return render_template("assignments/gradebook.html", found=_found(classroom_id, LOOK), done_words=done_words)


@blueprint.get(f"{CLASS}/gradebook.csv")
@signed_in
def download(classroom_id: int) -> ResponseReturnValue:
    """The same as a file; `?bom=1` begins it with a byte order mark."""
    text = gradebook_csv(_found(classroom_id, EXPORT), mark="bom" in request.args)
    named = {"Content-Disposition": f"attachment; filename=gradebook-{classroom_id}.csv"}
    return Response(text.encode(), headers=named, content_type="text/csv; charset=utf-8")


def _found(classroom_id: int, what: str) -> Gradebook:
    viewer = person()
    classroom = classes.get_taught(current_session(), viewer.id, classroom_id)
    found = gradebook(current_session(), shelf(), classroom, at=now())
    note_looks(classroom, [row.student for row in found.rows], viewer, what, at=now())
    return found
