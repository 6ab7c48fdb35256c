"""Close-ups: where they look from, what they show, how finely they are measured; and the same pixels with and without Numba."""

import json

import numpy as np
import pytest
from shapely.geometry import Polygon

from tests.atlas.drawing.meshes import FRONT, cube, sheet, volume
from webapp.atlas.drawing import raster
from webapp.atlas.drawing.chart import enter, layers_of
from webapp.atlas.drawing.face import with_closed_face
from webapp.atlas.drawing.layers import is_shown, layer_parts, view_parts
from webapp.atlas.drawing.limbs import arm_faces, is_arm
from webapp.atlas.drawing.measures import write_measures
from webapp.atlas.drawing.rings import CLOSE_UP, MUSCLE, deviation, measured_rings
from webapp.atlas.drawing.rounding import divided, rounded
from webapp.atlas.drawing.shapes import MIDLINE_X
from webapp.atlas.drawing.skin import with_even_skin
from webapp.atlas.drawing.views import LAYERS, SLIDER, VIEWS, direction
from webapp.atlas.drawing.writing import write_json


@pytest.mark.parametrize(("look", "like"), [((0, 0), "front"), ((180, 0), "back"), ((90, 0), "side")])
def test_directions_agree_with_the_whole_body_views(look, like):
    assert np.allclose(direction(*look), VIEWS[like].axes)


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_axes_are_of_length_one_square_and_right_handed(view):
    axes = np.array(view.axes)
    assert np.allclose(axes @ axes.T, np.eye(3), atol=1e-6)
    assert np.linalg.det(axes) == pytest.approx(1.0)


def test_from_below_the_front_is_up_and_the_viewer_is_under_the_sole():
    below = VIEWS["pelvic-floor"]
    assert np.allclose(below.project(np.array([[10.0, -5.0, 30.0]])), [[10.0, 30.0, 5.0]])


@pytest.mark.parametrize("view", [view for view in VIEWS.values() if view.base], ids=lambda view: view.name)
def test_a_close_up_lies_in_the_window_of_its_base(view):
    base = VIEWS[view.base]
    assert view.axes == base.axes
    assert view.window[0] >= base.window[0]
    assert view.window[1] >= base.window[1]
    assert view.window[2] <= base.window[2]
    assert view.window[3] <= base.window[3] + 5


def test_arms_are_told_from_the_trunk():
    assert is_arm(cube("bone_humerus", (-205.0, 1280.0, 80.0), 10.0))
    assert not is_arm(cube("vastus_lateralis", (-150.0, 600.0, 110.0), 10.0))
    assert not is_arm(cube("bone_fifth_toe", (-215.0, -70.0, 190.0), 5.0))
    skin = cube("skin", (-205.0, 1000.0, 80.0), 4.0, kind="skin")
    assert len(arm_faces(skin, True).faces) == 12
    whole = sheet("skin", (-300.683, 960.0, -0.683, 980.0), kind="skin")
    arm, trunk = (np.abs(used(arm_faces(whole, side))[:, 0] - MIDLINE_X) for side in (True, False))
    assert (trunk.min(), arm.max()) == (0, 300)
    assert trunk.max() == pytest.approx(arm.min(), abs=6)
    assert 184 < trunk.max() < 200
    assert len(arm_faces(skin, False).faces) == 0


def used(part):
    return part.vertices[part.faces.reshape(-1)]


def names(parts):
    return [(part.id, part.side) for part in parts]


def test_a_view_of_the_right_leg_shows_no_left_leg_and_no_arm():
    right = cube("sartorius", (-80.0, 700.0, 150.0), 5.0)
    left = cube("sartorius", (10.0, 700.0, 150.0), 5.0, side="L")
    hand = cube("lumbricals_hand", (-240.0, 760.0, 150.0), 60.0)
    far = cube("masseter", (-50.0, 1600.0, 100.0), 5.0)
    assert names(view_parts([right, left, hand, far], VIEWS["thigh-front"])) == [("sartorius", "R")]


