"""Projection, coverage and which of two surfaces is seen."""

import numpy as np
import pytest

from tests.atlas.drawing.meshes import BACK, FRONT, SIDE, cube, sheet
from webapp.atlas.drawing.picture import draw, silhouette, vertex_normals
from webapp.atlas.drawing.shapes import View
from webapp.atlas.drawing.views import VIEWS

SCALE = 4.0


def drawn(view: View, *parts, pushes=None):
    return draw(view, list(parts), pushes or [np.zeros(len(part.vertices)) for part in parts], SCALE)


def seen_at(buffer, u: float, v: float) -> str | None:
    u0, _, _, v1 = buffer.view.window
    index = buffer.part[int((v1 - v) * SCALE), int((u - u0) * SCALE)]
    return buffer.parts[index].id if index >= 0 else None


def test_each_view_looks_from_its_own_side():
    point = np.array([[10.0, 20.0, 30.0]])
    assert VIEWS["front"].project(point).tolist() == [[10.0, 20.0, 30.0]]
    assert VIEWS["back"].project(point).tolist() == [[-10.0, 20.0, -30.0]]
    assert VIEWS["side"].project(point).tolist() == [[30.0, 20.0, -10.0]]


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_a_projected_point_comes_back(view):
    points = np.array([[1.0, 2.0, 3.0], [-40.5, 1200.0, 7.25]])
    assert np.allclose(view.unproject(view.project(points)), points, atol=1e-5)


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("size", ["large", "small", "samples"])
def test_a_plate_covers_its_window_to_half_a_pixel(view, size):
    scale = getattr(view.scales, size)
    width, height = view.size(scale)
    u0, v0, u1, v1 = view.window
    assert abs(width - (u1 - u0) * scale) <= 0.5
    assert abs(height - (v1 - v0) * scale) <= 0.5


@pytest.mark.parametrize("view", [view for view in VIEWS.values() if view.mirror_u_sum is not None], ids=lambda view: view.name)
def test_a_mirrored_view_is_centred_on_its_mirror(view):
    assert view.window[0] + view.window[2] == pytest.approx(view.mirror_u_sum)


def test_a_cube_covers_its_square_and_no_more():
    mask = silhouette(FRONT, [cube("block", (-5.0, 10.0, 0.0), 4.0)], SCALE)
    assert mask.sum() / SCALE**2 == pytest.approx(64.0, rel=0.02)
    rows, columns = np.nonzero(mask)
    assert rows.min() == round((30 - 14) * SCALE)
    assert columns.max() + 1 == pytest.approx((-1 + 20.683) * SCALE, abs=1)


def test_two_faces_that_share_an_edge_leave_no_crack():
    mask = silhouette(FRONT, [sheet("a", (-13.3, 1.7, 8.1, 19.9))], 7.3)
    rows, columns = np.nonzero(mask)
    assert mask[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1].all()


def test_what_lies_outside_the_window_is_cut_off():
    mask = silhouette(FRONT, [sheet("wide", (-100.0, 0.0, 100.0, 100.0))], SCALE)
    assert mask.sum() / SCALE**2 == pytest.approx(40.0 * 30.0, rel=0.01)


def test_a_face_seen_edge_on_covers_nothing():
    assert silhouette(SIDE, [sheet("flat", (-5.0, 0.0, 5.0, 10.0))], SCALE).sum() == 0


def test_the_nearer_of_two_sheets_is_seen_where_they_overlap():
    buffer = drawn(FRONT, sheet("near", (-10.0, 0.0, 0.0, 10.0), z=5.0), sheet("far", (-5.0, 0.0, 5.0, 10.0), z=1.0))
    assert [seen_at(buffer, u, 5.0) for u in (-8.0, -2.0, 3.0, 9.0)] == ["near", "near", "far", None]


def test_from_the_back_the_order_turns_round():
    buffer = drawn(BACK, sheet("near", (-10.0, 0.0, 0.0, 10.0), z=5.0), sheet("far", (-5.0, 0.0, 5.0, 10.0), z=1.0))
    assert [seen_at(buffer, u, 5.0) for u in (8.0, 2.0, -3.0)] == ["near", "far", "far"]


def test_the_order_of_the_parts_does_not_matter():
    sheets = [sheet("near", (-10.0, 0.0, 0.0, 10.0), z=5.0), sheet("far", (-5.0, 0.0, 5.0, 10.0), z=1.0)]
    for order in (sheets, sheets[::-1]):
        assert seen_at(drawn(FRONT, *order), -2.0, 5.0) == "near"


def test_a_push_brings_a_sheet_forward_without_moving_it_sideways():
    near, far = sheet("near", (-10.0, 0.0, 0.0, 10.0), z=5.0), sheet("far", (-5.0, 0.0, 5.0, 10.0), z=1.0)
    buffer = drawn(FRONT, near, far, pushes=[np.zeros(4), np.full(4, 6.0)])
    assert [seen_at(buffer, u, 5.0) for u in (-8.0, -2.0, 3.0)] == ["near", "far", "far"]


def test_crossing_sheets_change_places_at_the_crossing():
    slope = sheet("slope", (-10.0, 0.0, 10.0, 10.0))
    slope.vertices[:, 2] = slope.vertices[:, 0]
    buffer = drawn(FRONT, slope, sheet("level", (-10.0, 0.0, 10.0, 10.0), z=2.0))
    assert [seen_at(buffer, u, 5.0) for u in (-3.0, 1.5, 2.5, 8.0)] == ["level", "level", "slope", "slope"]


def test_nearness_is_in_millimetres():
    buffer = drawn(FRONT, cube("block", (-5.0, 10.0, 7.0), 4.0))
    assert buffer.nearness[buffer.part == 0].max() == pytest.approx(11.0)


def test_normals_look_at_the_viewer_however_the_sheet_is_wound():
    turned = sheet("turned", (-5.0, 0.0, 5.0, 10.0))
    turned.faces[:] = turned.faces[:, ::-1]
    for part in (sheet("straight", (-5.0, 0.0, 5.0, 10.0)), turned):
        buffer = drawn(FRONT, part)
        assert np.allclose(buffer.normal[buffer.part == 0], [0, 0, 1], atol=1e-6)


def test_vertex_normals_of_a_cube_look_outwards():
    block = cube("block", (0.0, 0.0, 0.0), 1.0)
    assert ((vertex_normals(block.vertices, block.faces) * block.vertices).sum(axis=1) > 0.9).all()
