"""The body that is drawn: divided parts, exact mirrors, cuts, and what each layer shows."""

import numpy as np
import pytest

from tests.atlas.drawing.meshes import BACK, FRONT, SIDE, cube, part, sheet, volume
from webapp.atlas.drawing.cutting import cut, cut_to_box, outside_oval, piece_labels, pieces_between
from webapp.atlas.drawing.face import ellipsoid, with_closed_face
from webapp.atlas.drawing.joints import with_joints
from webapp.atlas.drawing.layers import is_shown, layer_parts, push
from webapp.atlas.drawing.preparing import mirror, split, symmetric_body
from webapp.atlas.drawing.rounding import divided
from webapp.atlas.drawing.shapes import MIDLINE_X


def used(piece):
    return piece.vertices[piece.faces.reshape(-1)]


def test_the_mirror_is_exact():
    block = cube("block", (-50.03, 3.7, 1.1), 7.3)
    other = mirror(block)
    assert (other.vertices[:, 0] == 2 * MIDLINE_X - block.vertices[:, 0]).all()
    assert (other.vertices[:, 1:] == block.vertices[:, 1:]).all()
    assert (other.side, other.mirrored) == ("L", True)


def test_the_mirror_still_looks_outwards():
    block = cube("block", (-50.0, 3.0, 1.0), 2.0)
    assert volume(block) == pytest.approx(64)
    assert volume(mirror(block)) == pytest.approx(64)


def test_mirroring_twice_gives_the_part_back():
    block = cube("block", (-50.0, 3.0, 1.0), 2.0)
    again = mirror(mirror(block))
    assert np.allclose(again.vertices, block.vertices, atol=1e-12)
    assert (again.faces == block.faces).all()
    assert (again.side, again.mirrored) == ("R", False)


def test_the_left_of_the_body_is_the_mirror_of_the_right():
    right, left = cube("biceps_brachii", (-50.0, 3.0, 1.0), 2.0), cube("biceps_brachii", (70.0, 3.0, 1.0), 5.0, side="L")
    middle = cube("diaphragm", (0.0, 3.0, 1.0), 2.0, side="M")
    body = symmetric_body([right, left, middle])
    assert [(piece.id, piece.side, piece.mirrored) for piece in body] == [
        ("biceps_brachii", "R", False),
        ("diaphragm", "M", False),
        ("biceps_brachii", "L", True),
    ]


@pytest.mark.parametrize("kind", ["artery", "vein", "nerve", "organ"])
def test_vessels_nerves_and_organs_stay_as_they_are(kind):
    sides = [cube("a", (-50.0, 3.0, 1.0), 2.0, side="R", kind=kind), cube("a", (70.0, 3.0, 1.0), 5.0, side="L", kind=kind)]
    assert symmetric_body(sides) == sides


def test_a_cut_runs_exactly_along_its_plane():
    half = cut(cube("block", (0.0, 0.0, 0.0), 2.0), "y", 0.7, keep_above=True)
    assert used(half)[:, 1].min() == pytest.approx(0.7)
    assert used(half)[:, 1].max() == 2.0


@pytest.mark.parametrize("above", [True, False])
def test_the_two_sides_of_a_cut_make_the_whole(above):
    whole = sheet("flat", (0.0, 0.0, 10.0, 10.0))

    def area(piece):
        a, b, c = (piece.vertices[piece.faces[:, corner]] for corner in range(3))
        return np.cross(b - a, c - a)[:, 2].sum() / 2

    assert area(cut(whole, "x", 3.0, keep_above=above)) == pytest.approx(70 if above else 30)


def test_an_open_limit_cuts_nothing():
    whole = cube("block", (0.0, 0.0, 0.0), 2.0)
    assert len(cut_to_box(whole, {"y": (None, None)}).faces) == 12
    assert len(cut_to_box(whole, {"y": (5.0, None)}).faces) == 0


def test_pieces_are_told_apart_by_their_mean_height():
    low, high = cube("a", (0.0, 0.0, 0.0), 2.0), cube("a", (0.0, 100.0, 0.0), 2.0)
    both = part("a", [*low.vertices.tolist(), *high.vertices.tolist()], [*low.faces.tolist(), *(high.faces + 8).tolist()])
    assert used(pieces_between(both, None, 50.0))[:, 1].max() == 2.0
    assert used(pieces_between(both, 50.0, None))[:, 1].min() == 98.0


def test_a_long_strip_is_one_piece():
    faces = np.array([[index, index + 1, index + 2] for index in range(500)])
    assert set(piece_labels(faces, 502).tolist()) == {0}