def test_a_view_may_show_only_some_muscles_on_a_layer():
    floor, other = cube("levator_ani", (-25.0, 850.0, 60.0), 5.0), cube("piriformis", (-60.0, 850.0, 60.0), 5.0)
    bone = cube("bone_hip_bone", (-70.0, 900.0, 80.0), 5.0, kind="bone")
    shown = layer_parts([floor, other, bone], VIEWS["pelvic-floor"], "deep")
    assert [part.id for part in shown] == ["levator_ani", "bone_hip_bone"]


@pytest.mark.parametrize(
    ("kind", "layers"),
    [
        ("skin", ["skin"]),
        ("artery", ["nerves"]),
        ("nerve", ["nerves"]),
        ("organ", ["nerves"]),
        ("bone", ["superficial", "intermediate", "deep", "bones", "nerves"]),
    ],
)
def test_kinds_have_their_plates(kind, layers):
    part = sheet("something", (0, 0, 1, 1), kind=kind)
    assert [layer for layer in (*SLIDER, "nerves") if is_shown(part, layer)] == layers


def test_bones_are_pale_behind_nerves():
    bone = cube("bone_femur", (-10.0, 10.0, 0.0), 3.0, kind="bone")
    assert [part.kind for part in layer_parts([bone], FRONT, "nerves")] == ["pale_bone"]
    assert [part.kind for part in layer_parts([bone], FRONT, "bones")] == ["bone"]


def test_a_view_from_within_has_no_skin():
    assert layers_of(VIEWS["front"]) == SLIDER
    assert layers_of(VIEWS["mouth"]) == (*LAYERS, "bones")


def test_the_skin_is_even_and_smooth_before_the_pubis():
    skin = cube("skin", (-0.683, 800.0, 200.0), 30.0, side="M", kind="skin")
    right, left = with_even_skin([skin])
    assert (right.side, left.side) == ("R", "L")
    assert np.allclose(left.vertices[:, 0], 2 * MIDLINE_X - right.vertices[:, 0])
    assert right.vertices[:, 2].max() < 190


def test_nothing_hangs_between_the_thighs():
    thigh, hanging = (
        cube("skin", (-45.0, 750.0, 80.0), 38.0, side="M", kind="skin"),
        cube("skin", (-0.683, 765.0, 65.0), 3.0, side="M", kind="skin"),
    )
    assert len(with_even_skin([thigh])[0].faces) >= 12
    assert len(with_even_skin([hanging])[0].faces) == 0


def test_a_kind_may_have_its_own_box():
    gluteus, hip = cube("gluteus_maximus", (-60.0, 780.0, 10.0), 15.0), cube("bone_hip_bone", (-60.0, 780.0, 10.0), 15.0, kind="bone")
    assert names(view_parts([gluteus, hip], VIEWS["pelvic-floor"])) == [("gluteus_maximus", "R")]


def test_the_nose_is_taken_from_the_skin_and_the_scalp_from_the_skull():
    skin = cube("skin", (MIDLINE_X, 1620.0, 210.0), 12.0, side="M", kind="skin")
    skull = cube("bone_parietal_bone", (MIDLINE_X, 1700.0, 90.0), 20.0, kind="bone")
    ids = [part.id for part in with_closed_face([skin, skull])]
    assert ids == ["skin", "bone_parietal_bone", "x_nose", "galea", "x_lips"]


def ball():
    golden = (1 + 5**0.5) / 2
    corners = [(s * a, t * b, 0) for s in (-1, 1) for t in (-1, 1) for a, b in ((1, golden),)]
    points = np.array([np.roll(corner, turn) for corner in corners for turn in range(3)]) * 5 / np.hypot(1, golden)
    from_hull = [
        (i, j, k)
        for i in range(12)
        for j in range(i + 1, 12)
        for k in range(j + 1, 12)
        if all(np.linalg.norm(points[a] - points[b]) < 5.5 for a, b in ((i, j), (j, k), (i, k)))
    ]
    faces = [(i, j, k) if np.linalg.det(points[[i, j, k]]) > 0 else (i, k, j) for i, j, k in from_hull]
    return type(cube("a", (0, 0, 0), 1))("ball", "R", "muscle", 1, points.astype(np.float64), np.array(faces))


def test_rounding_brings_a_coarse_ball_nearer_to_a_ball():
    coarse = ball()
    assert len(coarse.faces) == 20
    fine = rounded(coarse)
    assert len(fine.faces) == 20 * 16
    true = 4 / 3 * np.pi * 125
    assert abs(volume(fine) - true) < 0.6 * abs(volume(coarse) - true)


