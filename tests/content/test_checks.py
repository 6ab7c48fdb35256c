"""Every rule across the files: where it fires, and with which words."""

from pathlib import Path

import pytest

from tests.content.make import ENTRY, FILES, change, mistakes, write
from webapp.content.checks import RULES
from webapp.content.problems import ContentMistakes
from webapp.content.reader import load_catalogue
from webapp.content.tree import read_tree

E = ENTRY
SECOND = "muscles/neck/planned.yaml"

# Rule, file, what is changed to what, and every mistake that follows.
CASES = [
    (
        "identity",
        E,
        "id: upper\n",
        "id: lower\n",
        [
            f"{E}:1: id: 'lower' is not in ids.yaml; add it there (ids are never reused)",
            f"{E}:1: id: the file must be called muscles/neck/lower.yaml",
        ],
    ),
    (
        "identity",
        "ids.yaml",
        "{id: upper, region: neck}",
        "{id: upper, region: neck, retired: true}",
        [f"{E}:1: id: 'upper' is retired in ids.yaml; give the entry an id that was never used"],
    ),
    (
        "identity",
        "ids.yaml",
        "id: upper, region: neck",
        "id: upper, region: thigh",
        [
            f"{E}:5: region: ids.yaml puts it in 'thigh'",
            "ids.yaml:2: muscles.0.region: unknown region 'thigh'; correct it or add the region to its table",
        ],
    ),
    (
        "names_exist",
        E,
        "region: neck",
        "region: nowhere",
        [
            f"{E}:1: id: the file must be called muscles/nowhere/upper.yaml",
            f"{E}:5: region: ids.yaml puts it in 'neck'",
            f"{E}:5: region: unknown region 'nowhere'; correct it or add the region to its table",
        ],
    ),
    (
        "names_exist",
        E,
        "[planned]",
        "[upper, ghost]",
        [f"{E}:29: quiz.never_distract_with: unknown muscle 'ghost'; correct it or add the muscle to its table"],
    ),
    (
        "names_exist",
        E,
        "- {id: artery",
        "- {id: nerve",
        [f"{E}:26: cautions.0.id: unknown structure 'nerve'; correct it or add the structure to its table"],
    ),
    (
        "names_exist",
        "zones.yaml",
        "id: jaw",
        "id: chin",
        [
            f"{E}:17: points.0.spill_over: unknown zone 'jaw'; correct it or add the zone to its table",
            f"{E}:21: referral.spill_over: unknown zone 'jaw'; correct it or add the zone to its table",
        ],
    ),
    (
        "referral_is_union",
        E,
        "  primary: [nape, {zone: temple, side: both}]",
        "  primary: [nape, temple]",
        [f"{E}:20: referral.primary: not the union of the points: lacks temple (both); has too much temple"],
    ),
    (
        "referral_is_union",
        E,
        "  spill_over: [jaw]\n",
        "  spill_over: []\n",
        [f"{E}:21: referral.spill_over: not the union of the points: lacks jaw; has too much nothing"],
    ),
    (
        "referral_is_union",
        E,
        "  evidence: D",
        "  evidence: C",
        [f"{E}:22: referral.evidence: should be D, the weakest grade among the points, not C"],
    ),
    (
        "cautions_agree",
        E,
        "caution_state: listed",
        "caution_state: not-assessed",
        [f"{E}:23: caution_state: should be listed, since 1 cautions are listed; not not-assessed"],
    ),
    (
        "cautions_agree",
        E,
        "caution_note: null",
        "caution_note: {text: nothing lies near, src: [study], evidence: A, version: 1, reviewed: null}",
        [f"{E}:24: caution_note: needed with its own source when the state is none, and only then"],
    ),
    (
        "cautions_agree",
        E,
        "let go, src: [study], evidence: A",
        "let go, src: [], evidence: E",
        [f"{E}:26: cautions.0.src: a caution needs a source that was read"],
    ),
    (
        "near_structures_are_explained",
        "atlas/layering.json",
        "{}",
        (
            '{"front": {"upper": {"over": [], "under": [], "structures": '
            '[["artery", 0.5, 12], ["nerve", 0.1, 20], ["deep", 0.9, 21], ["before", 0.9, -1]]}}}'
        ),
        [f"{E}:25: cautions: 'nerve' lies 20 mm under this muscle: list it, or say in not_cautions why it is none"],
    ),
    (
        "near_structures_are_explained",
        E,
        "self_treatment:",
        "not_cautions: [{id: artery, why: a bone lies between}, {id: artery, why: it runs beside}]\nself_treatment:",
        [
            f"{E}:27: not_cautions: 'artery' stands twice; keep one",
            f"{E}:27: not_cautions.0: 'artery' is listed as a caution; take it out of one of the two",
            f"{E}:27: not_cautions.1: 'artery' is listed as a caution; take it out of one of the two",
        ],
    ),
    (
        "zones_of_a_point_touch",
        E,
        ", apart: the face between is skipped",
        "",
        [f"{E}:17: points.0: these zones do not touch: jaw; nape; add what lies between, or say in apart why nothing does"],
    ),
    (
        "zones_of_a_point_touch",
        E,
        "spill_over: [jaw], src: [book]",
        "spill_over: [temple], src: [book]",
        [
            f"{E}:17: points.0.apart: the zones touch one another; take this sentence out",
            f"{E}:21: referral.spill_over: not the union of the points: lacks temple; has too much jaw",
        ],
    ),
    (
        "decks_hold_entries",
        "decks.yaml",
        "{id: first",
        "{id: neck",
        ["decks.yaml:2: decks.0.id: 'neck' is the deck of a region or of the rules; give this one an id of its own"],
    ),
    (
        "decks_hold_entries",
        "decks.yaml",
        "muscles: null",
        "muscles: [planned]",
        ["decks.yaml:2: decks.0.muscles: unknown muscle 'planned'; correct it or add the muscle to its table"],
    ),
    ("points_fit", E, "{id: p2", "{id: p3", [f"{E}:18: points.1.id: number the points in order: this one is p2"]),
    (
        "points_fit",
        E,
        "view: front, at: null",
        "view: side, at: null",
        [f"{E}:18: points.1.view: should be one of the muscle's views (front), not 'side'"],
    ),
    (
        "points_fit",
        E,
        "primary: [nape], spill_over: [jaw]",
        "primary: [], spill_over: [jaw, nape]",
        [
            f"{E}:17: points.0.primary: a point with a source has at least one core zone",
            f"{E}:20: referral.primary: not the union of the points: lacks nothing; has too much nape",
            f"{E}:21: referral.spill_over: not the union of the points: lacks nape; has too much nothing",
        ],
    ),
    (
        "points_fit",
        E,
        "spill_over: [jaw], src",
        "spill_over: [jaw, nape], src",
        [f"{E}:17: points.0: the zone nape stands twice; keep it as core or as spill-over"],
    ),
    ("advice_fits", E, "[4, 7]", "[7, 4]", [f"{E}:27: self_treatment.pressure: should be [4, 7], the lower number first"]),
    (
        "ids_stand_once",
        "ids.yaml",
        "id: old",
        "id: upper",
        [
            "ids.yaml:3: muscles.1.id: the id 'upper' stands twice; ids are never reused",
            f"{E}:1: id: 'upper' is retired in ids.yaml; give the entry an id that was never used",
        ],
    ),
    (
        "ids_stand_once",
        "zones.yaml",
        "id: jaw",
        "id: nape",
        [
            f"{E}:17: points.0.spill_over: unknown zone 'jaw'; correct it or add the zone to its table",
            f"{E}:21: referral.spill_over: unknown zone 'jaw'; correct it or add the zone to its table",
            "zones.yaml:3: zones.1.adjacent: 'nape' does not name 'temple' as its neighbour; add it there or take it out here",
            "zones.yaml:4: zones.2.id: the id 'nape' stands twice; ids are never reused",
        ],
    ),
    (
        "zones_neighbour_mutually",
        "zones.yaml",
        "adjacent: []",
        "adjacent: [temple]",
        ["zones.yaml:4: zones.2.adjacent: 'temple' does not name 'jaw' as its neighbour; add it there or take it out here"],
    ),
    (
        "zones_neighbour_mutually",
        "zones.yaml",
        "adjacent: []",
        "adjacent: [jaw]",
        ["zones.yaml:4: zones.2.adjacent: 'jaw' is not its own neighbour; take it out"],
    ),
    (
        "zones_neighbour_mutually",
        "zones.yaml",
        "adjacent: []",
        "adjacent: [nose]",
        ["zones.yaml:4: zones.2.adjacent: unknown zone 'nose'; correct it or add the zone to its table"],
    ),
    (
        "zones_neighbour_mutually",
        "zones.yaml",
        "adjacent: [temple]",
        "adjacent: [temple, temple]",
        ["zones.yaml:2: zones.0.adjacent: 'temple' stands twice; keep one"],
    ),
    (
        "tables_name_what_exists",
        "structures.yaml",
        "zones: [nape]",
        "zones: [nose]",
        ["structures.yaml:6: structures.0.zones: unknown zone 'nose'; correct it or add the zone to its table"],
    ),
    (
        "tables_name_what_exists",
        "ids.yaml",
        "id: old, region: neck",
        "id: old, region: tail",
        ["ids.yaml:3: muscles.1.region: unknown region 'tail'; correct it or add the region to its table"],
    ),
    (
        "tables_name_what_exists",
        "rules.yaml",
        "rule: dose",
        "rule: nil",
        ["rules.yaml:5: scenarios.0.rule: unknown rule 'nil'; correct it or add the rule to its table"],
    ),
    (
        "grades_hold",
        E,
        "clavicle], src: [blog], evidence: D",
        "clavicle], src: [blog], evidence: C",
        [f"{E}:13: insertion.evidence: C needs a source of standing or two independent ones; named: 1 independent (weak)"],
    ),
    (
        "sources_exist_and_are_used",
        E,
        "clavicle], src: [blog]",
        "clavicle], src: [hearsay]",
        [f"{E}:13: insertion.src: unknown source 'hearsay'; correct it or add the source to its table"],
    ),
    (
        "sources_exist_and_are_used",
        E,
        "clavicle], src: [blog]",
        "clavicle], src: [blog, blog]",
        [f"{E}:13: insertion.src: 'blog' stands twice; keep one"],
    ),
    (
        "sources_exist_and_are_used",
        "structures.yaml",
        "sources: [study]",
        "sources: [hearsay]",
        ["structures.yaml:11: structures.0.sources: unknown source 'hearsay'; correct it or add the source to its table"],
    ),
    (
        "sources_exist_and_are_used",
        "sources.yaml",
        "sources:\n",
        "sources:\n  idle: {title: Idle, url: x, kind: page, note: '', locator: top, read: 2026-03-02, weight: weak, group: idle}\n",
        ["sources.yaml:2: sources.idle: no fact uses this source; take it out or use it"],
    ),
    (
        "sentences_are_own",
        E,
        "text: runs below",
        "text: Lean on a  ball",
        [f"{E}:26: cautions.0.text: the same words stand in {E}:27; say what is particular here"],
    ),
    (
        "sentences_are_own",
        "rules.yaml",
        "why: eight is above seven",
        "why: that is an eight",
        ["rules.yaml:9: scenarios.0.why: the same words stand in rules.yaml:7; say what is particular here"],
    ),
]


