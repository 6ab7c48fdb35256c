"""Plates: painted, lit, mended, inked, transparent, and within their size."""

import cv2
import numpy as np
import pytest

from tests.atlas.drawing.meshes import FRONT, cube, sheet
from webapp.atlas.drawing.fibres import lay_fibres
from webapp.atlas.drawing.ink import ink
from webapp.atlas.drawing.light import LAMP, brightness, lamp, occlusion
from webapp.atlas.drawing.mending import mended
from webapp.atlas.drawing.noise import blurred, noise, ramp
from webapp.atlas.drawing.picture import draw
from webapp.atlas.drawing.plates import plates
from webapp.atlas.drawing.preparing import mirror
from webapp.atlas.drawing.surfaces import muscle_colour
from webapp.atlas.drawing.tendons import tabled_tendon
from webapp.atlas.drawing.views import VIEWS
from webapp.atlas.drawing.webp import encode, fitted

SCALE = 4.0


def drawn(*parts):
    return draw(FRONT, list(parts), [np.zeros(len(part.vertices)) for part in parts], SCALE)


SCENE = [
    sheet("biceps_brachii", (-15.0, 0.0, -5.0, 20.0), z=6.0),
    sheet("bone_humerus", (-12.0, -5.0, -2.0, 25.0), z=2.0, kind="bone"),
    sheet("calcaneal_tendon", (4.0, -5.0, 9.0, 25.0), z=2.0, kind="fascia"),
    cube("x_lid", (14.0, 10.0, 2.0), 3.0, kind="lid"),
]


def test_a_plate_is_transparent_where_nothing_is_and_opaque_where_something_is():
    picture = plates(drawn(*SCENE), [2.0])[0]
    assert picture.shape == (80, 80, 4)
    assert picture[2, 2, 3] == 0
    assert picture[40, 20, 3] == 255


def test_flesh_is_red_and_bone_is_pale():
    picture = plates(drawn(*SCENE), [2.0])[0].astype(int)
    blue, green, red, _ = picture[40, 20]
    assert red > green + 40
    assert red > blue + 40
    assert abs(int(picture[8, 27, 2]) - int(picture[8, 27, 0])) < 60


def test_the_same_buffer_gives_the_same_plate():
    assert (plates(drawn(*SCENE), [2.0])[0] == plates(drawn(*SCENE), [2.0])[0]).all()


def test_the_picture_fits_its_size():
    picture = np.random.default_rng(1).integers(0, 255, (200, 200, 4), np.uint8)
    picture[..., 3] = 255
    large, small = encode(picture, 60_000), encode(picture, 12_000)
    assert 12_000 < len(large) <= 60_000
    assert len(small) < len(large)
    again = cv2.imdecode(np.frombuffer(encode(plates(drawn(*SCENE), [2.0])[0], 60_000), np.uint8), cv2.IMREAD_UNCHANGED)
    assert again.shape == (80, 80, 4)


def test_what_no_quality_makes_small_enough_is_made_smaller():
    picture = np.random.default_rng(1).integers(0, 255, (200, 100, 4), np.uint8)
    data, width, height = fitted(picture, 12_000)
    assert len(data) <= 12_000
    assert 20 < width < 100
    assert height == pytest.approx(2 * width, abs=3)
    assert cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED).shape == (height, width, 4)


def test_a_furrow_is_darker_than_the_open():
    low = sheet("bone_a", (-20.0, 0.0, 19.0, 20.0), z=0.0, kind="bone")
    buffer = drawn(low, sheet("bone_b", (-20.0, 0.0, -2.0, 20.0), z=9.0, kind="bone"))
    open_air = occlusion(buffer)
    row = 80
    assert open_air[row, 78] < open_air[row, 140] - 0.1
    assert open_air[row, 20] > 0.95
    assert brightness(buffer, open_air)[row, 78] < brightness(buffer, open_air)[row, 140]


def test_ink_runs_along_borders_only():
    lines = ink(drawn(*SCENE))
    assert lines[80, 62] > 0.12
    assert lines[80, 45] < 0.02


def test_the_pieces_of_a_cut_part_have_no_line_between_them():
    together = drawn(sheet("a", (-15.0, 0.0, 0.0, 20.0)), sheet("a", (0.0, 0.0, 15.0, 20.0)))
    apart = drawn(sheet("a", (-15.0, 0.0, 0.0, 20.0)), sheet("b", (0.0, 0.0, 15.0, 20.0)))
    seam = round(20.683 * SCALE)
    assert ink(together)[60, seam] < 0.01 < ink(apart)[60, seam]


def torn(front_z: float):
    strips = sheet("rectus_abdominis", (-15.0, 0.0, -5.0, 20.0), z=6.0)
    gap = sheet("rectus_abdominis", (-4.0, 0.0, 5.0, 20.0), z=6.0)
    strips.faces.setflags(write=True)
    both = type(strips)(strips.id, "R", "muscle", 1, np.vstack([strips.vertices, gap.vertices]), np.vstack([strips.faces, gap.faces + 4]))
    return drawn(both, sheet("bone_rib", (-6.0, 5.0, -3.0, 15.0), z=front_z, kind="bone"))


def test_a_tear_is_closed_before_what_lies_behind():
    column = round((-4.5 + 20.683) * SCALE)
    assert torn(2.0).part[80, column] == 1
    assert mended(torn(2.0)).part[80, column] == 0


