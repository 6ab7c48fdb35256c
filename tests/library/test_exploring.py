"""The atlas page: what lies at a place, who sends pain to a zone, and what is not drawn."""

import pytest

from tests.clients import PageClient, parse
from webapp.core.anatomy import hazards_at
from webapp.core.geometry import Position, box
from webapp.errors import NotFound
from webapp.library.exploring import coverage, find_at, get_senders, get_view, shown_layer
from webapp.library.figures import zone_figures
from webapp.library.shelf import Shelf


def inside(shelf: Shelf, view: str, muscle: str) -> Position:
    return shelf.atlas.views[view].muscles[muscle].inside


def place(at: Position) -> str:
    return f"u={at[0]}&v={at[1]}"


@pytest.mark.parametrize("view", ["front", "back", "side"])
def test_everybody_may_explore_every_view_and_layer(client: PageClient, shelf: Shelf, view: str) -> None:
    for layer in (None, *shelf.atlas.views[view].layers, *shelf.atlas.views[view].overlays):
        page = client.get(f"/atlas?view={view}" + (f"&layer={layer}" if layer else ""))
        assert page.status_code == 200
        assert "Tap the chart" in page.text


def test_a_tap_names_the_muscle_and_links_to_it(client: PageClient, shelf: Shelf) -> None:
    page = client.get("/atlas?view=back&layer=superficial&" + place(inside(shelf, "back", "infraspinatus")))
    assert page.status_code == 200
    assert '/library/muscles/infraspinatus"' in page.text


def test_a_script_gets_only_what_was_found(client: PageClient, shelf: Shelf) -> None:
    address = "/atlas?view=back&layer=superficial&" + place(inside(shelf, "back", "infraspinatus"))
    part = client.get(address, headers={"X-Partial": "1"})
    assert "<html" not in part.text
    assert parse(part.text).find(".//div[@data-d]").get("data-d").startswith("M")


def test_what_can_be_harmed_under_the_thumb_is_told(shelf: Shelf) -> None:
    view = shelf.atlas.views["back"]
    u0, v0, u1, v1 = box(view.structures["sciatic-nerve"].sides["R"])
    places = ((u0 + i * (u1 - u0) / 30, v0 + j * (v1 - v0) / 30) for i in range(31) for j in range(31))
    on_it = next(at for at in places if "sciatic-nerve" in hazards_at(view, at))
    assert "sciatic-nerve" in [structure.id for structure, _ in find_at(shelf, view, "deep", on_it).structures]


def test_a_place_without_a_muscle_says_so(client: PageClient) -> None:
    assert "No muscle on this layer" in client.get("/atlas?view=front&u=-370&v=1700").text


@pytest.mark.parametrize("query", ["u=1", "u=x&v=1", "u=nan&v=1", "u=1&v=inf", "u=99999&v=1", "u=1&v="])
def test_a_place_that_is_none_is_refused_with_words(client: PageClient, query: str) -> None:
    page = client.get(f"/atlas?view=front&{query}")
    assert page.status_code == 422
    assert "Tap the chart again" in page.text


def test_an_unknown_view_is_not_found_and_an_unknown_layer_falls_back(client: PageClient, shelf: Shelf) -> None:
    assert client.get("/atlas?view=moon").status_code == 404
    view = get_view(shelf, "front")
    assert shown_layer(view, "marrow") == view.first_layer
    with pytest.raises(NotFound):
        get_view(shelf, "moon")


def test_every_zone_has_a_page_with_its_senders(client: PageClient, shelf: Shelf) -> None:
    for zone in shelf.catalogue.zones:
        page = client.get(f"/atlas/zones/{zone}")
        assert page.status_code == 200
        for sender in get_senders(shelf, zone)[1]:
            assert f'/library/muscles/{sender.muscle.id}"' in page.text


def test_the_temple_is_reached_by_temporalis(shelf: Shelf) -> None:
    zone, found = get_senders(shelf, "temple")
    assert zone.id == "temple"
    assert "temporalis" in {sender.muscle.id for sender in found if sender.core}
    assert {picture.view for picture in zone_figures(shelf, "temple", ())} == {
        view.id for view in shelf.atlas.for_zones if "temple" in view.zones
    }


def test_an_unknown_zone_is_not_found(client: PageClient) -> None:
    assert client.get("/atlas/zones/moon").status_code == 404


def test_the_coverage_page_lists_every_structure_and_what_is_missing(client: PageClient, shelf: Shelf) -> None:
    page = client.get("/atlas/coverage")
    told = coverage(shelf)
    assert page.status_code == 200
    assert [structure.id for structure, _ in told.structures] == list(shelf.catalogue.structures)
    drawn = {name for view in shelf.atlas.views.values() for name in view.structures}
    assert {structure.id for structure, how in told.structures if how} == drawn
    assert {zone.id for zone in told.undrawn_zones} == shelf.catalogue.zones.keys() - {
        zone for view in shelf.atlas.views.values() for zone in view.zones
    }
    assert set(told.schematic) >= {"Masseter", "Lateral pterygoid"}
