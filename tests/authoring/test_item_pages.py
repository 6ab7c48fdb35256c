"""Pages of own questions: writing, drawing without a script, publishing, two who edit at once."""

from collections.abc import Callable

import pytest

from tests.authoring import pages
from tests.clients import PageClient
from tests.practice import pages as practice
from webapp.accounts.models import User

SQUARE = [("-150", "1280"), ("-110", "1280"), ("-110", "1320"), ("-150", "1320")]


@pytest.fixture
def ines(client_for: Callable[[User], PageClient], instructor: User) -> PageClient:
    """The instructor's browser."""
    return client_for(instructor)


def test_a_typed_question_from_the_first_page_to_a_students_answer(
    ines: PageClient, client_for: Callable[[User], PageClient], student: User
) -> None:
    assert "Which muscle is it about?" in ines.get("/school/items/new/text").text
    form = ines.get("/school/items/new/text?muscle=infraspinatus")
    assert pages.value(form, "muscle_id") == "infraspinatus"
    number = pages.write(ines)
    path = f"/school/items/{number}"
    assert "Which nerve supplies it?" in ines.get(f"{path}/preview").text
    assert "Platzer 2018, p. 152" in ines.get(f"{path}/preview").text
    assert pages.act(ines, path, "publish").status_code == 303
    assert "version 1" in pages.words(ines.get("/school/items"))
    deck = pages.number_of(ines.post("/school/decks", data={"title": "First week"}))
    ticked = {"keys": [f"school-{number}/own-text"], "revision": "1"}
    assert ines.post(f"/school/decks/{deck}/pick?region=shoulder-chest-upper-back", data=ticked).status_code == 303
    assert pages.act(ines, f"/school/decks/{deck}", "share").status_code == 303

    ada = client_for(student)
    assert "First week" in ada.get("/practice/start").text
    ada.post("/practice/start", data={"decks": [f"school-deck-{deck}"]})
    page = practice.ask(ada, f"school-{number}/own-text")
    assert "Suspend this question" in page.text
    wrong = {**practice.hidden(page), "text": "suprascapular nerv"}
    again = ada.post(f"/practice/items/school-{number}/own-text", data=wrong)
    assert "Almost. Check the spelling" in again.text
    right = {**practice.hidden(again), "text": "suprascapular nerve"}
    told = pages.words(ada.get(str(ada.post(f"/practice/items/school-{number}/own-text", data=right).location)))
    for words in ("Almost: Infraspinatus", "Right at the second try", "It passes the notch.", "evidence C", "Platzer 2018, p. 152"):
        assert words in told
    assert pages.act(ines, path, "retire").status_code == 303
    for address in ("/practice", "/practice/start", "/practice/next", "/progress", "/progress/muscles/infraspinatus", "/own-data"):
        assert ada.get(address).status_code in {200, 302}, address


def test_a_choice_and_a_place_are_asked_with_their_options_and_their_plate(
    ines: PageClient, client_for: Callable[[User], PageClient], student: User
) -> None:
    options = {"options": ["suprascapular", "axillary", "", "radial", "", ""], "right": "3"}
    choice = pages.write(ines, "choice", **{**pages.text_form(), **options})
    assert pages.values(ines.get(f"/school/items/{choice}"), "right", checked=True) == ["2"], "empty rows close up"
    area = pages.write(ines, "outline", **pages.area_form(SQUARE, evidence="D"))
    keys = [f"school-{choice}/own-choice", f"school-{area}/own-outline"]
    for number in (choice, area):
        assert pages.act(ines, f"/school/items/{number}", "publish").status_code == 303
    deck = pages.number_of(ines.post("/school/decks", data={"title": "Two"}))
    ines.post(f"/school/decks/{deck}/pick?region=shoulder-chest-upper-back", data={"keys": keys, "revision": "1"})
    pages.act(ines, f"/school/decks/{deck}", "share")
    ada = client_for(student)
    ada.post("/practice/start", data={"decks": [f"school-deck-{deck}"]})
    asked = practice.ask(ada, keys[0])
    assert sorted(practice.values(asked, "option")) == ["axillary", "radial", "suprascapular"]
    answered = ada.post(f"/practice/items/{keys[0]}", data={**practice.hidden(asked), "option": "axillary"})
    assert "The right answer is: radial" in pages.words(ada.get(str(answered.location)))
    asked = practice.ask(ada, keys[1])
    assert "evidence D" in pages.words(asked)
    answered = ada.post(f"/practice/items/{keys[1]}", data={**practice.hidden(asked), "u": "130", "v": "1300"})
    told = pages.words(ada.get(str(answered.location)))
    assert "the area that was asked for" in told
    assert "evidence D" in told


