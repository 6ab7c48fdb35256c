"""Answer forms that no page of ours would send: a clear refusal, nothing saved, nothing broken."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.clients import PageClient
from tests.practice import make, pages
from webapp.practice.models import Review

Log = Callable[[], list[Review]]

UNREADABLE: list[tuple[str, dict[str, Any]]] = [
    (make.NAME, {"reps": ""}),
    (make.NAME, {"reps": "x"}),
    (make.NAME, {"reps": "-1"}),
    (make.NAME, {"reps": "1.5"}),
    (make.NAME, {"reps": "9" * 30}),
    (make.NAME, {"client_uuid": ""}),
    (make.NAME, {"client_uuid": "not-a-uuid"}),
    (make.NAME, {"client_uuid": "0" * 36}),
    (make.NAME, {"client_uuid": "{00000000-0000-4000-8000-000000000000}"}),
    (make.NAME, {"elapsed_ms": "-1"}),
    (make.NAME, {"elapsed_ms": "soon"}),
    (make.NAME, {"elapsed_ms": "9" * 20}),
    (make.NAME, {"text": ""}),
    (make.NAME, {"text": "   "}),
    (make.NAME, {"text": "x" * 201}),
    (make.NAME, {"text": "x", "first_try": "x" * 201}),
    (make.NAME, {"text": "", "option": "no-such-muscle"}),
    (make.LOCATE, {}),
    (make.LOCATE, {"u": "1"}),
    (make.LOCATE, {"u": "1", "v": ""}),
    (make.LOCATE, {"u": "here", "v": "there"}),
    *[(make.LOCATE, {"u": number, "v": "1"}) for number in ("nan", "inf", "-inf", "1e308", "1e309", "-10001", "0x10", "1,5")],
    (make.REFERRAL, {}),
    (make.REFERRAL, {"ids": ["no-such-zone"]}),
    (make.REFERRAL, {"ids": ["forehead", "no-such-zone"]}),
    (make.REFERRAL, {"ids": [f"zone-{number}" for number in range(500)]}),
    (make.REFERRAL, {"ids": ["z" * 81]}),
    (make.CAUTION, {"ids": ["no-such-structure"]}),
    (make.CAUTION, {"ids": [f"structure-{number}" for number in range(500)]}),
    ("sternocleidomastoid/referral-words", {"ids": ["no-such-zone"]}),
    ("sternocleidomastoid/referral-words", {}),
    ("sternocleidomastoid/locate-words", {"option": "no-such-muscle"}),
    ("sternocleidomastoid/locate-words", {}),
    ("eight-of-ten/scenario", {"option": "no-such-act"}),
    ("eight-of-ten/scenario", {"option": ""}),
    ("eight-of-ten/scenario", {"text": "ease off"}),
]


@pytest.mark.parametrize(("key", "fields"), UNREADABLE)
def test_it_is_refused_in_words_and_nothing_is_saved(tab: PageClient, log: Log, key: str, fields: dict[str, Any]) -> None:
    page = pages.ask(tab, key)
    given = {"text": "masseter"} if key == make.NAME else {}
    refused = pages.send(tab, page, **{**given, **fields})
    assert refused.status_code == 422
    assert "Traceback" not in refused.text
    assert log() == []
    assert pages.send(tab, page, blank="y").status_code == 303, "the same page can still be answered"


@pytest.mark.parametrize("missing", ["reps", "client_uuid"])
def test_a_field_that_is_missing_is_refused(tab: PageClient, log: Log, missing: str) -> None:
    fields = pages.hidden(pages.ask(tab, make.NAME))
    del fields[missing]
    assert tab.post(f"/practice/items/{make.NAME}", data={**fields, "blank": "y"}).status_code == 422
    assert log() == []


@pytest.mark.parametrize("path", ["no-such/locate", "sternocleidomastoid/no-such-kind", "sternocleidomastoid/LOCATE", f"{'x' * 3000}/name"])
def test_an_unknown_item_is_not_found(tab: PageClient, log: Log, path: str) -> None:
    fields = pages.hidden(pages.ask(tab, make.NAME))
    assert tab.post(f"/practice/items/{path}", data={**fields, "blank": "y"}).status_code == 404
    assert log() == []


def test_a_text_of_a_megabyte_is_too_much(tab: PageClient, log: Log) -> None:
    page = pages.ask(tab, make.NAME)
    assert pages.send(tab, page, text="x" * 1_000_000).status_code == 413
    assert pages.send(tab, page, ids=["x" * 80] * 20_000).status_code == 413
    assert log() == []


def test_a_form_without_its_token_is_refused(tab: PageClient, log: Log) -> None:
    fields = {**pages.hidden(pages.ask(tab, make.NAME)), "csrf_token": "", "blank": "y"}
    assert tab.post(f"/practice/items/{make.NAME}", data=fields, csrf=False).status_code == 400
    assert log() == []


@pytest.mark.parametrize("text", ["\ud83d", "💪" * 50, "'; DROP TABLE reviews; --", "ﷺ" * 200])
def test_any_text_can_be_an_answer(both_engines: str, tab: PageClient, log: Log, text: str) -> None:
    page = pages.ask(tab, make.NAME)
    data = text.encode("utf-8", "surrogatepass")
    answered = pages.send(tab, page, text=data)
    assert answered.status_code == 303
    assert tab.get(str(answered.location)).status_code == 200
    assert len(log()) == 1


def test_a_character_that_cannot_be_stored_is_refused(tab: PageClient, log: Log) -> None:
    page = pages.ask(tab, make.NAME)
    for fields in ({"text": "a\x00b"}, {"text": "\x01"}, {"option": "gastrocnemius\x00"}, {"ids": ["\x00"]}):
        assert pages.send(tab, page, **fields).status_code == 400
    assert log() == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b'{"reps": 0}', "application/json"), (b"\xff\xfe", "text/plain"), (b"%%%=%%%&&&", "application/x-www-form-urlencoded")],
)
def test_what_is_not_such_a_form_is_refused(tab: PageClient, log: Log, body: bytes, kind: str) -> None:
    answer = tab.post(f"/practice/items/{make.NAME}", data=body, content_type=kind)
    assert 400 <= answer.status_code < 500
    assert log() == []