def test_the_small_material_is_in_order(root: Path) -> None:
    assert mistakes(root) == []
    assert list(load_catalogue(root).muscles) == ["upper"]


@pytest.mark.parametrize(("rule", "file", "old", "new", "expected"), CASES)
def test_a_rule_fires_with_the_place_and_what_would_be_right(
    root: Path, rule: str, file: str, old: str, new: str, expected: list[str]
) -> None:
    change(root, file, old, new)
    assert sorted(mistakes(root)) == sorted(expected)
    fired = {each.__name__ for each in RULES if list(each(read_tree(root)))}
    assert rule in fired


def test_every_rule_has_a_case() -> None:
    elsewhere = {"changes_name_versions", "versions_are_explained", "signatures_follow_changes"}  # test_changes.py
    assert {rule for rule, *_ in CASES} | elsewhere == {rule.__name__ for rule in RULES}


def test_a_muscle_without_points_refers_nowhere(root: Path) -> None:
    before, _, rest = FILES[E].partition("points:\n")
    write(root, E, before + "points: []\n" + rest[rest.index("referral:") :])
    assert mistakes(root) == [
        f"{E}:18: referral.primary: not the union of the points: lacks nothing; has too much nape, temple (both)",
        f"{E}:19: referral.spill_over: not the union of the points: lacks nothing; has too much jaw",
        f"{E}:20: referral.evidence: should be E, the weakest grade among the points, not D",
    ]


