"""Pages of progress: figures and charts, memory on the body, one muscle, days off and the exam."""

from flask import Blueprint, Flask, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.accounts.access import person, signed_in
from webapp.clock import now
from webapp.core.days import day_date
from webapp.core.folds import week_of
from webapp.db import current_session
from webapp.errors import Invalid
from webapp.library.shelf import shelf
from webapp.progress import charts, memory_charts, planning
from webapp.progress.body import STEP_WORDS, Look, body, muscle_layers
from webapp.progress.forms import DaysOffForm, ExamForm
from webapp.progress.muscle import practise, why
from webapp.progress.overview import CURVE_WEEKS, EVER, PERIODS, Overview, overview
from webapp.progress.plots import percent
from webapp.web import local, show_faults

blueprint = Blueprint("progress", __name__, url_prefix="/progress")

LARGEST = 2**31 - 1


def init(app: Flask) -> None:
    """Registers the pages."""
    app.register_blueprint(blueprint)
    app.jinja_env.filters["date_words"] = charts.date_words
    app.jinja_env.filters["percent"] = percent


@blueprint.get("")
@signed_in
def show() -> ResponseReturnValue:
    """Today, and every chart."""
    return _page()


@blueprint.get("/body")
@signed_in
def show_body() -> ResponseReturnValue:
    """Memory on the body."""
    look = Look(request.args.get("view"), request.args.get("layer"), _ahead(), "dangers" in request.args)
    shown = body(current_session(), shelf(), person(), look, at=now())
    return render_template("progress/body.html", shown=shown, layers=muscle_layers(shown.view), steps=STEP_WORDS)


@blueprint.get("/muscles/<muscle_id>")
@signed_in
def show_muscle(muscle_id: str) -> ResponseReturnValue:
    """Why a muscle has its colour."""
    shown = why(current_session(), shelf(), person(), muscle_id, _ahead(), at=now())
    plot = memory_charts.forgetting("fading", "How it fades", shown.fading, shown.day) if shown.fading else None
    return render_template("progress/muscle.html", shown=shown, plot=plot)


@blueprint.post("/muscles/<muscle_id>/practise")
@signed_in
def practise_muscle(muscle_id: str) -> ResponseReturnValue:
    """Put a muscle's questions first, and ask them."""
    number = practise(current_session(), shelf(), person(), muscle_id, at=now())
    flash(f"{number} {'question' if number == 1 else 'questions'} about this muscle come first.")
    return redirect(local("/practice/next"), 303)


@blueprint.post("/days-off")
@signed_in
def announce() -> ResponseReturnValue:
    """Announce days off."""
    form = DaysOffForm()
    if not form.validate():
        return _page(days_off=form)
    try:
        planning.announce_days_off(current_session(), person(), form.first_on.data.toordinal(), form.last_on.data.toordinal(), at=now())
    except Invalid as wrong:
        show_faults(form, wrong)
        return _page(days_off=form)
    return _saved("Your days off are noted. They break no streak.")


@blueprint.post(f"/days-off/<int(max={LARGEST}):days_off_id>/take-back")
@signed_in
def take_back(days_off_id: int) -> ResponseReturnValue:
    """Take back what lies ahead of days off."""
    planning.take_back_days_off(current_session(), person(), days_off_id, at=now())
    return _saved("Taken back. Days that have begun stay off.")


@blueprint.post("/exam")
@signed_in
def choose_exam() -> ResponseReturnValue:
    """Set or forget the day of the exam."""
    form = ExamForm()
    if not form.validate():
        return _page(exam=form)
    try:
        planning.choose_exam_day(current_session(), person(), form.exam_on.data.toordinal() if form.exam_on.data else None, at=now())
    except Invalid as wrong:
        show_faults(form, wrong)
        return _page(exam=form)
    return _saved("Saved.")


def _page(days_off: DaysOffForm | None = None, exam: ExamForm | None = None) -> ResponseReturnValue:
    period = request.args.get("period", default=90, type=int)
    period = period if period in (*PERIODS, EVER) else 90
    shown = overview(current_session(), shelf(), person(), at=now(), period=period)
    exam_on = day_date(shown.exam_day) if shown.exam_day else None
    forms = {"days_off": days_off or DaysOffForm(formdata=None), "exam": exam or ExamForm(formdata=None, data={"exam_on": exam_on})}
    page = render_template("progress/overview.html", shown=shown, plots=_plots(shown), forms=forms, period=period, periods=(*PERIODS, EVER))
    return page, 422 if days_off or exam else 200


def _plots(shown: Overview) -> dict[str, object]:
    this_week = week_of(shown.day)
    return {
        "ahead": [charts.forecast_days(shown), charts.forecast_weeks(shown)],
        "done": [charts.heat_map(shown), charts.minutes(shown), charts.states(shown)],
        "kept": [memory_charts.retention_by_kind(shown), memory_charts.retention_by_interval(shown)],
        "judged": [memory_charts.calibration(shown), memory_charts.sureness(shown.stated)],
        "hazards": charts.hazards(shown),
        "curves": [memory_charts.learning_curve(curve, number, this_week, CURVE_WEEKS) for number, curve in enumerate(shown.curves)],
    }


def _saved(message: str) -> ResponseReturnValue:
    flash(message)
    return redirect(local("/progress"), 303)


def _ahead() -> int:
    """Days ahead that were asked for; anything that is no number is today."""
    return min(request.args.get("ahead", default=0, type=int), LARGEST)
