"""An instructor by keys alone, in the demo school: roster, assignments, a student, items, Monday sheet, class test."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LAPTOP, PATIENCE_MS
from tests.browser.server import Server
from tests.browser.typist import Typist
from tests.browser.watching import Watch
from tests.make import PASSWORD

INES, OTTO, SAM, TARA, EMIL = (f"{name}@palpate.example" for name in ("ines", "otto", "sam", "tara", "emil"))
CLASS = "/classes/1"
NAMES = ("Keller", "Nunes", "Horvat", "Okafor", "Maric", "Aziz", "Vidal")
FIRST_NAMES = (
    *("Abel", "Berta", "Cleo", "Dario", "Edith", "Finn", "Greta", "Hugo", "Ida", "Jonas"),
    *("Kira", "Leo", "Mara", "Nico", "Olga", "Pia", "Rene", "Sina", "Timo", "Uma"),
)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own with the small demo school; it is Monday, 2 March 2026."""
    server = Server(tmp_path_factory.mktemp("school"))
    for words in (("db", "upgrade"), ("demo", "create", "--scale", "small", "--password", PASSWORD)):
        done = server.command(*words)
        assert done.returncode == 0, done.stderr
    server.start()
    yield server
    server.stop()


@pytest.fixture
def seat(school: Server, browser: Browser, watch: Watch) -> Iterator[Callable[[str], Typist]]:
    """Signs somebody of the school in, on a laptop of their own."""
    with ExitStack() as stack:

        def taken(email: str) -> Typist:
            context = stack.enter_context(browser.new_context(base_url=school.url, **LAPTOP))
            context.set_default_timeout(PATIENCE_MS)
            context.on("page", watch.follow)
            typist = Typist(context.new_page())
            typist.sign_in(email)
            return typist

        yield taken


@pytest.fixture
def ines(seat: Callable[[str], Typist]) -> Typist:
    """Ines, on the page of her class MT-101."""
    typist = seat(INES)
    typist.press('header a[href$="/classes"]')
    typist.press('main a[href$="/classes/1"]')
    expect(typist.page.get_by_role("heading", name="MT-101", exact=True)).to_be_visible()
    return typist


def tab(typist: Typist, label: str) -> Page:
    """Goes to one of the pages of the class."""
    typist.press(f'.class-tabs a:text-is("{label}")')
    expect(typist.page.locator(f'.class-tabs a[aria-current]:text-is("{label}")')).to_be_visible()
    return typist.page


def test_the_class_has_its_roster_and_a_forecast(ines: Typist) -> None:
    page = tab(ines, "Students")
    expect(page.get_by_role("heading", name="8 students")).to_be_visible()
    assert page.locator("table.roster tbody tr").count() == 8
    page = tab(ines, "Overview")
    expect(page.get_by_text("A forecast only", exact=False)).to_be_visible()
    expect(page.get_by_text("if practice goes on as in the last two weeks")).to_be_visible()
    assert re.search(r"\d+ % remembered, safety \d+ %", page.locator("main").inner_text())


def roster(*more: str) -> bytes:
    """Twenty students, and lines after them."""
    lines = [f"{name.lower()}@palpate.example,{name} Newcomer" for name in FIRST_NAMES]
    return "\n".join(["email,name", *lines, *more, ""]).encode()


