"""Serves the drawn plates: immutable, since the stamp in the address changes with the files."""

from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, send_from_directory

from webapp.content.stamp import folder_stamp
from webapp.errors import NotFound

blueprint = Blueprint("atlas", __name__)

YEAR_SECONDS = 31_536_000


def init(app: Flask, folder: Path) -> None:
    """Registers the pages and tells templates the stamp of the plates in `folder`."""
    app.extensions["plates"] = (folder, folder_stamp(folder, "plates/*.webp"))
    app.register_blueprint(blueprint)
    app.jinja_env.globals["plate_stamp"] = app.extensions["plates"][1]


@blueprint.get("/atlas/plates/<stamp>/<path:file>")
def show_plate(stamp: str, file: str) -> Response:
    """One plate as WebP."""
    folder, known = current_app.extensions["plates"]
    if not file.endswith(".webp") or not (folder / file).is_file():
        raise NotFound("There is no such plate.")
    answer = send_from_directory(folder, file, mimetype="image/webp", conditional=True)
    answer.cache_control.max_age = YEAR_SECONDS if stamp == known else 0
    answer.cache_control.public = True
    answer.cache_control.immutable = stamp == known
    return answer
