"""Reads the tables of courses: landmarks, what each structure is laid out of, and what is left out with the reason."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "courses"
HOWS = ("modelled", "approximate course", "landmarks")
NOT_REGIONS = ("landmarks", "absent")

Piece = dict[str, Any]


@dataclass(frozen=True)
class Course:
    """How one structure is drawn: its pieces on each side, the course in a sentence, and the sources of that sentence."""

    structure: str
    how: str
    sides: tuple[str, ...]
    course: str
    sources: tuple[str, ...]
    pieces: tuple[Piece, ...]


def read(name: str) -> dict[str, Any]:
    """The table courses/<name>.yaml."""
    content: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")) or {}
    return content


@cache
def landmarks() -> dict[str, str]:
    """All named points, as texts."""
    return read("landmarks")


@cache
def absent() -> dict[str, str]:
    """Structures that are not drawn, with the reason."""
    return read("absent")


@cache
def courses() -> dict[str, Course]:
    """All courses by structure, sorted; a structure may stand in one table only."""
    found: dict[str, Course] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.stem in NOT_REGIONS:
            continue
        for structure, row in read(path.stem).items():
            if structure in found:
                raise ValueError(f"{path.name}: {structure} stands in two tables")
            found[structure] = _course(structure, row)
    return dict(sorted(found.items()))


def _course(structure: str, row: dict[str, Any]) -> Course:
    if row["how"] not in HOWS:
        raise ValueError(f"{structure}: how is one of {', '.join(HOWS)}")
    pieces = tuple(one for piece in row["pieces"] for one in _repeated(piece))
    return Course(structure, row["how"], tuple(row["sides"]), row["course"], tuple(row["sources"]), pieces)


def _repeated(piece: Piece) -> list[Piece]:
    """A piece with `each` stands for one piece per word, put in wherever the piece says {}; or per list of words, for {0}, {1}."""
    if "each" not in piece:
        return [piece]
    rest = {key: value for key, value in piece.items() if key != "each"}
    return [_filled(rest, words if isinstance(words, list) else [words]) for words in piece["each"]]


def _filled(value: Any, words: list[str]) -> Any:
    if isinstance(value, str):
        return value.format(*words)
    if isinstance(value, list):
        return [_filled(one, words) for one in value]
    if isinstance(value, dict):
        return {key: _filled(one, words) for key, one in value.items()}
    return value