def test_multifidus_is_divided_at_the_first_thoracic_vertebra():
    below, above = split([sheet("multifidus", (-20.0, 1400.0, -10.0, 1550.0))])
    assert (below.id, used(below)[:, 1].max()) == ("multifidus", 1480.0)
    assert (above.id, used(above)[:, 1].min()) == ("multifidus_cervicis", 1480.0)


def test_deeper_layers_hide_shallower_muscles():
    shown = {
        name: [layer for layer in ("superficial", "intermediate", "deep") if is_shown(sheet(name, (0, 0, 1, 1), depth=depth), layer)]
        for name, depth in (("gluteus_maximus", 1), ("gluteus_medius", 2), ("gluteus_minimus", 3))
    }
    assert [len(layers) for layers in shown.values()] == [1, 2, 3]


@pytest.mark.parametrize("layer", ["superficial", "intermediate", "deep"])
def test_bones_are_on_every_layer_and_platysma_and_vessels_on_none(layer):
    assert is_shown(sheet("bone_femur", (0, 0, 1, 1), kind="bone", depth=9), layer)
    assert not is_shown(sheet("platysma", (0, 0, 1, 1), depth=0), layer)
    assert not is_shown(sheet("a_femoral", (0, 0, 1, 1), kind="artery", depth=3), layer)


def test_the_window_in_the_belly_wall_is_round_and_the_same_on_both_sides():
    wall = sheet("transversus_abdominis", (-140.0, 940.0, -5.0, 1300.0), z=200.0, depth=3)
    for _ in range(6):
        wall = divided(wall)
    right, left = (np.vstack([used(found) for found in layer_parts([piece], FRONT, "deep")]) for piece in (wall, mirror(wall)))
    away = MIDLINE_X - right[:, 0]
    assert np.hypot(away / 100, (right[:, 1] - 1040) / 220).min() == pytest.approx(1, abs=0.01)
    assert np.hypot(away / 175, (right[:, 1] - 930) / 140).min() == pytest.approx(1, abs=0.01)
    assert (left[:, 0].min() - MIDLINE_X, right[:, 1].max()) == (pytest.approx(away.min()), 1300.0)
    assert len(layer_parts([wall], BACK, "deep")) == 1


def test_an_oval_is_taken_out_of_a_sheet():
    whole = sheet("flat", (0.0, 0.0, 16.0, 16.0))
    for _ in range(5):
        whole = divided(whole)
    left = outside_oval(whole, {"x": (8.0, 4.0), "y": (8.0, 2.0)})
    a, b, c = (left.vertices[left.faces[:, corner]] for corner in range(3))
    assert np.cross(b - a, c - a)[:, 2].sum() / 2 == pytest.approx(256 - np.pi * 8, abs=0.4)


def test_the_pubic_bones_have_a_disc_between_them():
    bones = [cube("bone_hip_bone", (x, 860.0, 130.0), 10.0, side=side, kind="bone") for x, side in ((-20.0, "R"), (18.6, "L"))]
    disc = with_joints(bones)[-1]
    assert (disc.kind, disc.side) == ("cartilage", "M")
    assert volume(disc) > 0
    low, high = disc.vertices.min(axis=0), disc.vertices.max(axis=0)
    assert low[0] + high[0] == pytest.approx(2 * MIDLINE_X)
    top = disc.vertices[disc.vertices[:, 1].argmax()]
    assert top[2] > (low[2] + high[2]) / 2
    assert with_joints(bones[:1]) == bones[:1]


def test_a_push_may_follow_the_height():
    belly = sheet("rectus_abdominis", (-80.0, 870.0, -5.0, 1290.0))
    assert sorted(set(push(belly, FRONT).tolist())) == [4.0, 34.0]
    assert set(push(belly, SIDE).tolist()) == {0.0}


def test_the_face_is_closed():
    eye, iris = (cube(name, (-30.0, 1646.0, 165.0), 12.0, kind=kind) for name, kind in (("x_sclera", "sclera"), ("x_iris", "iris")))
    closed = with_closed_face([eye, iris])
    assert [piece.kind for piece in closed] == ["lid", "lips"]
    assert used(closed[0])[:, 2].max() > used(eye)[:, 2].max()


def test_an_ellipsoid_is_closed_and_looks_outwards():
    vertices, faces = ellipsoid(np.array([1.0, 2.0, 3.0]), np.array([2.0, 1.0, 1.0]))
    assert volume(part("egg", vertices.tolist(), faces.tolist())) == pytest.approx(4 / 3 * np.pi * 2, rel=0.02)
