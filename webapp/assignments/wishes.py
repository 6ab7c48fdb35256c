"""What an instructor asks for: an assignment before it is one, and whether it makes sense."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from webapp.assignments.models import TITLE_LENGTH, Assignment
from webapp.classrooms.making import FIRST_YEAR, LAST_YEAR
from webapp.core.assigning import Goal, due_moment, local_moment, questions_of
from webapp.core.decks import Deck
from webapp.core.entries import CautionState, Muscle
from webapp.errors import Invalid
from webapp.library.shelf import Shelf
from webapp.selftests.making import LONGEST, MOST_QUESTIONS

LOOK = "Please look at the marked fields."
LONGEST_SPAN_DAYS = 366
MOST_POINTS = 1000
MOST_ITEMS_A_DAY = 100
LOWEST_RECALL, HIGHEST_RECALL = 70, 95
LONGEST_MINUTES = int(LONGEST.total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class TestWish:
    """What is asked for of a class test; the same seed draws the same questions."""

    __test__ = False

    count: int
    minutes: int | None = None
    opens: time | None = None
    closes: time | None = None
    in_words: bool = False
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for; `student_ids` None is the whole class. Of the rest, what the goal does not need is None."""

    title: str
    deck_id: str
    goal: Goal
    first_day: date
    due_day: date
    points: int = 10
    student_ids: frozenset[int] | None = None
    days: int | None = None
    items_a_day: int | None = None
    percent: int | None = None
    recall_percent: int | None = None
    test: TestWish | None = None


class NotAssessed(Invalid):
    """Cautions of some muscles of a deck were never assessed; `muscles` are these."""

    def __init__(self, muscles: tuple[Muscle, ...]) -> None:
        names = ", ".join(muscle.name.en for muscle in muscles)
        message = f"Nobody has assessed yet what can be harmed near these muscles, so that nothing can be set about them: {names}."
        super().__init__(message, {"deck_id": message})
        self.muscles = muscles


def checked(shelf: Shelf, wish: Wish, zone: str, member_ids: Collection[int], *, at: datetime, changed: Assignment | None = None) -> Wish:
    """The wish with its title made tidy; raises Invalid with the fields at fault, NotAssessed with the muscles.

    An assignment that is being `changed` may stay over, and may keep a deck that was archived since.
    """
    wish = replace(wish, title=" ".join(wish.title.split()))
    keeps_deck = changed is not None and changed.deck_id == wish.deck_id
    deck = shelf.find_deck(wish.deck_id) if keeps_deck else shelf.decks.get(wish.deck_id)
    faults = {"title": _fault_of_title(wish.title), "deck_id": None if deck else "Choose a deck."}
    faults |= _faults_of_days(wish, zone, at, changed.due_day if changed else None)
    faults["points"] = _between(wish.points, 0, MOST_POINTS)
    faults["student_ids"] = _fault_of_students(wish.student_ids, member_ids)
    if deck is not None:
        faults |= GOALS[wish.goal](wish, deck, zone)
    wrong = {name: fault for name, fault in faults.items() if fault}
    if wrong:
        raise Invalid(LOOK, wrong)
    muscles = not_assessed(shelf, shelf.get_deck(wish.deck_id))
    if muscles:
        raise NotAssessed(muscles)
    return wish


def not_assessed(shelf: Shelf, deck: Deck) -> tuple[Muscle, ...]:
    """Muscles that a deck asks about and whose cautions nobody has assessed."""
    about = dict.fromkeys(shelf.items[key].about for key in deck.item_keys if key in shelf.items)
    found = (shelf.catalogue.muscles.get(each) for each in about)
    return tuple(muscle for muscle in found if muscle is not None and muscle.caution_state is CautionState.NOT_ASSESSED)


def _fault_of_title(title: str) -> str | None:
    if not title or len(title) > TITLE_LENGTH or not title.isprintable():
        return f"Give it a title of 1 to {TITLE_LENGTH} letters."
    return None


def _faults_of_days(wish: Wish, zone: str, at: datetime, due_before: date | None) -> dict[str, str | None]:
    if not (_is_near(wish.first_day) and _is_near(wish.due_day)):
        return {"due_day": f"Choose days between {FIRST_YEAR} and {LAST_YEAR}."}
    if wish.due_day < wish.first_day:
        return {"due_day": "It cannot be due before it starts."}
    if (wish.due_day - wish.first_day).days > LONGEST_SPAN_DAYS:
        return {"due_day": "It is due within a year of its first day."}
    if due_moment(wish.due_day, zone) <= at and wish.due_day != due_before:
        return {"due_day": "This day is over already."}
    return {}


def _is_near(day: date) -> bool:
    """Whether a day has a day before and a day after it in every time zone."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def _fault_of_students(chosen: frozenset[int] | None, member_ids: Collection[int]) -> str | None:
    if chosen is None:
        return None
    if not chosen:
        return "Choose at least one student, or the whole class."
    return None if chosen <= set(member_ids) else "Somebody you chose is not in this class any more. Please choose again."


def _faults_of_practice(wish: Wish, deck: Deck, _zone: str) -> dict[str, str | None]:
    span = (wish.due_day - wish.first_day).days + 1
    most = min(MOST_ITEMS_A_DAY, len(questions_of(deck.item_keys)))
    return {
        "days": _between(wish.days, 1, span, f"From its first day to its last there are {span} days." if (wish.days or 0) > span else ""),
        "items_a_day": _between(wish.items_a_day, 1, most),
    }


def _faults_of_learning(wish: Wish, _deck: Deck, _zone: str) -> dict[str, str | None]:
    return {"percent": _between(wish.percent, 1, 100), "recall_percent": _between(wish.recall_percent, LOWEST_RECALL, HIGHEST_RECALL)}


def _faults_of_test(wish: Wish, _deck: Deck, zone: str) -> dict[str, str | None]:
    test = wish.test
    if test is None:
        return {"count": "Say how many questions it has."}
    if not (_is_near(wish.first_day) and _is_near(wish.due_day)):
        return {}
    opens = local_moment(wish.first_day, test.opens or time(), zone)
    closes = due_moment(wish.due_day, zone) if test.closes is None else local_moment(wish.due_day, test.closes, zone)
    return {
        "count": _between(test.count, 1, MOST_QUESTIONS),
        "minutes": None if test.minutes is None else _between(test.minutes, 1, LONGEST_MINUTES),
        "closes": None if opens < closes else "It has to open before it closes.",
    }


def _between(value: int | None, low: int, high: int, otherwise: str = "") -> str | None:
    if value is None or not low <= value <= high:
        return otherwise or f"A whole number from {low} to {high}."
    return None


Faults = Callable[[Wish, Deck, str], dict[str, str | None]]
GOALS: dict[Goal, Faults] = {Goal.PRACTICE_DAYS: _faults_of_practice, Goal.LEARN_IT: _faults_of_learning, Goal.CLASS_TEST: _faults_of_test}
