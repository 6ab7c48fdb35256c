"""Own decks: making, copying, filling, ordering, deleting."""

from collections import Counter

import pytest
from sqlalchemy.orm import Session

from tests import make as people
from tests.authoring import make
from tests.people import STUDENT
from webapp.authoring import collecting
from webapp.authoring.publishing import archive_deck, share_deck
from webapp.authoring.queries import get_deck, list_decks
from webapp.authoring.showing import pick_table
from webapp.core.owned import deck_id_of
from webapp.errors import Forbidden, Invalid, NotFound, Stale
from webapp.library.models import SchoolDeck
from webapp.library.school_queries import find_stamp, list_deck_keys
from webapp.library.shelf import Shelf, with_school
from webapp.practice.service import choose_decks

NECK = ("scalenes/name", "scalenes/caution", "splenius-capitis/locate")


def keys_of(session: Session, deck: SchoolDeck) -> list[str]:
    return list_deck_keys(session, deck.id).get(deck.id, [])


def test_students_make_and_see_no_decks_here(session: Session, base: Shelf) -> None:
    sam = people.user(session, STUDENT)
    made = make.shared(session, base, make.teacher(session), *NECK)
    with pytest.raises(Forbidden):
        collecting.make_deck(session, sam, "Mine", "", at=make.AT)
    with pytest.raises(NotFound):
        get_deck(session, sam, made.id)
    assert list_decks(session, sam) == []


def test_a_draft_is_its_authors_and_a_shared_deck_everybodys_who_teaches(session: Session, base: Shelf) -> None:
    ines, ivo = make.teacher(session), make.teacher(session, email="ivo@school.example")
    made = make.deck(session, ines, *NECK)
    with pytest.raises(NotFound):
        get_deck(session, ivo, made.id)
    share_deck(session, base, ines, made.id, 1, at=make.AT)
    collecting.rename_deck(session, ivo, made.id, "Second week", "", 2, at=make.AT)
    assert [deck.title for deck, _ in list_decks(session, ines)] == ["Second week"]


def test_a_copy_of_a_shipped_deck_holds_the_same_questions(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    copy = collecting.copy_deck(session, base, ines, "neck", at=make.AT)
    assert copy.title == "Neck and nape (copy)"
    share_deck(session, base, ines, copy.id, 1, at=make.AT)
    shelf = with_school(base, session)
    assert Counter(shelf.decks[deck_id_of(copy.id)].item_keys) == Counter(base.decks["neck"].item_keys), "twins in words come along"
    again = collecting.copy_deck(session, shelf, ines, deck_id_of(copy.id), at=make.AT)
    assert keys_of(session, again) == keys_of(session, copy)
    with pytest.raises(NotFound):
        collecting.copy_deck(session, base, ines, "no-such-deck", at=make.AT)


def test_filling_a_region_holds_what_is_ticked_and_leaves_the_rest(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    deck = make.deck(session, ines, "masseter/name", *NECK)
    offered = pick_table(base, "neck").keys
    ticked = {"scalenes/caution", "scalenes/locate", "sternocleidomastoid/name", "no-such/thing"}
    collecting.fill_deck(session, base, ines, deck.id, offered, ticked, 1, at=make.AT)
    kept = [key for key in offered if key in ticked - {"scalenes/caution"}]
    assert keys_of(session, deck) == ["masseter/name", "scalenes/caution", *kept]
    collecting.fill_deck(session, base, ines, deck.id, offered, (), 2, at=make.AT)
    assert keys_of(session, deck) == ["masseter/name"]


def test_kinds_by_muscles_are_added_once(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    own = make.published(session, base, ines)
    deck = make.deck(session, ines, "infraspinatus/name")
    shelf, muscles, kinds = with_school(base, session), ["infraspinatus", "masseter"], {"name", "locate", "own-text"}
    assert collecting.add_kinds(session, shelf, ines, deck.id, muscles, kinds, 1, at=make.AT) == 4
    assert keys_of(session, deck) == ["infraspinatus/name", "infraspinatus/locate", make.key(own), "masseter/locate", "masseter/name"]
    assert collecting.add_kinds(session, shelf, ines, deck.id, muscles, kinds, 2, at=make.AT) == 0
    for nothing in (([], kinds), (muscles, set())):
        with pytest.raises(Invalid, match="at least one"):
            collecting.add_kinds(session, shelf, ines, deck.id, *nothing, 2, at=make.AT)


def test_questions_are_moved_and_taken_out(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    deck = make.deck(session, ines, *NECK)
    collecting.order_deck(session, base, ines, deck.id, [1, 2, 1], 1, at=make.AT)
    assert keys_of(session, deck) == [NECK[2], NECK[0], NECK[1]]
    collecting.drop_key(session, base, ines, deck.id, 2, 2, at=make.AT)
    assert keys_of(session, deck) == [NECK[2], NECK[1]]
    for places in ([1], [1, 2, 3]):
        with pytest.raises(Invalid, match="needs a place"):
            collecting.order_deck(session, base, ines, deck.id, places, 3, at=make.AT)
    with pytest.raises(Stale):
        collecting.order_deck(session, base, ines, deck.id, [2, 1], 2, at=make.AT)


def test_a_deck_has_a_most(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    deck = make.deck(session, ines)
    everything = [key for key, item in base.items.items() if item.kind not in collecting.TWINS]
    with pytest.raises(Invalid, match="at most 400"):
        collecting.fill_deck(session, base, ines, deck.id, everything, set(everything), 1, at=make.AT)


def test_changes_of_a_shared_deck_reach_everybody_and_cannot_empty_it(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    deck = make.shared(session, base, ines, "scalenes/name")
    before = find_stamp(session)
    collecting.add_kinds(session, base, ines, deck.id, ["masseter"], {"name"}, deck.revision, at=make.AT)
    assert find_stamp(session) != before
    assert with_school(base, session).decks[deck_id_of(deck.id)].item_keys == ("scalenes/name", "masseter/name")
    collecting.drop_key(session, base, ines, deck.id, 1, deck.revision, at=make.AT)
    with pytest.raises(Invalid, match="holds no question"):
        collecting.drop_key(session, base, ines, deck.id, 1, deck.revision, at=make.AT)


def test_a_deck_that_somebody_studies_is_archived_instead_of_deleted(session: Session, base: Shelf) -> None:
    ines, sam, tara = make.teacher(session), people.user(session, STUDENT), people.user(session, STUDENT, email="tara@school.example")
    deck = make.shared(session, base, ines, *NECK)
    deck_id = deck_id_of(deck.id)
    choose_decks(session, with_school(base, session), sam, [deck_id], at=make.AT)
    with pytest.raises(Invalid, match="1 person studies"):
        collecting.delete_deck(session, ines, deck.id, deck.revision, held_by=())
    archive_deck(session, ines, deck.id, deck.revision, at=make.AT)
    shelf = with_school(base, session)
    assert deck_id not in shelf.decks
    assert choose_decks(session, shelf, sam, [deck_id, "neck"], at=make.AT) == [deck_id, "neck"], "who studies it goes on"
    with pytest.raises(NotFound, match="not offered any more"):
        choose_decks(session, shelf, tara, [deck_id], at=make.AT)


def test_a_deck_that_nobody_studies_is_deleted(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    deck = make.shared(session, base, ines, *NECK)
    before = find_stamp(session)
    collecting.delete_deck(session, ines, deck.id, deck.revision, held_by=())
    assert list_decks(session, ines) == []
    assert keys_of(session, deck) == []
    assert find_stamp(session) != before