def test_twenty_students_are_invited_by_a_roster_once(ines: Typist, tmp_path: Path, watch: Watch) -> None:
    watch.expected = {422}
    tab(ines, "Students")
    ines.press('a:text-is("Invite by roster")')
    page = ines.page
    expect(page.get_by_role("link", name="A template to fill in")).to_be_visible()
    ines.give_file("#file", "bad.csv", roster("no address,Nobody", "abel@palpate.example,Abel again"), tmp_path)
    ines.press('button:text-is("Look at the roster")')
    expect(page.get_by_role("alert")).to_contain_text("Nothing was changed")
    expect(page.get_by_role("alert")).to_contain_text("22")
    expect(page.get_by_role("alert")).to_contain_text("23")
    ines.give_file("#file", "good.csv", roster(), tmp_path)
    ines.press('button:text-is("Look at the roster")')
    expect(page.get_by_role("heading", name="20 changes")).to_be_visible()
    ines.press('button:text-is("Send 20 invitations")')
    expect(page.get_by_role("heading", name="Invited, not in the class")).to_be_visible()
    ines.press('a:text-is("Invite by roster")')
    ines.give_file("#file", "good.csv", roster(), tmp_path)
    ines.press('button:text-is("Look at the roster")')
    expect(page.get_by_role("heading", name="0 changes")).to_be_visible()


def test_an_assignment_is_planned_set_and_seen_from_lisbon(ines: Typist, seat: Callable[[str], Typist]) -> None:
    page = tab(ines, "Assignments")
    ines.press('main a[href*="/assignments/new"]')
    ines.write("#title", "Neck & nape")
    ines.choose("#deck_id", "Neck and nape")
    ines.write_date("#due_day", date(2026, 3, 12))
    for days, items, fits in (("1", "1", "yes"), ("5", "10", "no")):
        ines.write("#days", days)
        ines.write("#items_a_day", items)
        ines.press('button:text-is("Look without saving")')
        expect(page.get_by_text("Nothing is saved yet.")).to_be_visible()
        expect(page.locator("[data-fits]")).to_have_attribute("data-fits", fits)
    ines.press('button:text-is("Set it")')
    expect(page.get_by_role("heading", name="Neck & nape", exact=True)).to_be_visible()
    tara = seat(TARA).page
    line = tara.locator(".task-list li", has_text="Neck & nape")
    expect(line).to_contain_text("due Thu 12 Mar 23:59 (Berlin), 22:59 (Lisbon)")


def tiles(page: Page) -> list[str]:
    """The figures at a glance."""
    return page.locator("ul.tiles li").all_inner_texts()


def test_a_student_is_shown_in_figures_and_sees_the_same_and_who_looked(ines: Typist, seat: Callable[[str], Typist], watch: Watch) -> None:
    page = tab(ines, "Students")
    ines.press('table.roster a:text-is("Sam Keller")')
    expect(page.get_by_role("heading", name="Sam Keller")).to_be_visible()
    text = page.locator("main").inner_text()
    for words in ("right, of", "Last active", "Missed most", "hazard hit", "Assignments"):
        assert words in text
    assert not re.search(r"\d\d:\d\d(?! \()", text), "a time of day, other than when something is due"
    shown, address = tiles(page), page.url
    watch.expected = {403}
    page.goto(f"{address}/answers")
    expect(page.get_by_role("heading", name="That is not yours to do")).to_be_visible()
    sam = seat(SAM)
    sam.press('header a[href$="/classes"]')
    sam.press('main a[href$="/classes/1"]')
    tab(sam, "What my instructor sees")
    assert tiles(sam.page) == shown
    expect(sam.page.locator("section[aria-labelledby=looks]")).to_contain_text("Ines Ortega")
    sam.press('button:text-is("Practise in private today")')
    expect(sam.page.get_by_text("Private practice is on for today.")).to_be_visible()
    sam.press('header a[href$="/practice"]')
    sam.press('main a[href$="/practice/next"]')
    sam.press('button:text-is("I do not know")')
    expect(sam.page.locator("[data-answered]").first).to_be_visible()
    sam.page.goto(f"{CLASS}/seen")
    assert tiles(sam.page) == shown


def test_items_are_analysed_and_sorted_by_what_is_technically_hard(ines: Typist) -> None:
    page = tab(ines, "Items")
    for heading in ("Facility", "Commonest wrong", "Sure and wrong", "Median time"):
        expect(page.get_by_role("columnheader", name=heading)).to_be_visible()
    expect(page.get_by_text("too few").first).to_be_visible()
    ines.choose("#sort", "technically hard")
    ines.press('.filters button:text-is("Show")')
    expect(page.locator('table[data-sort="hard"]')).to_be_visible()
    expect(page.get_by_role("columnheader", name="Gap")).to_be_visible()


