"""Pages of classes: one's own, a new one, one class, and who looked at one's figures."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.access import only, person, signed_in
from webapp.accounts.models import TEACHERS, Role
from webapp.accounts.settings import zone_names
from webapp.classrooms import consent, instructors, joining, queries
from webapp.classrooms.codes import in_words
from webapp.classrooms.following import after_leaving
from webapp.classrooms.forms import CodeForm, ConsentForm, NewClassForm, NewCodeForm
from webapp.classrooms.making import Terms, create_classroom
from webapp.classrooms.models import Classroom
from webapp.clock import now
from webapp.config import Config
from webapp.core.days import study_day
from webapp.db import current_session
from webapp.errors import Invalid
from webapp.web import show_faults

blueprint = Blueprint("classrooms", __name__, url_prefix="/classes")


def init(app: Flask) -> None:
    """Registers the pages."""
    app.register_blueprint(blueprint)
    app.jinja_env.filters["calendar_day"] = calendar_day
    app.jinja_env.filters["code_words"] = in_words
    app.jinja_env.filters["local_moment"] = local_moment
    app.jinja_env.globals.update(consent_seen=consent.seen, consent_unseen=consent.unseen)


def calendar_day(day: date, *, short: bool = False) -> str:
    """A day as people write it; `short` fits into a table on a phone."""
    return f"{day.day} {day:%b %Y}" if short else f"{day.day} {day:%B %Y}"


def local_moment(at: datetime, zone: str) -> str:
    """A moment in somebody's own time."""
    there = at.astimezone(ZoneInfo(zone))
    return f"{calendar_day(there)}, {there:%H:%M}"


@blueprint.get("")
@signed_in
def show_classes() -> ResponseReturnValue:
    """Invitations, classes that one teaches, classes that one is in."""
    session, me = current_session(), person()
    taught, joined = queries.list_taught(session, me.id), queries.list_ever_joined(session, me.id)
    return render_template(
        "classrooms/classes.html",
        invited=queries.list_invited(session, me, at=now()),
        taught=taught,
        joined=joined,
        counts=queries.count_students(session, [each.id for each in taught]),
        may_teach=me.role in TEACHERS,
        untaught=queries.list_untaught(session) if me.role is Role.ADMINISTRATOR else [],
        form=CodeForm(formdata=None),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@only(*TEACHERS)
def new() -> ResponseReturnValue:
    """Makes a class."""
    form = NewClassForm(data={"time_zone": person().time_zone})
    if form.validate_on_submit():
        try:
            made = create_classroom(current_session(), person(), terms_of(form), at=now())
        except Invalid as wrong:
            show_faults(form, wrong)
        else:
            flash(f"The class {made.name} is made. Invite its students next.")
            return redirect(url_for("classrooms.show_class", classroom_id=made.id), 303)
    return render_template("classrooms/new.html", form=form, zones=zone_names()), 422 if form.errors else 200


@blueprint.get("/<int:classroom_id>")
@signed_in
def show_class(classroom_id: int) -> ResponseReturnValue:
    """One class: for who teaches it, its students and its code; for a student, what it is and how to leave."""
    session, me = current_session(), person()
    taught = queries.find_taught(session, me.id, classroom_id)
    if taught is not None:
        return _taught_page(taught)
    return _joined_page(queries.get_joined(session, me.id, classroom_id), me.id)


@blueprint.post("/<int:classroom_id>/consent")
@signed_in
def agree(classroom_id: int) -> ResponseReturnValue:
    """Agrees to the present terms of a class that one is in."""
    joining.agree(current_session(), person(), classroom_id, agreed_version(ConsentForm()))
    flash("Thank you. Your agreement is noted.")
    return redirect(url_for("classrooms.show_class", classroom_id=classroom_id), 303)


@blueprint.post("/<int:classroom_id>/leave")
@signed_in
def leave(classroom_id: int) -> ResponseReturnValue:
    """Leaves a class."""
    session, me = current_session(), person()
    classroom = queries.get_joined(session, me.id, classroom_id)
    joining.leave(session, classroom, me, then=after_leaving(), at=now())
    flash(f"You have left {classroom.name}. Its instructors no longer see anything of your practice.")
    return redirect(url_for("classrooms.show_classes"), 303)


@blueprint.post("/<int:classroom_id>/take-over")
@only(Role.ADMINISTRATOR)
def take_over(classroom_id: int) -> ResponseReturnValue:
    """Begins to teach a class that nobody teaches any more."""
    classroom = instructors.take_over(current_session(), person(), classroom_id, at=now())
    flash(f"You teach {classroom.name} now. Add its next instructor under Settings.")
    return redirect(url_for("classrooms.show_class", classroom_id=classroom_id), 303)


@blueprint.get("/looks")
@signed_in
def show_looks() -> ResponseReturnValue:
    """Who looked at one's figures."""
    me = person()
    return render_template("classrooms/looks.html", looks=queries.list_looks(current_session(), me.id), me=me)


def terms_of(form: NewClassForm) -> Terms:
    """The settings that a form holds."""
    return Terms(form.name.data, form.time_zone.data, form.first_day.data, form.last_day.data, form.exam_day.data, form.shows_answers.data)


def agreed_version(form: ConsentForm) -> str:
    """Version of the consent line that was agreed to; empty where the box was not ticked or the form is not whole."""
    return form.version.data if form.validate() and form.agreed.data else ""


def lines_of(classroom: Classroom) -> dict[str, object]:
    """What a page needs to show the consent line of a class."""
    shows = classroom.shows_answers
    version = consent.version(shows_answers=shows)
    return {"seen": consent.seen(shows_answers=shows), "unseen": consent.unseen(shows_answers=shows), "version": version}


def days_left(classroom: Classroom) -> int | None:
    """Days until the exam, by the calendar of the class."""
    if classroom.exam_day is None:
        return None
    return classroom.exam_day.toordinal() - study_day(now(), classroom.time_zone, 0)


def _taught_page(classroom: Classroom) -> str:
    session, at = current_session(), now()
    code = queries.find_code(session, classroom.id, at=at)
    return render_template(
        "classrooms/class_taught.html",
        classroom=classroom,
        members=queries.list_members(session, classroom.id),
        invitations=queries.list_invitations(session, classroom.id, at=at),
        instructors=queries.list_teaching(session, classroom.id),
        code=code,
        link=f"{_base_url()}/classes/join/{code.code}" if code else None,
        days_left=days_left(classroom),
        form=NewCodeForm(formdata=None),
    )


def _base_url() -> str:
    config: Config = current_app.extensions["config"]
    return config.base_url


def _joined_page(classroom: Classroom, student_id: int) -> str:
    session, lines = current_session(), lines_of(classroom)
    member = queries.get_membership(session, classroom.id, student_id)
    return render_template(
        "classrooms/class_joined.html",
        classroom=classroom,
        member=member,
        instructors=queries.list_teaching(session, classroom.id),
        days_left=days_left(classroom),
        must_agree=not consent.covers(member.consented_to, str(lines["version"])),
        form=ConsentForm(formdata=None, version=lines["version"]),
        **lines,
    )
