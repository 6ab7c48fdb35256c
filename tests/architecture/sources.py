"""The program's own source as syntax trees, read once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from webapp.config import ROOT

PACKAGE = ROOT / "webapp"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One module: its dotted name, its file, its tree."""

    name: str
    file: Path
    tree: ast.Module

    def __str__(self) -> str:
        return self.name

    @property
    def lines(self) -> int:
        return len(self.file.read_text(encoding="utf-8").splitlines())

    def functions(self) -> Iterator[Function]:
        """Every function and method."""
        return (each for each in ast.walk(self.tree) if isinstance(each, Function))

    def calls(self) -> Iterator[tuple[str, int]]:
        """What is called, as written (`session.commit`), with its line."""
        for each in ast.walk(self.tree):
            if isinstance(each, ast.Call):
                yield ast.unparse(each.func), each.lineno


@cache
def sources(folder: Path = PACKAGE) -> tuple[Source, ...]:
    """Every module below a folder of the project."""
    found = []
    for file in sorted(folder.rglob("*.py")):
        parts = file.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append(Source(name, file, ast.parse(file.read_text(encoding="utf-8"))))
    return tuple(found)


@cache
def known() -> frozenset[str]:
    """Names of all modules of the program."""
    return frozenset(each.name for each in sources())


def imported(source: Source) -> set[str]:
    """Which modules a module imports, as far as can be told from the text."""
    found: set[str] = set()
    for each in ast.walk(source.tree):
        if isinstance(each, ast.Import):
            found |= {alias.name for alias in each.names}
        elif isinstance(each, ast.ImportFrom):
            assert each.level == 0, f"{source}: relative import"
            module = each.module or ""
            inner = {f"{module}.{alias.name}" for alias in each.names} & known()
            found |= inner
            if len(inner) < len(each.names):
                found.add(module)
    return found


def own_imports(source: Source) -> set[str]:
    """Which modules of the program a module imports."""
    return {name for name in imported(source) if name.split(".")[0] == "webapp" and name != source.name}
