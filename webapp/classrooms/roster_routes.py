"""Pages on which instructors bring in a roster, take invitations back, and remove students."""

from flask import Blueprint, Flask, Response, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.accounts.access import person, signed_in
from webapp.classrooms import inviting, joining, queries, rosters
from webapp.classrooms.following import after_leaving
from webapp.classrooms.forms import ConfirmRosterForm, RosterForm
from webapp.classrooms.models import Classroom
from webapp.classrooms.reading import read_apart
from webapp.classrooms.rosters import FaultyRoster
from webapp.clock import now
from webapp.config import Config
from webapp.db import current_session, reading
from webapp.errors import Invalid

blueprint = Blueprint("roster", __name__, url_prefix="/classes/<int:classroom_id>")


def init(app: Flask) -> None:
    """Registers the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("/roster")
@signed_in
def show(classroom_id: int) -> ResponseReturnValue:
    """Asks for a roster."""
    return _page(_mine(classroom_id), RosterForm(formdata=None))


@blueprint.get("/roster/template.csv")
@signed_in
def template(classroom_id: int) -> ResponseReturnValue:
    """A roster to fill in."""
    _mine(classroom_id)
    response = Response(rosters.template(), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="roster.csv"'
    return response


@blueprint.post("/roster")
@signed_in
def look(classroom_id: int) -> ResponseReturnValue:
    """Says what a roster would do; changes nothing."""
    classroom, form = _seen(classroom_id), RosterForm()
    if not form.validate():
        return _page(classroom, form)
    try:
        rows = read_apart(form.file.data.read())
    except FaultyRoster as wrong:
        return _page(classroom, form, wrong)
    with reading() as session:
        plan = inviting.plan_roster(session, classroom, rows, at=now())
    confirm = ConfirmRosterForm(formdata=None, rows=rosters.written(rows))
    return render_template("classrooms/roster_plan.html", classroom=classroom, plan=plan, form=confirm)


@blueprint.post("/roster/invite")
@signed_in
def invite(classroom_id: int) -> ResponseReturnValue:
    """Invites the people of the roster that was looked at."""
    classroom, form = _seen(classroom_id), ConfirmRosterForm()
    if not form.validate():
        raise Invalid("Choose a roster first, and look at what it would do.")
    try:
        rows = read_apart(form.rows.data.encode())
    except FaultyRoster as wrong:
        return _page(classroom, RosterForm(formdata=None), wrong)
    done = inviting.send_invitations(current_session(), _mine(classroom_id), person(), rows, _links(), at=now())
    flash(f"{done.changes} {'change' if done.changes == 1 else 'changes'}.")
    return redirect(url_for("classrooms.show_class", classroom_id=classroom_id), 303)


@blueprint.post("/invitations/<int:invitation_id>/withdraw")
@signed_in
def withdraw(classroom_id: int, invitation_id: int) -> ResponseReturnValue:
    """Takes an invitation back."""
    gone = inviting.withdraw(current_session(), _mine(classroom_id), invitation_id)
    flash(f"The invitation of {gone.name or gone.email} is taken back.")
    return redirect(url_for("classrooms.show_class", classroom_id=classroom_id), 303)


@blueprint.post("/students/<int:student_id>/remove")
@signed_in
def remove(classroom_id: int, student_id: int) -> ResponseReturnValue:
    """Removes a student from the class."""
    session, classroom = current_session(), _mine(classroom_id)
    student = queries.get_student(session, classroom_id, student_id)
    joining.leave(session, classroom, student, then=after_leaving(), at=now())
    flash(f"{student.name} is no longer in this class, and nothing of {student.name} is shown here.")
    return redirect(url_for("classrooms.show_class", classroom_id=classroom_id), 303)


def _mine(classroom_id: int) -> Classroom:
    return queries.get_taught(current_session(), person().id, classroom_id)


def _seen(classroom_id: int) -> Classroom:
    """The class, by a short look: while a file is being read nobody else is kept from writing."""
    with reading() as session:
        return queries.get_taught(session, current_user.seen.id, classroom_id)


def _page(classroom: Classroom, form: RosterForm, wrong: FaultyRoster | None = None) -> ResponseReturnValue:
    page = render_template("classrooms/roster.html", classroom=classroom, form=form, faults=wrong.faults if wrong else ())
    return page, 422 if wrong or form.errors else 200


def _links() -> inviting.Links:
    config: Config = current_app.extensions["config"]
    base = config.base_url
    return inviting.Links(f"{base}/classes", f"{base}/accounts/join/", f"?next={config.base.path}/classes")
