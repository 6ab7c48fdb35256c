"""The entries beside tables of other projects: reading them, matching muscles, and what counts as a disagreement."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from tests.content.make import ENTRY, change, material
from tests.core import make
from webapp.app import create_app
from webapp.config import ROOT, Config
from webapp.core.catalogue import Catalogue
from webapp.core.entries import Attachment, Innervation
from webapp.library.comparing import Comparison, compare, compare_latin, compare_relations, muscles_of
from webapp.library.foreign_nerves import names_nerve
from webapp.library.foreign_places import bone_is_named, names_place
from webapp.library.foreign_tables import ForeignMuscle, LatinNames, Relations, Unreadable, read_foreign
from webapp.library.foreign_words import KIN

RELATIONS = "uberon_id,uberon_name,fma_ids,relation,target\n"
LATIN = "ta2_id,english,latin_from_z_anatomy_translation\n"


def attachment(text: str, *bones: str) -> Attachment:
    return Attachment(text, **make.FACT, bones=bones)


def innervation(*nerves: str) -> Innervation:
    return Innervation("nerves", **make.FACT, nerves=nerves, roots=())


def foreign(name: str, *fma: str, **said: tuple[str, ...]) -> ForeignMuscle:
    return ForeignMuscle(name, frozenset(fma), said)


def lines(result: Comparison) -> list[str]:
    return [str(each) for each in result.disagreements]


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str | bytes], Path]:
    """Writes a table and says where it is."""

    def write(content: str | bytes) -> Path:
        file = tmp_path / "table.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return write


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Callable[..., Result]]:
    """Runs `content compare` of an app on the small material, whose one muscle has the number 1 and the accessory nerve."""
    root = material(tmp_path / "content")
    change(root, ENTRY, "fma: null", "fma: 'FMA:1'")
    apps: list[Flask] = []

    def command(*words: str | Path) -> Result:
        apps.append(create_app(Config.from_environment({"INSTANCE": str(tmp_path / "instance"), "CONTENT": str(root)})))
        return apps[-1].test_cli_runner().invoke(args=["content", "compare", *map(str, words)])

    yield command
    for app in apps:
        app.extensions["engines"].dispose()


# Reading


def test_the_table_of_relations_is_told_by_its_header(table: Callable[..., Path]) -> None:
    rows = "".join(f"U:1,upper muscle,FMA:1 FMA:2,{said}\n" for said in ("origin,skull", "origin,skull", "antagonist,lower"))
    found = read_foreign(table("\ufeff" + RELATIONS + rows))
    assert found == Relations((foreign("upper muscle", "FMA:1", "FMA:2", origin=("skull",)),))


def test_the_table_of_latin_names_is_told_by_its_header(table: Callable[..., Path]) -> None:
    assert read_foreign(table(LATIN + '1,Upper,"Musculus superior"\r\n2,Lower,\r\n')) == LatinNames({1: "Musculus superior", 2: ""})


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("a,b\n1,2\n", "the first line is 'a,b'; it should be uberon_id,"),
        (b"\xff\xfea\x00", "is not UTF-8, at byte 1"),
        (LATIN.encode() + b"1,Upper,Musculus sup\xe9rior\n", "is not UTF-8, at byte 69"),
        (LATIN + "1,Upper\n", "row 2 has 2 cells, the first has 3"),
        (LATIN + '1,Upper,"Musculus\n', "is no comma-separated table: unexpected end of data"),
        (LATIN + "one,Upper,Musculus superior\n", "row 2: ta2_id should be a whole number, not 'one'"),
        (LATIN + "²,Upper,Musculus superior\n", "row 2: ta2_id should be a whole number, not '²'"),
        (LATIN + "1,Upper,a\n1,Upper,b\n", "row 3: ta2_id 1 is there twice"),
        (RELATIONS + "U:1,upper,,origin,\n", "row 2 has an empty cell; only fma_ids may be empty"),
    ],
)
def test_what_is_no_such_table_is_said_clearly(table: Callable[..., Path], content: str | bytes, wrong: str) -> None:
    file = table(content)
    with pytest.raises(Unreadable) as refused:
        read_foreign(file)
    assert str(refused.value).startswith(f"{file}: {wrong}")


def test_a_missing_file_and_a_folder_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(Unreadable, match="cannot be read"):
            read_foreign(path)


# Nerves


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("radial", "radial nerve", True),
        ("radial", "Axillary nerve", False),
        ("deep fibular", "common peroneal nerve", True),
        ("posterior interosseous", "radial nerve", True),
        ("sciatic (tibial part)", "tibial nerve", True),
        ("masseteric, from the mandibular division of the trigeminal", "mandibular nerve", True),
        ("cervical branch of the facial", "nerve of cervical vertebra", False),
        ("spinal posterior rami", "dorsal ramus of spinal nerve", True),
        ("spinal posterior rami", "ventral ramus of spinal nerve", False),
        ("cervical anterior rami", "lumbar nerve", False),
        ("lumbar anterior rami", "lumbar nerve", True),
        ("suboccipital", "posterior ramus of spinal nerve", True),
        ("anterior rami of the lower thoracic nerves", "intercostal nerve", True),
        ("ansa cervicalis", "spinal nerve", True),
        ("long thoracic", "thoracic nerve", False),
    ],
)
def test_a_nerve_agrees_with_its_branch_and_its_trunk(ours: str, theirs: str, same: bool) -> None:
    assert names_nerve(innervation(ours), theirs) is same


# Places


@pytest.mark.parametrize(
    ("text", "bones", "theirs", "same"),
    [
        ("the whole back of the bone", ("humerus",), "humerus", True),
        ("the whole back of the bone", ("humerus",), "greater tubercle of humerus", True),
        ("middle facet of the greater tubercle", ("humerus",), "greater tubercle of humerus", True),
        ("middle facet of the greater tubercle", ("humerus",), "humerus", True),
        ("middle facet of the greater tubercle", ("humerus",), "ectepicondyle of humerus", False),
        ("coracoid process", ("scapula",), "medial border of scapula", False),
        ("lower nuchal ligament", (), "nuchal ligament", True),
        ("spinous processes T3 to T6", ("T3", "T4"), "neural spine", True),
        ("spinous processes T3 to T6", ("T3", "T4"), "transverse process of vertebra", False),
        ("transverse and mammillary processes", ("L1",), "transverse process of vertebra", True),
        ("spinous process of C2", ("C2",), "vertebral bone 2", True),
        ("spinous process of C2", ("C2",), "vertebral bone 1", False),
        ("transverse processes", ("L1", "L4"), "lumbar vertebra", True),
        ("processes", ("thoracic vertebrae",), "vertebra", True),
        ("outer faces of the upper ribs", ("first rib", "eighth rib"), "rib", True),
        ("outer faces of the upper ribs", ("first rib", "eighth rib"), "rib 1", True),
        ("outer faces of the upper ribs", ("first rib", "eighth rib"), "rib 2", False),
        ("base of the third metacarpal", ("third metacarpal",), "metacarpal bone of digit 3", True),
        ("base of the third metacarpal", ("third metacarpal",), "metacarpal bone of digit 2", False),
        ("facing sides of the metatarsals", ("metatarsals",), "metatarsal bone", True),
        ("cheekbone", ("zygomatic bone",), "jugal bone", True),
        ("by the Achilles tendon", ("calcaneus",), "calcaneal tendon", True),
        ("inner side of the base", ("proximal phalanx of the thumb",), "proximal epiphysis of proximal phalanx of manual digit 1", True),
        ("inner side of the base", ("proximal phalanx of the thumb",), "distal phalanx", False),
        ("hoods", ("finger phalanges",), "distal phalanx", True),
        ("by four tendons", ("distal phalanges of the second to fifth toes",), "pedal digit 3 phalanx", True),
        ("by four tendons", ("distal phalanges of the second to fifth toes",), "distal phalanx of pedal digit 1", False),
        ("inner surface of the ilium", ("ilium",), "phalanx", False),
    ],
)
def test_a_bone_agrees_with_its_part_and_parts_do_not_agree_with_one_another(
    text: str, bones: tuple[str, ...], theirs: str, same: bool
) -> None:
    assert names_place(attachment(text, *bones), theirs) is same


def test_a_bone_of_ours_is_covered_by_a_part_of_it() -> None:
    assert bone_is_named("scapula", ("rib", "coracoid process of scapula"))
    assert bone_is_named("distal phalanx of the thumb", ("manual digit 1",))
    assert not bone_is_named("clavicle", ("rib", "manual digit 1"))


# Comparing


def test_agreement_says_nothing_but_counts() -> None:
    muscle = make.muscle("upper", origin=attachment("inner half", "clavicle"), nerves=("radial",))
    found = compare(make.catalogue(muscle), Relations((foreign("Upper muscle", origin=("clavicle bone",), innervation=("radial nerve",)),)))
    assert found == Comparison(2, ())
    assert found.summary() == "2 compared, 2 agreeing, 0 disagreeing; 0 of our muscles not in the file"


def test_disagreements_are_sorted_and_name_only_what_is_not_ours() -> None:
    upper = make.muscle("upper", fma="FMA:1", insertion=attachment("olecranon", "ulna"), nerves=("radial",))
    lower = make.muscle("lower", origin=attachment("sit bone", "ischium"))
    rows = (
        foreign("something else", "FMA:1", insertion=("radius bone", "ulna"), innervation=("axillary nerve", "radial nerve")),
        foreign("lower", origin=("femur", "tibia")),
    )
    found = compare_relations(make.catalogue(upper, lower), Relations(rows))
    assert lines(found) == [
        "lower: origin: ours sit bone; theirs femur, tibia",
        "upper: innervation: ours radial; theirs axillary nerve",
        "upper: insertion: ours olecranon; theirs radius bone",
    ]
    assert found == compare_relations(make.catalogue(lower, upper), Relations(rows[::-1]))


def test_what_they_leave_out_is_no_disagreement() -> None:
    muscle = make.muscle("upper", origin=attachment("sacrum and tailbone", "sacrum", "coccyx"), nerves=("radial", "ulnar"))
    found = compare_relations(
        make.catalogue(muscle), Relations((foreign("upper", origin=("fused sacrum",), innervation=("radial nerve",)),))
    )
    assert (found.compared, found.disagreements) == (2, ())
    assert [(each.field, each.ours) for each in found.more] == [("innervation", "ulnar"), ("origin", "coccyx")]
    assert found.summary().startswith("2 compared, 2 agreeing (2 of these say more here), 0 disagreeing;")


def test_a_muscle_that_one_side_lacks_is_not_compared() -> None:
    found = compare_relations(make.catalogue(make.muscle("upper")), Relations((foreign("lower", origin=("femur",)), foreign("upper"))))
    assert found == Comparison(0, (), (), ("upper",))


def test_a_group_of_theirs_is_all_entries_that_belong_to_it() -> None:
    rows = (foreign("hamstring muscle", insertion=("tibia", "fibula", "femur")),)
    muscles = [
        make.muscle("biceps-femoris", insertion=attachment("head", "fibula")),
        make.muscle("semitendinosus", insertion=attachment("inner surface", "tibia")),
    ]
    assert lines(compare_relations(make.catalogue(*muscles), Relations(rows))) == [
        "biceps-femoris + semitendinosus (hamstring muscle): insertion: ours head / inner surface; theirs femur"
    ]


def test_a_muscle_of_theirs_may_be_a_part_of_an_entry() -> None:
    scalenes = make.muscle("scalenes", synonyms=("scaleni",))
    body = make.catalogue(scalenes)
    assert [each.id for each in muscles_of(body, foreign("scalenus medius"))] == ["scalenes"]
    assert [each.id for each in muscles_of(body, foreign("Scaleni muscle group"))] == ["scalenes"]
    assert muscles_of(body, foreign("scalenus minimus")) == ()


def test_latin_names_are_compared_by_number() -> None:
    body = make.catalogue(
        make.muscle("same", latin="Musculus sternalis", ta2=(2300,)),
        make.muscle("other", latin="Musculus flexor carpi ulnaris", ta2=(2483,)),
        make.muscle("pair", latin="Musculi gemelli", ta2=(2606, 2607)),
        make.muscle("absent", latin="Musculus absens", ta2=(1,)),
    )
    names = {
        2300: "(Musculus Sternalis)",
        2483: "Flexor ulnaris carpi",
        2606: "Musculus gemellus superior",
        2607: "Musculus gemellus inferior",
    }
    found = compare_latin(body, LatinNames(names))
    assert lines(found) == [
        "other: latin: ours Musculus flexor carpi ulnaris; theirs Flexor ulnaris carpi",
        "pair: latin: ours Musculi gemelli; theirs Musculus gemellus superior + Musculus gemellus inferior",
    ]
    assert (found.compared, found.absent) == (3, ("absent",))


# The command


def test_the_command_lists_and_counts_and_ends_well(run: Callable[..., Result], table: Callable[..., Path]) -> None:
    result = run(table(RELATIONS + "U:1,upper,,innervated_by,accessory XI nerve\nU:1,upper,,insertion,ulna\nU:2,lower,,origin,rib\n"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "upper: insertion: ours the collarbone; theirs ulna",
        "table.csv: 2 compared, 1 agreeing, 1 disagreeing; 0 of our muscles not in the file",
    ]


def test_the_command_speaks_json(run: Callable[..., Result], table: Callable[..., Path]) -> None:
    file = table(LATIN + "1,Upper,Superior\n")
    result = run("--json", file)
    assert (result.exit_code, json.loads(result.stdout)) == (
        0,
        [
            {
                "file": str(file),
                "compared": 1,
                "agreeing": 0,
                "disagreeing": 1,
                "disagreements": [{"muscle": "upper", "field": "latin", "ours": "Musculus superior", "theirs": "Superior"}],
                "more": [],
                "not_in_the_file": [],
            }
        ],
    )


def test_a_file_that_cannot_be_read_ends_with_one_after_the_others(
    run: Callable[..., Result], table: Callable[..., Path], tmp_path: Path
) -> None:
    result = run(tmp_path / "none.csv", table(LATIN + "1,Upper,Musculus superior\n"))
    assert result.exit_code == 1
    assert result.stdout == "table.csv: 1 compared, 1 agreeing, 0 disagreeing; 0 of our muscles not in the file\n"
    assert result.stderr == f"Error: {tmp_path / 'none.csv'}: cannot be read: No such file or directory\n"


def test_the_command_asks_for_a_file(run: Callable[..., Result]) -> None:
    assert run().exit_code == 2


# What content/README.md says


def listed() -> list[list[str]]:
    """Rows of the tables under "Compared with other tables": of five columns nerves and places, of three or four Latin names."""
    section = (ROOT / "content" / "README.md").read_text(encoding="utf-8").split("## Compared with other tables")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("|")]
    return [row for row in rows if row[0] != "muscle" and not set(row[0]) <= {"-"}]


def as_foreign(catalogue: Catalogue, row: list[str]) -> ForeignMuscle:
    """The other table's row behind a listed one."""
    label, field, _, theirs, _ = row
    ids, _, name = label.rstrip(")").partition(" (")
    first = catalogue.muscles[ids.split(" + ")[0]]
    said: dict[str, Any] = {field: tuple(theirs.split(", "))}
    return foreign(name or first.name.en, *([first.fma] if first.fma and not name else []), **said)


def test_every_listed_nerve_and_place_is_still_a_disagreement(catalogue: Catalogue) -> None:
    rows = [row for row in listed() if len(row) == 5]
    found = compare_relations(catalogue, Relations(tuple(as_foreign(catalogue, row) for row in rows)))
    assert len(rows) > 10
    assert all(row[4] for row in rows)
    assert {(each.muscle, each.field, each.theirs) for each in found.disagreements} == {(row[0], row[1], row[3]) for row in rows}


def test_every_listed_latin_name_is_still_ours_and_still_differs(catalogue: Catalogue) -> None:
    rows = [row for row in listed() if len(row) < 5]
    names = {number: name for row in rows for number, name in zip(catalogue.muscles[row[0]].ta2, row[2].split(" + "), strict=True)}
    found = compare_latin(catalogue, LatinNames(names))
    assert len(rows) > 10
    assert [(each.muscle, each.ours, each.theirs) for each in found.disagreements] == sorted(tuple(row[:3]) for row in rows)


def test_groups_are_made_of_entries_that_exist(catalogue: Catalogue) -> None:
    assert {each for members in KIN.values() for each in members} <= set(catalogue.muscles)