def test_corners_are_added_inserted_and_deleted_without_a_script(ines: PageClient) -> None:
    path = "/school/items/new/outline"
    assert len(pages.values(ines.get(f"{path}?muscle=infraspinatus&view=front&layer=deep"), "u")) == 3
    page = ines.post(path, data=pages.area_form(SQUARE[:3], act="add"))
    assert (page.status_code, pages.values(page, "u")) == (200, ["-150", "-110", "-110", ""])
    page = ines.post(path, data=pages.area_form(SQUARE, act="insert-1"))
    assert pages.values(page, "u")[:3] == ["-150", "-130.0", "-110"]
    page = ines.post(path, data=pages.area_form(SQUARE, act="delete-2"))
    assert pages.values(page, "v") == ["1280", "1320", "1320"]
    assert 'class="mark-asked"' in page.text
    assert "None yet" in ines.get("/school/items").text, "nothing is saved meanwhile"


@pytest.mark.parametrize(
    ("corners", "words"),
    [
        ([SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]], "crosses"),
        (SQUARE[:2], "from 3 to 60 corners"),
        ([("-150", "1280"), ("-149", "1280"), ("-149", "1281")], "too small"),
        ([("-360", "1600"), ("-340", "1600"), ("-340", "1650")], "off the body"),
        ([("-150", "x"), *SQUARE[1:]], "Corner 1 needs two numbers"),
    ],
)
def test_an_area_that_cannot_be_asked_for_is_refused_beside_the_plate(ines: PageClient, corners: list[tuple[str, str]], words: str) -> None:
    page = ines.post("/school/items/new/outline", data=pages.area_form(corners))
    assert page.status_code == 422
    assert words in pages.words(page)
    assert pages.values(page, "u")[0] == corners[0][0], "what was typed is still there"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"question": ""}, "Type the question."),
        ({"accepted": " "}, "accepted answer"),
        ({"source_keys": "nothing", "citation": ""}, "There is no source with the key nothing."),
        ({"evidence": "X"}, "valid choice"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(ines: PageClient, values: dict[str, str], words: str) -> None:
    page = ines.post("/school/items/new/text", data=pages.text_form(**values))
    assert page.status_code == 422
    assert words.lower() in pages.words(page).lower()
    assert "It passes the notch." in page.text


def test_a_refusal_to_publish_lists_what_is_lacking(ines: PageClient) -> None:
    path = f"/school/items/{pages.write(ines, **pages.text_form(explanation='', citation='', evidence='E'))}"
    page = pages.act(ines, path, "publish")
    assert page.status_code == 422
    for words in ("no explanation", "names no source", "grade E"):
        assert words in pages.words(page)


def test_who_saves_second_sees_both_and_loses_nothing(ines: PageClient, client_for: Callable[[User], PageClient], admin: User) -> None:
    number = pages.write(ines)
    path = f"/school/items/{number}"
    pages.act(ines, path, "publish")
    adam = client_for(admin)
    revision = pages.value(adam.get(path), "revision")
    assert ines.post(path, data=pages.text_form(question="Hers", revision=revision)).status_code == 303
    late = adam.post(path, data=pages.text_form(question="His", accepted="his answer", revision=revision))
    assert late.status_code == 409
    assert pages.value(late, "question") == "His"
    assert "Stored now" in pages.words(late)
    assert "Hers" in pages.words(late)
    assert "suprascapular nerve, suprascapularis" in pages.words(late)
    assert "Hers" in ines.get("/school/items").text
    again = adam.post(path, data=pages.text_form(question="His", revision=pages.value(late, "revision")))
    assert again.status_code == 303
    assert "version 3" in pages.words(ines.get("/school/items"))


def test_who_saves_second_is_told_of_the_flag_of_safety_and_of_both_sides(ines: PageClient) -> None:
    path = f"/school/items/{pages.write(ines, 'outline', **pages.area_form(SQUARE, both_sides=''))}"
    first = {"both_sides": "y", "safety": "y", "revision": "1"}
    assert ines.post(path, data=pages.area_form(SQUARE, **first)).status_code == 303
    late = ines.post(path, data=pages.area_form(SQUARE, both_sides="", revision="1"))
    assert late.status_code == 409
    assert "<dt>About safety</dt><dd>yes</dd><dt>Both sides of the body</dt><dd>yes</dd>" in late.text


def test_the_form_tells_what_each_grade_needs_and_the_refusal_what_would_hold(ines: PageClient) -> None:
    path = f"/school/items/{pages.write(ines, 'text', **pages.text_form(evidence='A'))}"
    assert "A typed citation counts as one source and carries C at most" in pages.words(ines.get(path))
    refused = pages.act(ines, path, "publish")
    assert refused.status_code == 422
    assert "which carries grade C or D" in pages.words(refused)


def test_a_draft_is_deleted_and_strange_numbers_are_nothing(ines: PageClient) -> None:
    path = f"/school/items/{pages.write(ines)}"
    assert pages.act(ines, path, "delete").location == "/school/items"
    for address in (path, "/school/items/99999999999999", "/school/items/new/text?muscle=nothing", "/school/items/new/poem"):
        assert ines.get(address).status_code == 404, address
