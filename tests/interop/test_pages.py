"""The pages of one's own data, by owner, stranger and nobody."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.clients import PageClient
from tests.conftest import Clock
from tests.interop import make
from tests.people import STRANGER
from tests.practice.conftest import Content, Enrol, content
from webapp import jobs
from webapp.accounts.models import User
from webapp.db import transaction
from webapp.interop.uploads import LARGEST_UPLOAD
from webapp.library.shelf import Shelf

__all__ = ["content"]

Browser = Callable[[User], PageClient]


@pytest.fixture
def ada(app: Flask, shelf: Shelf, enrol: Enrol, at: datetime, clock: Clock) -> User:
    """A student who has studied for some days; it is five days later."""
    clock.move(days=5)
    with app.app_context(), transaction() as session:
        student = session.merge(enrol())
        make.study(session, shelf, student, days=4, at=at)
        return student


def look(browser: PageClient, content: str | bytes) -> Any:
    return browser.post("/own-data/check", data={"file": make.upload(content)})


def sent(browser: PageClient, page: str, size: int) -> Any:
    """A file of so many bytes, sent as it is: the test browser itself would leave a temporary file open."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    return browser.post(f"/own-data/{page}", data=head + b" " * size + b"\r\n--x--\r\n", content_type="multipart/form-data; boundary=x")


def digest_in(page: str) -> str:
    return page.partition('name="digest" value="')[2][:64]


def test_the_downloads_come_as_files_that_nobody_keeps(ada: User, client_for: Browser) -> None:
    browser = client_for(ada)
    for path, kind in (("palpate.json", "application/json"), ("palpate.zip", "application/zip"), ("palpate.zip?mark=1", "application/zip")):
        answer = browser.get(f"/own-data/{path}")
        assert (answer.status_code, answer.mimetype) == (200, kind)
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=palpate-2026-03-07.")
        assert answer.headers["Cache-Control"] == "private, no-store"
    assert zipfile.ZipFile(io.BytesIO(browser.get("/own-data/palpate.zip?mark=1").data)).read("reviews.csv")[:3] == b"\xef\xbb\xbf"
    assert json.loads(browser.get("/own-data/palpate.json").data)["account"]["email"] == ada.email


def test_a_stranger_gets_only_her_own(ada: User, stranger: User, client_for: Browser) -> None:
    answer = client_for(stranger).get("/own-data/palpate.json")
    assert json.loads(answer.data)["account"]["email"] == stranger.email
    assert json.loads(answer.data)["reviews"] == []
    assert ada.email.encode() not in answer.data


@pytest.mark.parametrize("path", ["", "/format", "/palpate.json", "/palpate.zip", "/erase"])
def test_nobody_is_asked_to_sign_in(client: PageClient, path: str) -> None:
    assert client.get(f"/own-data{path}").location.startswith("/accounts/sign-in?next=")


def test_the_pages_say_what_they_do(ada: User, client_for: Browser) -> None:
    browser = client_for(ada)
    assert "Download everything" in browser.get("/own-data").text
    assert "Bring in a download" in browser.get("/own-data").text
    assert "stability_after" in browser.get("/own-data/format").text
    assert "/own-data" in browser.get("/accounts/settings").text


def test_a_file_is_looked_at_first_and_then_brought_in(
    both_engines: str, imports: Path, ada: User, enrol: Enrol, client_for: Browser, content: Callable[[], Content]
) -> None:
    text = client_for(ada).get("/own-data/palpate.zip").data
    browser = client_for(enrol("thigh", part=STRANGER))
    before = content()
    page = look(browser, text)
    assert page.status_code == 200
    assert "Nothing has been changed yet." in page.text
    assert content() == before
    answer = browser.post("/own-data/import", data={"digest": digest_in(page.text), "settings": "y"})
    assert (answer.status_code, answer.location) == (303, "/own-data")
    assert "were brought in" in browser.get("/own-data").text
    assert not list(imports.iterdir())
    mine, theirs = (json.loads(client.get("/own-data/palpate.json").data) for client in (client_for(ada), browser))
    assert [row | {"purpose": "practice"} for row in theirs["reviews"]] == mine["reviews"]
    assert {row["deck_id"] for row in theirs["enrolments"]} == {"neck", "rules", "thigh"}
    assert "Everything in it is here already" in look(browser, text).text


