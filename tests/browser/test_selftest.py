"""A self-test on a phone: closed tab, killed server and another device lose no answer, and no due day moves."""

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser import knowing, people
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.hands import Touch
from tests.browser.log import cards_of, looking_into, rows_of
from tests.browser.questions import ask, place_asked, question_on, stage
from tests.browser.server import Server
from webapp.accounts.models import User
from webapp.library.shelf import Shelf
from webapp.selftests.models import Response, Sitting, SittingQuestion

COUNT = 10
KINDS = ("locate", "caution", "scenario", "name")
UNKNOWN = {4, 8}
"""Questions that are answered with "I do not know"; the others rightly, but for those in WRONG."""
WRONG = {2, 6}
TELLING = ("Right", "Not right", "Hazard", "Almost", "Not known yet")


def test_a_self_test_survives_a_closed_tab_a_killed_server_and_a_change_of_device(
    open_page: Callable[..., Page], server: Server, shelf: Shelf
) -> None:
    phone = open_page(**PHONE)
    email = people.enrol(phone, "neck", "rules")
    practise_once(phone, shelf)
    cards, log = due_days(server, email), len(rows_of(server, email))

    start(phone)
    answer_through(phone, shelf, server, email, 1, 3)
    phone = closed_and_opened(phone)
    phone.goto("/practice")
    phone.get_by_role("link", name="Test yourself").tap()
    expect(phone.get_by_role("heading", name="Not finished")).to_be_visible()
    phone.get_by_role("link", name="Go on").tap()
    expect(phone.get_by_text("3 of 10 answered.")).to_be_visible()
    phone.get_by_role("link", name="Go on with question 4").tap()

    answer_through(phone, shelf, server, email, 4, 6)
    before = answers(server, email)
    server.kill()
    server.start()
    assert answers(server, email) == before
    phone.reload()
    answer_through(phone, shelf, server, email, 7, 8)

    laptop = open_page(**LAPTOP)
    people.sign_in(laptop, email)
    laptop.goto(phone.url)
    answer_through(laptop, shelf, server, email, 9, 10)
    expect(laptop.get_by_text("10 of 10 answered.")).to_be_visible()
    assert set(answers(server, email)) == set(range(1, COUNT + 1))

    laptop.get_by_role("button", name="Submit the test").click()
    check_result(laptop, server, email)
    assert due_days(server, email) == cards
    assert len(rows_of(server, email)) == log
    practise_missed(laptop, server, email)


def practise_once(page: Page, shelf: Shelf) -> None:
    """Answers one question in practice, so that there is a due day that a test could change."""
    asked = ask(page, "scalenes/caution")
    Touch(page, shelf).give_up(asked)


def start(page: Page) -> None:
    """Starts a test of ten of one's own choice."""
    page.goto("/tests/new")
    page.locator('.choice:has(input[value="custom"])').tap()
    page.get_by_text("Kinds and regions of my own choice").tap()
    for kind in KINDS:
        page.locator(f'.choice:has(input[name=kinds][value="{kind}"])').tap()
    page.locator('.choice:has(input[name=regions][value="neck"])').tap()
    page.get_by_label("Number of questions").fill(str(COUNT))
    page.get_by_role("button", name="Start").tap()
    expect(page.get_by_text(f"Question 1 of {COUNT}")).to_be_visible()


def answer_through(page: Page, shelf: Shelf, server: Server, email: str, first: int, last: int) -> None:
    """Answers questions in order, each with a word on how sure one is; no page in between says what was right."""
    keys = keys_of(server, email)
    for number in range(first, last + 1):
        expect(page.get_by_text(f"Question {number} of {COUNT}")).to_be_visible()
        page.wait_for_load_state()
        if number in UNKNOWN:
            press(page, page.get_by_role("button", name="I do not know"))
        else:
            give(page, shelf, keys[number], wrong=number in WRONG)
        expect(page.get_by_text(f"Question {number} of {COUNT}")).to_have_count(0)
        for word in TELLING:
            expect(page.get_by_role("heading", name=word, exact=True)).to_have_count(0)


