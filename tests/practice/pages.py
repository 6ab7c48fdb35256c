"""Practice as a browser sees it: the question on a page, and the forms that answer it."""

from functools import lru_cache
from typing import Any

from werkzeug.test import TestResponse

from tests.clients import PageClient, parse
from tests.practice import make
from webapp.core.answers import Answer, Blank, Chosen, Marked, Tap, Typed
from webapp.core.items import Item
from webapp.library.shelf import Shelf


@lru_cache(maxsize=8)
def tree_of(text: str) -> Any:
    """The parsed page, kept for the next look at it."""
    return parse(text)


def question_form(page: TestResponse) -> Any:
    """The form that answers the question."""
    forms = [each for each in tree_of(page.text).iter("form") if each.get("data-item")]
    assert len(forms) == 1
    return forms[0]


def item_of(page: TestResponse) -> str:
    """Key of the item that is asked."""
    return str(question_form(page).get("data-item"))


def hidden(page: TestResponse) -> dict[str, str]:
    """What the form carries before anybody has answered, without the token, which each browser adds itself."""
    inputs = [each for each in question_form(page).iter("input") if each.get("type") == "hidden"]
    return {each.get("name"): each.get("value") or "" for each in inputs if each.get("name") != "csrf_token"}


def filled(answer: Answer) -> dict[str, Any]:
    """An answer as form fields."""
    match answer:
        case Tap(_, _, (u, v)):
            return {"u": str(u), "v": str(v)}
        case Typed(text, first_try):
            return {"text": text, "first_try": first_try or ""}
        case Chosen(option, _):
            return {"option": option}
        case Marked(ids) if any(each.startswith("origin.") for each in ids):
            return {each.partition(".")[0]: each for each in ids}
        case Marked(ids):
            return {"ids": sorted(ids)}
        case Blank():
            return {"blank": "y"}


def ask(browser: PageClient, key: str) -> TestResponse:
    """The page that asks an open item."""
    page = browser.get(f"/practice/next?item={key}")
    assert item_of(page) == key
    return page


def fields(page: TestResponse) -> list[str]:
    """Names of the fields between whose options one chooses."""
    boxes = [each.get("name") for each in question_form(page).iter("input") if each.get("type") in ("radio", "checkbox")]
    return list(dict.fromkeys(boxes))


def values(page: TestResponse, field: str | None = None) -> list[str]:
    """Ids of the options that are offered, or of those of one field."""
    wanted = [field] if field else fields(page)
    return [each.get("value") for each in question_form(page).iter("input") if each.get("name") in wanted]


def chosen(option: str) -> Chosen:
    """One option of four."""
    return Chosen(option, 4)


def send(browser: PageClient, page: TestResponse, **fields: Any) -> TestResponse:
    """Send the question's form, filled in."""
    return browser.post(question_form(page).get("action"), data={**hidden(page), "elapsed_ms": "3000", **fields})


def answer(browser: PageClient, key: str, given: Answer) -> int:
    """Answer an open item; gives the number of its row."""
    answered = send(browser, ask(browser, key), **filled(given))
    assert answered.status_code == 303
    return int(str(answered.location).rsplit("/", 1)[1])


def wrong(page: TestResponse, shelf: Shelf, item: Item) -> Answer:
    """A wrong answer, from the options where the page offers some."""
    answer, fits = make.wrong(shelf, item), make.right(shelf, item)
    offered = [each.get("value") for each in question_form(page).iter("input") if each.get("name") in ("option", "ids")]
    match answer, fits:
        case Marked(), Marked(ids):
            return Marked(frozenset([next(each for each in offered if each not in ids)]))
        case Chosen(), Chosen(option):
            return Chosen(next(each for each in offered if each != option), len(offered))
    return answer


def words(page: TestResponse) -> str:
    """The text of the page as it is read, in one line."""
    return " ".join("".join(tree_of(page.text).itertext()).split())