def test_a_table_that_cannot_be_read_brings_no_mistakes_elsewhere(root: Path) -> None:
    write(root, "zones.yaml", "zones: [\n")
    write(root, "ids.yaml", "muscles: 1\n")
    assert mistakes(root) == [
        "ids.yaml:1: muscles: should be a list, not 1",
        "zones.yaml:2: not valid YAML: did not find expected node content",
    ]


def test_all_mistakes_come_at_once_sorted_by_file_and_line(root: Path) -> None:
    change(root, E, "{id: p2", "{id: p3")
    change(root, E, "[planned]", "[ghost]")
    change(root, "zones.yaml", "adjacent: []", "adjacent: [nape]")
    write(root, SECOND, "id: planned\n")
    change(root, "rules.yaml", "act: ease-off", "act: pray")
    with pytest.raises(ContentMistakes) as raised:
        load_catalogue(root)
    found = [(problem.file, problem.line) for problem in raised.value.problems]
    assert found == sorted(found)
    assert {file for file, _ in found} == {E, SECOND, "zones.yaml", "rules.yaml"}
    assert str(raised.value).count("\n") == len(found) - 1 > 20


def test_an_empty_folder_names_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ContentMistakes) as raised:
        load_catalogue(tmp_path)
    assert [problem.file for problem in raised.value.problems] == sorted(name for name in FILES if name != E)
