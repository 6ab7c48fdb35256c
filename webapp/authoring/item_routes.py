"""Pages of the school's own questions: write, draw, publish, retire."""

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.access import person
from webapp.authoring import publishing, queries, writing
from webapp.authoring.deck_routes import teachers
from webapp.authoring.editing import FORMS, blank, canvas, differences, filled, plate_of, sources_about, tried
from webapp.authoring.forms import ActForm, Forms, OutlineForm
from webapp.authoring.guarding import guards_of_questions
from webapp.authoring.stamping import CHANGED
from webapp.clock import now
from webapp.core.blueprints import KIND_WORDS
from webapp.core.items import Kind
from webapp.db import current_session
from webapp.errors import Invalid, NotFound, Stale
from webapp.library.models import OwnKind, SchoolItem
from webapp.library.shelf import shelf
from webapp.web import show_faults

blueprint = Blueprint("school_items", __name__, url_prefix="/school/items")

KINDS = {"text": OwnKind.TEXT, "choice": OwnKind.CHOICE, "outline": OwnKind.OUTLINE}
NEW = "/new/<any(text, choice, outline):kind>"
OWN = "/<int:number>"
DONE = {
    "publish": "Published: it can be picked for decks, and students who study one of these are asked.",
    "retire": "Retired: it is asked no more. What was answered stays in the students' figures.",
    "delete": "The draft is deleted.",
}


def init(app: Flask) -> None:
    """Registers the pages, and kinds of questions in words for their templates."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["own_kind_words"] = lambda kind: KIND_WORDS[Kind(kind)].removeprefix("School's own: ")


@blueprint.get("")
@teachers
def show_items() -> ResponseReturnValue:
    """Own questions, the last changed first."""
    return render_template("authoring/items.html", items=queries.list_items(current_session(), person()), kinds=KINDS)


@blueprint.get(NEW)
@teachers
def ask_new(kind: str) -> ResponseReturnValue:
    """A form for a new question; first of all, which muscle it is about."""
    muscle_id = request.args.get("muscle")
    if not muscle_id:
        return render_template("authoring/choose_muscle.html", kind=kind, own_kind=KINDS[kind])
    form = blank(shelf(), KINDS[kind], shelf().get_muscle(muscle_id), request.args.get("view"), request.args.get("layer"))
    return _page(form, kind)


@blueprint.post(NEW)
@teachers
def write(kind: str) -> ResponseReturnValue:
    """Writes a new question, as a draft."""
    form = FORMS[KINDS[kind]]()
    if _redrawn(form):
        return _page(form, kind)
    if form.validate():
        try:
            item = writing.write_item(current_session(), shelf(), person(), form.draft(), at=now())
            return redirect(url_for("school_items.show", number=item.id), 303)
        except Invalid as wrong:
            show_faults(form, wrong)
    return _page(form, kind), 422


@blueprint.get(OWN)
@teachers
def show(number: int) -> ResponseReturnValue:
    """A question, to be changed and published."""
    item = queries.get_item(current_session(), person(), number)
    return _page(filled(item), _short(item), item)


@blueprint.post(OWN)
@teachers
def change(number: int) -> ResponseReturnValue:
    """Changes a question; where somebody else saved first, nothing is lost on either side."""
    item = queries.get_item(current_session(), person(), number)
    form = FORMS[item.kind]()
    if _redrawn(form):
        return _page(form, _short(item), item)
    try:
        return _changed(item, form)
    except Invalid as wrong:
        show_faults(form, wrong)
        return _page(form, _short(item), item), 422
    except Stale:
        return _stale_page(item, form), Stale.status


@blueprint.get(f"{OWN}/preview")
@teachers
def preview(number: int) -> ResponseReturnValue:
    """A question as students see it, and what they read after it."""
    item = queries.get_item(current_session(), person(), number)
    return render_template("authoring/item_preview.html", row=item, tried=tried(shelf(), item))


@blueprint.post(f"{OWN}/<any(publish, retire, delete):act>")
@teachers
def act(number: int, act: str) -> ResponseReturnValue:
    """Publishes, retires or deletes a question."""
    session, teacher, revision = current_session(), person(), ActForm().revision.data or 0
    if act == "publish":
        publishing.publish_item(session, shelf(), teacher, number, revision, at=now())
    elif act == "retire":
        publishing.retire_item(session, teacher, number, revision, guards=guards_of_questions(), at=now())
    else:
        writing.delete_item(session, teacher, number, revision)
    flash(DONE[act])
    return redirect(url_for("school_items.show_items") if act == "delete" else url_for("school_items.show", number=number), 303)


def _changed(item: SchoolItem, form: Forms) -> ResponseReturnValue:
    if not form.validate():
        return _page(form, _short(item), item), 422
    version = item.version
    revision, guards = form.revision.data or 0, guards_of_questions()
    saved = writing.change_item(current_session(), shelf(), person(), item.id, form.draft(), revision, guards=guards, at=now())
    flash(f"Saved as version {saved.version}." if saved.version != version else "Saved.")
    return redirect(url_for("school_items.show", number=item.id), 303)


def _stale_page(item: SchoolItem, form: Forms) -> str:
    theirs = differences(item, form)
    form.revision.data = item.revision
    return _page(
        form, _short(item), item, f"{CHANGED} What you typed is still in the fields; saving again replaces what is stored.", theirs
    )


def _redrawn(form: Forms) -> bool:
    """Whether a button of the table of corners was pressed: then nothing is saved yet."""
    if not isinstance(form, OutlineForm) or not form.act.data:
        return False
    form.show(form.corners.after(form.act.data))
    return True


def _short(item: SchoolItem) -> str:
    return next(name for name, kind in KINDS.items() if kind is item.kind)


def _page(form: Forms, kind: str, item: SchoolItem | None = None, notice: str = "", theirs: list[tuple[str, str]] | None = None) -> str:
    muscle = shelf().catalogue.muscles.get(form.muscle_id.data or "")
    if muscle is None and item is None:
        raise NotFound("There is no muscle of this name in the library.")
    plate = None
    if isinstance(form, OutlineForm):
        if muscle is not None:
            form.view.data, form.layer.data = plate_of(shelf(), muscle, form.view.data, form.layer.data)
        plate = canvas(shelf(), muscle, form.view.data or "", form.layer.data or "", form.corners.drawn())
    told = {"muscle": muscle, "canvas": plate, "sources": sources_about(shelf(), muscle) if muscle else [], "theirs": theirs or []}
    return render_template("authoring/item.html", form=form, kind=kind, item=item, notice=notice, **told)
