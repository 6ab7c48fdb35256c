"""Publishing questions and sharing decks: the same checks as for the shipped material."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tests.authoring import make
from webapp.authoring.publishing import archive_deck, publish_item, retire_item, share_deck
from webapp.core.entries import CautionState, Evidence
from webapp.errors import Invalid, Stale
from webapp.library.models import DeckState, ItemState
from webapp.library.shelf import Shelf, with_school


def unassessed(base: Shelf, *names: str) -> Shelf:
    """The shelf as if the cautions of some muscles had not been assessed."""
    muscles = dict(base.catalogue.muscles)
    for name in names:
        muscles[name] = replace(muscles[name], caution_state=CautionState.NOT_ASSESSED, cautions=())
    return replace(base, catalogue=replace(base.catalogue, muscles=muscles))


def test_a_refusal_lists_everything_that_is_lacking(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    made = make.item(session, base, ines, explanation="", citation="", evidence=Evidence.E)
    with pytest.raises(Invalid) as refused:
        publish_item(session, unassessed(base, make.MUSCLE), ines, made.id, 1, at=make.AT)
    for words in ("cautions of Infraspinatus are not assessed", "no explanation", "names no source", "grade E"):
        assert words in refused.value.message
    assert made.state is ItemState.DRAFT


PEER_REVIEWED, THREE, ONE_ORIGIN = "kostretzis2017", "ob-infra, mananatomy-infra, wheeless-infra", "statpearls-ssn statpearls-qs"
TITLE = "Kostretzis et al. 2017, Open Orthop J 11:140: suprascapular nerve pathology, a review"


@pytest.mark.parametrize(
    ("source", "carried"),
    [
        ({"citation": "Platzer 2018"}, "CD"),
        ({"citation": "https://massage.example/infraspinatus"}, "D"),
        ({"citation": TITLE}, "ACD"),
        ({"source_keys": PEER_REVIEWED}, "ACD"),
        ({"source_keys": THREE}, "ABCD"),
        ({"source_keys": ONE_ORIGIN}, "CD"),
        ({"source_keys": "aap-infra"}, "D"),
    ],
)
def test_a_grade_must_be_carried_by_the_sources(session: Session, base: Shelf, source: dict[str, str], carried: str) -> None:
    ines = make.teacher(session)
    for grade in "ABCD":
        made = make.item(session, base, ines, evidence=Evidence(grade), **{"citation": ""} | source)
        if grade in carried:
            assert publish_item(session, base, ines, made.id, 1, at=make.AT).state is ItemState.PUBLISHED
        else:
            with pytest.raises(Invalid, match=f"grade {grade} needs .* carries grade"):
                publish_item(session, base, ines, made.id, 1, at=make.AT)


def test_an_area_is_checked_again_on_the_atlas_as_it_is_now(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    made = make.item(session, base, ines, make.AREA)
    gone = replace(base, atlas=replace(base.atlas, views={name: view for name, view in base.atlas.views.items() if name != "front"}))
    with pytest.raises(Invalid, match="not in the atlas any more"):
        publish_item(session, gone, ines, made.id, 1, at=make.AT)
    small = replace(base.atlas.views["front"], window=(0.0, 0.0, 100.0, 100.0))
    cut = replace(base, atlas=replace(base.atlas, views={**base.atlas.views, "front": small}))
    with pytest.raises(Invalid, match="outside the picture"):
        publish_item(session, cut, ines, made.id, 1, at=make.AT)
    assert publish_item(session, base, ines, made.id, 1, at=make.AT).state is ItemState.PUBLISHED


def test_publishing_twice_changes_nothing_and_a_retired_question_comes_back_with_its_key(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    made = make.published(session, base, ines)
    assert publish_item(session, base, ines, made.id, made.revision, at=make.AT).revision == 2
    retire_item(session, ines, made.id, 2, at=make.AT)
    assert make.key(made) in with_school(base, session).retired
    with pytest.raises(Stale):
        publish_item(session, base, ines, made.id, 2, at=make.AT)
    publish_item(session, base, ines, made.id, 3, at=make.AT)
    assert with_school(base, session).items[make.key(made)].fact_version == 1


def test_a_draft_cannot_be_retired_or_archived(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    with pytest.raises(Invalid, match="can be deleted"):
        retire_item(session, ines, make.item(session, base, ines).id, 1, at=make.AT)
    deck = make.deck(session, ines, "scalenes/name")
    with pytest.raises(Invalid, match="can be deleted"):
        archive_deck(session, ines, deck.id, deck.revision, at=make.AT)


def test_a_deck_is_shared_only_when_every_muscle_in_it_is_assessed(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    own = make.published(session, base, ines)
    deck = make.deck(session, ines, "scalenes/name", make.key(own), "masseter/locate")
    shelf = with_school(unassessed(base, "scalenes", "masseter"), session)
    with pytest.raises(Invalid) as refused:
        share_deck(session, shelf, ines, deck.id, 1, at=make.AT)
    assert "Masseter" in refused.value.message
    assert base.catalogue.muscles["scalenes"].name.en in refused.value.message
    assert "Infraspinatus" not in refused.value.message
    assert share_deck(session, with_school(base, session), ines, deck.id, 1, at=make.AT).state is DeckState.SHARED


def test_an_empty_deck_cannot_be_shared(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    for keys, words in (((), "no question"), (("gone/locate",), "asked any more")):
        deck = make.deck(session, ines, *keys)
        with pytest.raises(Invalid, match=words):
            share_deck(session, base, ines, deck.id, 1, at=make.AT)
