"""Running the process that reads a file of unknown origin, so that no file can exhaust the server; one at a time."""

import os
import subprocess
import sys
import threading
from typing import IO

from webapp.config import ROOT
from webapp.errors import Unavailable

SECONDS = 60
"""Time of the clock that the reading process has; its computing time is limited by itself."""
PATIENCE_SECONDS = 10
SEVERAL = "Another file is being read. Please try again in a minute."
ENVIRONMENT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONTZPATH", "PYTHONPATH")
"""What the process is told of the server's environment: no secrets."""

_one_at_a_time = threading.Lock()


def run_confined(module: str, source: IO[bytes], output: IO[bytes]) -> int | None:
    """Runs a module of this program over a file; its exit code, None when time ran out. Raises Unavailable while others are being read."""
    if not _one_at_a_time.acquire(timeout=PATIENCE_SECONDS):
        raise Unavailable(SEVERAL)
    try:
        return _run(module, source, output)
    finally:
        _one_at_a_time.release()


def _run(module: str, source: IO[bytes], output: IO[bytes]) -> int | None:
    environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  a module of this program
            [sys.executable, "-m", module],
            cwd=ROOT,
            env=environment,
            stdin=source,
            stdout=output,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return done.returncode
