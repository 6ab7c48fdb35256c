"""The whole command on a small scene: the same scene gives the same bytes, and a change of one part changes only what it touches."""

import json

import numpy as np
import pytest

from tests.atlas.drawing.meshes import FRONT, cube, write_scene
from webapp.atlas.drawing import __main__ as command
from webapp.atlas.drawing.shapes import View
from webapp.atlas.drawing.views import VIEWS

SMALL = View("front", FRONT.axes, (-60.683, 1000.0, 59.317, 1080.0), -1.366, base="front", asked_as="front")

FILES = ("muscles/front.json", "structures/front.json", "views.json")

PARTS = {
    "biceps_brachii": cube("biceps_brachii", (-40.0, 1050.0, 20.0), 9.0),
    "brachialis": cube("brachialis", (-46.0, 1044.0, 0.0), 8.0),
    "sartorius": cube("sartorius", (-16.0, 1018.0, 10.0), 6.0),
    "gracilis": cube("gracilis", (-40.0, 1018.0, 10.0), 6.0),
    "diaphragm": cube("diaphragm", (-1.0, 1060.0, 0.0), 5.0, side="M"),
    "bone": cube("bone_humerus", (-50.0, 1060.0, 0.0), 8.0, kind="bone"),
    "spleen": cube("spleen", (16.0, 1020.0, 0.0), 6.0, side="M", kind="organ"),
    "a_brachial": cube("a_brachial", (-22.0, 1060.0, 0.0), 4.0, kind="artery"),
    "skin": cube("skin", (-1.0, 1040.0, 0.0), 50.0, side="M", kind="skin"),
}


@pytest.fixture(autouse=True)
def _small_view(monkeypatch):
    monkeypatch.setitem(VIEWS, "front", SMALL)


def drawn(folder, moved=None, by=(0.0, 0.0, 0.0), options=()):
    """The output of the command for a scene of its own, in which one part may be moved."""
    scene, out = folder / "scene", folder / "out"
    scene.mkdir(parents=True)
    parts = []
    for name, part in PARTS.items():
        shift = np.array(by if name == moved else (0.0, 0.0, 0.0))
        parts.append(type(part)(part.id, part.side, part.kind, part.depth, part.vertices + shift, part.faces))
    write_scene(scene, parts)
    assert command.main(["--scene", str(scene), "--out", str(out), "--view", "front", *options]) == 0
    return out


def rows(out, what):
    """The line of each muscle or structure in its file."""
    lines = (out / what / "front.json").read_text(encoding="utf-8").splitlines()
    found = {}
    for line in lines:
        if line.startswith('"') and not line.endswith(":{"):
            name = line[1:].split('"')[0]
            found[name] = line.rstrip(",")
    return found


def muscles(out):
    return json.loads((out / "muscles" / "front.json").read_text(encoding="utf-8"))["muscles"]


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(VIEWS, "front", SMALL)
        return drawn(tmp_path_factory.mktemp("first"))


def test_the_scene_is_measured_and_drawn(first):
    assert {"biceps-brachii", "brachialis", "sartorius", "gracilis", "diaphragm"} <= set(muscles(first))
    assert {"spleen", "brachial-artery"} <= set(rows(first, "structures"))
    assert len(list((first / "plates").iterdir())) == 12


def test_a_second_run_writes_the_same_bytes(first, tmp_path):
    second = drawn(tmp_path)
    for name in FILES:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name
    for plate in sorted((first / "plates").iterdir()):
        assert plate.read_bytes() == (second / "plates" / plate.name).read_bytes(), plate.name


def test_several_processes_write_the_same_bytes(first, tmp_path):
    second = drawn(tmp_path, options=("--jobs", "2"))
    for name in FILES:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_a_moved_muscle_changes_its_own_row_alone(first, tmp_path):
    second = drawn(tmp_path, moved="sartorius", by=(5.0, 5.0, 0.0))
    before, after = rows(first, "muscles"), rows(second, "muscles")
    assert set(before) == set(after)
    assert {name for name in before if before[name] != after[name]} == {"sartorius"}
    assert rows(first, "structures") == rows(second, "structures")
    (old,), (new,) = (muscles(out)["sartorius"]["silhouette"] for out in (first, second))
    assert np.allclose(np.array(new).min(axis=0) - np.array(old).min(axis=0), [5.0, 5.0], atol=0.11)


def test_what_a_moved_muscle_uncovers_changes_only_where_it_is_seen(first, tmp_path):
    second = drawn(tmp_path, moved="biceps_brachii", by=(8.0, 6.0, 0.0))
    before, after = muscles(first), muscles(second)
    assert {name for name in before if before[name] != after[name]} == {"biceps-brachii", "brachialis"}
    changed = {key for key in before["brachialis"] if before["brachialis"][key] != after["brachialis"][key]}
    assert "visible" in changed
    assert changed <= {"visible", "error"}


def test_a_moved_structure_leaves_muscles_and_other_structures_alone(first, tmp_path):
    second = drawn(tmp_path, moved="a_brachial", by=(2.0, -3.0, 0.0))
    assert (first / "muscles/front.json").read_bytes() == (second / "muscles/front.json").read_bytes()
    before, after = rows(first, "structures"), rows(second, "structures")
    assert before["spleen"] == after["spleen"]
    assert before["brachial-artery"] != after["brachial-artery"]


def test_structures_alone_leave_the_rest_unwritten(first, tmp_path):
    second = drawn(tmp_path, options=("--only", "structures"))
    assert [path.relative_to(second).as_posix() for path in second.rglob("*.*")] == ["structures/front.json"]
    assert (first / "structures/front.json").read_bytes() == (second / "structures/front.json").read_bytes()
