"""What can go wrong, in words for people; one handler answers with a page, a part of one, or JSON."""

import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy.exc
from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from webapp.constraints import violated
from webapp.db import abandon_request

logger = logging.getLogger("palpate.errors")


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do after an error: words, and an address inside the app, without the path of the proxy."""

    label: str
    path: str


HOME = NextStep("Go to the start page", "/")
RELOAD = NextStep("Load the page again", "")


class AppError(Exception):
    """A refusal that people can understand; subclasses say which."""

    status = 400
    title = "That did not work"
    step = HOME

    def __init__(self, message: str, *, step: NextStep | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.step = step or type(self).step
        self.headers: dict[str, str] = {}


class SignInNeeded(AppError):
    """Nobody is signed in."""

    status = 401
    title = "Please sign in"
    step = NextStep("Sign in", "/accounts/sign-in")


class Forbidden(AppError):
    """Known, but not allowed."""

    status = 403
    title = "That is not yours to do"


class NotFound(AppError):
    """It does not exist, or not for the person who asks."""

    status = 404
    title = "Not found"

    def __init__(self, message: str = "There is nothing at this address, or it is not yours.", *, step: NextStep | None = None) -> None:
        super().__init__(message, step=step)


class Stale(AppError):
    """It has changed since it was shown."""

    status = 409
    title = "It has changed meanwhile"
    step = RELOAD


class Invalid(AppError):
    """What was sent cannot be used; `fields` says what is wrong, by field name."""

    status = 422
    title = "Something is not right yet"

    def __init__(self, message: str, fields: Mapping[str, str] | None = None, *, step: NextStep | None = None) -> None:
        super().__init__(message, step=step)
        self.fields = dict(fields or {})


class TooMany(AppError):
    """Too many tries; `seconds` until the next is allowed."""

    status = 429
    title = "Too many tries"

    def __init__(self, message: str, *, seconds: int, step: NextStep | None = None) -> None:
        super().__init__(message, step=step)
        self.headers["Retry-After"] = str(max(1, seconds))


class Unavailable(AppError):
    """It cannot be done just now; trying again is safe."""

    status = 503
    title = "Just a moment"
    step = NextStep("Try again", "")

    def __init__(self, message: str = "The database is busy or full. Nothing was lost: please try again in a moment.") -> None:
        super().__init__(message)
        self.headers["Retry-After"] = "2"


WORDS: Mapping[int, tuple[str, str, NextStep]] = {
    400: ("That could not be read", "What your browser sent was not complete.", RELOAD),
    404: (NotFound.title, "There is nothing at this address, or it is not yours.", HOME),
    405: ("That cannot be done here", "This address does not take that kind of request.", HOME),
    413: ("That is too much at once", "What was sent is larger than this page takes. Nothing was saved.", RELOAD),
    500: ("Something broke", "This is our fault, not yours. Nothing was half saved. It has been noted under the number below.", HOME),
}


def init(app: Flask) -> None:
    """Registers the one handler for everything that can go wrong."""
    app.register_error_handler(AppError, _answer_app_error)
    app.register_error_handler(HTTPException, _answer_http_error)
    for kind in (sqlalchemy.exc.IntegrityError, sqlalchemy.exc.OperationalError, sqlalchemy.exc.TimeoutError, sqlalchemy.exc.DataError):
        app.register_error_handler(kind, _answer_database_error)


def wants_partial() -> bool:
    """Whether a script asked for a part of a page (header `X-Partial`)."""
    return "X-Partial" in request.headers


def wants_json() -> bool:
    """Whether the one who asks prefers JSON."""
    accepted = request.accept_mimetypes
    return request.is_json or accepted["application/json"] > accepted["text/html"]


def _answer_app_error(error: AppError) -> Response:
    return _answer(error)


def _answer_database_error(error: sqlalchemy.exc.SQLAlchemyError) -> Response:
    if isinstance(error, sqlalchemy.exc.IntegrityError):
        message = current_app.extensions["violations"].get(violated(error))
        if message:
            return _answer(Invalid(message))
        return _broken(error)
    if isinstance(error, sqlalchemy.exc.DataError):
        return _answer(Invalid("A value is out of range."))
    logger.error("database unavailable: %s", type(error.__cause__ or error).__name__)
    return _answer(Unavailable())


def _answer_http_error(error: HTTPException) -> Response:
    if isinstance(error, InternalServerError):
        return _broken(error.original_exception or error)
    if error.code is None or error.code < 400:
        return make_response(error)
    title, message, step = WORDS.get(error.code, (error.name, "This request could not be answered.", HOME))
    if isinstance(error, CSRFError):
        message = "This form was too old, or did not come from this site. Load the page again and send it once more."
    refused = AppError(message, step=step)
    refused.headers.update({name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}})
    return _answer(refused, status=error.code, title=title)


def _broken(error: BaseException) -> Response:
    error_id = _new_id()
    logger.error("error %s at %s", error_id, request.endpoint, exc_info=error)
    title, message, step = WORDS[500]
    return _answer(AppError(message, step=step), status=500, title=title, error_id=error_id)


def _answer(error: AppError, *, status: int | None = None, title: str | None = None, error_id: str | None = None) -> Response:
    shown = {
        "status": status or error.status,
        "title": title or error.title,
        "message": error.message,
        "error_id": error_id or _new_id(),
        "fields": getattr(error, "fields", {}),
    }
    abandon_request()
    if wants_json():
        response = jsonify({"type": "about:blank", **shown, "detail": error.message})
        response.content_type = "application/problem+json"
    else:
        response = make_response(render_template(_template(int(str(shown["status"]))), **shown, step=error.step))
    response.status_code = int(str(shown["status"]))
    response.headers.update(error.headers)
    return response


def _template(status: int) -> str:
    if wants_partial():
        return "errors/_error.html"
    # When the house itself is broken, its page must not ask the database who is reading.
    return "errors/broken.html" if status >= 500 else "errors/error.html"


def _new_id() -> str:
    return secrets.token_hex(4)
