"""Tables of other projects that the material is compared with: read strictly, told apart by their header."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

RELATIONS_HEADER = ("uberon_id", "uberon_name", "fma_ids", "relation", "target")
LATIN_HEADER = ("ta2_id", "english", "latin_from_z_anatomy_translation")
# What a relation says about a muscle; others, such as `antagonist`, are not compared.
FIELDS = {"innervated_by": "innervation", "origin": "origin", "insertion": "insertion"}


class Unreadable(Exception):
    """A file that is none of the known tables; says which file and why."""


@dataclass(frozen=True, slots=True)
class ForeignMuscle:
    """A muscle of another table: its name, FMA ids, and by field (innervation, origin, insertion) what is said of it."""

    name: str
    fma: frozenset[str]
    said: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Relations:
    """The table of relations, in the file's order."""

    muscles: tuple[ForeignMuscle, ...]


@dataclass(frozen=True, slots=True)
class LatinNames:
    """The table of Latin names, by number of Terminologia Anatomica 2."""

    names: dict[int, str]


def read_foreign(path: Path) -> Relations | LatinNames:
    """The table in a file, or `Unreadable`."""
    rows = _rows(path)
    header = tuple(rows[0])
    if header == RELATIONS_HEADER:
        return _relations(path, rows)
    if header == LATIN_HEADER:
        return _latin(path, rows)
    known = " or ".join(",".join(each) for each in (RELATIONS_HEADER, LATIN_HEADER))
    raise Unreadable(f"{path}: the first line is {','.join(header)!r}; it should be {known}")


def _rows(path: Path) -> list[list[str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path}: is not UTF-8, at byte {error.start + 1}") from error
    except csv.Error as error:
        raise Unreadable(f"{path}: is no comma-separated table: {error}") from error
    if not any(rows):
        raise Unreadable(f"{path}: is empty")
    for number, row in enumerate(rows, start=1):
        if len(row) != len(rows[0]):
            raise Unreadable(f"{path}: row {number} has {len(row)} cells, the first has {len(rows[0])}")
    return rows


def _relations(path: Path, rows: list[list[str]]) -> Relations:
    muscles: dict[str, ForeignMuscle] = {}
    for number, (key, name, fma, relation, target) in enumerate(rows[1:], start=2):
        if not (key and name and relation and target):
            raise Unreadable(f"{path}: row {number} has an empty cell; only fma_ids may be empty")
        muscle = muscles.setdefault(key, ForeignMuscle(name, frozenset(fma.split()), {}))
        field = FIELDS.get(relation)
        if field and target not in muscle.said.get(field, ()):
            muscle.said[field] = (*muscle.said.get(field, ()), target)
    return Relations(tuple(muscles.values()))


def _latin(path: Path, rows: list[list[str]]) -> LatinNames:
    names: dict[int, str] = {}
    for number, (key, _english, latin) in enumerate(rows[1:], start=2):
        if not key.isascii() or not key.isdigit():
            raise Unreadable(f"{path}: row {number}: ta2_id should be a whole number, not {key!r}")
        if int(key) in names:
            raise Unreadable(f"{path}: row {number}: ta2_id {key} is there twice")
        names[int(key)] = latin
    return LatinNames(names)
