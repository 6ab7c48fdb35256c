"""Reading an uploaded file in a process of its own, so that no file can exhaust the server; one at a time."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from webapp.confined import run_confined
from webapp.errors import Invalid, NextStep
from webapp.interop.shapes import MOST_ROWS
from webapp.limits import FAULTY

NOT_IN_TIME = (
    f"Reading this file took too much time or memory, so it was stopped. Nothing was changed. At most {MOST_ROWS:,} rows can be read."
)


class BadFile(Invalid):
    """The file cannot be brought in; `faults` says why, with row numbers."""

    def __init__(self, faults: list[str]) -> None:
        message = "This file cannot be brought in. Nothing was changed."
        super().__init__(message, {"file": message}, step=NextStep("Own data", "/own-data"))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A file that was read and is well-formed: one JSON line a row."""

    lines: IO[bytes]

    def rows(self, part: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Row numbers and rows of one part, in the order of the file; not two parts at once."""
        start = f'["{part}",'.encode()
        self.lines.seek(0)
        for line in self.lines:
            if line.startswith(start):
                _, number, row = json.loads(line)
                yield number, row


@contextmanager
def unpacked(upload: Path) -> Iterator[Unpacked]:
    """Reads a file; raises BadFile with every fault found, or Unavailable while others are being read."""
    with TemporaryFile() as lines:
        with upload.open("rb") as source:
            code = run_confined("webapp.interop.child", source, lines)
        if code == FAULTY:
            lines.seek(0)
            raise BadFile(json.loads(lines.read().splitlines()[-1]))
        if code != 0:
            raise BadFile([NOT_IN_TIME])
        yield Unpacked(lines)
