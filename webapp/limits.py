"""Limits that a process sets itself before it reads a file of unknown origin; imported by such processes, so it imports next to nothing."""

import sys
from contextlib import suppress

if sys.platform != "win32":  # Windows has no such limits; the parent limits the time of the whole process everywhere
    import resource

MEMORY_BYTES = 256 << 20
CPU_SECONDS = 10
"""Twice what the largest file of own data takes on a slow core."""
LARGEST_OUTPUT = 256 << 20
FAULTY = 3
"""Exit code for a file that was read and cannot be used: then the last line of the output is a JSON list of faults."""


def limit_process(cpu_seconds: int = CPU_SECONDS) -> None:
    """From now on this process has little memory and so many seconds of computing time, and writes no large files."""
    if sys.platform == "win32":
        return
    wanted = {resource.RLIMIT_AS: MEMORY_BYTES, resource.RLIMIT_CPU: cpu_seconds, resource.RLIMIT_FSIZE: LARGEST_OUTPUT}
    for kind, most in wanted.items():
        with suppress(ValueError, OSError):  # not every system knows every limit
            resource.setrlimit(kind, (most, most))
