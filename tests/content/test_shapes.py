"""Mistakes of shape: each is said as `file:line: field: what is wrong and what would be right`."""

from pathlib import Path

import pytest

from tests.content.make import ENTRY, change, write
from webapp.content.tree import read_tree

E = ENTRY
README = "see the schema in content/README.md"
ID = "an id of lower-case letters and digits with hyphens between, such as rhomboid-minor"
KEY = "a key of letters and digits with hyphens or dots between, such as hub-rho"
ROOT = "a root such as C5 or T12, or a cranial nerve such as CN XI"
ZONE = "the id of a zone, or {zone: id, side: opposite} (or both)"
KINDS = "'artery', 'vein', 'nerve', 'plexus', 'organ', 'lymph' or 'bone'"


def shape_mistakes(root: Path) -> list[str]:
    return [str(problem) for problem in read_tree(root).problems]


def test_the_small_material_has_the_right_shape(root: Path) -> None:
    tree = read_tree(root)
    assert tree.problems == []
    assert list(tree.muscles) == [E]


LATIN = ", latin: Musculus superior"
LANDMARKS = "text: between ear and shoulder"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        # missing and unknown fields
        (LATIN, "", f"{E}:3: name.latin: the field is missing; add it"),
        ("region: neck\n", "", f"{E}:1: region: the field is missing; add it"),
        ("text: runs below, ", "", f"{E}:26: cautions.0.text: the field is missing; add it"),
        ("views: [front]", "view: [front]", f"{E}:1: views: the field is missing; add it"),
        ("views: [front]", "views: [front]\ncolour: red", f"{E}:10: colour: unknown field; {README}"),
        ("must: true", "must: true, sure: no", f"{E}:26: cautions.0.sure: unknown field; {README}"),
        ("disputed:", "extra:\n  - 1\ndisputed:", f"{E}:28: extra: unknown field; {README}"),
        # lists, mappings and single values in each other's place
        (
            "name: {en: Upper, latin: Musculus superior, synonyms: []}",
            "name: [Upper]",
            f'{E}:3: name: should be a mapping (name: value), not ["Upper"]',
        ),
        ("synonyms: []", "synonyms: upper trap", f'{E}:3: name.synonyms: should be a list, not "upper trap"'),
        ("synonyms: []", "synonyms: {a: b}", f'{E}:3: name.synonyms: should be a list, not {{"a": "b"}}'),
        ("disputed: null", "disputed: [yes]", f'{E}:28: disputed: should be text, not ["yes"]'),
        (
            "src: [study], evidence: A, version: 1, reviewed: null}\nself",
            "src: null, evidence: A, version: 1, reviewed: null}\nself",
            f"{E}:26: cautions.0.src: should be a list, not null",
        ),
        # words, numbers, dates
        ("en: Upper", "en: 12", f"{E}:3: name.en: should be text, not 12"),
        ("en: Upper", "en: null", f"{E}:3: name.en: should be text, not null"),
        ("en: Upper", "en: ''", f"{E}:3: name.en: should not be empty"),
        ("en: Upper", "en: ' Upper'", f'{E}:3: name.en: should be one line without blanks at its ends, not " Upper"'),
        ("en: Upper", 'en: "Up\\nper"', f'{E}:3: name.en: should be one line without blanks at its ends, not "Up\\nper"'),
        ("en: Upper", 'en: "Up\\0per"', f'{E}:3: name.en: should be one line without blanks at its ends, not "Up\\u0000per"'),
        ("must: true", "must: yes", f'{E}:26: cautions.0.must: should be true or false, not "yes"'),
        ("must: true", "must: 1", f"{E}:26: cautions.0.must: should be true or false, not 1"),
        ("ta2: [1]", "ta2: ['2227']", f'{E}:4: ids.ta2.0: should be a whole number, not "2227"'),
        ("ta2: [1]", "ta2: [1.5]", f"{E}:4: ids.ta2.0: should be a whole number, not 1.5"),
        ("ta2: [1]", "ta2: [0]", f"{E}:4: ids.ta2.0: should be at least 1, not 0"),
        ("fma: null", "fma: 9626", f"{E}:4: ids.fma: should be text, not 9626"),
        ("fma: null", "fma: FMA9626", f'{E}:4: ids.fma: should be null or a number of the FMA such as "FMA:9626", not "FMA9626"'),
        ("schema: 1", "schema: 2", f"{E}:2: schema: should be 1, not 2"),
        ("on: 2026-03-02", "on: 2.3.2026", f'{E}:27: self_treatment.reviewed.on: should be a date such as 2026-03-02, not "2.3.2026"'),
        ("on: 2026-03-02", "on: 2026-02-30", f'{E}:27: self_treatment.reviewed.on: should be a date such as 2026-03-02, not "2026-02-30"'),
        ("pressure: [4, 7]", "pressure: [4, 11]", f"{E}:27: self_treatment.pressure.1: should be at most 10, not 11"),
        ("pressure: [4, 7]", "pressure: [4]", f"{E}:27: self_treatment.pressure: should have at least 2 elements, not 1"),
        ("at: [-50, 100]", "at: [1, 2, 3]", f"{E}:17: points.0.at: should have at most 2 elements, not 3"),
        ("at: [-50, 100]", "at: [a, 100]", f'{E}:17: points.0.at.0: should be a number, not "a"'),
        ("at: [-50, 100]", "at: [-50, 2600]", f"{E}:17: points.0.at.1: should be at most 2500, not 2600"),
        # one of a few
        ("layer: superficial", "layer: skin", f"{E}:8: layer: should be 'superficial', 'intermediate' or 'deep', not \"skin\""),
        ("how: pressure", "how: thumb", f"{E}:26: cautions.0.how: should be 'pressure', 'needle' or 'both', not \"thumb\""),
        ("level: ok", "level: fine", f"{E}:27: self_treatment.level: should be 'ok', 'with-care' or 'professional-only', not \"fine\""),
        ("caution_state: listed", "caution_state: no", f"{E}:23: caution_state: should be 'not-assessed', 'none' or 'listed', not \"no\""),
        ("spill_over: [jaw]\n", "spill_over: [12]\n", f"{E}:21: referral.spill_over.0: should be {ZONE}, not 12"),
        (
            "primary: [nape, {zone: temple, side: both}]",
            "primary: [{zone: temple, side: left}]",
            f"{E}:20: referral.primary.0.side: should be 'opposite' or 'both', not \"left\"",
        ),
        (
            "primary: [nape, {zone: temple, side: both}]",
            "primary: [{zone: temple}]",
            f"{E}:20: referral.primary.0.side: the field is missing; add it",
        ),
        # forms of ids
        ("spill_over: [jaw]\n", "spill_over: [The Jaw]\n", f'{E}:21: referral.spill_over.0: should be {ID}, not "The Jaw"'),
        ("roots: [C3, CN XI]", "roots: [C3, c5]", f'{E}:14: innervation.roots.1: should be {ROOT}, not "c5"'),
        ('section: "2.1"', "section: 2.1", f"{E}:7: seed.section: should be text, not 2.1"),
        ('section: "2.1"', 'section: "3.1"', f'{E}:7: seed.section: should be a section of the overview, "2.1" to "2.9", not "3.1"'),
        ("{id: p1,", "{id: first,", f'{E}:17: points.0.id: should be p1, p2, … up to p9, not "first"'),
        (
            "src: [study], evidence: A, version: 1, reviewed: null}\npalpate",
            "src: [a study], evidence: A, version: 1, reviewed: null}\npalpate",
            f'{E}:10: landmarks.src.0: should be {KEY}, not "a study"',
        ),
        ("nerves: [accessory]", "nerves: []", f"{E}:14: innervation.nerves: should have at least 1 element, not 0"),
    ],
)
def test_a_mistake_in_an_entry_is_said_with_its_line_and_field(root: Path, old: str, new: str, message: str) -> None:
    change(root, E, old, new)
    assert message in shape_mistakes(root)


