"""Pages of assignments: those of a class, one of them, setting, changing and withdrawing one; for a student, the own ones."""

from uuid import uuid4

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from webapp.accounts.access import person, signed_in
from webapp.assignments import drafting, queries, setting, tasks, wording
from webapp.assignments.enrolling import follow_archiving, follow_joining, follow_leaving
from webapp.assignments.forms import AssignmentForm
from webapp.assignments.models import Assignment
from webapp.assignments.overseeing import oversee, oversee_all
from webapp.assignments.wishes import Wish
from webapp.authoring.holding import when_deleting
from webapp.classrooms import queries as classes
from webapp.classrooms.following import when_archived, when_joined, when_left
from webapp.classrooms.looking import note_looks
from webapp.classrooms.models import Classroom
from webapp.clock import now
from webapp.core.assigning import Goal
from webapp.core.shown import FEWEST
from webapp.db import current_session
from webapp.errors import Invalid, NotFound
from webapp.library.shelf import shelf
from webapp.web import show_faults

blueprint = Blueprint("assignments", __name__, url_prefix="/classes")

LARGEST = 2**31 - 1
CLASS = f"/<int(max={LARGEST}):classroom_id>/assignments"
ONE = f"{CLASS}/<int(max={LARGEST}):assignment_id>"


def init(app: Flask) -> None:
    """Registers the pages, what joining, leaving and archiving a class lead to, and what the page of today shows."""
    app.register_blueprint(blueprint)
    when_joined(app, follow_joining)
    when_left(app, follow_leaving)
    when_archived(app, follow_archiving)
    when_deleting(app, queries.is_assigned)
    app.jinja_env.globals["open_tasks"] = lambda: tasks.list_open_tasks(current_session(), shelf(), person(), at=now())
    app.jinja_env.globals.update(goal_words=wording.GOAL_WORDS, fit_words=wording.fit_words, oddity_words=wording.ODDITY_WORDS)
    app.jinja_env.globals["deck_words"] = lambda deck_id: wording.deck_words(shelf(), deck_id)


@blueprint.get(CLASS)
@signed_in
def show_list(classroom_id: int) -> ResponseReturnValue:
    """Assignments of a class: for who teaches it, all of them; for a student, the own ones."""
    session, me = current_session(), person()
    try:
        classroom = classes.get_taught(session, me.id, classroom_id)
    except NotFound:
        classroom = classes.get_joined(session, me.id, classroom_id)
        mine = tasks.list_tasks(session, shelf(), me, at=now(), classroom_id=classroom.id)
        return render_template("assignments/my_list.html", classroom=classroom, tasks=mine)
    seen = oversee_all(session, shelf(), classroom, me, at=now())
    return render_template("assignments/list.html", classroom=classroom, seen=seen, goals=wording.GOAL_ABOUT)


@blueprint.get(ONE)
@signed_in
def show(classroom_id: int, assignment_id: int) -> ResponseReturnValue:
    """One assignment: for who teaches the class, how far everybody is; for a student, what is to be done."""
    session, me = current_session(), person()
    try:
        classroom = classes.get_taught(session, me.id, classroom_id)
    except NotFound:
        task = tasks.get_task(session, shelf(), me, classroom_id, assignment_id, at=now())
        return render_template("assignments/task.html", task=task, classroom=task.classroom, client_uuid=str(uuid4()))
    seen = oversee(session, shelf(), classroom, queries.get_assignment(session, classroom.id, assignment_id), me, at=now())
    note_looks(classroom, [line.student for line in seen.lines], me, "How far you are in an assignment", at=now())
    return render_template("assignments/show.html", classroom=classroom, seen=seen, fewest=FEWEST)


@blueprint.get(f"{CLASS}/new")
@signed_in
def show_new(classroom_id: int) -> ResponseReturnValue:
    """The form for a new assignment with one of the goals."""
    classroom, form = _taught(classroom_id), AssignmentForm(formdata=None)
    form.show(drafting.first_wish(shelf(), classroom, _goal(), at=now()))
    form.client_uuid.data = str(uuid4())
    return _page(classroom, form, _goal())


@blueprint.post(f"{CLASS}/new")
@signed_in
def make(classroom_id: int) -> ResponseReturnValue:
    """Sets an assignment, or looks at it without saving."""
    classroom, form = _taught(classroom_id), AssignmentForm()
    if not form.validate():
        return _page(classroom, form, _goal(), status=422)
    if _is_look():
        return _look(classroom, form, _goal())
    try:
        made = setting.assign(current_session(), shelf(), classroom, form.wish(_goal()), at=now(), client_uuid=form.uuid)
    except setting.SetAlready as before:
        form.replace("client_uuid", str(uuid4()))
        form.form_errors.append(before.message)
        return _page(classroom, form, _goal(), status=before.status)
    except Invalid as wrong:
        return _wrong(classroom, form, _goal(), wrong)
    return _done("The assignment is set.", made)


