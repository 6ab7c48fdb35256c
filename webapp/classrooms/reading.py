"""A roster is read in a process of its own; here is the server's side of that."""

import json
from tempfile import TemporaryFile

from webapp.classrooms.rosters import FaultyRoster, Row
from webapp.confined import run_confined
from webapp.limits import FAULTY

NOT_IN_TIME = "Reading this file took too much time or memory, so it was stopped. Nothing was changed."


def read_apart(raw: bytes) -> list[Row]:
    """The people of a roster; raises FaultyRoster, or Unavailable while other files are being read."""
    with TemporaryFile() as source, TemporaryFile() as output:
        source.write(raw)
        source.seek(0)
        code = run_confined("webapp.classrooms.roster_child", source, output)
        output.seek(0)
        lines = [json.loads(line) for line in output] if code in {0, FAULTY} else []
    if code == FAULTY:
        raise FaultyRoster(lines[-1])
    if code != 0:
        raise FaultyRoster([NOT_IN_TIME])
    return [Row(*line) for line in lines]
