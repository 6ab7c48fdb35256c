"""What the pages of own decks show."""

from sqlalchemy.orm import Session

from tests.authoring import make
from webapp.authoring.editing import canvas, differences, filled, plate_of, sources_about, tried
from webapp.authoring.forms import ChoiceForm, OutlineForm, TextForm
from webapp.authoring.publishing import retire_item
from webapp.authoring.showing import groups_of, layers_with_muscles, lines_of, muscles_on, pick_table, shown_question, tappable
from webapp.core.items import OwnOutline
from webapp.library.shelf import Shelf, with_school


def test_every_question_that_can_be_picked_is_in_one_table(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    own = make.published(session, base, ines)
    shelf = with_school(base, session)
    offered = [key for group in groups_of(shelf) for key in pick_table(shelf, group).keys]
    assert len(offered) == len(set(offered))
    assert set(offered) == {key for key, item in shelf.items.items() if not item.kind.endswith("-words")}
    assert pick_table(shelf, "shoulder-chest-upper-back").own == [(make.key(own), "Infraspinatus: Which nerve supplies it?")]
    assert max(len(pick_table(shelf, group).keys) for group in groups_of(shelf)) < 450, "a form has no more than 500 parts"


def test_each_muscle_of_a_plate_can_be_tapped_and_ticked(base: Shelf) -> None:
    for view in base.atlas.views.values():
        for layer in layers_with_muscles(view):
            ticked = [muscle.id for muscle in muscles_on(base, view, layer)]
            assert sorted(ticked) == sorted(zone.id for zone in tappable(base, view, layer).zones), (view.id, layer)
            assert ticked


def test_lines_say_what_is_no_longer_asked(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    made = make.published(session, base, ines)
    retire_item(session, ines, made.id, made.revision, at=make.AT)
    shelf = with_school(base, session)
    lines = lines_of(shelf, ["scalenes/name", make.key(made), "old-muscle/locate", "rest/scenario"])
    assert [(line.place, line.is_asked) for line in lines] == [(1, True), (2, False), (3, False), (4, False)]
    assert lines[1].about == "Infraspinatus: Which nerve supplies it?"
    assert lines[2].about == "old muscle"
    question = shown_question(shelf, [line.key for line in lines], make.key(made))
    assert question is not None
    assert question.item.key == "scalenes/name", "what is retired is not shown"
    assert shown_question(shelf, [make.key(made)], None) is None


def test_a_form_holds_what_is_stored_and_tells_what_differs(session: Session, base: Shelf, app: object) -> None:
    ines = make.teacher(session)
    with app.test_request_context("/"):  # type: ignore[attr-defined]
        text = filled(make.item(session, base, ines))
        assert isinstance(text, TextForm)
        assert text.draft() == make.draft()
        choice = make.item(session, base, ines, make.CHOICE)
        form = filled(choice)
        assert isinstance(form, ChoiceForm)
        assert (form.rows, form.right.data) == (["suprascapular", "axillary", "radial", "", "", ""], 0)
        assert differences(choice, form) == []
        form.right.data, form.question.data = 1, "Another?"
        assert dict(differences(choice, form)) == {"Question": "Which nerve supplies it?", "Options": "suprascapular; axillary; radial"}
        area = filled(make.item(session, base, ines, make.AREA))
        assert isinstance(area, OutlineForm)
        assert area.draft() == make.draft(make.AREA)


def test_a_plate_is_chosen_where_the_muscle_is_seen_and_shows_its_edge(session: Session, base: Shelf) -> None:
    muscle = base.catalogue.muscles[make.MUSCLE]
    assert plate_of(base, muscle, None, None) == ("back", "superficial")
    assert plate_of(base, muscle, "front", "deep") == ("front", "deep")
    assert plate_of(base, muscle, "nowhere", "nothing") == ("back", "superficial")
    inks = [mark.ink for mark in canvas(base, muscle, "back", "superficial", ((0, 1200), (40, 1200))).figure.marks]
    assert set(inks) == {"missed", "asked"}
    assert sources_about(base, muscle)


def test_a_draft_is_tried_as_students_will_see_it_and_gives_nothing_away(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    shown = tried(base, make.item(session, base, ines, make.AREA))
    assert isinstance(shown.item, OwnOutline)
    assert shown.right == "inside the marked area"
    (figure,) = shown.asked.figures
    assert (figure.marks, figure.zones, figure.dots) == ((), (), ())
    assert figure.box == tried(base, make.item(session, base, ines, make.AREA, question="Elsewhere?")).asked.figures[0].box
