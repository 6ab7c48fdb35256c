"""What is wrong with the material: one mistake with its place, and the error that carries all of them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: file relative to the content folder, line from 1, field, and what is wrong and what would be right."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        """`file:line: field: message`, or without the field where the whole file is meant."""
        middle = f" {self.field}:" if self.field else ""
        return f"{self.file}:{self.line}:{middle} {self.message}"


class ContentMistakes(Exception):
    """The content cannot be used; `problems` holds every mistake that was found, sorted by file and line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)
