"""The page of a muscle, for every entry, and the page of the sources."""

import re
from html import unescape

import pytest

from tests.clients import PageClient
from webapp.config import ROOT
from webapp.core.catalogue import Catalogue

MUSCLES = sorted(path.stem for path in (ROOT / "content" / "muscles").glob("*/*.yaml"))


def words(page: str) -> str:
    """The words of a page as they are read."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def chosen(page: str) -> list[str]:
    """The view and the layer that are shown."""
    tabs = page.split('aria-label="View and layer"')[1].split("</nav>", maxsplit=1)[0]
    return re.findall(r'aria-current="true">([^<]*)<', tabs)


@pytest.mark.parametrize("muscle_id", MUSCLES)
def test_a_muscle_has_its_whole_page(client: PageClient, catalogue: Catalogue, muscle_id: str) -> None:
    muscle = catalogue.muscles[muscle_id]
    answer = client.get(f"/library/muscles/{muscle_id}")
    assert answer.status_code == 200
    page = words(answer.text)
    assert "draft, not reviewed by a clinician" in page
    for fact in (muscle.landmarks, muscle.palpate, muscle.origin, muscle.insertion, muscle.innervation, muscle.self_treatment):
        assert fact.text in page
    for listed in (muscle.action.movements, [point.text for point in muscle.points], muscle.name.synonyms):
        assert all(each in page for each in listed)
    for caution in muscle.cautions:
        assert catalogue.structures[caution.structure].name.lower() in page.lower()
        assert caution.text[1:] in page
        assert caution.instead in page
    for key in {key for fact in (muscle.landmarks, *muscle.points, *muscle.cautions) for key in fact.src}:
        assert catalogue.sources[key].title in page
        assert catalogue.sources[key].locator in page
    assert ("Not assessed." in page) == (muscle.caution_state == "not-assessed")
    assert ("Disputed:" in page) == (muscle.disputed is not None)


@pytest.mark.parametrize("muscle_id", MUSCLES)
def test_a_muscle_is_drawn_on_its_own_first_view(client: PageClient, catalogue: Catalogue, muscle_id: str) -> None:
    page = client.get(f"/library/muscles/{muscle_id}").text
    first = catalogue.muscles[muscle_id].views[0]
    assert chosen(page)[0] == first.replace("-", ", ")
    assert 'class="mark-right"' in page
    assert f'/plates/{first}-{chosen(page)[1]}-small.webp"' in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["side", "deep"]),
        ("?view=front", ["front", "deep"]),
        ("?view=front&layer=superficial", ["front", "superficial"]),
        ("?layer=intermediate", ["side", "intermediate"]),
        ("?view=nowhere", ["side", "deep"]),
        ("?layer=marrow", ["side", "deep"]),
        ("?view=&layer=", ["side", "deep"]),
        ("?view=../../etc&layer=..", ["side", "deep"]),
        ("?view=<script>", ["side", "deep"]),
        ("?view=front&view=back", ["front", "deep"]),
        ("?view=" + "x" * 100_000, ["side", "deep"]),
    ],
)
def test_an_unknown_view_or_layer_falls_back(client: PageClient, query: str, shown: list[str]) -> None:
    answer = client.get(f"/library/muscles/scalenes{query}")
    assert answer.status_code == 200
    assert chosen(answer.text) == shown


@pytest.mark.parametrize("muscle_id", ["ghost", "Masseter", "masseter-", "planned", "..", "a" * 10_000, "masseter/", "retired muscle"])
def test_an_unknown_muscle_is_not_found(client: PageClient, muscle_id: str) -> None:
    assert client.get(f"/library/muscles/{muscle_id}").status_code == 404


def test_not_found_says_what_is_missing(client: PageClient) -> None:
    assert "There is no muscle of this name in the library." in client.get("/library/muscles/ghost").text


def test_what_must_be_known_comes_first(client: PageClient) -> None:
    page = client.get("/library/muscles/scalenes").text
    first = page.rindex('class="caution must"')
    assert page.index('class="caution"') > first > 0


def test_a_sources_page_lists_every_source(client: PageClient, catalogue: Catalogue) -> None:
    answer = client.get("/library/sources")
    assert answer.status_code == 200
    page = words(answer.text)
    for source in catalogue.sources.values():
        assert f'id="{source.key}"' in answer.text
        assert source.title in page
        assert f"read {source.read}" in page


def test_no_source_runs_a_script(catalogue: Catalogue) -> None:
    assert [source.key for source in catalogue.sources.values() if source.url.lower().startswith(("javascript:", "data:"))] == []


@pytest.mark.parametrize("path", ["/library", "/library/muscles/masseter", "/library/sources"])
def test_the_library_is_only_read(client: PageClient, path: str) -> None:
    assert client.post(path).status_code == 405


def test_the_entries_on_disk_are_the_ones_that_are_served(catalogue: Catalogue) -> None:
    assert sorted(catalogue.muscles) == MUSCLES
