"""What one student's page is made of: assignments, what is missed most and what is given instead, names, the deck that is due next."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tests import make as accounts
from tests.assignments import make as assigned
from tests.classrooms import make as classes
from tests.insights import make
from tests.people import INSTRUCTOR, STRANGER, STUDENT
from webapp.accounts.models import NameLanguage, User
from webapp.classrooms.models import Classroom
from webapp.core.assigning import Goal, questions_of
from webapp.core.days import day_starts
from webapp.insights.due import next_deck
from webapp.insights.forms import wish_of
from webapp.insights.overview import Wish
from webapp.insights.student import MOST_MISSED, list_answers, show_student
from webapp.insights.wording import region_names, subject_name
from webapp.library.naming import main_name
from webapp.library.shelf import Shelf

LOCATE = "infraspinatus/locate"


@pytest.fixture
def people(session: Session) -> tuple[Classroom, User, User]:
    """A class, its instructor, and its student."""
    teacher, student = accounts.user(session, INSTRUCTOR), accounts.user(session, STUDENT)
    return classes.classroom(session, teacher, student), teacher, student


def test_the_most_missed_come_first_with_what_was_given_instead(
    session: Session, shelf: Shelf, people: tuple[Classroom, User, User]
) -> None:
    room, teacher, student = people
    hits = ("teres-minor", "teres-minor", "supraspinatus", "infraspinatus", None)
    rows = [make.wrong(student, LOCATE, days_ago=number, hit=hit, miss="neighbour") for number, hit in enumerate(hits)]
    make.answer(
        session,
        *rows,
        *(
            make.wrong(student, "masseter/name", days_ago=days, miss="hazard", hit=hit)
            for days, hit in ((1, "temporalis"), (2, "facial-artery"))
        ),
        make.wrong(student, "soleus/name", hit="gastrocnemius"),
    )
    missed = show_student(session, shelf, room, student, teacher, at=accounts.AT).missed
    assert [(each.name, each.wrong, each.answers, each.hazards, each.instead) for each in missed] == [
        ("Infraspinatus", 5, 5, 0, ("Teres minor", 2)),
        ("Masseter", 2, 2, 2, None),
    ], "one wrong answer, or the same given once, would be a single answer with a name"


def test_no_more_than_ten_are_listed(session: Session, shelf: Shelf, people: tuple[Classroom, User, User]) -> None:
    room, teacher, student = people
    keys = [key for key in sorted(shelf.items) if key.endswith("/name")][: MOST_MISSED + 5]
    make.answer(session, *(make.wrong(student, key, days_ago=days) for key in keys for days in (1, 2)))
    assert len(show_student(session, shelf, room, student, teacher, at=accounts.AT).missed) == MOST_MISSED


def test_names_are_in_the_language_of_who_looks(session: Session, shelf: Shelf, people: tuple[Classroom, User, User]) -> None:
    room, teacher, student = people
    teacher.name_language = NameLanguage.LATIN
    make.answer(session, make.wrong(student, LOCATE), make.wrong(student, LOCATE, days_ago=1))
    latin = show_student(session, shelf, room, student, teacher, at=accounts.AT).missed[0].name
    assert latin == main_name(shelf.catalogue.muscles["infraspinatus"], "latin") != "Infraspinatus"


def test_assignments_tell_how_far_the_student_is(session: Session, shelf: Shelf, people: tuple[Classroom, User, User]) -> None:
    room, teacher, student = people
    other = accounts.user(session, STRANGER)
    classes.join(session, room, other)
    set_one = assigned.assignment(session, shelf, room, Goal.PRACTICE_DAYS, days=3, items_a_day=1)
    teacher.time_zone, student.time_zone = "Europe/Berlin", "Europe/Lisbon"
    make.answer(session, make.row(student, "scalenes/name"), make.row(other, "scalenes/name"))
    shown = show_student(session, shelf, room, student, teacher, at=accounts.AT)
    assert [(row.title, progress.done, progress.wanted) for row, progress in shown.assignments] == [("Neck & nape", 1, 3)]
    assert shown.later_label == "Exam"
    assert shown.dues == {set_one.id: "Thursday 23:59 (Berlin)"}
    own = show_student(session, shelf, room, student, student, at=accounts.AT)
    assert own.dues == {set_one.id: "Thursday 23:59 (Berlin), 22:59 (Lisbon)"}


def test_answers_are_the_shown_ones_the_latest_first(session: Session, shelf: Shelf, people: tuple[Classroom, User, User]) -> None:
    _room, teacher, student = people
    undone = make.row(student, "soleus/name")
    make.answer(session, make.row(student, LOCATE, days_ago=2), make.wrong(student, "masseter/name", days_ago=1), undone)
    make.answer(session, make.row(student, "temporalis/name", purpose="private"))
    make.take_back(session, student, undone)
    assert [(name, kind) for _, name, kind in list_answers(session, shelf, student, teacher)] == [
        ("Masseter", "name"),
        ("Infraspinatus", "locate"),
    ]


@pytest.mark.parametrize(("first", "due", "wanted"), [(0, 3, True), (-3, 0, True), (1, 3, False), (-5, -1, False)])
def test_the_next_deck_is_one_that_has_begun_and_is_not_over(
    session: Session, shelf: Shelf, people: tuple[Classroom, User, User], first: int, due: int, wanted: bool
) -> None:
    room, _, student = people
    day, at = date.fromordinal(make.TODAY), day_starts(make.TODAY - 6, "Europe/Berlin")
    span = {"first_day": day + timedelta(days=first), "due_day": day + timedelta(days=due)}
    assigned.assignment(session, shelf, room, Goal.LEARN_IT, at=at, **span)
    found = next_deck(session, shelf, room, make.TODAY)
    assert (found is not None) is wanted
    if found:
        assert (found.day, found.unseen) == (make.TODAY + due, {student.id: 1.0})


def test_the_share_unseen_is_of_the_questions_of_the_deck(session: Session, shelf: Shelf, people: tuple[Classroom, User, User]) -> None:
    room, _, student = people
    assigned.assignment(session, shelf, room, Goal.LEARN_IT)
    keys = sorted(key for key in shelf.decks["neck"].item_keys if not key.endswith("-words"))
    make.answer(session, *(make.row(student, key) for key in keys[:10]), make.row(student, "soleus/name"))
    found = next_deck(session, shelf, room, make.TODAY)
    assert found is not None
    assert found.questions == len(questions_of(shelf.decks["neck"].item_keys))
    assert found.unseen == {student.id: pytest.approx(1 - 10 / found.questions)}


def test_whoever_is_asked_in_words_has_not_met_what_can_be_asked_so(
    session: Session, shelf: Shelf, people: tuple[Classroom, User, User]
) -> None:
    room, _, student = people
    student.in_words = True
    assigned.assignment(session, shelf, room, Goal.LEARN_IT)
    keys = shelf.decks["neck"].item_keys
    make.answer(session, *(make.row(student, key) for key in sorted(key for key in keys if key.endswith("-words"))[:9]))
    found = next_deck(session, shelf, room, make.TODAY)
    assert found is not None
    assert found.unseen == {student.id: pytest.approx(1 - 9 / len(questions_of(keys, in_words=True)))}
    assert found.questions > len(questions_of(keys, in_words=True))


def test_a_student_s_page_tells_nothing_of_what_others_are_to_do(
    session: Session, shelf: Shelf, people: tuple[Classroom, User, User]
) -> None:
    room, teacher, student = people
    room.exam_day, other = None, accounts.user(session, STRANGER)
    classes.join(session, room, other)
    assigned.assignment(session, shelf, room, Goal.LEARN_IT, title="For one", student_ids=frozenset({other.id}))
    labels = [show_student(session, shelf, room, each, teacher, at=accounts.AT).later_label for each in (student, other)]
    assert labels == ["In a week", "For one due"]


def test_class_tests_have_no_deck_to_be_seen(session: Session, shelf: Shelf, people: tuple[Classroom, User, User]) -> None:
    assigned.assignment(session, shelf, people[0], Goal.CLASS_TEST)
    assert next_deck(session, shelf, people[0], make.TODAY) is None


@pytest.mark.parametrize(
    ("args", "wanted"),
    [
        ({}, Wish()),
        ({"order": "later", "down": "1", "page": "3", "on": "2026-05-01"}, Wish(date(2026, 5, 1).toordinal(), "later", True, 3)),
        ({"order": "id", "down": "yes", "page": "-1", "on": "tomorrow"}, Wish()),
        ({"page": "٣", "on": ""}, Wish()),
        ({"page": "9999999999"}, Wish()),
    ],
)
def test_an_address_that_says_nonsense_is_read_as_saying_nothing(args: dict[str, str], wanted: Wish) -> None:
    assert wish_of(args) == wanted


def test_regions_come_in_the_order_of_the_material(shelf: Shelf) -> None:
    regions = list(shelf.catalogue.regions)
    names = region_names(shelf, ["other", "rules", regions[3], "pain-map", regions[0]])
    assert list(names) == [regions[0], regions[3], "pain-map", "rules", "other"]
    assert (names["rules"], names["other"]) == ("Rules of pressure and safety", "No longer asked")
    assert region_names(shelf, []) == {}


def test_every_subject_has_a_name(shelf: Shelf) -> None:
    zone, scenario = next(iter(shelf.catalogue.zones)), next(iter(shelf.catalogue.scenarios))
    assert subject_name(shelf, "masseter", "english") == "Masseter"
    assert subject_name(shelf, zone, "english") == shelf.catalogue.zones[zone].label
    assert subject_name(shelf, scenario, "english") == shelf.catalogue.scenarios[scenario].title
    assert subject_name(shelf, "gone-muscle", "english") == "Gone muscle"
