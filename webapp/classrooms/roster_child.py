"""The process that reads an uploaded roster, `python -m webapp.classrooms.roster_child < upload`: little memory and time, no data base."""

import json
import sys

from webapp.classrooms.rosters import MOST_BYTES, FaultyRoster, read_roster
from webapp.limits import FAULTY, limit_process

CPU_SECONDS = 5
"""Many times what the largest roster takes on a slow core."""


def main() -> int:
    """Reads standard input, writes one JSON list a person; exits with FAULTY after a list of faults."""
    limit_process(CPU_SECONDS)
    try:
        rows = read_roster(sys.stdin.buffer.read(MOST_BYTES + 1))
    except FaultyRoster as wrong:
        faults = wrong.faults
    except MemoryError:
        faults = ["The file needs more memory than a roster may have."]
    else:
        sys.stdout.writelines(f"{json.dumps([row.number, row.email, row.name])}\n" for row in rows)
        return 0
    sys.stdout.write(json.dumps(faults) + "\n")
    return FAULTY


if __name__ == "__main__":
    sys.exit(main())
