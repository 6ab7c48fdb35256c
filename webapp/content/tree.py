"""The folder `content/` as validated tables, with the place of every value, and every mistake found on the way."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from webapp.content.problems import Problem
from webapp.content.schema import MuscleIn
from webapp.content.schema_atlas import LayeringFile
from webapp.content.schema_tables import (
    ChangesFile,
    CoursesFile,
    DecksFile,
    IdsFile,
    RegionsFile,
    RulesFile,
    SourcesFile,
    StructuresFile,
    ZonesFile,
)
from webapp.content.strict_yaml import YamlMistake, compose, construct, line_of
from webapp.content.wording import words

COURSES = "atlas/courses.json"
CHANGES = "CHANGES.yaml"
LAYERING = "atlas/layering.json"

Model = TypeVar("Model", bound=BaseModel)
Loc = tuple[int | str, ...]
Mistake = tuple[str, Loc, str]
"""What a check found: file, place in it, and what is wrong and what would be right."""


@dataclass(slots=True)
class Tree:
    """What was read. A table that could not be read is None, a muscle that could not be read is left out."""

    root: Path
    regions: RegionsFile | None = None
    zones: ZonesFile | None = None
    structures: StructuresFile | None = None
    sources: SourcesFile | None = None
    rules: RulesFile | None = None
    ids: IdsFile | None = None
    decks: DecksFile | None = None
    changes: ChangesFile | None = None
    courses: CoursesFile | None = None
    layering: LayeringFile | None = None
    muscles: dict[str, MuscleIn] = field(default_factory=dict)
    nodes: dict[str, yaml.Node] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, file: str, loc: Loc) -> int:
        """Line (from 1) of `loc` in `file`; 1 where the file could not be read."""
        node = self.nodes.get(file)
        return line_of(node, loc) if node else 1

    def report(self, file: str, loc: Loc, message: str) -> None:
        """Add one mistake at the line of `loc` in `file`."""
        self.problems.append(Problem(file, self.line(file, loc), ".".join(map(str, loc)), message))


def read_tree(root: Path) -> Tree:
    """Read everything below `root`; mistakes are collected, never raised."""
    tree = Tree(root)
    tree.regions = _read(tree, "regions.yaml", RegionsFile)
    tree.zones = _read(tree, "zones.yaml", ZonesFile)
    tree.structures = _read(tree, "structures.yaml", StructuresFile)
    tree.sources = _read(tree, "sources.yaml", SourcesFile)
    tree.rules = _read(tree, "rules.yaml", RulesFile)
    tree.ids = _read(tree, "ids.yaml", IdsFile)
    tree.decks = _read(tree, "decks.yaml", DecksFile)
    tree.changes = _read(tree, CHANGES, ChangesFile)
    # Written by the drawing tool as JSON, which is YAML too.
    tree.courses = _read(tree, COURSES, CoursesFile)
    tree.layering = _read(tree, LAYERING, LayeringFile)
    for file in _muscle_files(root):
        muscle = _read(tree, file, MuscleIn)
        if muscle is not None:
            tree.muscles[file] = muscle
    return tree


def _muscle_files(root: Path) -> Iterator[str]:
    for path in sorted((root / "muscles").glob("**/*")):
        if path.suffix in (".yaml", ".yml"):
            yield path.relative_to(root).as_posix()


def _read(tree: Tree, file: str, model: type[Model]) -> Model | None:
    path = tree.root / file
    if not path.is_file():
        tree.report(file, (), "the file is missing; see content/README.md for what belongs in it")
        return None
    try:
        node = compose(path)
    except YamlMistake as mistake:
        tree.problems.append(Problem(file, mistake.line, "", mistake.message))
        return None
    tree.nodes[file] = node
    try:
        return model.model_validate_json(json.dumps(construct(node)))
    except ValidationError as error:
        for detail in error.errors():
            tree.report(file, place(detail["loc"]), words(detail))
        return None


def place(loc: Loc) -> Loc:
    """Where an error is in the file: pydantic's place without its own marks ("[key]", "#plain")."""
    return tuple(step for step in loc if not str(step).startswith(("#", "[")))
