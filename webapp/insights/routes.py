"""Pages of figures: the overview of a class, one student of it, and what a student's instructor sees."""

from flask import Blueprint, Flask, render_template, request
from flask.typing import ResponseReturnValue

from webapp.accounts.access import person, signed_in
from webapp.classrooms import queries as classes
from webapp.classrooms.looking import note_look
from webapp.clock import now
from webapp.core.strength import step_of
from webapp.db import current_session
from webapp.errors import Forbidden
from webapp.insights.countdown import countdowns
from webapp.insights.forms import wish_of
from webapp.insights.noting import note_overview
from webapp.insights.overview import overview
from webapp.insights.student import list_answers, show_student
from webapp.library.shelf import shelf
from webapp.practice.private import is_private_now

blueprint = Blueprint("insights", __name__, url_prefix="/classes")

LARGEST = 2**31 - 1
CLASS = f"/<int(max={LARGEST}):classroom_id>"
STUDENT = f"{CLASS}/students/<int(max={LARGEST}):student_id>"
MOST_LOOKS = 20
NOT_SHOWN = "The policy of this class does not show single answers, or this student has not agreed to it."


def init(app: Flask) -> None:
    """Registers the pages; tells templates whether the person is in a class, and practises in private."""
    app.register_blueprint(blueprint)
    app.jinja_env.filters["recall_step"] = lambda recall: "none" if recall is None else step_of(round(recall, 2))
    app.jinja_env.globals["exams_ahead"] = lambda: countdowns(current_session(), person(), at=now())
    app.jinja_env.globals["has_class"] = lambda: bool(classes.list_joined(current_session(), person().id))
    app.jinja_env.globals["is_private_today"] = lambda: is_private_now(current_session(), person(), at=now())


@blueprint.get(f"{CLASS}/overview")
@signed_in
def show_overview(classroom_id: int) -> ResponseReturnValue:
    """The figures of a class that one teaches; the look is noted for each student who is named."""
    session, viewer = current_session(), person()
    classroom = classes.get_taught(session, viewer.id, classroom_id)
    shown = overview(session, shelf(), classroom, wish_of(request.args), at=now())
    note_overview(session, classroom, shown.named, viewer, at=now())
    return render_template("insights/overview.html", classroom=classroom, shown=shown)


@blueprint.get(STUDENT)
@signed_in
def show_one(classroom_id: int, student_id: int) -> ResponseReturnValue:
    """The figures of one student; the look is noted where the student can read it."""
    session, viewer = current_session(), person()
    classroom = classes.get_taught(session, viewer.id, classroom_id)
    student = classes.get_student(session, classroom.id, student_id)
    note_look(classroom, student, viewer, "Your figures", at=now())
    shown = show_student(session, shelf(), classroom, student, viewer, at=now())
    policy = classes.shows_answers_of(session, classroom, student.id)
    return render_template("insights/student.html", classroom=classroom, shown=shown, shows_answers=policy)


@blueprint.get(f"{STUDENT}/answers")
@signed_in
def show_answers(classroom_id: int, student_id: int) -> ResponseReturnValue:
    """Single answers of one student, only where the policy of the class shows them and the student has agreed to that."""
    session, viewer = current_session(), person()
    classroom = classes.get_taught(session, viewer.id, classroom_id)
    student = classes.get_student(session, classroom.id, student_id)
    if not classes.shows_answers_of(session, classroom, student.id):
        raise Forbidden(NOT_SHOWN)
    note_look(classroom, student, viewer, "Your single answers", at=now())
    answers = list_answers(session, shelf(), student, viewer)
    return render_template("insights/answers.html", classroom=classroom, student=student, answers=answers)


@blueprint.get(f"{CLASS}/seen")
@signed_in
def show_seen(classroom_id: int) -> ResponseReturnValue:
    """What instructors of a class that one has joined see of oneself: the same figures from the same service."""
    session, student = current_session(), person()
    classroom = classes.get_joined(session, student.id, classroom_id)
    shown = show_student(session, shelf(), classroom, student, student, at=now())
    looks = classes.list_looks(session, student.id)[:MOST_LOOKS]
    policy = classes.shows_answers_of(session, classroom, student.id)
    return render_template("insights/seen.html", classroom=classroom, shown=shown, looks=looks, shows_answers=policy)