def test_rounding_keeps_the_old_corners_and_a_flat_sheet_flat():
    flat = sheet("flat", (0.0, 0.0, 10.0, 10.0), z=3.0)
    once = divided(flat)
    assert (once.vertices[:4] == flat.vertices).all()
    assert np.allclose(once.vertices[:, 2], 3.0)
    assert len(once.vertices) == 9


def test_a_fine_mesh_is_left_alone():
    small = cube("small", (0.0, 0.0, 0.0), 0.5)
    assert rounded(small) is small


def disc(scale: float):
    row, column = np.mgrid[0 : round(40 * scale), 0 : round(40 * scale)]
    return ((np.hypot(row / scale - 20, column / scale - 20) < 9) & (np.abs(row - column) > 3)).astype(np.uint8)


@pytest.mark.parametrize(("scale", "fineness", "most"), [(4.0, MUSCLE, 1.3), (8.0, CLOSE_UP, 0.8)])
def test_rings_know_their_error(scale, fineness, most):
    rings, error = measured_rings(disc(scale), FRONT, scale, fineness)
    assert len(rings) == 2
    assert 0.05 < error < most
    assert sum(Polygon(ring).area for ring in rings) == pytest.approx(disc(scale).sum() / scale**2, rel=0.12)


def test_the_error_is_the_greatest_distance_both_ways():
    there, back = np.arange(0.0, 10.0, 0.1), np.arange(10.0, 0.0, -0.1)
    x = np.concatenate([there, np.full(100, 10.0), back, np.zeros(100)])
    square = np.stack([x, np.roll(x, 100)], axis=1)
    assert deviation(square, [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]]) < 1e-9
    assert deviation(square, [[0.0, 0.0], [10.0, 0.0], [0.0, 10.0]]) == pytest.approx(50**0.5, abs=0.3)


def crowd():
    random = np.random.default_rng(7)
    return random.uniform(-5, 65, (300, 3)), random.integers(0, 300, (400, 3))


def test_compiled_loops_find_the_same_pixels():
    points, faces = crowd()
    plain, quick = raster.nearest_plainly(points, faces, 60, 50), raster.nearest(points, faces, 60, 50)
    assert (plain[0] == quick[0]).all()
    assert (plain[1] == quick[1]).all()


def test_values_are_interpolated_over_faces(monkeypatch):
    points, faces = crowd()
    face_at, _ = raster.nearest_plainly(points, faces, 60, 50)
    compiled = raster.interpolated(points, faces, face_at, points)
    monkeypatch.setattr(raster, "compiled", {}.get)
    plain = raster.interpolated(points, faces, face_at, points)
    assert np.allclose(compiled, plain, atol=1e-4)
    row, column = np.nonzero(face_at >= 0)
    assert np.median(np.abs(plain[row, column, 0] - (column + 0.5))) < 1e-4


def test_a_finished_view_is_entered_beside_the_others(tmp_path):
    enter(tmp_path / "views.json", "back", {"label": "back"})
    enter(tmp_path / "views.json", "front", {"label": "front"})
    assert set(json.loads((tmp_path / "views.json").read_text())["views"]) == {"front", "back"}


def test_measures_count_errors_and_sizes(tmp_path):
    write_json(tmp_path / "views.json", {"views": {"front": {"plates": {"skin": {"small": {"file": "a.webp"}}}}}}, "views")
    ring = [[0, 0], [9, 0], [9, 9]]
    entry = {"visible": {}, "silhouette": [ring], "error": 0.5}
    write_json(tmp_path / "muscles" / "front.json", {"muscles": {"masseter": entry}}, "muscles")
    write_json(tmp_path / "structures" / "front.json", {"structures": {}}, "structures")
    (tmp_path / "a.webp").write_bytes(b"12345")
    write_measures(tmp_path)
    measures = json.loads((tmp_path / "measures.json").read_text())
    assert measures["worst_error_mm"] == 0.5
    assert measures["views"]["front"]["plates"] == {"skin": {"small": 5}}
    assert measures["muscles_by_silhouette"]["masseter"]["share"] == 0
