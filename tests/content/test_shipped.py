"""The shipped material: without a mistake, whole, and true to every id that was ever given."""

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from webapp.config import ROOT
from webapp.content.checks import RULES
from webapp.content.outlines import load_atlas
from webapp.content.tree import Tree, read_tree
from webapp.core.catalogue import Catalogue
from webapp.core.entries import CautionState, Evidence
from webapp.library.checking import check_content

CONTENT = ROOT / "content"


@cache
def tree() -> Tree:
    return read_tree(CONTENT)


@cache
def given_ids() -> dict[str, set[str]]:
    """Ids by kind that were ever given; `seed` are the muscles of the overview page."""
    given = defaultdict(set)
    for line in (Path(__file__).parent / "given_ids.txt").read_text(encoding="utf-8").splitlines():
        kind, key = line.split()
        given[kind].add(key)
    return dict(given)


def test_the_material_has_no_mistake() -> None:
    assert [str(problem) for problem in check_content(CONTENT)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_material_keeps_every_rule(rule: object) -> None:
    assert callable(rule)
    assert list(rule(tree())) == []


def test_every_muscle_of_the_overview_has_an_entry(catalogue: Catalogue) -> None:
    assert len(given_ids()["seed"]) == 55
    assert given_ids()["seed"] <= set(catalogue.muscles)


def test_muscles_stand_in_the_order_of_their_ids(catalogue: Catalogue) -> None:
    listed = tree().ids
    assert listed is not None
    assert list(catalogue.muscles) == [row.id for row in listed.muscles if row.id in catalogue.muscles]


@pytest.mark.parametrize("kind", ["regions", "zones", "structures", "rules", "scenarios"])
def test_no_id_is_taken_back_and_every_new_one_is_written_down(catalogue: Catalogue, kind: str) -> None:
    """A database may hold any id that was ever given: new ones go into given_ids.txt, old ones stay."""
    assert set(getattr(catalogue, kind)) == given_ids()[kind]


def test_no_point_is_taken_back(catalogue: Catalogue) -> None:
    assert given_ids()["points"] <= {f"{muscle.id}/{point.id}" for muscle in catalogue.muscles.values() for point in muscle.points}


def test_every_muscle_can_be_located_on_its_views(catalogue: Catalogue) -> None:
    views = load_atlas(CONTENT / "atlas").views
    assert [muscle.id for muscle in catalogue.muscles.values() for view in muscle.views if muscle.id not in views[view].muscles] == []


def test_nothing_is_called_safe_without_a_source(catalogue: Catalogue) -> None:
    for muscle in catalogue.muscles.values():
        assert muscle.caution_state != CautionState.NONE or (muscle.caution_note is not None and muscle.caution_note.src), muscle.id


def test_only_facts_without_a_source_have_grade_e(catalogue: Catalogue) -> None:
    for muscle in catalogue.muscles.values():
        for fact in (muscle.landmarks, muscle.palpate, muscle.origin, muscle.insertion, *muscle.points, *muscle.cautions):
            assert (fact.evidence == Evidence.E) == (not fact.src), muscle.id


def test_the_readme_shows_an_entry_of_the_right_shape(tmp_path: Path) -> None:
    example = (CONTENT / "README.md").read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    (tmp_path / "muscles").mkdir()
    (tmp_path / "muscles" / "example.yaml").write_text(example, encoding="utf-8")
    found = read_tree(tmp_path)
    assert [str(problem) for problem in found.problems if problem.file.startswith("muscles/")] == []
    assert [muscle.id for muscle in found.muscles.values()] == ["rhomboid-minor"]
