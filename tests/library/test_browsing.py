"""Browsing and searching the library: any name finds its muscle, and nothing found says what to do."""

from collections.abc import Callable
from urllib.parse import quote

import pytest

from tests.clients import PageClient
from tests.conftest import Clock
from webapp.accounts.models import User
from webapp.core.catalogue import Catalogue


def links(page: str) -> list[str]:
    """Ids of the muscles that a page lists, in order."""
    return [part.split('"')[0] for part in page.split('class="muscle-link" href="/library/muscles/')[1:]]


def test_everybody_may_browse_by_region(client: PageClient, catalogue: Catalogue) -> None:
    page = client.get("/library")
    assert page.status_code == 200
    assert sorted(links(page.text)) == sorted(catalogue.muscles)
    for region in catalogue.regions.values():
        assert region.name in page.text
        assert links(page.text.split(f'id="r-{region.id}"')[1].split("</section>")[0]) == [
            each.id for each in catalogue.muscles_of(region.id)
        ]


def test_a_region_without_entries_says_so(client: PageClient, catalogue: Catalogue) -> None:
    empty = [region for region in catalogue.regions if not catalogue.muscles_of(region)]
    assert client.get("/library").text.count("No entries yet.") == len(empty)


@pytest.mark.parametrize(
    ("query", "muscle_id"),
    [
        ("masseter", "masseter"),
        ("Musculus masseter", "masseter"),
        ("M. masseter", "masseter"),
        ("MASSETER", "masseter"),
        ("  masseter  ", "masseter"),
        ("maseter", "masseter"),
        ("massetter", "masseter"),
        ("masetter", "masseter"),
        ("SCM", "sternocleidomastoid"),
        ("sternomastoid", "sternocleidomastoid"),
        ("sternocleidomastoideus", "sternocleidomastoid"),
        ("sternoclidomastoid", "sternocleidomastoid"),
        ("capitis splenius", "splenius-capitis"),
        ("middle trapezius", "trapezius-middle"),
    ],
)
def test_one_hit_leads_to_the_muscle(client: PageClient, query: str, muscle_id: str) -> None:
    page = client.get("/library", query_string={"q": query})
    assert (page.status_code, page.location) == (302, f"/library/muscles/{muscle_id}")


def test_every_name_and_synonym_leads_to_its_muscle(client: PageClient, catalogue: Catalogue) -> None:
    for muscle in catalogue.muscles.values():
        for name in (muscle.name.en, muscle.name.latin, *muscle.name.synonyms):
            page = client.get("/library", query_string={"q": name})
            assert page.location == f"/library/muscles/{muscle.id}" or muscle.id in links(page.text), name


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("trapezius", {"trapezius-upper", "trapezius-middle", "trapezius-lower"}),
        ("trapesius", {"trapezius-upper", "trapezius-middle", "trapezius-lower"}),
        ("splenius", {"splenius-capitis", "splenius-cervicis"}),
    ],
)
def test_several_hits_are_listed_instead_of_the_regions(client: PageClient, query: str, found: set[str]) -> None:
    page = client.get("/library", query_string={"q": query})
    assert set(links(page.text)) == found
    assert len(links(page.text)) == len(found)
    assert f"{len(found)} found for “{query}”" in page.text
    assert 'id="r-' not in page.text


@pytest.mark.parametrize("query", ["zzzzzz", "heart", "12345", "🦴", "' OR 1=1 --", "%", "\\", "../../etc/passwd", "{{ 7*7 }}"])
def test_nothing_found_says_what_to_do(client: PageClient, catalogue: Catalogue, query: str) -> None:
    page = client.get("/library", query_string={"q": query})
    assert page.status_code == 200
    assert "Nothing found for" in page.text
    assert "Try another name" in page.text
    assert len(links(page.text)) == len(catalogue.muscles)


def test_a_query_is_shown_as_text(client: PageClient) -> None:
    page = client.get("/library", query_string={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("query", ["", "   ", "\t\n", "\u3000"])
def test_a_query_of_nothing_is_none(client: PageClient, query: str) -> None:
    page = client.get("/library", query_string={"q": query})
    assert page.status_code == 200
    assert "found for" not in page.text


@pytest.mark.parametrize(
    "query", ["a" * 1_000_000, "masseter " * 100_000, "é" * 50_000, "ﷺ" * 1000, "\u200b", "\u202emasseter", "a\u0300" * 99]
)
def test_strange_queries_are_answered(client: PageClient, query: str) -> None:
    page = client.get("/library?q=" + quote(query))
    assert page.status_code in {200, 302}
    assert len(page.text) < 100_000


@pytest.mark.parametrize(("raw", "status"), [("%ff%fe", 200), ("q=1&q=2", 200), ("+", 200), ("%", 200), ("%00", 400), ("masseter%07", 400)])
def test_queries_that_are_not_text_are_answered(client: PageClient, raw: str, status: int) -> None:
    assert client.get(f"/library?q={raw}").status_code == status


def test_the_best_hit_comes_first(client: PageClient) -> None:
    assert links(client.get("/library?q=trapezius+pars+ascendens").text)[0] == "trapezius-lower"


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [("english", "Masseter", False), ("latin", "Musculus masseter", False), ("both", "Masseter", True)],
)
def test_names_are_in_the_language_of_the_person(
    client_for: Callable[[User], PageClient], make_user: Callable[..., User], clock: Clock, language: str, first: str, second: bool
) -> None:
    page = client_for(make_user(name_language=language)).get("/library/muscles/masseter").text
    assert f"<h1>{first}</h1>" in page
    assert ('lang="la">Musculus masseter' in page) == second


def test_a_visitor_sees_both_names(client: PageClient) -> None:
    page = client.get("/library/muscles/masseter").text
    assert "<h1>Masseter</h1>" in page
    assert 'lang="la">Musculus masseter' in page