def test_what_lies_in_front_of_a_tear_is_left_alone():
    column = round((-4.5 + 20.683) * SCALE)
    assert mended(torn(9.0)).part[80, column] == 1


def test_the_gap_between_the_two_sides_is_closed_where_the_table_says_so():
    right = sheet("latissimus_dorsi", (-15.0, 0.0, -2.683, 20.0), z=6.0)
    other = sheet("gluteus_maximus", (-15.0, 0.0, -2.683, 20.0), z=6.0)
    middle = round(20.0 * SCALE)
    found = mended(drawn(right, mirror(right)))
    assert set(found.part[80, middle - 8 : middle]) == {0}
    assert set(found.part[80, middle + 1 : middle + 8]) == {1}
    assert mended(drawn(other, mirror(other))).part[80, middle] == -1


def test_a_muscle_of_the_scalp_runs_out_into_the_skull():
    skull = sheet("bone_frontal_bone", (-20.0, -5.0, 19.0, 25.0), kind="bone")
    steps = []
    for name in ("frontalis", "masseter"):
        found = mended(drawn(skull, sheet(name, (-15.0, 0.0, 0.0, 20.0), z=5.0)))
        steps.append(np.abs(np.diff(found.nearness[80, 40:120])).max())
    assert steps[0] < 0.5 < 4.5 < steps[1]


def test_a_view_may_have_its_lamp_elsewhere():
    assert np.allclose(lamp(VIEWS["front"]), np.array(LAMP) / np.linalg.norm(LAMP))
    assert lamp(VIEWS["foot-top"])[1] < 0.1
    assert np.linalg.norm(lamp(VIEWS["foot-top"])) == pytest.approx(1)


def test_mending_leaves_the_first_buffer_alone():
    buffer = torn(2.0)
    before = buffer.part.copy()
    mended(buffer)
    assert (buffer.part == before).all()


def test_fibres_along_a_direction_are_straight():
    muscle = sheet("rectus_abdominis", (-15.0, 0.0, -5.0, 20.0))
    fibres = lay_fibres(muscle, FRONT, np.array([[-10.0, 2.0], [-10.0, 18.0], [-7.0, 2.0]]))
    assert fibres.across[0] == pytest.approx(fibres.across[1])
    assert abs(fibres.across[2] - fibres.across[0]) == pytest.approx(3.0)


def test_fibres_of_the_two_sides_mirror_each_other():
    muscle = sheet("gluteus_maximus", (-15.0, 0.0, -5.0, 20.0))
    place = np.array([[-10.0, 2.0], [-8.0, 12.0]])
    turned = np.stack([-1.366 - place[:, 0], place[:, 1]], axis=1)
    right, left = lay_fibres(muscle, FRONT, place), lay_fibres(mirror(muscle), FRONT, turned)
    assert np.abs(right.across - right.across[0]) == pytest.approx(np.abs(left.across - left.across[0]))


def test_gathering_fibres_turn_to_tendon_at_their_end():
    muscle = sheet("deltoid_middle", (-15.0, 0.0, -5.0, 20.0))
    fibres = lay_fibres(muscle, FRONT, np.array([[-10.0, 0.5], [-10.0, 19.0]]))
    assert fibres.tendon[0] > 0.5 > 0.01 > fibres.tendon[1]


def test_a_spindle_narrows_to_tendon_at_both_ends():
    rows = [[-10 + side * half, v, 0.0] for v, half in ((-5, 0.6), (0, 1), (10, 5), (20, 1), (25, 0.6)) for side in (-1.0, 1.0)]
    faces = [[i, i + 1, i + 2] for i in range(8)]
    spindle = type(SCENE[0])("palmaris", "R", "muscle", 1, np.array(rows, dtype=np.float64), np.array(faces))
    tendon = lay_fibres(spindle, FRONT, np.array([[-10.0, -4.0], [-10.0, 10.0], [-10.0, 24.0]])).tendon
    assert tendon[1] == 0
    assert min(tendon[0], tendon[2]) > 0.4


def test_the_table_of_tendons_knows_places():
    place = np.array([[-30.0, 1081.0, 150.0], [-30.0, 1046.0 + 4 * np.sin(29.317 / 8), 150.0]])
    whiteness = tabled_tendon("rectus_abdominis", place)
    assert whiteness is not None
    assert whiteness[0] == 0
    assert whiteness[1] == pytest.approx(0.9)
    assert tabled_tendon("gluteus_maximus", place) is None


def test_a_family_has_nearly_one_tone():
    near = np.abs(muscle_colour("deltoid_anterior") - muscle_colour("deltoid_posterior")).max()
    assert near < 0.06


def test_noise_is_the_same_every_time_and_has_no_drift():
    across, along = np.random.default_rng(2).uniform(-500, 500, (2, 20_000))
    value = noise(across, along, 2.0, 40.0, 1)
    assert (value == noise(across, along, 2.0, 40.0, 1)).all()
    assert abs(value.mean()) < 0.1


def test_a_ramp_may_run_down():
    assert ramp(np.array([0.0, 5.0, 10.0, 20.0]), 10.0, 0.0).tolist() == [1.0, 0.5, 0.0, 0.0]


@pytest.mark.parametrize("sigma", [2.0, 40.0])
def test_a_blur_keeps_the_mean(sigma):
    image = np.full((300, 300), 3.0, np.float32)
    assert blurred(image, sigma) == pytest.approx(3.0, rel=1e-3)
