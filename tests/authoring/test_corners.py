"""The table of corners: rows that are added, inserted and deleted, and what is read from it."""

import pytest

from webapp.authoring.corners import Corners, corners_of
from webapp.core.outlining import MOST_CORNERS
from webapp.errors import Invalid

THREE = corners_of([("0", "10"), ("20", "10"), ("20", "40")])


@pytest.mark.parametrize(
    ("act", "rows"),
    [
        ("add", [("0", "10"), ("20", "10"), ("20", "40"), ("", "")]),
        ("insert-1", [("0", "10"), ("10.0", "10.0"), ("20", "10"), ("20", "40")]),
        ("insert-3", [("0", "10"), ("20", "10"), ("20", "40"), ("10.0", "25.0")]),
        ("delete-2", [("0", "10"), ("20", "40")]),
        ("delete-4", THREE.rows),
        ("delete-0", THREE.rows),
        ("insert-x", THREE.rows),
        ("save", THREE.rows),
        ("delete-99999999999999", THREE.rows),
    ],
)
def test_a_button_changes_one_row(act: str, rows: list[tuple[str, str]]) -> None:
    assert THREE.after(act).rows == rows


def test_a_corner_beside_an_empty_one_is_inserted_empty() -> None:
    assert corners_of([("0", "10"), ("", "")]).after("insert-1").rows[1] == ("", "")


def test_empty_rows_are_not_there_and_commas_and_minus_signs_are_read() -> None:
    table = corners_of([(" 1,5 ", "−20"), ("", " "), ("3", "4.25")])
    assert table.ring() == ((1.5, -20.0), (3.0, 4.25))
    assert table.drawn() == table.ring()


@pytest.mark.parametrize("row", [("1", ""), ("x", "2"), ("1e9", "2"), ("nan", "1"), ("12345", "1"), ("1.2345", "1")])
def test_what_is_no_pair_of_numbers_is_refused_by_its_number(row: tuple[str, str]) -> None:
    table = corners_of([("0", "10"), row])
    with pytest.raises(Invalid, match="Corner 2 needs two numbers"):
        table.ring()
    assert table.drawn() == ((0.0, 10.0),), "what can be drawn is drawn meanwhile"


def test_there_are_never_more_rows_than_allowed_and_columns_of_unlike_length_are_cut() -> None:
    many = Corners(("1",) * 200, ("2",) * 150)
    assert len(many.rows) == MOST_CORNERS
    assert Corners(("1", "2"), ("3",)).rows == [("1", "3")]