@pytest.mark.parametrize("size", [301, 1_000_000])
def test_a_text_that_is_too_long_is_counted_and_not_printed(root: Path, size: int) -> None:
    change(root, E, LANDMARKS, f"text: {'x' * size}")
    assert shape_mistakes(root) == [f"{E}:10: landmarks.text: should have at most 300 characters, not {size}"]


def test_a_long_value_is_cut_short(root: Path) -> None:
    change(root, E, "en: Upper", f"en: [{'x' * 500}]")
    assert shape_mistakes(root) == [f'{E}:3: name.en: should be text, not ["{"x" * 77}…']


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("regions.yaml", "regions:", "region:", f"regions.yaml:1: region: unknown field; {README}"),
        (
            "regions.yaml",
            "[-100, 0, 100, 200]",
            "[-100, 0]",
            "regions.yaml:2: regions.0.focus.front: should have at least 4 elements, not 2",
        ),
        ("zones.yaml", "midline", "middle", "zones.yaml:2: zones.0.laterality: should be 'paired' or 'midline', not \"middle\""),
        ("zones.yaml", "zones:\n", "zones: nape\nrows:\n", 'zones.yaml:1: zones: should be a list, not "nape"'),
        (
            "structures.yaml",
            "kind: artery",
            "kind: vessel",
            f'structures.yaml:4: structures.0.kind: should be {KINDS}, not "vessel"',
        ),
        ("sources.yaml", "locator: page 1, ", "", "sources.yaml:2: sources.study.locator: the field is missing; add it"),
        (
            "sources.yaml",
            "locator: page 2, read: 2026-03-02",
            "locator: page 2, read: never",
            'sources.yaml:3: sources.book.read: should be a date such as 2026-03-02, not "never"',
        ),
        ("sources.yaml", "  blog: {", "  a blog: {", f'sources.yaml:4: sources.a blog: should be {KEY}, not "a blog"'),
        (
            "sources.yaml",
            "weight: standing",
            "weight: strong",
            "sources.yaml:3: sources.book.weight: should be 'peer-reviewed', 'standing' or 'weak', not \"strong\"",
        ),
        (
            "rules.yaml",
            "act: ease-off",
            "act: pray",
            "rules.yaml:8: scenarios.0.act: should be 'ease-off', 'press-more', 'stop-and-move' or 'refer-on', not \"pray\"",
        ),
        ("rules.yaml", "text: press from four to seven", "text: ~", "rules.yaml:2: rules.0.text: should be text, not null"),
        ("ids.yaml", "retired: true", "retired: 'true'", 'ids.yaml:3: muscles.1.retired: should be true or false, not "true"'),
    ],
)
def test_a_mistake_in_a_table_is_said_with_its_line_and_field(root: Path, file: str, old: str, new: str, message: str) -> None:
    change(root, file, old, new)
    assert message in shape_mistakes(root)


