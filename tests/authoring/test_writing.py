"""Writing own questions: drafts, changes, versions, and what is refused."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import make as people
from tests.authoring import make
from tests.people import STRANGER, STUDENT
from webapp.authoring.answers import Accepted, Area, OneOf
from webapp.authoring.publishing import publish_item, retire_item
from webapp.authoring.queries import get_item, list_items
from webapp.authoring.writing import change_item, delete_item, write_item
from webapp.core.entries import Evidence
from webapp.errors import Forbidden, Invalid, NotFound, Stale
from webapp.library.models import ItemState
from webapp.library.school_queries import find_stamp
from webapp.library.shelf import Shelf


def test_a_new_question_is_a_draft_with_a_number_by_chance(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    one, other = make.item(session, base, ines), make.item(session, base, ines, make.CHOICE)
    assert (one.state, one.version, one.revision) == (ItemState.DRAFT, 1, 1)
    assert 100_000_000 <= one.id < 1_000_000_000
    assert one.id != other.id
    assert other.answer["right"] == "suprascapular"
    assert find_stamp(session) is None, "a draft changes nobody's shelf"


def test_students_write_nothing_and_see_no_question(session: Session, base: Shelf) -> None:
    sam, made = people.user(session, STUDENT), make.published(session, base, make.teacher(session))
    with pytest.raises(Forbidden):
        write_item(session, base, sam, make.draft(), at=make.AT)
    with pytest.raises(NotFound):
        get_item(session, sam, made.id)
    assert list_items(session, sam) == []


def test_a_draft_is_its_authors_until_the_author_is_gone(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    ivo = make.teacher(session, email="ivo@school.example")
    made = make.item(session, base, ines)
    with pytest.raises(NotFound):
        get_item(session, ivo, made.id)
    session.delete(ines)
    session.flush()
    session.expire_all()
    assert get_item(session, ivo, made.id).author_id is None


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"muscle_id": "no-such-muscle"}, "Choose the muscle"),
        ({"question": "  "}, "Type the question"),
        ({"source_keys": "ob-infra no-such-source", "citation": ""}, "key no-such-source"),
        ({"answer": Accepted([" ", ""])}, "from 1 to 20"),
        ({"answer": Accepted(["?!"])}, "no letters or digits"),
        ({"answer": Accepted([str(number) for number in range(21)])}, "from 1 to 20"),
        ({"answer": OneOf(["one"], 0)}, "from 2 to 6"),
        ({"answer": OneOf(["one", "two", ""], 2)}, "Mark the one option"),
        ({"answer": OneOf(["one", "two"], None)}, "Mark the one option"),
        ({"answer": OneOf(["one", "One."], 0)}, "say the same"),
        ({"answer": replace(make.AREA, view="nowhere")}, "no such plate"),
        ({"answer": replace(make.AREA, ring=make.SQUARE[:2])}, "from 3 to 60"),
        ({"answer": replace(make.AREA, ring=(make.SQUARE[0], make.SQUARE[2], make.SQUARE[1], make.SQUARE[3]))}, "crosses"),
        ({"answer": replace(make.AREA, ring=tuple((u - 180, v) for u, v in make.SQUARE))}, "off the body"),
    ],
)
def test_what_makes_no_sense_is_refused_with_words(session: Session, base: Shelf, values: dict[str, Any], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        make.item(session, base, make.teacher(session), **values)


def test_an_area_is_kept_to_a_tenth_of_a_millimetre_and_on_both_sides_only_where_there_are_two(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    made = make.item(session, base, ines, replace(make.AREA, ring=tuple((u + 0.123, v) for u, v in make.SQUARE)))
    assert made.answer["ring"][0] == [-149.9, 1280.0]
    side = base.atlas.views["side"].muscles["deltoid-middle" if "deltoid-middle" in base.atlas.views["side"].muscles else "masseter"].inside
    ring = tuple((side[0] + du, side[1] + dv) for du, dv in ((-9, -9), (9, -9), (9, 9), (-9, 9)))
    assert make.item(session, base, ines, Area("side", "superficial", ring, both_sides=True)).answer["both_sides"] is False


def test_corners_that_rounding_makes_one_are_refused_in_a_published_area_too(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    made = make.published(session, base, ines, make.AREA)
    close = replace(make.AREA, ring=((-150.02, 1280.0), (-149.96, 1280.0), *make.SQUARE[1:]))
    with pytest.raises(Invalid, match="Corners 1 and 2 are the same place"):
        change_item(session, base, ines, made.id, make.draft(close), made.revision, at=make.AT)
    assert len(made.answer["ring"]) == 4


def test_a_change_of_a_draft_keeps_its_version_and_one_of_a_published_question_raises_it(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    made = make.item(session, base, ines)
    change_item(session, base, ines, made.id, make.draft(question="Which nerve?"), 1, at=make.AT)
    assert (made.question, made.version, made.revision) == ("Which nerve?", 1, 2)
    publish_item(session, base, ines, made.id, 2, at=make.AT)
    before = find_stamp(session)
    change_item(session, base, ines, made.id, make.draft(question="Which nerve?"), 3, at=make.AT)
    assert (made.version, made.revision, find_stamp(session)) == (1, 3, before), "nothing was changed"
    change_item(session, base, ines, made.id, make.draft(question="Which nerve supplies it?"), 3, at=make.AT)
    assert (made.version, made.revision) == (2, 4)
    assert find_stamp(session) != before


def test_who_saves_second_is_told(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    made = make.item(session, base, ines)
    change_item(session, base, ines, made.id, make.draft(question="Hers"), 1, at=make.AT)
    with pytest.raises(Stale, match="Somebody changed this"):
        change_item(session, base, ines, made.id, make.draft(question="Late"), 1, at=make.AT)
    assert made.question == "Hers"


def test_a_published_question_stays_fit_to_be_published(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    made = make.published(session, base, ines)
    for values in ({"evidence": Evidence.E}, {"evidence": Evidence.A}, {"explanation": ""}, {"citation": ""}):
        with pytest.raises(Invalid, match="cannot be shown"):
            change_item(session, base, ines, made.id, make.draft(**values), made.revision, at=make.AT)
    assert made.version == 1


def test_a_question_stays_of_its_kind_and_a_retired_one_as_it_is(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    made = make.published(session, base, ines)
    with pytest.raises(Invalid, match="of its kind"):
        change_item(session, base, ines, made.id, make.draft(make.CHOICE), made.revision, at=make.AT)
    retire_item(session, ines, made.id, made.revision, at=make.AT)
    with pytest.raises(Invalid, match="retired question"):
        change_item(session, base, ines, made.id, make.draft(question="New"), made.revision, at=make.AT)


def test_only_a_draft_can_be_deleted(session: Session, base: Shelf) -> None:
    ines, rival = make.teacher(session), people.user(session, STRANGER, role="instructor")
    made = make.item(session, base, ines)
    with pytest.raises(NotFound):
        delete_item(session, rival, made.id, 1)
    delete_item(session, ines, made.id, 1)
    with pytest.raises(NotFound):
        get_item(session, ines, made.id)
    kept = make.published(session, base, ines)
    with pytest.raises(Invalid, match="Retire it instead"):
        delete_item(session, ines, kept.id, kept.revision)
