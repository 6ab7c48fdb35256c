"""The small material becomes the core's records, whole and in order."""

from datetime import date
from pathlib import Path

import pytest

from tests.content.make import ENTRY, FILES, change, write
from webapp.content.problems import ContentMistakes, Problem
from webapp.content.reader import load_catalogue, to_catalogue
from webapp.content.stamp import folder_stamp
from webapp.content.tree import Tree
from webapp.core.entries import Act, CautionState, Evidence, How, Layer, ReferralZone, Review, Side


def test_an_entry_becomes_a_muscle(root: Path) -> None:
    muscle = load_catalogue(root).muscles["upper"]
    assert (muscle.name.en, muscle.name.latin, muscle.ta2, muscle.fma) == ("Upper", "Musculus superior", (1,), None)
    assert (muscle.region, muscle.seed_section, muscle.layer, muscle.views) == ("neck", "2.1", Layer.SUPERFICIAL, ("front",))
    assert (muscle.origin.text, muscle.origin.bones, muscle.origin.src, muscle.origin.evidence) == (
        "the skull",
        ("skull",),
        ("book", "page"),
        Evidence.B,
    )
    assert (muscle.never_distract_with, muscle.disputed, muscle.caution_note) == (("planned",), None, None)


def test_words_of_a_list_are_joined(root: Path) -> None:
    change(root, ENTRY, "list: [lifts the shoulder]", "list: [lifts the shoulder, turns the head]")
    muscle = load_catalogue(root).muscles["upper"]
    assert (muscle.innervation.text, muscle.innervation.nerves) == ("accessory (C3, CN XI)", ("accessory",))
    assert (muscle.action.text, muscle.action.movements) == ("lifts the shoulder; turns the head", ("lifts the shoulder", "turns the head"))


def test_points_carry_their_own_referral(root: Path) -> None:
    first, second = load_catalogue(root).muscles["upper"].points
    assert (first.id, first.text, first.at, first.primary) == ("p1", "the middle", (-50.0, 100.0), (ReferralZone("nape"),))
    assert (second.at, second.primary, second.spill_over) == (None, (ReferralZone("temple", Side.BOTH),), ())


def test_the_referral_has_the_sources_of_all_points_and_the_highest_version(root: Path) -> None:
    change(root, ENTRY, "spill_over: [], src: [blog], evidence: D, version: 1", "spill_over: [], src: [blog], evidence: D, version: 3")
    rows = [f"  - {{fact: upper/point/p2, version: {version}, on: 2026-03-02, meaning: more}}" for version in (2, 3)]
    change(root, "CHANGES.yaml", "changes: []", "\n".join(["changes:", *rows]))
    referral = load_catalogue(root).muscles["upper"].referral
    assert referral.primary == (ReferralZone("nape"), ReferralZone("temple", Side.BOTH))
    assert (referral.src, referral.evidence, referral.version) == (("book", "blog"), Evidence.D, 3)


def test_cautions_and_advice_become_records(root: Path) -> None:
    muscle = load_catalogue(root).muscles["upper"]
    (caution,) = muscle.cautions
    assert (caution.structure, caution.must, caution.how, caution.instead) == ("artery", True, How.PRESSURE, "let go")
    assert muscle.caution_state == CautionState.LISTED
    assert (muscle.self_treatment.level, muscle.self_treatment.pressure) == ("ok", (4, 7))
    assert muscle.self_treatment.reviewed == Review("Dr Who", date(2026, 3, 2))


def test_tables_become_records_in_the_order_of_the_files(root: Path) -> None:
    catalogue = load_catalogue(root)
    assert list(catalogue.zones) == ["nape", "temple", "jaw"]
    assert catalogue.zones["nape"].adjacent == ("temple",)
    assert dict(catalogue.regions["neck"].focus) == {"front": (-100, 0, 100, 200)}
    assert (catalogue.structures["artery"].kind, catalogue.structures["artery"].sources) == ("artery", ("study",))
    assert (catalogue.sources["blog"].group, catalogue.sources["blog"].read) == ("travell", date(2026, 3, 2))
    assert catalogue.rules["dose"].text == "press from four to seven"
    scenario = catalogue.scenarios["eight"]
    assert (scenario.rule, scenario.says, scenario.act, scenario.text) == ("dose", "that is an eight", Act.EASE_OFF, "eight is above seven")


def test_muscles_stand_in_the_order_of_the_list_of_ids(root: Path) -> None:
    second = FILES[ENTRY].replace("id: upper", "id: planned").replace("[planned]", "[upper]")
    for words in ("between ear and shoulder", "take it between two fingers", "lean on a ball", "the middle", "the end", "runs below"):
        second = second.replace(words, f"another {words[-6:]}")
    write(root, "muscles/neck/planned.yaml", second)
    assert list(load_catalogue(root).muscles) == ["upper", "planned"]


def test_the_catalogue_cannot_be_changed(root: Path) -> None:
    catalogue = load_catalogue(root)
    with pytest.raises(TypeError):
        catalogue.muscles["other"] = catalogue.muscles["upper"]  # type: ignore[index]


def test_a_tree_with_problems_becomes_no_catalogue(tmp_path: Path) -> None:
    tree = Tree(tmp_path)
    tree.report("zones.yaml", ("zones", 0), "is wrong")
    with pytest.raises(ContentMistakes, match=r"zones.yaml:1: zones.0: is wrong"):
        to_catalogue(tree)


def test_a_problem_of_a_whole_file_has_no_field() -> None:
    assert str(Problem("a.yaml", 1, "", "is empty")) == "a.yaml:1: is empty"
    assert str(Problem("a.yaml", 7, "name.en", "is odd")) == "a.yaml:7: name.en: is odd"


@pytest.mark.parametrize(
    ("file", "text", "changes"),
    [("one.txt", "other", True), ("two.txt", "new", True), ("one.log", "other", False), ("one.txt", "first", False)],
)
def test_a_stamp_changes_with_the_files_that_match(tmp_path: Path, file: str, text: str, changes: bool) -> None:
    write(tmp_path, "one.txt", "first")
    before = folder_stamp(tmp_path, "*.txt")
    write(tmp_path, file, text)
    assert (folder_stamp(tmp_path, "*.txt") != before) == changes


def test_a_stamp_tells_names_from_bytes(tmp_path: Path) -> None:
    write(tmp_path, "a/x", "yz")
    write(tmp_path, "b/xy", "z")
    assert folder_stamp(tmp_path / "a", "*") != folder_stamp(tmp_path / "b", "*")
    assert len(folder_stamp(tmp_path / "a", "*")) == 12