def test_settings_are_taken_only_if_wanted(ada: User, enrol: Enrol, client_for: Browser) -> None:
    whole = json.loads(client_for(ada).get("/own-data/palpate.json").data)
    whole["settings"] |= {"theme": "dark", "name_language": "latin", "new_per_day": 3}
    browser = client_for(enrol(part=STRANGER))
    for form, theme in (({}, "system"), ({"settings": "y"}, "dark")):
        page = look(browser, json.dumps(whole))
        browser.post("/own-data/import", data={"digest": digest_in(page.text)} | form)
        assert json.loads(browser.get("/own-data/palpate.json").data)["settings"]["theme"] == theme


def test_a_bad_file_is_told_row_by_row_and_not_kept(imports: Path, ada: User, client_for: Browser, content: Callable[[], Content]) -> None:
    browser = client_for(ada)
    before = content()
    page = look(browser, make.file(make.review(rating="<b>")))
    assert page.status_code == 422
    assert "reviews, row 1: rating should be a whole number from 1 to 4." in page.text
    assert content() == before
    assert not list(imports.iterdir())


def test_decks_and_suspensions_that_may_not_be_are_left_out(ada: User, client_for: Browser) -> None:
    strange = [{"deck_id": "class-12", "started_at": "2026-03-01T09:00:00Z", "paused_at": None}]
    safety = [{"item_key": "scalenes/caution", "at": "2026-03-01T09:00:00Z"}]
    gone = make.review(item_key="gone/locate")
    browser = client_for(ada)
    page = look(browser, make.file(gone, enrolments=strange, suspensions=safety)).text
    assert "The deck class-12 does not exist here." in page
    assert "scalenes/caution is about safety and cannot be suspended." in page
    assert "1 of these is about something that is not in the material here" in page
    assert browser.post("/own-data/import", data={"digest": digest_in(page)}).status_code == 303
    for path in ("/practice", "/practice/start", "/practice/next", "/own-data"):
        assert browser.get(path).status_code in {200, 302, 303}, path


def test_only_what_was_looked_at_is_brought_in(ada: User, stranger: User, client_for: Browser, clock: Clock) -> None:
    browser = client_for(ada)
    digest = digest_in(look(browser, make.file(make.review(item_key="gone/locate"))).text)
    assert browser.post("/own-data/import", data={}).status_code == 422
    assert browser.post("/own-data/import", data={"digest": "x"}).status_code == 422
    assert browser.post("/own-data/import", data={"digest": "0" * 64}).status_code == 409
    assert client_for(stranger).post("/own-data/import", data={"digest": digest}).status_code == 409
    clock.move(hours=1)
    assert browser.post("/own-data/import", data={"digest": digest}).status_code == 409


def test_a_waiting_file_is_swept_out_within_the_hour(app: Flask, imports: Path, ada: User, client_for: Browser, clock: Clock) -> None:
    look(client_for(ada), make.file(make.review(item_key="gone/locate")))
    jobs.run(app, jobs.forget_uploads)
    assert len(list(imports.iterdir())) == 1
    clock.move(hours=1)
    jobs.run(app, jobs.forget_uploads)
    assert not list(imports.iterdir())


def test_no_file_is_asked_for_in_words(ada: User, client_for: Browser) -> None:
    answer = client_for(ada).post("/own-data/check", data={})
    assert answer.status_code == 422
    assert "Choose a file." in answer.text


def test_only_here_and_only_from_the_signed_in_a_large_file_is_taken(ada: User, client_for: Browser, client: PageClient) -> None:
    browser = client_for(ada)
    assert sent(browser, "check", 1 << 20).status_code == 422
    assert sent(browser, "check", LARGEST_UPLOAD + (1 << 17)).status_code == 413
    assert sent(browser, "erase", 1 << 20).status_code == 413
    assert sent(client, "check", 1 << 20).status_code == 413
