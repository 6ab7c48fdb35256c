"""The overview of a class: who is shown, in which order, who may need help, and what the numbers say."""

import re
from collections.abc import Callable
from datetime import date

from flask import Flask

from tests.clients import PageClient
from tests.insights import make
from tests.insights.class_log import remainder
from tests.insights.conftest import Room
from tests.people import STUDENT
from tests.web.test_query_counts import counted
from webapp.accounts.models import User
from webapp.assignments.models import Assignment
from webapp.classrooms.models import Classroom
from webapp.core.assigning import Goal
from webapp.db import transaction
from webapp.library.shelf import Shelf

Tab = Callable[[User], PageClient]


def names(page: str) -> list[str]:
    """Names in the table of students, in order."""
    table = page.split('<table class="figures students">')[1].split("<tfoot>", maxsplit=1)[0]
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', table)


def test_it_shows_numbers_with_their_n_and_a_forecast(room: Room, client_for: Tab) -> None:
    page = client_for(room.instructor).get(f"/classes/{room.id}/overview").text
    assert "if practice goes on as in the last two weeks" in page
    assert "Forecast for exam, Mon 23 Mar 2026" in page
    assert "<b>1</b><span>of 1 student has practised</span>" in page
    assert "<b>1</b><span>hazard hits in 4 answers</span>" in page
    assert '<td class="heat recall-ground-' in page
    assert "4 days without practice" in page
    assert "4 days ago" in page


def test_an_empty_class_says_what_to_do(instructor: User, client_for: Tab, make_room: Callable[..., Classroom]) -> None:
    page = client_for(instructor).get(f"/classes/{make_room().id}/overview")
    assert "Nobody has joined this class yet" in page.text


def test_it_sorts_by_any_figure_and_looks_at_any_day(
    app: Flask, room: Room, make_user: Callable[..., User], client_for: Tab, make_room: Callable[..., Classroom]
) -> None:
    others = [make_user(STUDENT, email=f"{name}@school.example", name=f"{name} Other") for name in ("abe", "zoe")]
    with app.app_context(), transaction() as session:
        make.answer(session, make.row(others[1], "scalenes/name"), make.row(others[1], "scalenes/locate"))
    here = f"/classes/{make_room(room.student, *others).id}/overview"
    tab = client_for(room.instructor)
    abe, ada, zoe = "abe Other", room.student.name, "zoe Other"
    for order, wanted in (("name", [abe, ada, zoe]), ("met", [abe, zoe, ada]), ("recall", [ada, zoe, abe]), ("last", [ada, zoe, abe])):
        assert names(tab.get(f"{here}?order={order}").text) == wanted, order
    assert names(tab.get(f"{here}?order=recall&down=1").text) == [zoe, ada, abe], "who has no figure comes last either way"
    assert "Fri 1 May 2026" in tab.get(f"{here}?on=2026-05-01").text
    for odd in ("on=2026-02-30", "on=1999-01-01", "order=password", "page=0", "page=99999", "page=x", "down=x"):
        assert tab.get(f"{here}?{odd}").status_code == 200, odd


def test_who_has_not_seen_the_deck_is_at_risk_in_words(app: Flask, shelf: Shelf, room: Room, client_for: Tab) -> None:
    about = {"goal": Goal.LEARN_IT, "deck_id": "neck", "percent": 80, "recall_percent": 90, "points": 10, "for_all": True}
    with app.app_context(), transaction() as session:
        span = {"first_day": date(2026, 2, 20), "due_day": date(2026, 3, 8)}
        session.add(Assignment(classroom_id=room.id, title="Neck", **about, **span, made_at=make.AT))
    page = client_for(room.instructor).get(f"/classes/{room.id}/overview").text
    assert re.search(r"4 days without practice; 9\d % of the deck unseen, 6 days left", page)
    assert "Neck due" in page


def test_large_classes_come_in_pages(
    app: Flask, instructor: User, make_user: Callable[..., User], make_room: Callable[..., Classroom], client_for: Tab
) -> None:
    many = [make_user(STUDENT, email=f"s{number}@school.example", name=f"Student {number:02}") for number in range(53)]
    here = f"/classes/{make_room(*many).id}/overview"
    tab = client_for(instructor)
    with counted(app) as sent:
        assert len(names(tab.get(here).text)) == 50
    assert len(sent) <= 12, sent
    assert names(tab.get(f"{here}?page=2").text) == ["Student 50", "Student 51", "Student 52"]


def test_erased_accounts_stay_in_the_counts_where_they_are_five(app: Flask, room: Room, client_for: Tab) -> None:
    here, tab = f"/classes/{room.id}/overview", client_for(room.instructor)
    for key, students, told in (("scalenes/name", 4, "1</b><span>hazard hits in 4"), ("soleus/name", 5, "3</b><span>hazard hits in 9")):
        with app.app_context(), transaction() as session:
            here_is = session.get_one(Classroom, room.id)
            remainder(session, here_is, key, {"students": students, "answers": students, "hazards": 2})
        page = tab.get(here).text
        assert told in page
        assert ("left behind that have been erased since" in page) is (students == 5)
