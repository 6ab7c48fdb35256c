"""Pages about mistakes: report one, see what became of it, answer the queue."""

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.access import only, person, signed_in
from webapp.accounts.models import Role
from webapp.clock import now
from webapp.db import current_session
from webapp.errors import Invalid
from webapp.library import queries, reporting
from webapp.library.forms import ReportForm, SettleForm
from webapp.library.models import ReportState
from webapp.library.shelf import shelf
from webapp.web import show_faults

blueprint = Blueprint("reports", __name__, url_prefix="/library/reports")

LATEST = 50


def init(app: Flask) -> None:
    """Registers the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
@signed_in
def show_mine() -> ResponseReturnValue:
    """What the person reported, and what became of it."""
    return render_template("library/my_reports.html", reports=queries.list_reports_of(current_session(), person().id))


@blueprint.get("/new/<path:key>")
@signed_in
def ask(key: str) -> ResponseReturnValue:
    """The form for a mistake in one fact."""
    return _form(key, ReportForm(formdata=None))


@blueprint.post("/new/<path:key>")
@signed_in
def report(key: str) -> ResponseReturnValue:
    """Puts a report into the queue."""
    form = ReportForm()
    if form.validate():
        mistake = reporting.Mistake(form.wrong.data, form.where_read.data or "")
        try:
            reporting.report_mistake(current_session(), shelf().catalogue, person(), key, mistake, at=now())
        except Invalid as wrong:
            show_faults(form, wrong)
        else:
            flash("Thank you. Your report is in the queue; the answer will stand here.")
            return redirect(url_for("reports.show_mine"), 303)
    return _form(key, form), 422


@blueprint.get("/queue")
@only(Role.ADMINISTRATOR)
def show_queue() -> ResponseReturnValue:
    """Open reports, and the latest that were answered."""
    settled = queries.list_settled_reports(current_session(), LATEST)
    return render_template("library/report_queue.html", waiting=queries.list_open_reports(current_session()), settled=settled)


@blueprint.get("/<int:report_id>")
@only(Role.ADMINISTRATOR)
def show_report(report_id: int) -> ResponseReturnValue:
    """One report, with the form to answer it."""
    return _report(report_id, SettleForm(formdata=None))


@blueprint.post("/<int:report_id>")
@only(Role.ADMINISTRATOR)
def settle(report_id: int) -> ResponseReturnValue:
    """Marks a report as done or declined."""
    form = SettleForm()
    if form.validate():
        try:
            reporting.settle(current_session(), person(), report_id, ReportState(form.state.data), form.note.data or "", at=now())
        except Invalid as wrong:
            show_faults(form, wrong)
        else:
            flash("Answered.")
            return redirect(url_for("reports.show_queue"), 303)
    return _report(report_id, form), 422


def _form(key: str, form: ReportForm) -> str:
    return render_template("library/report.html", fact=reporting.get_fact(shelf().catalogue, key), form=form)


def _report(report_id: int, form: SettleForm) -> str:
    found = queries.get_reported(current_session(), report_id)
    return render_template("library/report_answer.html", reported=found, form=form)
