"""The privacy page is whole: every table that knows a person is named, with how long it is kept and what erasing does."""

from datetime import timedelta

from tests.clients import PageClient
from webapp.accounts.signing_in import SESSION_DAYS
from webapp.interop.holdings import HOLDINGS, Erased, tables
from webapp.interop.registry import PARTS
from webapp.interop.uploads import KEPT
from webapp.tables import Base

ABOUT_NOBODY = {"alembic_version"}
"""Tables in which no person is."""


def test_every_table_is_held_to_account() -> None:
    assert set(Base.metadata.tables) - ABOUT_NOBODY == set(tables())
    assert len(tables()) == sum(len(each.tables) for each in HOLDINGS), "a table is named twice"


def test_what_is_in_the_download_is_there_and_the_rest_has_a_reason() -> None:
    assert {part for each in HOLDINGS for part in each.parts} == {part.name for part in PARTS}
    assert all(bool(each.parts) != bool(each.why_not) for each in HOLDINGS)


def test_the_data_base_erases_as_the_page_says() -> None:
    for name, holding in tables().items():
        for key in Base.metadata.tables[name].foreign_keys:
            if key.column.table.name == "users" and holding.erased is Erased.NAMELESS:
                assert key.ondelete == "SET NULL", f"{name}.{key.parent.name}"
        owners = [key.ondelete for key in Base.metadata.tables[name].foreign_keys]
        if owners and holding.erased is Erased.GOES:
            assert "CASCADE" in owners, name


def test_the_page_shows_all_of_it_with_the_times_in_force(client: PageClient) -> None:
    page = client.get("/privacy").text
    for each in HOLDINGS:
        assert each.what in page
        assert each.kept in page
        assert each.erased in page
    assert f"{SESSION_DAYS} days at most" in page
    assert timedelta(hours=1) == KEPT
    assert "60 minutes" in page