def give(page: Page, shelf: Shelf, key: str, *, wrong: bool) -> None:
    """Answers one question: sure and wrong, or right and thinking so."""
    item = shelf.items[key]
    if item.kind == "locate":
        hand = Touch(page, shelf)
        drawing = stage(page)
        place = place_asked(page, shelf, key)
        mark(page, hand, drawing, place, wrong=wrong)
    elif item.kind == "name":
        page.get_by_label("Its name").fill("gastrocnemius" if wrong else knowing.name_of(shelf, item))
    else:
        boxes = page.locator("form[data-item] .choice:has(input[name=ids], input[name=option])")
        right = knowing.right_ids(item)
        for box in boxes.all():
            if (box.locator("input").get_attribute("value") in right) != wrong:
                press(page, box)
                if item.kind == "scenario":
                    break
    press(page, page.locator(".sureness .choice").nth(2 if wrong else 1))
    press(page, page.locator('.answer-bar [data-key="go"]'))


def mark(page: Page, hand: Touch, drawing: Locator, place: tuple[float, float], *, wrong: bool) -> None:
    """Marks the muscle, or a corner of the chart."""
    drawing.scroll_into_view_if_needed()
    if wrong:
        box = drawing.bounding_box()
        assert box
        press_place(page, box["x"] + 12, box["y"] + box["height"] - 12)
    elif page.viewport_size and page.viewport_size["width"] < 500:
        hand.tap_at(drawing, place)
    else:
        found = drawing.evaluate(
            "(svg, [u, v]) => { const p = new DOMPoint(u, -v).matrixTransform(svg.getScreenCTM()); return [p.x, p.y]; }", list(place)
        )
        press_place(page, *found)


def press(page: Page, what: Locator) -> None:
    """A finger on the phone, a mouse on the laptop."""
    if page.viewport_size and page.viewport_size["width"] < 500:
        what.tap()
    else:
        what.click()


def press_place(page: Page, x: float, y: float) -> None:
    if page.viewport_size and page.viewport_size["width"] < 500:
        page.touchscreen.tap(x, y)
    else:
        page.mouse.click(x, y)


def closed_and_opened(page: Page) -> Page:
    """Closes the tab without a word, and opens a new one of the same browser."""
    context: BrowserContext = page.context
    page.close()
    return context.new_page()


def check_result(page: Page, server: Server, email: str) -> None:
    """The result counts what was kept, says how sure one was, and begins with what was sure and wrong."""
    right = sum(row.correct for row in answers(server, email).values())
    assert right == COUNT - len(UNKNOWN) - len(WRONG)
    expect(page.get_by_role("heading", name=f"{right} of {COUNT} right")).to_be_visible()
    expect(page.get_by_role("heading", name="Sure and wrong: 2")).to_be_visible()
    for title in ("By sureness", "By region", "By kind of question", "By grade of evidence"):
        expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.get_by_text("Nothing in your schedule has changed.")).to_be_visible()
    page.get_by_text("What was noted about this sitting").click()
    expect(page.get_by_text("answered from another device than before")).to_have_count(1)
    address = page.url
    page.locator(".result-line a").first.click()
    expect(page.locator("[data-answered]")).to_have_attribute("data-correct", "no")
    page.goto(address)


def practise_missed(page: Page, server: Server, email: str) -> None:
    """What was missed is what practice asks next."""
    keys = keys_of(server, email)
    page.get_by_role("button", name="Practise what I missed (4)").click()
    expect(page.get_by_text("4 questions come first now")).to_be_visible()
    page.get_by_role("link", name="Go on").click()
    assert question_on(page).key in {keys[number] for number in WRONG}


def keys_of(server: Server, email: str) -> dict[int, str]:
    """What the test asks, by number."""
    with looking_into(server) as session:
        rows = session.scalars(sa.select(SittingQuestion).join(Sitting).join(User).where(User.email == email))
        return {row.number: row.item_key for row in rows}


@dataclass(frozen=True)
class Kept:
    """An answer as it stands in the data base."""

    raw: str
    correct: bool
    sureness: int | None


def answers(server: Server, email: str) -> dict[int, Kept]:
    """The answers that stand in the data base, by number."""
    theirs = sa.select(SittingQuestion.number, Response).join(Response).join(Sitting).join(User).where(User.email == email)
    with looking_into(server) as session:
        rows = [(row.number, row.Response) for row in session.execute(theirs.order_by(Response.id))]
    return {number: Kept(str(row.raw_answer), row.correct, row.sureness) for number, row in rows}


def due_days(server: Server, email: str) -> dict[str, int | None]:
    """The person's due days."""
    return {key: card.due_day for key, card in cards_of(server, email).items()}
