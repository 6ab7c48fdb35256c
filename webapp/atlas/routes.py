"""Serves the drawn plates: immutable, since the stamp in the address changes with the files."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from flask import Blueprint, Flask, Response, current_app, send_from_directory

from webapp.atlas.figures import LAYER_WORDS
from webapp.content.stamp import folder_stamp
from webapp.errors import NotFound

blueprint = Blueprint("atlas", __name__)

YEAR_SECONDS = 31_536_000
PLATES = "plates/*.webp"


@dataclass(frozen=True, slots=True)
class Plates:
    """The plates as they were at the start: their folder, their stamp, and every name that may be asked for."""

    folder: Path
    stamp: str
    names: frozenset[str]


def init(app: Flask, folder: Path) -> None:
    """Registers the pages and tells templates the stamp of the plates in `folder`."""
    names = frozenset(path.relative_to(folder).as_posix() for path in folder.glob(PLATES))
    app.extensions["plates"] = Plates(folder, folder_stamp(folder, PLATES), names)
    app.register_blueprint(blueprint)
    app.jinja_env.globals["plate_stamp"] = app.extensions["plates"].stamp
    app.jinja_env.globals["layer_words"] = LAYER_WORDS


@blueprint.get("/atlas/plates/<stamp>/<path:file>")
def show_plate(stamp: str, file: str) -> Response:
    """One plate as WebP; under another stamp than today's it is still found, but asked for again."""
    plates = cast("Plates", current_app.extensions["plates"])
    if file not in plates.names:
        raise NotFound("There is no such plate.")
    answer = send_from_directory(plates.folder, file, mimetype="image/webp", conditional=True)
    answer.cache_control.public = True
    answer.cache_control.max_age = YEAR_SECONDS if stamp == plates.stamp else 0
    answer.cache_control.immutable = stamp == plates.stamp
    return answer
