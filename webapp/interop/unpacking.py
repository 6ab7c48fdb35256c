"""Reading an uploaded file in a process of its own, so that no file can exhaust the server; one at a time."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from webapp.config import ROOT
from webapp.errors import Invalid, NextStep, Unavailable
from webapp.interop.child import FAULTY
from webapp.interop.shapes import MOST_ROWS

SECONDS = 60
"""Time of the clock that the reading process has; its computing time is limited by itself."""
PATIENCE_SECONDS = 10
SEVERAL = "Another file is being read. Please try again in a minute."
NOT_IN_TIME = (
    f"Reading this file took too much time or memory, so it was stopped. Nothing was changed. At most {MOST_ROWS:,} rows can be read."
)
ENVIRONMENT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONTZPATH", "PYTHONPATH")
"""What the process is told of the server's environment: no secrets."""

_one_at_a_time = threading.Lock()


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
        if not _one_at_a_time.acquire(timeout=PATIENCE_SECONDS):
            raise Unavailable(SEVERAL)
        try:
            code = _read(upload, lines)
        finally:
            _one_at_a_time.release()
        if code == FAULTY:
            lines.seek(0)
            raise BadFile(json.loads(lines.read().splitlines()[-1]))
        if code != 0:
            raise BadFile([NOT_IN_TIME])
        yield Unpacked(lines)


def _read(upload: Path, lines: IO[bytes]) -> int | None:
    environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    with upload.open("rb") as source:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "webapp.interop.child"],
                cwd=ROOT,
                env=environment,
                stdin=source,
                stdout=lines,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
    return done.returncode
