"""Pages of one's own data: download, bring in, erase."""

from io import TextIOWrapper
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from flask import Blueprint, Flask, Response, after_this_request, current_app, flash, redirect, render_template, request, send_file
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.accounts import signing_in
from webapp.accounts.access import person, signed_in
from webapp.clock import now
from webapp.db import current_session, engines, reading
from webapp.errors import Invalid
from webapp.interop import erasing, exporting
from webapp.interop.forms import EraseForm, FileForm, ImportForm
from webapp.interop.holdings import HOLDINGS
from webapp.interop.importing import import_file
from webapp.interop.planning import plan_import, words_of
from webapp.interop.queries import count_reviews
from webapp.interop.registry import PARTS
from webapp.interop.unpacking import BadFile, unpacked
from webapp.interop.uploads import LARGEST_UPLOAD, Uploads
from webapp.library.shelf import shelf
from webapp.web import local, show_faults

blueprint = Blueprint("interop", __name__, url_prefix="/own-data")

IN_MEMORY = 4 * 1024 * 1024
ENVELOPE = 64 * 1024


def init(app: Flask) -> None:
    """Registers the pages."""
    app.register_blueprint(blueprint)


@blueprint.url_value_preprocessor
def _take_larger_uploads(endpoint: str | None, _values: object) -> None:
    """Lets a signed-in person send a larger file to the one page that takes one; runs before the form is read."""
    if endpoint == "interop.check" and request.method == "POST" and current_user.is_authenticated:
        request.max_content_length = LARGEST_UPLOAD + ENVELOPE


@blueprint.get("")
@signed_in
def show() -> ResponseReturnValue:
    """What can be done with one's own data."""
    return _page(FileForm())


@blueprint.get("/format")
@signed_in
def show_format() -> ResponseReturnValue:
    """What the columns of a download mean."""
    return render_template("interop/format.html", parts=PARTS)


@blueprint.get("/palpate.json")
@signed_in
def download_json() -> ResponseReturnValue:
    """Everything as one JSON file."""
    made = _temporary()
    text = TextIOWrapper(made, encoding="utf-8", newline="\n")
    exporting.write_json(current_session(), person(), text, at=now())
    text.detach()  # writes what is left, and keeps the file open
    return _sent(made, "json", "application/json")


@blueprint.get("/palpate.zip")
@signed_in
def download_zip() -> ResponseReturnValue:
    """Everything as a ZIP file of JSON and CSV; `?mark=1` for spreadsheets that need a byte-order mark."""
    made = _temporary()
    exporting.write_zip(current_session(), person(), made, at=now(), mark=request.args.get("mark") == "1")
    return _sent(made, "zip", "application/zip")


@blueprint.post("/check")
@signed_in
def check() -> ResponseReturnValue:
    """Looks at a file and says what an import would do; changes nothing."""
    form = FileForm()
    if not form.validate():
        return _page(form)
    user, at = current_user.seen, now()
    digest = _uploads().keep(user.id, form.file.data.stream, at=at)
    try:
        with unpacked(_uploads().get(user.id, digest, at=at)) as file, reading() as session:
            plan = plan_import(session, shelf(), user, file, at=at)
    except BadFile as wrong:
        _uploads().drop(user.id)
        return _page(form, wrong)
    return render_template("interop/check.html", plan=plan, words=words_of(plan), form=ImportForm(formdata=None, digest=digest))


@blueprint.post("/import")
@signed_in
def bring_in() -> ResponseReturnValue:
    """Brings in the file that was looked at."""
    form, at = ImportForm(), now()
    if not form.validate():
        raise Invalid("Choose a file first, and look at what it would do.")
    user_id = current_user.seen.id
    try:
        with unpacked(_uploads().get(user_id, form.digest.data, at=at)) as file:
            with reading() as session:
                plan = plan_import(session, shelf(), current_user.seen, file, at=at)
            plan = import_file(current_session(), shelf(), person(), file, settings=form.settings.data, at=at, plan=plan)
    except BadFile as wrong:
        return _page(FileForm(formdata=None), wrong)
    _uploads().drop(user_id)
    flash(f"Done: {len(plan.new):,} answers and undos were brought in, {plan.known:,} were here already.")
    return redirect(local("/own-data"), 303)


@blueprint.get("/erase")
@signed_in
def ask_erase() -> ResponseReturnValue:
    """Asks for two confirmations before an account is erased."""
    return _erase_page(EraseForm())


@blueprint.post("/erase")
@signed_in
def erase() -> ResponseReturnValue:
    """Erases the account."""
    form, at = EraseForm(), now()
    if not form.validate():
        return _erase_page(form)
    try:
        signing_in.check_password(current_user.seen, form.present_password.data, at)
        erasing.erase_account(current_session(), person(), _uploads(), typed=form.email.data, at=at)
    except Invalid as wrong:
        show_faults(form, wrong)
        return _erase_page(form)
    cookie.clear()
    after_this_request(_overwrite_traces)
    return redirect(local("/own-data/erased"), 303)


@blueprint.get("/erased")
def erased() -> ResponseReturnValue:
    """Says that an account is gone."""
    return render_template("interop/erased.html")


def _overwrite_traces(response: Response) -> Response:
    """Runs after the commit."""
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    erasing.overwrite_traces(engines())
    return response


def _page(form: FileForm, wrong: BadFile | None = None) -> ResponseReturnValue:
    count = count_reviews(current_session(), current_user.seen.id)
    page = render_template("interop/own_data.html", form=form, faults=wrong.faults if wrong else (), count=count)
    return page, 422 if wrong or form.errors else 200


def _erase_page(form: EraseForm) -> ResponseReturnValue:
    page = render_template("interop/erase.html", form=form, user=current_user.seen, holdings=HOLDINGS)
    return page, 422 if form.is_submitted() else 200


def _uploads() -> Uploads:
    return Uploads.of(current_app.extensions["config"])


def _temporary() -> IO[bytes]:
    return cast("IO[bytes]", SpooledTemporaryFile(max_size=IN_MEMORY))


def _sent(made: IO[bytes], kind: str, mimetype: str) -> Response:
    made.seek(0)
    response = send_file(made, mimetype, as_attachment=True, download_name=f"palpate-{now():%Y-%m-%d}.{kind}", etag=False)
    response.headers["Cache-Control"] = "private, no-store"
    return response
