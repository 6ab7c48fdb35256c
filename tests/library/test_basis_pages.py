"""Public pages about what the material rests on: figures that add up, what is contested, what changed."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask

from tests.clients import PageClient
from tests.library.signed import BY, ticked
from tests.library.test_muscle_page import words
from webapp.accounts.models import User
from webapp.config import ROOT
from webapp.core.catalogue import Catalogue
from webapp.core.entries import Evidence
from webapp.core.facts import facts_of
from webapp.library.basis import basis
from webapp.library.naming import fact_name
from webapp.library.stats import content_stats

PAGES = ["/library/basis", "/library/contested", "/library/changes"]


def test_figures_by_region_add_up(app: Flask, catalogue: Catalogue) -> None:
    found, stats = basis(catalogue, []), content_stats(app.extensions["shelf"])
    assert [row.name for row in found.rows[:-1]] == [region.name for region in catalogue.regions.values()]
    assert [row.muscles for row in found.rows[:-1]] == list(stats["muscles_by_region"].values())
    for field in ("muscles", "facts", "assessed", "reviewed"):
        assert sum(getattr(row, field) for row in found.rows) == getattr(found.total, field)
    for row in (*found.rows, found.total):
        assert sum(row.grades.values()) == row.facts
    assert found.total.facts == stats["facts"] == len(list(facts_of(catalogue)))
    assert {grade.value: count for grade, count in found.total.grades.items()} == stats["facts_by_evidence"]
    assert found.total.assessed == len(catalogue.muscles) - stats["cautions_by_state"]["not-assessed"]
    assert sum(len(muscles) for _, muscles in found.disputed) == sum(muscle.disputed is not None for muscle in catalogue.muscles.values())


def test_the_page_tells_the_figures(client: PageClient, catalogue: Catalogue) -> None:
    page = words(client.get("/library/basis").text)
    total = basis(catalogue, []).total
    assert f"{total.facts} facts about {total.muscles} muscles" in page
    assert "None of them has been reviewed by a clinician yet." in page
    assert "Nobody yet." in page
    for grade in Evidence:
        assert f"evidence {grade}" in page
    for region in catalogue.regions.values():
        assert region.name in page


def test_what_is_disputed_is_linked(client: PageClient, catalogue: Catalogue) -> None:
    answer = client.get("/library/basis").text
    for muscle in catalogue.muscles.values():
        assert (f'href="/library/muscles/{muscle.id}"' in answer) == (muscle.disputed is not None)
        assert muscle.disputed is None or muscle.disputed[1:] in words(answer)


def test_reviewers_are_named_with_what_they_stand_for(
    client: PageClient, client_for: Callable[[User], PageClient], reviewer: User, catalogue: Catalogue
) -> None:
    facts = ticked(catalogue, "scalenes/origin", "scalenes/insertion")
    client_for(reviewer).post("/library/review/scalenes", data={"facts": facts, "qualification": "physiotherapist, MSc"})
    page = words(client.get("/library/basis").text)
    assert f"{BY}: 2 facts" in page
    assert "2 of them are reviewed by a clinician." in page
    assert "Nobody yet." not in page


def test_what_is_contested_names_its_literature(client: PageClient, catalogue: Catalogue) -> None:
    page = words(client.get("/library/contested").text)
    for key in ("quintner2015", "lucas2009", "woodley2006", "pq2005", "drew2017", "fdlp2007"):
        assert catalogue.sources[key].title in page
        assert catalogue.sources[key].locator in page
    restated = sum(source.group == "travell-simons" for source in catalogue.sources.values())
    assert f"{restated} of the {len(catalogue.sources)} sources" in page
    assert catalogue.rules["g-evidence"].text[1:] in page


def test_every_source_it_names_is_in_the_list(catalogue: Catalogue) -> None:
    template = (ROOT / "webapp/templates/library/contested.html").read_text(encoding="utf-8")
    named = {key for call in re.findall(r"papers\(([^)]+)\)", template) for key in re.findall(r'"([^"]+)"', call)}
    assert len(named) == 11
    assert named <= set(catalogue.sources)


def test_every_change_is_told(client: PageClient, catalogue: Catalogue) -> None:
    page = words(client.get("/library/changes").text)
    for row in catalogue.changes:
        assert fact_name(catalogue, row.fact) in page
        assert row.meaning[1:] in page
        assert str(row.on) in page


def test_the_pages_are_linked_from_everywhere(client: PageClient) -> None:
    for path in ("/", "/library", "/library/muscles/scalenes"):
        assert 'href="/library/basis"' in client.get(path).text
    page = client.get("/library/muscles/scalenes").text
    assert 'href="/library/basis#grades"' in page
    assert 'href="/library/contested"' in page
    assert 'id="grades"' in client.get("/library/basis").text
    assert set(PAGES) <= set(re.findall(r'href="([^"]+)"', client.get("/library").text))


@pytest.mark.parametrize("path", PAGES)
def test_they_are_only_read(client: PageClient, path: str) -> None:
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("path", PAGES)
def test_links_of_the_pages_lead_somewhere(client: PageClient, client_for: Callable[[User], PageClient], student: User, path: str) -> None:
    tab = client_for(student)
    for link in set(re.findall(r'href="(/[^"#]*)', unescape(client.get(path).text))):
        assert tab.get(link).status_code in {200, 302}, link
