"""Plates are served as they are, for ever under the right stamp, and nothing else is served from there."""

import pytest

from tests.clients import PageClient
from webapp.config import ROOT

FILE = "plates/front-superficial-small.webp"
OLD = "000000000000"


@pytest.fixture
def stamp(client: PageClient) -> str:
    return str(client.application.extensions["plates"].stamp)


def test_a_plate_is_a_webp_picture(client: PageClient, stamp: str) -> None:
    answer = client.get(f"/atlas/plates/{stamp}/{FILE}")
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert answer.data == (ROOT / "content" / "atlas" / FILE).read_bytes()
    assert answer.data[8:12] == b"WEBP"


def test_under_the_right_stamp_it_never_changes(client: PageClient, stamp: str) -> None:
    cache = client.get(f"/atlas/plates/{stamp}/{FILE}").cache_control
    assert (cache.immutable, cache.max_age, cache.public, cache.no_store) == (True, 31_536_000, True, False)


@pytest.mark.parametrize("wrong", [OLD, "x", "%20", "a" * 500])
def test_under_another_stamp_it_is_asked_for_again(client: PageClient, wrong: str) -> None:
    answer = client.get(f"/atlas/plates/{wrong}/{FILE}")
    assert (answer.status_code, answer.cache_control.max_age, bool(answer.cache_control.immutable)) == (200, 0, False)


def test_an_unchanged_plate_is_not_sent_again(client: PageClient, stamp: str) -> None:
    tag = client.get(f"/atlas/plates/{stamp}/{FILE}").headers["ETag"]
    again = client.get(f"/atlas/plates/{stamp}/{FILE}", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "plates/ghost.webp",
        "views.json",
        "muscles/front.json",
        "ATTRIBUTION.md",
        "plates",
        "plates/",
        "../atlas/plates/front-superficial-small.webp",
        "plates/../plates/front-superficial-small.webp",
        "../../README.md",
        "../../content/README.md",
        "%2e%2e/%2e%2e/README.md",
        "..%2f..%2fREADME.md",
        "..%5c..%5cREADME.md",
        "plates%2f..%2f..%2f..%2fREADME.md",
        "plates/%00.webp",
        "plates/front-superficial-small.webp%00",
        "plates/front-superficial-small.WEBP",
        "%2fetc%2fpasswd",
        "%2fetc%2fhostname.webp",
        ".webp",
        "plates/" + "x" * 5000 + ".webp",
    ],
)
def test_nothing_else_is_served(client: PageClient, stamp: str, path: str) -> None:
    assert client.get(f"/atlas/plates/{stamp}/{path}", follow_redirects=True).status_code == (400 if "%00" in path else 404)


def test_an_absolute_path_is_not_followed(client: PageClient, stamp: str) -> None:
    picture = str(ROOT / "content" / "atlas" / FILE)
    for path in (picture, picture.replace("/", "%2f"), picture.replace("/", "%252f")):
        assert client.get(f"/atlas/plates/{stamp}/{path}", follow_redirects=True).status_code == 404


def test_a_picture_is_served_by_its_own_name_only(client: PageClient, stamp: str) -> None:
    """Each of these is there for the file system, and still refused."""
    for path in ("plates/../" + FILE, "plates/../../atlas/" + FILE, "./" + FILE, "plates/./" + FILE.partition("/")[2]):
        assert (ROOT / "content" / "atlas" / path).is_file()
        for written in (path, path.replace("/", "%2f"), path.replace(".", "%2e")):
            assert client.get(f"/atlas/plates/{stamp}/{written}", follow_redirects=True).status_code == 404
