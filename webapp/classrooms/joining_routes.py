"""Pages for joining a class: by a code or a link, or by an invitation."""

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.accounts.access import person, signed_in
from webapp.classrooms import joining, queries
from webapp.classrooms.codes import as_typed
from webapp.classrooms.following import after_joining
from webapp.classrooms.forms import CodeForm, ConsentForm
from webapp.classrooms.models import Classroom
from webapp.classrooms.routes import agreed_version, days_left, lines_of
from webapp.clock import now
from webapp.db import current_session
from webapp.errors import Invalid
from webapp.web import show_faults

blueprint = Blueprint("joining", __name__, url_prefix="/classes")


def init(app: Flask) -> None:
    """Registers the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("/join")
@blueprint.get("/join/<code>")
@signed_in
def show_join(code: str = "") -> ResponseReturnValue:
    """Asks for a code; a link brings it along. Whether it is right is said only on sending it, because tries are counted."""
    return render_template("classrooms/join.html", form=CodeForm(formdata=None, code=code[:20]))


@blueprint.post("/join")
@signed_in
def look_up() -> ResponseReturnValue:
    """Shows the class of a code, and what its instructors would see."""
    form = CodeForm()
    if form.validate():
        joining.count_try(current_user.seen.email, at=now())
        try:
            found = joining.get_by_code(current_session(), form.code.data, at=now())
        except Invalid as wrong:
            show_faults(form, wrong)
        else:
            return _ask(found, url_for("joining.join", code=as_typed(form.code.data)))
    return render_template("classrooms/join.html", form=form), 422


@blueprint.post("/join/<code>")
@signed_in
def join(code: str) -> ResponseReturnValue:
    """Joins the class of a code."""
    joining.count_try(current_user.seen.email, at=now())
    session, form, at = current_session(), ConsentForm(), now()
    try:
        classroom = joining.join_by_code(session, person(), code, agreed_version(form), then=after_joining(), at=at)
    except Invalid as wrong:
        show_faults(form, wrong)
        return _ask(joining.get_by_code(session, code, at=at), url_for("joining.join", code=code), form)
    return _joined(classroom)


@blueprint.get("/invitations/<int:invitation_id>")
@signed_in
def show_invitation(invitation_id: int) -> ResponseReturnValue:
    """Shows the class that one is invited to, and what its instructors would see."""
    _, classroom = queries.get_invited(current_session(), person(), invitation_id, at=now())
    return _ask(classroom, url_for("joining.accept", invitation_id=invitation_id), invitation_id=invitation_id)


@blueprint.post("/invitations/<int:invitation_id>/accept")
@signed_in
def accept(invitation_id: int) -> ResponseReturnValue:
    """Joins by an invitation."""
    session, me, form, at = current_session(), person(), ConsentForm(), now()
    try:
        classroom = joining.accept(session, me, invitation_id, agreed_version(form), then=after_joining(), at=at)
    except Invalid as wrong:
        show_faults(form, wrong)
        _, classroom = queries.get_invited(session, me, invitation_id, at=at)
        return _ask(classroom, url_for("joining.accept", invitation_id=invitation_id), form, invitation_id=invitation_id)
    return _joined(classroom)


@blueprint.post("/invitations/<int:invitation_id>/decline")
@signed_in
def decline(invitation_id: int) -> ResponseReturnValue:
    """Says no to an invitation."""
    classroom = joining.decline(current_session(), person(), invitation_id, at=now())
    flash(f"You have declined to join {classroom.name}. Nothing of yours is shown to anybody.")
    return redirect(url_for("classrooms.show_classes"), 303)


def _ask(classroom: Classroom, path: str, form: ConsentForm | None = None, *, invitation_id: int | None = None) -> ResponseReturnValue:
    lines = lines_of(classroom)
    page = render_template(
        "classrooms/consent.html",
        classroom=classroom,
        instructors=queries.list_teaching(current_session(), classroom.id),
        days_left=days_left(classroom),
        path=path,
        invitation_id=invitation_id,
        form=form or ConsentForm(formdata=None, version=lines["version"]),
        **lines,
    )
    return page, 422 if form else 200


def _joined(classroom: Classroom) -> ResponseReturnValue:
    flash(f"You are in {classroom.name} now.")
    return redirect(url_for("classrooms.show_class", classroom_id=classroom.id), 303)
