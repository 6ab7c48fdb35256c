"""What is compressed on its way out, and what is not."""

import gzip

import pytest
from flask import Flask
from flask.testing import FlaskClient

GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture
def taker(app: Flask) -> FlaskClient:
    """A client that takes answers as they come; the usual one reads every page."""
    return FlaskClient(app, app.response_class)


@pytest.mark.parametrize("path", ["/library", "/library/muscles/scalenes", "/atlas"])
def test_a_page_is_sent_compressed_and_says_the_same(taker: FlaskClient, path: str) -> None:
    plain, packed = taker.get(path), taker.get(path, headers=GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) == int(packed.headers["Content-Length"]) < len(plain.data) / 2
    assert gzip.decompress(packed.data).count(b"<a ") == plain.data.count(b"<a ")
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert "Accept-Encoding" in packed.headers["Vary"]


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0"])
def test_who_does_not_take_it_gets_it_plain(taker: FlaskClient, accepted: str) -> None:
    answer = taker.get("/library", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers
    assert answer.data.startswith(b"<!doctype html>")


def test_pictures_and_short_answers_stay_as_they_are(taker: FlaskClient) -> None:
    picture = taker.get("/atlas").text.split('<image href="')[1].split('"')[0]
    for path in ("/healthz", picture):
        with taker.get(path, headers=GZIP) as answer:
            assert (answer.status_code, answer.headers.get("Content-Encoding")) == (200, None)


def test_a_style_sheet_is_compressed_and_asked_for_again_cheaply(taker: FlaskClient) -> None:
    address = taker.get("/library").text.split('rel="stylesheet" href="')[1].split('"')[0]
    with taker.get(address, headers=GZIP) as first, taker.get(address) as plain:
        assert first.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(first.data) == plain.data
        with taker.get(address, headers={**GZIP, "If-None-Match": first.headers["ETag"]}) as again:
            assert (again.status_code, again.data) == (304, b"")
