"""Grading a differential: which muscles may send pain to a zone."""

from webapp.core.answers import Grade, Marked, Miss, graded
from webapp.core.catalogue import Catalogue
from webapp.core.graders.marking import overlap
from webapp.core.items import Differentiate
from webapp.core.questions_pain import NONE


def grade_differential(item: Differentiate, answer: Marked, catalogue: Catalogue) -> Grade:
    """Overlap (Dice) with the senders that were offered; "none of these" is right where none was. ValueError for unknown options."""
    unknown = sorted((answer.ids | answer.of) - catalogue.muscles.keys() - {NONE.id})
    if unknown or not answer.ids <= answer.of:
        raise ValueError(f"{(unknown or sorted(answer.ids))[0][:64]!r} was not offered")
    wanted = (item.core & answer.of) or frozenset({NONE.id})
    right, wrong, missed = answer.ids & wanted, answer.ids - wanted - item.spill_over, wanted - answer.ids
    miss = Miss.INCOMPLETE if missed and right else Miss.WRONG if missed or wrong else None
    return graded(overlap(len(right), len(wrong), len(wanted)), miss, recalled=False, right=right, wrong=wrong, missed=missed)
