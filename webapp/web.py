"""What every page shares: static addresses, security headers, the path behind a proxy, safe redirects."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flask import Flask, Response, make_response, render_template, request, send_from_directory
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.routing import IntegerConverter, Map

from webapp.config import Config
from webapp.db import finish_request
from webapp.errors import AppError, Invalid, NotFound
from webapp.proxy import BehindProxy

STATIC = Path(__file__).parent / "static"
MAX_CONTENT_BYTES = 256 * 1024
MAX_FORM_PARTS = 500
SIGNED_IN_DAYS = 30
LARGEST_NUMBER = 2**31 - 1
SAFE_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]*")

UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that no page may hold and PostgreSQL partly refuses; nobody types them."""

csrf = CSRFProtect()


class RowNumber(IntegerConverter):
    """A whole number in an address, as far as data bases number rows: a larger one is not found."""

    def __init__(self, url_map: Map, fixed_digits: int = 0, min: int | None = None, max: int | None = LARGEST_NUMBER) -> None:  # noqa: A002
        super().__init__(url_map, fixed_digits, min, max)


class App(Flask):
    """Flask, with the commit inside the part whose errors are answered like any other."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.url_map.converters["int"] = RowNumber

    def dispatch_request(self) -> Response:
        """Runs the view, then commits what it wrote."""
        response = self.make_response(super().dispatch_request())
        finish_request(response)
        return response


def make_app(config: Config) -> App:
    """An app that has the web's manners, without any feature."""
    app = App("webapp", static_folder=None)
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.config.update(
        SECRET_KEY=config.secret_key,
        SECRET_KEY_FALLBACKS=list(config.secret_key_fallbacks),
        MAX_CONTENT_LENGTH=MAX_CONTENT_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_CONTENT_BYTES,
        MAX_FORM_PARTS=MAX_FORM_PARTS,
        PERMANENT_SESSION_LIFETIME=SIGNED_IN_DAYS * 86400,
        SESSION_REFRESH_EACH_REQUEST=False,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.is_https,
        SESSION_COOKIE_NAME="__Host-palpate" if config.is_https and not config.base.path else "palpate",
        SESSION_COOKIE_PATH=config.base.path or "/",
        WTF_CSRF_TIME_LIMIT=None,  # a page left open must not lose an answer
    )
    app.extensions["config"] = config
    app.wsgi_app = BehindProxy(app.wsgi_app, config)  # type: ignore[method-assign]
    app.before_request(_refuse_unshowable)
    csrf.init_app(app)
    _serve_static(app)
    app.after_request(_secure(config))
    return app


def safe_next(target: str | None, default: str) -> str:
    """A path of this site to go to: `target` when it surely is one, else `default`."""
    if target and SAFE_PATH.fullmatch(target) and "//" not in target.split("?", 1)[0]:
        return target
    return local(default)


def local(path: str) -> str:
    """A path of the app as the browser knows it: with the proxy's part in front."""
    return request.script_root + path


def render_partial(template: str, /, *, status: int = 200, **values: Any) -> Response:
    """A part of a page, for a script that puts it in place."""
    response = make_response(render_template(template, **values), status)
    response.headers["X-Partial"] = "1"
    return response


def show_faults(form: FlaskForm, error: Invalid) -> None:
    """Puts a service's complaints beside the fields they are about; what belongs to no field stands above the form."""
    for name, fault in error.fields.items():
        if name in form:
            form[name].errors = [*form[name].errors, fault]
    if not any(name in form for name in error.fields):
        form.form_errors.append(error.message)


def _refuse_unshowable() -> None:
    texts = [request.path, *request.args, *request.args.values(), *request.form, *request.form.values()]
    if any(UNSHOWABLE.search(text) for text in texts):
        raise AppError("What was sent holds characters that cannot be shown.")


def _serve_static(app: Flask) -> None:
    version = fingerprint(sorted(each for each in STATIC.rglob("*") if each.is_file()))

    def static(version: str, filename: str) -> Response:
        if ".." in filename:
            raise NotFound
        response = send_from_directory(STATIC, filename)
        current = version == app.extensions["static_version"]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if current else "no-cache"
        return response

    def static_url(filename: str) -> str:
        return local(f"/static/{app.extensions['static_version']}/{filename}")

    app.extensions["static_version"] = version
    app.add_url_rule("/static/<version>/<path:filename>", "static", static)
    app.jinja_env.globals.update(static=static_url, local=local)


def fingerprint(files: Iterable[Path]) -> str:
    """A short hash of names and contents."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(str(file.relative_to(STATIC)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


CONTENT_SECURITY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def _secure(config: Config) -> Any:
    headers = dict(HEADERS)
    if config.is_https:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"

    def add_headers(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-store"
            response.vary.add("Cookie")
        return response

    return add_headers
