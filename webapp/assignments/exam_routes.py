"""Pages of class tests: the questions as their instructor looks at them, more time for one student, and the student's start."""

from uuid import UUID

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.accounts.access import person, signed_in
from webapp.assignments import queries, testing
from webapp.assignments.forms import StartForm, TimeForm
from webapp.assignments.guarding import keep_asked
from webapp.assignments.routes import ONE
from webapp.authoring.guarding import before_changing
from webapp.classrooms import queries as classes
from webapp.classrooms.making import must_be_open
from webapp.clock import now
from webapp.db import current_session
from webapp.errors import Invalid
from webapp.library.shelf import shelf
from webapp.practice.asking import question
from webapp.selftests.devices import device_of

blueprint = Blueprint("class_tests", __name__, url_prefix="/classes")

LARGEST = 2**31 - 1


def init(app: Flask) -> None:
    """Registers the pages, and that questions of the school stay as they are while a test asks them."""
    app.register_blueprint(blueprint)
    before_changing(app, keep_asked)


@blueprint.get(f"{ONE}/questions")
@signed_in
def show_questions(classroom_id: int, assignment_id: int) -> ResponseReturnValue:
    """The questions of a test with their answers, for who teaches the class."""
    classroom = classes.get_taught(current_session(), person().id, classroom_id)
    assignment = queries.get_assignment(current_session(), classroom.id, assignment_id)
    paper = testing.paper_of(current_session(), assignment)
    questions = testing.preview(shelf(), testing.blueprint_of(paper))
    return render_template("assignments/questions.html", classroom=classroom, assignment=assignment, paper=paper, questions=questions)


@blueprint.get(f"{ONE}/questions/<int(max={LARGEST}):number>")
@signed_in
def show_question(classroom_id: int, assignment_id: int, number: int) -> ResponseReturnValue:
    """One question as students will see it; nothing can be sent."""
    classroom = classes.get_taught(current_session(), person().id, classroom_id)
    assignment = queries.get_assignment(current_session(), classroom.id, assignment_id)
    item, count = testing.get_question(current_session(), shelf(), assignment, number)
    place = {"number": number, "count": count}
    return render_template(
        "assignments/question.html", classroom=classroom, assignment=assignment, asked=question(shelf(), item, 0), **place
    )


@blueprint.post(f"{ONE}/time")
@signed_in
def give_time(classroom_id: int, assignment_id: int) -> ResponseReturnValue:
    """Gives one student more time."""
    classroom = classes.get_taught(current_session(), person().id, classroom_id)
    assignment = queries.get_assignment(current_session(), classroom.id, assignment_id)
    form = TimeForm()
    if not form.validate():
        raise Invalid("More time is a whole number, in per cent.")
    testing.give_time(current_session(), assignment, form.student_id.data, form.extra_percent.data, at=now())
    flash("The time is saved.")
    return redirect(url_for("assignments.show", classroom_id=classroom.id, assignment_id=assignment.id), 303)


@blueprint.post(f"{ONE}/start")
@signed_in
def start(classroom_id: int, assignment_id: int) -> ResponseReturnValue:
    """Starts the student's only attempt, or goes on with it."""
    student, device = person(), device_of(current_user.get_id())
    assignment, classroom = queries.get_for_student(current_session(), student.id, classroom_id, assignment_id)
    must_be_open(classroom)
    sitting = testing.start_test(current_session(), shelf(), student, assignment, _uuid(StartForm()), device=device, at=now())
    return redirect(url_for("selftests.show_question", sitting_id=sitting.id, number=1), 303)


def _uuid(form: StartForm) -> UUID:
    try:
        return UUID(form.client_uuid.data or "")
    except ValueError as wrong:
        raise Invalid("This form could not be read. Load the page again.") from wrong
