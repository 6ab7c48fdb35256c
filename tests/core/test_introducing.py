"""Every kind of question can be met as a new one."""

from webapp.core.candidates import Candidate
from webapp.core.introducing import SLOTS, introduce
from webapp.core.items import Kind


def test_every_kind_has_its_turn() -> None:
    assert set(SLOTS) == set(Kind)


def test_a_question_of_the_school_is_introduced_like_any_other() -> None:
    own = Candidate("school-1/own-choice", Kind.OWN_CHOICE, "school-1", safety=True, deck_position=1, retention=0.97)
    other = Candidate("scalenes/locate", Kind.LOCATE, "scalenes", safety=False, deck_position=2, retention=0.9)
    assert {card.key for card in introduce([own, other], set())} == {own.key, other.key}
