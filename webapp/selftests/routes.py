"""Pages of tests: start one, take it, review and submit it, see its result, compare two."""

from uuid import uuid4

from flask import Blueprint, Flask, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.accounts.access import person, signed_in
from webapp.clock import now
from webapp.core.blueprints import KIND_WORDS, OWN_KINDS, ready_made
from webapp.core.items import Kind
from webapp.db import current_session
from webapp.errors import Invalid
from webapp.library.shelf import shelf
from webapp.selftests.devices import device_of
from webapp.selftests.explaining import explain
from webapp.selftests.forms import ResponseForm, StartForm
from webapp.selftests.history import compare, history
from webapp.selftests.making import stated_pools
from webapp.selftests.results import result
from webapp.selftests.starting import start_own_test
from webapp.selftests.submitting import practise_missed, review, submit
from webapp.selftests.taking import Place, asked_in, find_place, is_over, keep_answer, offered_in
from webapp.selftests.trend import trend
from webapp.selftests.wording import kind_words, own_words_of
from webapp.web import local

blueprint = Blueprint("selftests", __name__, url_prefix="/tests")

LARGEST = 2**31 - 1
SITTING = f"/<int(max={LARGEST}):sitting_id>"
QUESTION = f"{SITTING}/<int(max={LARGEST}):number>"


def init(app: Flask) -> None:
    """Registers the pages."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["kind_words"] = kind_words
    app.jinja_env.globals["stated_pools"] = lambda blueprint, count: stated_pools(shelf(), blueprint, count)
    app.jinja_env.globals["own_words_of"] = lambda row, response: own_words_of(shelf(), row, response)


@blueprint.get("")
@signed_in
def show_tests() -> ResponseReturnValue:
    """Tests that go on, tests that are over, and how they went."""
    found = history(current_session(), person(), at=now())
    return render_template("selftests/tests.html", history=found, trends=[trend(series) for series in found.series])


@blueprint.get("/new")
@signed_in
def show_new() -> ResponseReturnValue:
    """What one can be tested in."""
    return _start_page()


@blueprint.post("")
@signed_in
def start() -> ResponseReturnValue:
    """Start a test of one's own."""
    form = StartForm()
    try:
        uuid = form.uuid
        sitting = start_own_test(current_session(), shelf(), person(), form.wish, form.terms, uuid, device=_device(), at=now())
    except Invalid as wrong:
        return _start_page(wrong.message), wrong.status
    return redirect(local(f"/tests/{sitting.id}/1"), 303)


@blueprint.get(SITTING)
@signed_in
def show_sitting(sitting_id: int) -> ResponseReturnValue:
    """The review screen while it goes on, the result once it is over."""
    seen = review(current_session(), person(), sitting_id)
    if not is_over(seen.sitting, now()):
        return render_template("selftests/review.html", seen=seen, seconds_left=seen.seconds_left(now()))
    return render_template("selftests/result.html", seen=result(current_session(), shelf(), person(), sitting_id, at=now()))


@blueprint.get(QUESTION)
@signed_in
def show_question(sitting_id: int, number: int) -> ResponseReturnValue:
    """One question; once the test is over, or the answer was shown, what there is to see instead."""
    place = find_place(current_session(), shelf(), person(), sitting_id, number)
    if is_over(place.sitting, now()):
        return redirect(local(f"/tests/{sitting_id}"))
    if place.is_open and place.response is not None:
        return redirect(local(f"/tests/{sitting_id}/{number}/answer"))
    return _question_page(place)


@blueprint.post(QUESTION)
@signed_in
def answer(sitting_id: int, number: int) -> ResponseReturnValue:
    """Keep an answer, and go on."""
    place = find_place(current_session(), shelf(), person(), sitting_id, number)
    form = ResponseForm()
    try:
        sent = form.sent(place.item, offered_in(shelf(), place))
        kept = keep_answer(current_session(), shelf(), person(), place, sent, form.sureness.data, device=_device(), at=now())
    except Invalid as wrong:
        return _question_page(place, wrong.message), wrong.status
    if kept.shows_feedback:
        return redirect(local(f"/tests/{sitting_id}/{number}/answer"), 303)
    return redirect(local(f"/tests/{sitting_id}" + (f"/{kept.following}" if kept.following else "")), 303)


@blueprint.get(f"{QUESTION}/answer")
@signed_in
def show_answer(sitting_id: int, number: int) -> ResponseReturnValue:
    """One question with one's own answer, the right one, and the plate."""
    shown = explain(current_session(), shelf(), person(), sitting_id, number, at=now())
    return render_template("selftests/answer.html", shown=shown)


@blueprint.post(f"{SITTING}/submit")
@signed_in
def finish(sitting_id: int) -> ResponseReturnValue:
    """End a test."""
    submit(current_session(), shelf(), person(), sitting_id, at=now())
    return redirect(local(f"/tests/{sitting_id}"), 303)


@blueprint.post(f"{SITTING}/practise")
@signed_in
def practise(sitting_id: int) -> ResponseReturnValue:
    """Practise what was missed, first of all."""
    count = practise_missed(current_session(), shelf(), person(), sitting_id, at=now())
    flash(f"{count} {'question comes' if count == 1 else 'questions come'} first now, before what is due.")
    return redirect(local("/practice"), 303)


@blueprint.get("/compare")
@signed_in
def show_comparison() -> ResponseReturnValue:
    """Two like tests side by side."""
    ids = [request.args.get(name, default=0, type=int) for name in ("earlier", "later")]
    found = compare(current_session(), person(), *(min(max(each, 0), LARGEST) for each in ids), at=now())
    return render_template("selftests/compare.html", found=found)


def _question_page(place: Place, notice: str = "") -> str:
    asked = asked_in(shelf(), place)
    left = place.seconds_left(now())
    return render_template("selftests/question.html", sitting=place, asked=asked, notice=notice, seconds_left=left)


def _start_page(notice: str = "") -> str:
    ready = ready_made(shelf().catalogue)
    values = request.form if request.method == "POST" else request.args
    return render_template("selftests/new.html", ready=ready, kinds=_kinds(), client_uuid=str(uuid4()), values=values, notice=notice)


def _kinds() -> dict[Kind, str]:
    """Kinds that can be chosen; those of the school's own questions where it has any."""
    held = {item.kind for item in shelf().items.values()}
    return {kind: words for kind, words in KIND_WORDS.items() if kind in held or kind not in OWN_KINDS}


def _device() -> str:
    return device_of(current_user.get_id())
