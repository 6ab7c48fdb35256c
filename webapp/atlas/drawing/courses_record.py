"""Writes content/atlas/courses.json from the tables of courses: python -m webapp.atlas.drawing.courses_record [--out DIR]."""

import argparse
import json
import sys
from pathlib import Path

from webapp.atlas.drawing.courses_table import courses
from webapp.atlas.drawing.writing import write_bytes


def record() -> str:
    """The text of courses.json, a line a structure: how it was made, its course in words, and the sources of that."""
    lines = []
    for name, row in courses().items():
        entry = {"course": row.course, "how": row.how, "sources": list(row.sources)}
        lines.append(f"{json.dumps(name)}:{json.dumps(entry, ensure_ascii=False, separators=(',', ':'))}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main(arguments: list[str]) -> int:
    """Writes the file; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m webapp.atlas.drawing.courses_record", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("content/atlas"))
    write_bytes(parser.parse_args(arguments).out / "courses.json", record().encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
