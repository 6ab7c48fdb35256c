"""Forms of authoring as a browser sends them."""

from typing import Any

from werkzeug.test import TestResponse

from tests.clients import PageClient, parse
from tests.practice.pages import tree_of


def text_form(**values: Any) -> dict[str, Any]:
    """A typed question that lacks nothing."""
    told = {"muscle_id": "infraspinatus", "question": "Which nerve supplies it?", "accepted": "suprascapular nerve\nsuprascapularis"}
    return told | {"explanation": "It passes the notch.", "citation": "Platzer 2018, p. 152", "evidence": "C", "revision": "0"} | values


def area_form(corners: list[tuple[str, str]], **values: Any) -> dict[str, Any]:
    """A question about a place."""
    told = {name: value for name, value in text_form().items() if name != "accepted"}
    place = {"view": "front", "layer": "superficial", "both_sides": "y", "u": [u for u, _ in corners], "v": [v for _, v in corners]}
    return told | place | values


def number_of(response: TestResponse) -> int:
    """The number at the end of where a browser is sent."""
    assert response.status_code == 303, words(response)
    return int(str(response.location).split("?")[0].split("#")[0].rsplit("/", 1)[1])


def value(page: TestResponse, name: str) -> str:
    """The value of the first field of this name."""
    return next(each.get("value") or "" for each in tree_of(page.text).iter("input") if each.get("name") == name)


def values(page: TestResponse, name: str, *, checked: bool = False) -> list[str]:
    """Values of every field of this name, or of those that are ticked."""
    fields = [each for each in tree_of(page.text).iter("input") if each.get("name") == name]
    return [each.get("value") or "" for each in fields if not checked or each.get("checked") is not None]


def words(page: TestResponse) -> str:
    """The text of a page with single spaces."""
    return " ".join("".join(parse(page.text).itertext()).split())


def write(tab: PageClient, kind: str = "text", **fields: Any) -> int:
    """Writes a draft; gives its number."""
    return number_of(tab.post(f"/school/items/new/{kind}", data=fields or text_form()))


def act(tab: PageClient, path: str, act: str) -> TestResponse:
    """Presses a button of the page of a question or a deck."""
    return tab.post(f"{path}/{act}", data={"revision": value(tab.get(path), "revision")})
