"""A student's first days: sign up on a phone, study, come back on the days that FSRS names."""

from datetime import date

from playwright.sync_api import Page, expect

from tests.browser import people
from tests.browser.expectation import check_due_days, expected_on, memories_of, subjects_of
from tests.browser.hands import Keyboard, Touch
from tests.browser.log import answers_of, cards_of, rows_of
from tests.browser.questions import expect_feedback, is_asking, question_on
from tests.browser.server import Server
from webapp.library.shelf import Shelf

DECKS = ("neck", "thigh", "rules")
NEW_PER_DAY = 20
MOST_ANSWERS = 60


def test_a_student_signs_up_studies_and_finds_the_right_queue_on_each_later_day(phone: Page, server: Server, shelf: Shelf) -> None:
    email = people.sign_up(phone)
    people.choose_decks(phone, DECKS)
    people.set_study(phone, new_per_day=NEW_PER_DAY)
    phone.goto("/practice")
    assert tiles(phone) == {"new": NEW_PER_DAY, "to repeat": 0, "due": 0}
    phone.get_by_role("link", name="Start").tap()

    keys = Keyboard(phone, shelf)
    by_touch = study(Touch(phone, shelf), answers=10, unknown={2})
    assert len(by_touch) >= 4, by_touch
    undo_by_key(keys, server, email)
    reload_in_the_middle(keys, server, email)
    by_keys = study(keys, answers=10, unknown={3, 9})
    assert len(by_keys) >= 4, by_keys
    people.sign_out(phone)
    people.sign_in(phone, email)

    people.set_study(phone, new_per_day=0)
    for _ in range(3):
        server.move(days=1)
        practise_the_day(keys, server, email)
    expect_empty_day(phone, server, email)
    check_due_days(answers_of(server, email), {key: item.safety for key, item in shelf.items.items()})
    done = server.command("practice", "rebuild", "--check")
    assert done.returncode == 0, done.stdout


def study(hand: Touch | Keyboard, *, answers: int, unknown: set[int]) -> set[str]:
    """Answers some questions, rightly but for those counted in `unknown`; ends on a question, and gives the kinds met."""
    kinds = set()
    for number in range(answers):
        asked = question_on(hand.page)
        kinds.add(asked.kind)
        if number in unknown:
            hand.give_up(asked)
        else:
            hand.answer(asked)
        hand.go_on()
    return kinds


def undo_by_key(keys: Keyboard, server: Server, email: str) -> None:
    """Takes an answer back with `u`: the same question comes again with the same counts, and the log keeps both rows."""
    asked, rows = question_on(keys.page), len(rows_of(server, email))
    keys.answer(asked)
    keys.page.keyboard.press("u")
    expect(keys.page.get_by_text("The answer was taken back.")).to_be_visible()
    again = question_on(keys.page)
    assert (again.key, again.counts, again.reps) == (asked.key, asked.counts, asked.reps + 2)
    assert len(rows_of(server, email)) == rows + 2
    assert answers_of(server, email)[-1].item_key != asked.key


def reload_in_the_middle(keys: Keyboard, server: Server, email: str) -> None:
    """Loads a question and its feedback again: nothing is lost, nothing is there twice."""
    asked, rows = question_on(keys.page), len(rows_of(server, email))
    keys.page.reload()
    again = question_on(keys.page)
    assert (again.key, again.counts) == (asked.key, asked.counts)
    keys.answer(again)
    keys.page.reload()
    expect_feedback(keys.page, asked.key, correct=True)
    assert len(rows_of(server, email)) == rows + 1
    keys.go_on()


def practise_the_day(keys: Keyboard, server: Server, email: str) -> None:
    """Holds the day's queue against the log, and practises to its end with one wrong answer on the way."""
    keys.page.goto("/practice")
    before = answers_of(server, email)
    day = max(row.study_day for row in before) + 1
    expected = expected_on(before, day)
    assert tiles(keys.page) == {"new": 0, "to repeat": len(expected.wrong), "due": len(expected.due_subjects)}
    check_cards(server, email)
    order = practise_to_the_end(keys)
    asked, twice = set(order), [key for key in set(order) if order.count(key) > 1]
    assert expected.wrong <= asked <= expected.wrong | expected.due
    assert subjects_of(asked) == subjects_of(expected.wrong) | expected.due_subjects
    assert len(asked) == len(subjects_of(asked)), "two questions about one muscle on one day"
    assert twice == order[:1], "what was wrong comes again on the same day, and nothing else"
    check_safety_first(asked - expected.wrong, expected.due, keys.shelf)
    assert {row.study_day for row in answers_of(server, email)[len(before) :]} == {day}


def practise_to_the_end(keys: Keyboard) -> list[str]:
    """Answers all there is, the first question wrongly; gives the items in the order asked."""
    order: list[str] = []
    keys.page.keyboard.press("Enter")
    expect(keys.page.get_by_role("heading", name="Today")).to_have_count(0)
    while is_asking(keys.page):
        asked = question_on(keys.page)
        if order:
            keys.answer(asked)
        else:
            keys.give_up(asked)
        order.append(asked.key)
        keys.go_on()
        assert len(order) < MOST_ANSWERS, order
    return order


def check_cards(server: Server, email: str) -> None:
    """Every card is what the model makes of its answers."""
    cards = cards_of(server, email)
    for key, memory in memories_of(answers_of(server, email)).items():
        assert (cards[key].stability, cards[key].difficulty, cards[key].last_day) == (memory.stability, memory.difficulty, memory.last_day)


def check_safety_first(asked: set[str], due: frozenset[str], shelf: Shelf) -> None:
    """Where several items of a muscle are due, the one about safety is asked."""
    for key in asked:
        rivals = [shelf.items[other] for other in due if subjects_of([other]) == subjects_of([key])]
        assert shelf.items[key].safety or not any(item.safety for item in rivals), key


def expect_empty_day(page: Page, server: Server, email: str) -> None:
    """The page of a finished day says that it is done, and when the next questions come."""
    answers = answers_of(server, email)
    day = answers[-1].study_day
    following = min(row.due_day or 0 for row in {row.item_key: row for row in answers}.values())
    expect(page.get_by_text("Done for today.")).to_be_visible()
    days = max(following, day + 1) - day
    named = date.fromordinal(day + days)
    when = "tomorrow" if days == 1 else f"in {days} days, on {named.day} {named:%B}"
    expect(page.get_by_text(f"The next questions come {when}")).to_be_visible()
    assert tiles(page) == {"new": 0, "to repeat": 0, "due": 0}
    page.goto("/practice/next")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()


def tiles(page: Page) -> dict[str, int]:
    """What today's page says that the day holds."""
    expect(page.locator(".tile")).to_have_count(3)
    page.wait_for_load_state()
    return {tile.locator("span").inner_text(): int(tile.locator("b").inner_text()) for tile in page.locator(".tile").all()}
