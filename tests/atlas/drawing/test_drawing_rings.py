"""Rings taken from masks: they follow the mask, thin shapes survive, and nothing depends on chance."""

import cv2
import numpy as np
import pytest
from shapely.geometry import Point, Polygon

from tests.atlas.drawing.meshes import FRONT
from webapp.atlas.drawing.rings import MUSCLE, inside_point, rings, simplified, smoothed
from webapp.atlas.drawing.shapes import View

SCALE = 3.2
BODY = View("front", FRONT.axes, (-100.0, 0.0, 100.0, 200.0), None)


def empty():
    width, height = BODY.size(SCALE)
    return np.zeros((height, width), np.uint8)


def painted(draw):
    mask = empty()
    draw(mask)
    return mask


def pixel(u: float, v: float) -> tuple[int, int]:
    return round((u + 100) * SCALE), round((200 - v) * SCALE)


DISC = painted(lambda mask: cv2.circle(mask, pixel(10, 90), round(30 * SCALE), 1, -1))
THREAD = painted(lambda mask: cv2.line(mask, pixel(-60, 30), pixel(50, 170), 1, 4))
SPINDLE = painted(lambda mask: cv2.ellipse(mask, pixel(0, 100), (round(8 * SCALE), round(80 * SCALE)), 20, 0, 360, 1, -1))


def contour_of(mask):
    found, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    line = max(found, key=len)[:, 0]
    return [((x + 0.5) / SCALE - 100, 200 - (y + 0.5) / SCALE) for x, y in line]


@pytest.mark.parametrize("mask", [DISC, THREAD, SPINDLE], ids=["disc", "thread", "spindle"])
def test_a_ring_is_never_far_from_the_mask(mask):
    (ring,) = rings(mask, BODY, SCALE)
    assert Polygon(ring).exterior.hausdorff_distance(Polygon(contour_of(mask)).exterior) < 2.0


@pytest.mark.parametrize(("mask", "share"), [(DISC, 0.98), (SPINDLE, 0.95), (THREAD, 0.7)], ids=["disc", "spindle", "thread"])
def test_a_ring_covers_what_the_mask_covers(mask, share):
    (ring,) = rings(mask, BODY, SCALE)
    again = empty()
    cv2.fillPoly(again, [np.array([pixel(u, v) for u, v in ring], np.int32)], 1)
    assert (again & mask).sum() / (again | mask).sum() > share


def test_a_thread_keeps_its_length():
    (ring,) = rings(THREAD, BODY, SCALE)
    assert max(v for _, v in ring) - min(v for _, v in ring) == pytest.approx(140, abs=3)


def test_a_ring_has_few_points_with_one_decimal_and_none_twice():
    (ring,) = rings(DISC, BODY, SCALE)
    assert 12 <= len(ring) <= 40
    assert ring == [[round(u, 1), round(v, 1)] for u, v in ring]
    assert all(point != ring[index - 1] for index, point in enumerate(ring))


def test_simplifying_stays_within_its_tolerance():
    angle = np.linspace(0, 2 * np.pi, 2000, endpoint=False)
    wavy = np.stack([(40 + 3 * np.sin(9 * angle)) * np.cos(angle), (40 + 3 * np.sin(9 * angle)) * np.sin(angle)], axis=1)
    for tolerance in (0.2, 0.55, 0.8):
        ring = simplified(wavy, tolerance)
        # 0.08: rounding to a tenth of a millimetre in both directions.
        assert max(Polygon(ring).exterior.distance(Point(point)) for point in wavy) <= tolerance + 0.08


def test_smoothing_keeps_a_round_line_round():
    angle = np.linspace(0, 2 * np.pi, 600, endpoint=False)
    circle = 30 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    assert np.linalg.norm(smoothed(circle, 5.0, 1.0), axis=1) == pytest.approx(30, abs=0.1)


def test_smoothing_moves_no_point_far():
    spike = np.array([[0.0, 0.0], [10.0, 0.1], [20.0, 0.0], [10.0, -0.1]])
    assert np.linalg.norm(smoothed(spike, 3.0, 0.4) - spike, axis=1).max() <= 0.4 + 1e-9


def test_the_largest_ring_comes_first_and_specks_are_left_out():
    mask = DISC | painted(lambda canvas: cv2.circle(canvas, pixel(-70, 170), round(8 * SCALE), 1, -1))
    mask |= painted(lambda canvas: cv2.circle(canvas, pixel(80, 20), 2, 1, -1))
    found = rings(mask, BODY, SCALE)
    assert [round(Polygon(ring).area, -2) for ring in found] == [2800, 200]


def test_a_hole_belongs_to_the_shape_around_it():
    mask = DISC & ~painted(lambda canvas: cv2.circle(canvas, pixel(10, 90), round(12 * SCALE), 1, -1))
    (ring,) = rings(mask, BODY, SCALE)
    assert Polygon(ring).contains(Point(10, 90))


def test_an_empty_mask_has_no_rings():
    assert rings(empty(), BODY, SCALE) == []


def test_the_same_mask_gives_the_same_rings():
    assert rings(SPINDLE, BODY, SCALE) == rings(SPINDLE.copy(), BODY, SCALE)


def test_the_inside_point_is_the_middle_of_the_widest_place():
    assert inside_point(DISC, BODY, SCALE) == pytest.approx([10, 90], abs=1)


def test_the_inside_point_lies_in_a_bent_shape():
    mask = painted(lambda canvas: cv2.ellipse(canvas, pixel(0, 100), (190, 190), 0, 200, 340, 1, 30))
    u, v = inside_point(mask, BODY, SCALE)
    assert mask[pixel(u, v)[1], pixel(u, v)[0]] == 1


def test_no_simplification_is_coarser_than_agreed():
    assert MUSCLE.tolerance <= 0.8
