"""An answer counts once: double clicks, replays and stale tabs cost nothing."""

from playwright.sync_api import Page, Request, expect

from tests.browser import people
from tests.browser.hands import Keyboard, Touch
from tests.browser.log import rows_of
from tests.browser.questions import ask, expect_feedback, question_on
from tests.browser.server import Server
from tests.browser.watching import Watch
from webapp.library.shelf import Shelf

CAUTION = "scalenes/caution"


def test_a_double_click_on_answer_counts_once(laptop: Page, server: Server) -> None:
    email = people.enrol(laptop, "neck")
    asked = ask(laptop, CAUTION)
    laptop.locator(".choice").first.click()
    laptop.get_by_role("button", name="Answer").dblclick()
    expect_feedback(laptop, asked.key)
    assert len(rows_of(server, email)) == 1


def test_a_double_click_on_i_do_not_know_counts_once(laptop: Page, server: Server) -> None:
    email = people.enrol(laptop, "neck")
    asked = ask(laptop, CAUTION)
    laptop.get_by_role("button", name="I do not know").dblclick()
    expect_feedback(laptop, asked.key, correct=False)
    assert len(rows_of(server, email)) == 1


def test_two_taps_on_the_chart_count_once(phone: Page, server: Server) -> None:
    email = people.enrol(phone, "neck", confirm_tap=False)
    asked = ask(phone, "trapezius-upper/locate")
    box = phone.locator("svg[data-full]").bounding_box()
    assert box
    phone.touchscreen.tap(box["x"] + 60, box["y"] + 200)
    phone.touchscreen.tap(box["x"] + 60, box["y"] + 200)
    expect_feedback(phone, asked.key)
    assert len(rows_of(server, email)) == 1


def test_a_post_sent_again_gives_the_same_answer_page_and_no_second_row(laptop: Page, server: Server, shelf: Shelf) -> None:
    email = people.enrol(laptop, "neck")
    asked = ask(laptop, CAUTION)
    posts: list[Request] = []
    laptop.on("request", lambda request: posts.append(request) if request.method == "POST" else None)
    Keyboard(laptop, shelf).answer(asked)
    shown = laptop.url
    sent = posts[0]
    again = laptop.request.post(
        sent.url, data=sent.post_data or "", headers={"content-type": sent.headers["content-type"], "referer": laptop.url}
    )
    assert again.ok
    assert again.url == shown
    assert len(rows_of(server, email)) == 1


def test_going_back_and_sending_again_counts_once(laptop: Page, server: Server, shelf: Shelf) -> None:
    email = people.enrol(laptop, "neck")
    asked = ask(laptop, CAUTION)
    Keyboard(laptop, shelf).answer(asked)
    laptop.go_back()
    expect(laptop.locator("form[data-item]")).to_be_attached()
    assert question_on(laptop).key != asked.key
    assert len(rows_of(server, email)) == 1


def test_a_stale_second_tab_gets_the_next_question_and_a_word_why(phone: Page, server: Server, shelf: Shelf, watch: Watch) -> None:
    email = people.enrol(phone, "neck")
    watch.expected.add(409)
    asked = ask(phone, CAUTION)
    second = phone.context.new_page()
    assert ask(second, CAUTION).uuid != asked.uuid
    phone.bring_to_front()
    Touch(phone, shelf).answer(asked)
    second.bring_to_front()
    second.get_by_role("button", name="I do not know").tap()
    expect(second.get_by_text("This card was answered elsewhere in the meantime.")).to_be_visible()
    assert question_on(second).key != asked.key
    rows = rows_of(server, email)
    assert [(row.item_key, row.correct) for row in rows] == [(CAUTION, True)]
    Touch(second, shelf).answer(question_on(second))
    assert len(rows_of(server, email)) == 2


def test_undoing_twice_takes_back_one_answer(laptop: Page, server: Server, shelf: Shelf) -> None:
    email = people.enrol(laptop, "neck")
    Keyboard(laptop, shelf).answer(ask(laptop, CAUTION))
    laptop.get_by_role("button", name="Undo").dblclick()
    expect(laptop.get_by_text("The answer was taken back.")).to_be_visible()
    assert question_on(laptop).key == CAUTION
    assert len(rows_of(server, email)) == 2