@blueprint.get(f"{ONE}/edit")
@signed_in
def edit(classroom_id: int, assignment_id: int) -> ResponseReturnValue:
    """The form for an assignment as it is."""
    classroom, form = _taught(classroom_id), AssignmentForm(formdata=None)
    assignment = queries.get_assignment(current_session(), classroom.id, assignment_id)
    form.show(setting.wish_of(current_session(), assignment))
    form.version.data = assignment.version
    return _page(classroom, form, assignment.goal, assignment)


@blueprint.post(f"{ONE}/edit")
@signed_in
def save(classroom_id: int, assignment_id: int) -> ResponseReturnValue:
    """Changes an assignment unless somebody else has meanwhile, or looks at the change without saving."""
    session, classroom, form = current_session(), _taught(classroom_id), AssignmentForm()
    assignment = queries.get_assignment(session, classroom.id, assignment_id)
    if not form.validate():
        return _page(classroom, form, assignment.goal, assignment, status=422)
    if _is_look():
        return _look(classroom, form, assignment.goal, assignment)
    try:
        setting.change(session, shelf(), classroom, assignment, form.wish(assignment.goal), version=form.version.data or 0, at=now())
    except setting.ChangedMeanwhile as meanwhile:
        return _meanwhile(classroom, form, assignment, meanwhile)
    except Invalid as wrong:
        return _wrong(classroom, form, assignment.goal, wrong, assignment)
    return _done("The assignment is saved.", assignment)


@blueprint.post(f"{ONE}/withdraw")
@signed_in
def withdraw(classroom_id: int, assignment_id: int) -> ResponseReturnValue:
    """Takes an assignment back."""
    classroom = _taught(classroom_id)
    assignment = queries.get_assignment(current_session(), classroom.id, assignment_id)
    setting.withdraw(current_session(), assignment, at=now())
    is_test = assignment.goal is Goal.CLASS_TEST
    flash("The assignment is withdrawn." + ("" if is_test else " Its deck stays with the students, who can pause it."))
    return redirect(url_for("assignments.show_list", classroom_id=classroom.id), 303)


def _taught(classroom_id: int) -> Classroom:
    return classes.get_taught(current_session(), person().id, classroom_id)


def _goal() -> Goal:
    """What kind of assignment a form is for; anything unknown is practice days."""
    asked = request.args.get("goal", "")
    return Goal(asked) if asked in set(Goal) else Goal.PRACTICE_DAYS


def _is_look() -> bool:
    return request.form.get("act") in ("look", "redraw")


def _look(classroom: Classroom, form: AssignmentForm, goal: Goal, assignment: Assignment | None = None) -> ResponseReturnValue:
    if request.form.get("act") == "redraw":
        form.replace("seed", (form.seed.data or 1) % 999_999_999 + 1)
    try:
        draft = drafting.look_at(current_session(), shelf(), classroom, form.wish(goal), at=now(), assignment=assignment)
    except Invalid as wrong:
        return _wrong(classroom, form, goal, wrong, assignment)
    return _page(classroom, form, goal, assignment, draft=draft)


def _meanwhile(
    classroom: Classroom, form: AssignmentForm, assignment: Assignment, meanwhile: setting.ChangedMeanwhile
) -> ResponseReturnValue:
    form.replace("version", meanwhile.version)
    mine: Wish = form.wish(assignment.goal)
    names = {each.id: each.name for each in classes.list_students(current_session(), classroom.id)}
    theirs = drafting.differences(mine, meanwhile.theirs, names)
    return _page(classroom, form, assignment.goal, assignment, theirs=theirs, status=meanwhile.status)


def _wrong(
    classroom: Classroom, form: AssignmentForm, goal: Goal, wrong: Invalid, assignment: Assignment | None = None
) -> ResponseReturnValue:
    show_faults(form, wrong)
    return _page(classroom, form, goal, assignment, status=wrong.status)


def _page(
    classroom: Classroom,
    form: AssignmentForm,
    goal: Goal,
    assignment: Assignment | None = None,
    *,
    draft: drafting.Draft | None = None,
    theirs: object = (),
    status: int = 200,
) -> ResponseReturnValue:
    form.deck_id.choices = _decks(assignment)
    students = classes.list_students(current_session(), classroom.id)
    about = {"goal": goal, "goals": wording.GOAL_ABOUT, "draft": draft, "theirs": theirs, "students": students}
    return render_template("assignments/form.html", classroom=classroom, assignment=assignment, form=form, **about), status


def _decks(assignment: Assignment | None) -> list[SelectChoice]:
    """Decks on offer, and the one that an assignment has: in place of one that is not there, a browser would send the first."""
    offered = dict.fromkeys(shelf().decks)
    own = {assignment.deck_id: None} if assignment else {}
    return [SelectChoice(each, wording.deck_words(shelf(), each)) for each in offered | own]


def _done(message: str, assignment: Assignment) -> ResponseReturnValue:
    flash(message)
    return redirect(url_for("assignments.show", classroom_id=assignment.classroom_id, assignment_id=assignment.id), 303)
