"""Pages of practice: today, the next question, its answer, and what can be done with it."""

from flask import Blueprint, Flask, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.accounts.access import person, signed_in
from webapp.clock import now
from webapp.core.days import day_date
from webapp.core.items import Item
from webapp.db import current_session
from webapp.errors import Invalid, Stale
from webapp.library.shelf import shelf
from webapp.practice.answering import answer_card
from webapp.practice.asking import Question, question, shown_options
from webapp.practice.feedback import feedback
from webapp.practice.forms import AnswerForm, PrivateForm, RatingForm
from webapp.practice.private import is_private, switch_private
from webapp.practice.queueing import Queue, queue_of
from webapp.practice.rating import change_rating
from webapp.practice.undoing import undo_answer
from webapp.practice.verdicts import ACT_WORDS
from webapp.web import local, safe_next

blueprint = Blueprint("practice", __name__, url_prefix="/practice")

PRIVATE_ON = "Private practice is on until the end of today. What you answer from now on moves no figure that your instructors see."
PRIVATE_OFF = "Private practice is off. What you answer from now on counts in what your instructors see."
ANSWER = f"/answers/<int(max={2**31 - 1}):review_id>"
"""A larger number than the database counts to is no answer."""


def init(app: Flask) -> None:
    """Registers the pages."""
    app.register_blueprint(blueprint)
    app.jinja_env.filters["day_date"] = day_date
    app.jinja_env.globals["act_words"] = ACT_WORDS


@blueprint.get("")
@signed_in
def show_today() -> ResponseReturnValue:
    """What today holds, and why the queue is empty where it is."""
    queue = queue_of(current_session(), shelf(), person(), at=now())
    if not queue.has_decks and not queue.cards and queue.plan.next is None:
        return redirect(local("/practice/start"))
    private = is_private(current_session(), person(), queue.day)
    return render_template("practice/today.html", queue=queue, plan=queue.plan, private=private)


@blueprint.get("/next")
@signed_in
def show_next() -> ResponseReturnValue:
    """The next question; without one, today's page says why."""
    queue = _queue()
    asked = _asked(queue, request.args.get("item"))
    if asked is None:
        return redirect(local("/practice"))
    return _question_page(question(shelf(), asked, queue.reps_of(asked.key)), queue)


@blueprint.post("/items/<subject>/<kind>")
@signed_in
def answer(subject: str, kind: str) -> ResponseReturnValue:
    """Grade and log an answer, then show its feedback; a stale one gets the next question and a word of explanation."""
    form = AnswerForm()
    item = shelf().get_item(f"{subject}/{kind}")
    offered = frozenset(option.id for option in shown_options(shelf(), item, form.reps.data or 0))
    try:
        answered = answer_card(current_session(), shelf(), person(), item, form.sent(item, offered), at=now())
    except Stale as stale:
        return _stale_page(stale)
    except Invalid as wrong:
        page = _question_page(question(shelf(), item, form.reps.data or 0), _queue(), notice=wrong.message)
        return page, wrong.status
    if answered.review_id is None:
        return _second_try_page(item, form)
    return redirect(local(f"/practice/answers/{answered.review_id}") + _more("?"), 303)


@blueprint.get(ANSWER)
@signed_in
def show_answer(review_id: int) -> ResponseReturnValue:
    """The feedback of one of one's own answers."""
    shown = feedback(current_session(), shelf(), person(), review_id, at=now())
    queue = _queue()
    is_last = queue.last_answer is not None and queue.last_answer.id == shown.review.id
    return render_template("practice/feedback.html", shown=shown, queue=queue, is_last=is_last, more=_is_more())


@blueprint.post(f"{ANSWER}/rating")
@signed_in
def rate(review_id: int) -> ResponseReturnValue:
    """Rate one's last answer differently, and go on."""
    form = RatingForm()
    if not form.validate():
        raise Invalid("A rating is a number from 1 to 4.")
    change_rating(current_session(), shelf(), person(), review_id, form.rating.data or 0, at=now())
    return redirect(local("/practice/next") + _more("?"), 303)


@blueprint.post(f"{ANSWER}/undo")
@signed_in
def undo(review_id: int) -> ResponseReturnValue:
    """Take back one's last answer, and ask the same item again."""
    key = undo_answer(current_session(), person(), review_id, at=now())
    flash("The answer was taken back. Here is the question again.")
    return redirect(local(f"/practice/next?item={key}") + _more("&"), 303)


@blueprint.post("/private")
@signed_in
def practise_in_private() -> ResponseReturnValue:
    """Begin or end private practice for today's study day."""
    form = PrivateForm()
    if not form.validate():
        raise Invalid("Private practice can be on or off.")
    switch_private(current_session(), person(), on=form.on.data, at=now())
    flash(PRIVATE_ON if form.on.data else PRIVATE_OFF)
    return redirect(safe_next(form.next.data, "/practice"), 303)


def _queue() -> Queue:
    return queue_of(current_session(), shelf(), person(), at=now(), capped=not _is_more())


def _is_more() -> bool:
    """Whether the student goes on past the day's minutes."""
    return "more" in request.args


def _more(sign: str) -> str:
    return f"{sign}more=1" if _is_more() else ""


def _asked(queue: Queue, wanted: str | None = None) -> Item | None:
    """The item to ask: one that is wanted (just undone, or the same in words) while it is open, else the next of the plan."""
    if wanted in queue.open_keys:
        return shelf().items[wanted]
    following = queue.plan.next
    if following is None:
        return None
    return shelf().items[following.key]


def _question_page(asked: Question, queue: Queue, *, notice: str = "") -> str:
    return render_template("practice/question.html", asked=asked, queue=queue, notice=notice, more=_is_more())


def _stale_page(stale: Stale) -> ResponseReturnValue:
    queue = _queue()
    following = _asked(queue)
    if following is None:
        raise stale
    return _question_page(question(shelf(), following, queue.reps_of(following.key)), queue, notice=stale.message), stale.status


def _second_try_page(item: Item, form: AnswerForm) -> ResponseReturnValue:
    again = question(shelf(), item, form.reps.data or 0, first_try=form.text.data)
    return _question_page(again, _queue(), notice="Almost. Check the spelling, or write the whole name, and try once more.")
