"""Pages on which instructors set up a class: settings, instructors, code, archive."""

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.access import person, signed_in
from webapp.accounts.settings import zone_names
from webapp.classrooms import codes, instructors, making, queries
from webapp.classrooms.following import after_archiving
from webapp.classrooms.forms import InstructorForm, NewCodeForm, SettingsForm
from webapp.classrooms.models import Classroom
from webapp.classrooms.routes import terms_of
from webapp.clock import now
from webapp.db import current_session
from webapp.errors import Invalid
from webapp.web import show_faults

blueprint = Blueprint("class_settings", __name__, url_prefix="/classes/<int:classroom_id>")


def init(app: Flask) -> None:
    """Registers the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("/settings")
@signed_in
def show(classroom_id: int) -> ResponseReturnValue:
    """Name, term, exam, policy; archive."""
    classroom = _mine(classroom_id)
    return _page(classroom, SettingsForm(formdata=None, obj=classroom))


@blueprint.post("/settings")
@signed_in
def change(classroom_id: int) -> ResponseReturnValue:
    """Changes the settings, unless somebody else has changed them meanwhile."""
    classroom, form = _mine(classroom_id), SettingsForm()
    if form.validate():
        try:
            making.change_classroom(current_session(), classroom, terms_of(form), version=form.version.data)
        except making.ChangedMeanwhile as meanwhile:
            form.version.process_formdata([str(meanwhile.version)])
            form.version.raw_data = None
            return _page(classroom, form, meanwhile)
        except Invalid as wrong:
            show_faults(form, wrong)
        else:
            return _done("The settings are saved.", "class_settings.show", classroom_id)
    return _page(classroom, form)


@blueprint.post("/archive")
@signed_in
def archive(classroom_id: int) -> ResponseReturnValue:
    """Puts the class away."""
    making.archive(current_session(), _mine(classroom_id), then=after_archiving(), at=now())
    return _done("The class is archived. Nobody can join it; its pages stay.", "class_settings.show", classroom_id)


@blueprint.post("/unarchive")
@signed_in
def unarchive(classroom_id: int) -> ResponseReturnValue:
    """Brings the class back."""
    making.bring_back(current_session(), _mine(classroom_id), then=after_archiving(), at=now())
    return _done("The class goes on.", "class_settings.show", classroom_id)


@blueprint.post("/code")
@signed_in
def make_code(classroom_id: int) -> ResponseReturnValue:
    """Makes a new code to join; the old one ends."""
    form = NewCodeForm()
    days = form.days.data if form.validate() else 0
    codes.make_code(current_session(), _mine(classroom_id), days=days, at=now())
    return _done("There is a new code. The one before no longer works.", "classrooms.show_class", classroom_id)


@blueprint.post("/code/stop")
@signed_in
def stop_code(classroom_id: int) -> ResponseReturnValue:
    """Ends joining by code."""
    codes.stop_code(current_session(), _mine(classroom_id))
    return _done("Nobody can join by code now.", "classrooms.show_class", classroom_id)


@blueprint.get("/instructors")
@signed_in
def show_instructors(classroom_id: int) -> ResponseReturnValue:
    """Who teaches the class."""
    return _people(_mine(classroom_id), InstructorForm(formdata=None))


@blueprint.post("/instructors")
@signed_in
def add_instructor(classroom_id: int) -> ResponseReturnValue:
    """Lets one more person teach."""
    classroom, form = _mine(classroom_id), InstructorForm()
    if form.validate():
        try:
            added = instructors.add_instructor(current_session(), classroom, form.email.data, at=now())
        except Invalid as wrong:
            show_faults(form, wrong)
        else:
            return _done(f"{added.name} teaches this class, too.", "class_settings.show_instructors", classroom_id)
    return _people(classroom, form)


@blueprint.post("/instructors/<int:instructor_id>/remove")
@signed_in
def remove_instructor(classroom_id: int, instructor_id: int) -> ResponseReturnValue:
    """Ends somebody's teaching of the class, one's own or another's."""
    classroom, me = _mine(classroom_id), person()
    gone = instructors.remove_instructor(current_session(), classroom, instructor_id)
    if gone.id == me.id:
        flash(f"You no longer teach {classroom.name}.")
        return redirect(url_for("classrooms.show_classes"), 303)
    return _done(f"{gone.name} no longer teaches this class.", "class_settings.show_instructors", classroom_id)


def _mine(classroom_id: int) -> Classroom:
    return queries.get_taught(current_session(), person().id, classroom_id)


def _done(message: str, endpoint: str, classroom_id: int) -> ResponseReturnValue:
    flash(message)
    return redirect(url_for(endpoint, classroom_id=classroom_id), 303)


def _page(classroom: Classroom, form: SettingsForm, meanwhile: making.ChangedMeanwhile | None = None) -> ResponseReturnValue:
    status = 409 if meanwhile else 422 if form.errors else 200
    theirs = making.differences(terms_of(form), meanwhile.theirs) if meanwhile else ()
    return render_template("classrooms/settings.html", classroom=classroom, form=form, zones=zone_names(), theirs=theirs), status


def _people(classroom: Classroom, form: InstructorForm) -> ResponseReturnValue:
    found = queries.list_instructors(current_session(), classroom.id)
    page = render_template("classrooms/instructors.html", classroom=classroom, form=form, instructors=found, me=person())
    return page, 422 if form.errors else 200