def test_taps_of_five_or_more_make_a_map_without_names(ines: Typist) -> None:
    page = tab(ines, "Items")
    ines.choose("#kind", "Locate a muscle")
    ines.press('.filters button:text-is("Show")')
    expect(page.locator("table.items")).to_be_visible()
    enough = page.locator('tr[data-item$="/locate"]:not(:has(.few)) th a').first
    few = page.locator('tr[data-item$="/locate"]:has(.few) th a').first
    paths = [enough.get_attribute("href"), few.get_attribute("href")]
    ines.press(f'table.items a[href="{paths[0]}"]')
    expect(page.get_by_role("heading", name="Where they tapped")).to_be_visible()
    assert not [name for name in NAMES if name in page.locator("main").inner_text()]
    page.goto(str(paths[1]))
    expect(page.get_by_text("Too few:")).to_be_visible()
    expect(page.get_by_role("heading", name="Where they tapped")).to_have_count(0)


def test_the_monday_sheet_is_one_page_of_paper(ines: Typist) -> None:
    page = tab(ines, "Monday sheet")
    for heading in ("Forgotten by then", "Hazards, last 7 days", "Sure and wrong"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    assert not [name for name in NAMES if name in page.locator(".sheet").inner_text()]
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 1


def test_a_class_test_asks_of_grades_a_to_c_and_the_gradebook_is_harmless(ines: Typist, seat: Callable[[str], Typist]) -> None:
    emil = seat(EMIL)
    emil.page.goto("/accounts/settings")
    emil.write("#name", "=cmd|' /C calc'!A0")
    emil.page.keyboard.press("Enter")
    expect(emil.page.get_by_text("Saved.")).to_be_visible()
    page = tab(ines, "Assignments")
    ines.press('main a[href*="/assignments/new"]')
    ines.press('a:text-is("Class test")')
    ines.write("#title", "Second test")
    ines.choose("#deck_id", "Neck and nape")
    ines.write("#count", "20")
    ines.press('button:text-is("Look without saving")')
    expect(page.locator("ol.questions > li")).to_have_count(20)
    grades = page.locator("ol.questions .badge", has_text="evidence").all_inner_texts()
    assert set(grades) <= {"evidence A", "evidence B", "evidence C"}
    expect(page.locator("ol.questions .badge", has_text="draft, not reviewed by a clinician")).to_have_count(20)
    ines.press('button:text-is("Set it")')
    expect(page.get_by_role("heading", name="Second test")).to_be_visible()
    tab(ines, "Assignments")
    ines.press('main a[href$="/gradebook"]')
    with page.expect_download() as download:
        ines.press('a:text-is("Download as CSV")')
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "'=cmd|" in text
    assert "\n=cmd" not in text
    assert ",=cmd" not in text


def test_of_two_who_change_a_class_at_once_the_later_is_told_and_loses_nothing(seat: Callable[[str], Typist], watch: Watch) -> None:
    watch.expected = {409}
    ines, otto = seat(INES), seat(OTTO)
    for typist in (ines, otto):
        typist.page.goto("/classes/2/settings")
    otto.write("#name", "MT-102 evening")
    otto.page.keyboard.press("Enter")
    expect(otto.page.get_by_role("heading", name="MT-102 evening")).to_be_visible()
    ines.write("#name", "MT-102 late")
    ines.page.keyboard.press("Enter")
    expect(ines.page.get_by_text("Somebody changed this class while you were editing.")).to_be_visible()
    expect(ines.page.locator("#name")).to_have_value("MT-102 late")
    expect(ines.page.get_by_role("cell", name="MT-102 evening")).to_be_visible()
    ines.press('button:text-is("Save mine")')
    expect(ines.page.get_by_role("heading", name="MT-102 late")).to_be_visible()