@pytest.mark.parametrize("file", ["regions.yaml", "zones.yaml", "structures.yaml", "sources.yaml", "rules.yaml", "ids.yaml"])
def test_a_missing_table_is_said(root: Path, file: str) -> None:
    (root / file).unlink()
    assert shape_mistakes(root) == [f"{file}:1: the file is missing; see content/README.md for what belongs in it"]


@pytest.mark.parametrize("file", ["zones.yaml", E])
def test_a_file_that_is_not_a_mapping_is_said(root: Path, file: str) -> None:
    write(root, file, "- one\n- two\n")
    assert shape_mistakes(root) == [f'{file}:1: should be a mapping (name: value), not ["one", "two"]']


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1: the file is empty; see content/README.md for what belongs in it"),
        ("---\n", "2: should be a mapping (name: value), not null"),
        ("id: a\nid: b\n", "2: the key 'id' stands twice; keep one"),
        (b"\xff\xfe", "1: not UTF-8 text (invalid start byte); save the file as UTF-8"),
    ],
)
def test_what_is_not_strict_yaml_is_said_with_its_line(root: Path, text: str | bytes, message: str) -> None:
    write(root, E, text)
    assert shape_mistakes(root) == [f"{E}:{message}"]


def test_every_mistake_of_the_tree_comes_in_one_run(root: Path) -> None:
    change(root, E, "layer: superficial", "layer: skin")
    change(root, E, "must: true", "must: yes")
    write(root, "muscles/thigh/second.yaml", "id: [\n")
    change(root, "zones.yaml", "midline", "middle")
    (root / "rules.yaml").unlink()
    assert [message.split(" ")[0] for message in shape_mistakes(root)] == [
        "zones.yaml:2:",
        "rules.yaml:1:",
        f"{E}:8:",
        f"{E}:26:",
        "muscles/thigh/second.yaml:2:",
    ]
