"""What lies over, under and beside a muscle."""

import pytest

from tests.clients import PageClient
from webapp.library.shelf import Shelf
from webapp.library.surroundings import MOST, surroundings


@pytest.mark.parametrize(
    ("muscle", "view", "over", "under"),
    [
        ("infraspinatus", "back", "deltoid", None),
        ("rhomboid-major", "back", "trapezius-middle", "serratus-posterior-superior"),
        ("soleus", "leg-back", "gastrocnemius", "tibialis-posterior"),
        ("pectoralis-minor", "front", "pectoralis-major", None),
        ("quadratus-plantae", "foot-sole", "flexor-digitorum-brevis", None),
    ],
)
def test_what_everybody_knows_to_lie_over_and_under(shelf: Shelf, muscle: str, view: str, over: str, under: str | None) -> None:
    found = surroundings(shelf, muscle, view)
    assert over in {each.id for each in found.over}
    assert under is None or under in {each.id for each in found.under}


def test_a_view_of_its_own_takes_what_a_whole_body_view_measured(shelf: Shelf) -> None:
    assert surroundings(shelf, "soleus", "leg-inner").view in {"front", "back", "side"}


def test_every_muscle_has_few_and_never_itself(shelf: Shelf) -> None:
    for muscle in shelf.catalogue.muscles.values():
        found = surroundings(shelf, muscle.id, muscle.views[0])
        for group in (found.over, found.under, found.beside):
            assert len(group) <= MOST
            assert muscle.id not in {each.id for each in group}


def test_the_page_of_a_muscle_links_to_what_lies_under_it(client: PageClient) -> None:
    page = client.get("/library/muscles/rhomboid-major").text
    assert "Around it" in page
    assert '/library/muscles/trapezius-middle"' in page


def test_a_tap_on_the_atlas_tells_what_lies_under_and_what_must_not_be_missed(client: PageClient, shelf: Shelf) -> None:
    u, v = shelf.atlas.views["back"].muscles["trapezius-middle"].inside
    page = client.get(f"/atlas?view=back&layer=superficial&u={u}&v={v}").text
    assert "Under it" in page
    assert "Must not be missed here" in page
