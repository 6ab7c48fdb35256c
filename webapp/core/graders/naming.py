"""Grading a name: typed, or chosen among options."""

from webapp.core.answers import Chosen, Grade, Miss, Typed, graded
from webapp.core.catalogue import Catalogue
from webapp.core.entries import Muscle
from webapp.core.items import LocateWords, NameIt
from webapp.core.text import NameMatch, Naming, look_alike, match_name

SECOND_TRY_SCORE = 0.8
# The right name, misspelt twice: known, though not yet written.
MISSPELT_TWICE_SCORE = 0.5
RIGHT = (NameMatch.EXACT, NameMatch.SYNONYM)
ASK_AGAIN = {NameMatch.NEAR: Miss.NEAR, NameMatch.PARTIAL: Miss.INCOMPLETE}


def grade_typed(item: NameIt, answer: Typed, catalogue: Catalogue) -> Grade:
    """Grade a typed name; one that is almost or partly right asks for a second try, a look-alike never passes."""
    muscle = _muscle(catalogue, item.subject)
    first = None
    if answer.first_try and answer.first_try.strip():
        first = match_name(answer.first_try, muscle, catalogue.muscles.values())
        if first.match not in ASK_AGAIN:
            # A first try that was plainly right or wrong stands, whatever a client sends after it.
            return _typed(first, muscle, second=False)
    return _typed(match_name(answer.text, muscle, catalogue.muscles.values()), muscle, second=first is not None)


def grade_chosen(item: NameIt | LocateWords, answer: Chosen, catalogue: Catalogue) -> Grade:
    """Grade a muscle chosen among options; ValueError for an option that is no muscle."""
    chosen, muscle = _muscle(catalogue, answer.option), _muscle(catalogue, item.subject)
    if chosen.id == muscle.id:
        return graded(1.0, None, recalled=False, hit=muscle.id, right=frozenset({muscle.id}))
    alike = isinstance(item, NameIt) and look_alike(chosen, muscle)
    return _wrong(chosen.id, muscle, Miss.LOOK_ALIKE if alike else Miss.WRONG, recalled=False)


def _typed(naming: Naming, muscle: Muscle, *, second: bool) -> Grade:
    right = frozenset({muscle.id})
    if naming.match in RIGHT:
        return graded(SECOND_TRY_SCORE if second else 1.0, None, hit=muscle.id, right=right)
    if naming.match in ASK_AGAIN:
        if not second:
            return graded(0.0, ASK_AGAIN[naming.match], hit=muscle.id, missed=right, near_miss=True)
        if naming.match == NameMatch.NEAR:
            return graded(MISSPELT_TWICE_SCORE, Miss.NEAR, hit=muscle.id, right=right)
        return graded(0.0, Miss.INCOMPLETE, hit=muscle.id, missed=right)
    if naming.match == NameMatch.BLANK:
        return graded(0.0, Miss.BLANK, missed=right)
    return _wrong(naming.muscle, muscle, Miss.LOOK_ALIKE if naming.alike else Miss.WRONG, recalled=True)


def _wrong(named: str | None, muscle: Muscle, miss: Miss, *, recalled: bool) -> Grade:
    wrong = frozenset({named}) if named else frozenset()
    return graded(0.0, miss, recalled=recalled, hit=named, wrong=wrong, missed=frozenset({muscle.id}))


def _muscle(catalogue: Catalogue, muscle_id: str) -> Muscle:
    muscle = catalogue.muscles.get(muscle_id)
    if muscle is None:
        raise ValueError(f"there is no muscle {muscle_id[:64]!r}")
    return muscle
