"""The pages of progress, by owner, stranger and nobody; each chart's table says its numbers, and nothing is changed by looking."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests import people
from tests.clients import PageClient, parse
from tests.practice import pages
from tests.progress import plainly
from tests.progress.conftest import TODAY, Content, Past
from tests.web.test_query_counts import counted
from webapp.accounts.models import User
from webapp.db import reading
from webapp.progress.charts import date_words

Browse = Callable[[User], PageClient]
PATHS = (
    "/progress", "/progress?period=30", "/progress?period=0", "/progress?period=no", "/progress/body", "/progress/body?dangers=1&ahead=30",
    "/progress/body?view=neck-front&layer=deep&ahead=abc", "/progress/muscles/scalenes", "/progress/muscles/soleus?ahead=9",
)  # fmt: skip


def table(text: str, name: str) -> list[list[str]]:
    """The rows of a chart's table."""
    found = next(each for each in parse(text).iter("table") if each.get("data-plot") == name)
    return [["".join(cell.itertext()).strip() for cell in row] for row in next(found.iter("tbody"))]


def forms(text: str) -> list[Any]:
    return list(parse(text).iter("form"))


@pytest.mark.parametrize("path", ["/progress", "/progress/body", "/progress/muscles/scalenes"])
def test_nobody_is_sent_to_sign_in(client: PageClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 302
    assert str(answer.location).startswith("/accounts/sign-in?next=")


def test_looking_changes_nothing(past: Past, client_for: Browse, content: Callable[[], Content]) -> None:
    tab = client_for(past())
    before = content()
    for path in PATHS:
        assert tab.get(path).status_code == 200, path
    assert content() == before


def test_who_has_done_nothing_sees_empty_pages(student: User, client_for: Browse) -> None:
    tab = client_for(student)
    assert "Nothing is answered yet." in pages.words(tab.get("/progress"))
    for path in PATHS:
        assert tab.get(path).status_code == 200, path


def test_the_tables_say_what_the_log_says(app: Flask, past: Past, client_for: Browse) -> None:
    student = past(days=50, a_day=9)
    text = client_for(student).get("/progress?period=0").text
    with app.app_context(), reading() as session:
        answers = plainly.told(session, student)
    days = Counter(each.row.study_day for each in answers)
    heat = {row[0]: [int(cell or 0) for cell in row[1:]] for row in table(text, "heat")}
    weeks = {plainly.monday(day) for day in days}
    assert heat == {date_words(week): [days[week + ahead] for ahead in range(7)] for week in weeks}
    minutes = {day: sum(min(60_000, each.row.elapsed_ms or 0) for each in answers if each.row.study_day == day) / 60_000 for day in days}
    shown = range(TODAY - 29, TODAY + 1)
    assert table(text, "minutes") == [[date_words(day), f"{minutes.get(day, 0):.1f}"] for day in shown]
    plain = plainly.tested_by_kind(answers, 0)
    assert sorted(row[1] for row in table(text, "by-kind")) == sorted(f"{right} of {of}" for right, of in plain.values())
    tested, right = sum(of for _, of in plain.values()), sum(right for right, _ in plain.values())
    for name in ("by-interval", "calibration"):
        cells = [next(cell for cell in row if " of " in cell).split(" of ") for row in table(text, name)]
        assert (sum(int(cell[0]) for cell in cells), sum(int(cell[1]) for cell in cells)) == (right, tested)
    hazards = table(text, "hazards")
    assert sum(int(row[1]) for row in hazards) == sum(each.row.miss == "hazard" for each in answers)
    assert sum(int(row[2]) for row in hazards) == sum(each.row.miss == "missed-must" for each in answers)
    assert f"Brier score {plainly.brier(answers, 0):.3f}" in text


def test_a_stranger_sees_nothing_of_it(past: Past, client_for: Browse, stranger: User) -> None:
    past()
    words = pages.words(client_for(stranger).get("/progress"))
    assert "Nothing is answered yet." in words
    assert "remembered (" not in words


def test_days_off_are_announced_and_taken_back(past: Past, client_for: Browse, stranger: User) -> None:
    tab = client_for(past())
    answer = tab.post("/progress/days-off", data={"first_on": "2026-03-05", "last_on": "2026-03-08"})
    assert (answer.status_code, answer.location) == (303, "/progress")
    page = tab.get("/progress").text
    assert "Thu 5 Mar 2026 to Sun 8 Mar 2026" in page
    action = next(form.get("action") for form in forms(page) if "take-back" in (form.get("action") or ""))
    assert client_for(stranger).post(action).status_code == 404
    assert tab.post(action).status_code == 303
    assert "Thu 5 Mar 2026 to" not in tab.get("/progress").text


@pytest.mark.parametrize(
    ("path", "fields", "words"),
    [
        ("/progress/days-off", {"first_on": "2026-03-01", "last_on": "2026-03-08"}, "Today at the earliest"),
        ("/progress/days-off", {"first_on": "2026-03-05", "last_on": ""}, "Choose the last day."),
        ("/progress/days-off", {"first_on": "soon", "last_on": "2026-03-08"}, "Not a valid date"),
        ("/progress/exam", {"exam_on": "2026-03-02"}, "from tomorrow on"),
        ("/progress/exam", {"exam_on": "later"}, "Not a valid date"),
    ],
)
def test_a_date_that_does_not_fit_says_why(client_for: Browse, student: User, path: str, fields: dict[str, str], words: str) -> None:
    answer = client_for(student).post(path, data=fields)
    assert answer.status_code == 422
    assert words in pages.words(answer)


def test_the_exam_is_counted_down_and_ends_the_slider(client_for: Browse, student: User) -> None:
    tab = client_for(student)
    assert tab.post("/progress/exam", data={"exam_on": "2026-03-23"}).status_code == 303
    assert "21 days until the exam on Mon 23 Mar 2026." in pages.words(tab.get("/progress"))
    page = tab.get("/progress/body?ahead=21")
    slider = next(each for each in parse(page.text).iter("input") if each.get("type") == "range")
    assert (slider.get("min"), slider.get("max"), slider.get("value")) == ("0", "21", "21")
    assert "Mon 23 Mar 2026 (the exam)" in pages.words(page)
    assert tab.post("/progress/exam", data={"exam_on": ""}).status_code == 303
    assert "until the exam" not in tab.get("/progress").text


def test_the_body_links_each_muscle_once_and_lists_it_too(past: Past, client_for: Browse) -> None:
    page = client_for(past()).get("/progress/body?view=neck-side&dangers=1")
    links = [each for each in parse(page.text).iter() if each.get("data-muscle")]
    assert len(links) == len({each.get("data-muscle") for each in links}) > 10
    listed = {row[0] for row in table(page.text, "body")}
    assert len(listed) == len(links)
    assert {each.get("aria-label").split(":")[0] for each in links} == listed
    for row in table(page.text, "body"):
        link = next(each for each in links if each.get("aria-label").startswith(f"{row[0]}:"))
        assert (row[1] == "–") == link.get("class").endswith("recall-none")
        assert row[1] in link.get("aria-label") or row[1] == "–"
    assert table(page.text, "dangers")


def test_a_muscle_is_practised_at_once(past: Past, client_for: Browse) -> None:
    tab = client_for(past())
    answer = tab.post("/progress/muscles/soleus/practise")
    assert (answer.status_code, answer.location) == (303, "/practice/next")
    assert pages.item_of(tab.get("/practice/next")).startswith("soleus/")
    assert tab.post("/progress/muscles/unicorn/practise").status_code == 404
    assert tab.get("/progress/muscles/unicorn").status_code == 404


def test_another_s_past_stays_hers(app: Flask, past: Past, client_for: Browse) -> None:
    past(days=60, a_day=10)
    student = past(days=9, a_day=2, part=people.STRANGER)
    text = client_for(student).get("/progress").text
    with app.app_context(), reading() as session:
        mine = len(plainly.told(session, student))
    assert sum(int(cell or 0) for row in table(text, "heat") for cell in row[1:]) == mine > 0


@pytest.mark.parametrize(("path", "most"), [("/progress", 19), ("/progress/body?dangers=1", 8), ("/progress/muscles/scalenes", 8)])
def test_a_page_asks_as_often_for_a_long_past_as_for_a_short_one(app: Flask, past: Past, client_for: Browse, path: str, most: int) -> None:
    for part, days in ((people.STUDENT, 5), (people.STRANGER, 70)):
        tab = client_for(past(part=part, days=days))
        with counted(app) as sent:
            assert tab.get(path).status_code == 200
        assert len(sent) <= most, sent
