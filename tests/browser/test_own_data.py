"""Step 15 of a student's journey: take everything along, erase the account, come back, and find it all again."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import people
from tests.browser.hands import Keyboard
from tests.browser.log import cards_of, rows_of
from tests.browser.looks import faults
from tests.browser.questions import question_on
from tests.browser.server import Server
from tests.browser.watching import Watch
from tests.make import PASSWORD
from webapp.library.shelf import Shelf

SCREEN = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "reduced_motion": "reduce"}


def test_a_student_takes_everything_along_and_brings_it_back(laptop: Page, server: Server, shelf: Shelf, tmp_path: Path) -> None:
    email = people.sign_up(laptop)
    people.choose_decks(laptop, ("neck", "rules"))
    practise(laptop, shelf, answers=5)
    log, cards = told(rows_of(server, email)), {key: card.stability for key, card in cards_of(server, email).items()}
    assert len(log) >= 5

    file = download(laptop, tmp_path)
    whole = json.loads(zipfile.ZipFile(file).read("palpate.json"))
    assert [row["client_uuid"] for row in whole["reviews"]] == [uuid for uuid, *_ in log]
    erase(laptop, email)
    people.sign_up(laptop, email)
    assert rows_of(server, email) == []

    bring_in(laptop, file)
    assert told(rows_of(server, email)) == log
    assert {key: card.stability for key, card in cards_of(server, email).items()} == cards
    laptop.get_by_label("File").set_input_files(file)
    laptop.get_by_role("button", name="Look at the file").click()
    expect(laptop.get_by_role("heading", name="Everything in it is here already")).to_be_visible()
    done = server.command("practice", "rebuild", "--check")
    assert done.returncode == 0, done.stdout


def test_the_pages_are_without_fault_and_say_what_is_wrong(open_page: Callable[..., Page], watch: Watch, tmp_path: Path) -> None:
    watch.expected.add(422)
    page = open_page(**SCREEN)
    people.enrol(page, "neck")
    for path in ("/own-data", "/own-data/format", "/own-data/erase", "/own-data/erased", "/privacy"):
        page.goto(path)
        assert faults(page) == [], path
    file = tmp_path / "palpate.json"
    file.write_text(json.dumps({"format": "palpate-own-data", "version": 1, "reviews": [{}]}), encoding="utf-8")
    page.goto("/own-data")
    page.get_by_label("File").set_input_files(file)
    with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        page.get_by_role("button", name="Look at the file").click()
    assert sent.value.status == 422
    expect(page.get_by_text("reviews, row 1: client_uuid is missing.")).to_be_visible()
    assert faults(page) == []


def practise(page: Page, shelf: Shelf, *, answers: int) -> None:
    page.goto("/practice")
    page.get_by_role("link", name="Start").click()
    keys = Keyboard(page, shelf)
    for _ in range(answers):
        keys.give_up(question_on(page))
        keys.go_on()


def told(rows: list[Any]) -> list[tuple[Any, ...]]:
    """What must be the same in another account."""
    return [(row.client_uuid, row.item_key, row.answered_at, row.study_day, row.rating, row.due_day, row.stability_after) for row in rows]


def download(page: Page, folder: Path) -> Path:
    page.goto("/accounts/settings")
    page.get_by_role("link", name="Download, bring in, erase").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="All as ZIP (JSON and CSV)").click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def erase(page: Page, email: str) -> None:
    page.get_by_role("link", name="Erase my account").click()
    page.get_by_label("Your e-mail address, typed").fill(email)
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Erase everything for good").click()
    expect(page.get_by_role("heading", name="The account is erased")).to_be_visible()


def bring_in(page: Page, file: Path) -> None:
    page.goto("/own-data")
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()
    expect(page.get_by_role("heading", name="What this file would do")).to_be_visible()
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_text("answers and undos were brought in")).to_be_visible()
