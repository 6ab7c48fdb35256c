"""The command: python -m webapp.atlas.drawing --scene DIR [--out DIR] [--view NAME] [--jobs N] [--only structures] [--check]."""

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from webapp.atlas.drawing.chart import Body, draw_view, enter, prepared, write_structures
from webapp.atlas.drawing.checking import check
from webapp.atlas.drawing.measures import write_measures
from webapp.atlas.drawing.scene import load_scene
from webapp.atlas.drawing.views import VIEWS

Job = tuple[str, Path, Path, str | None]


def main(arguments: list[str]) -> int:
    """Draws the views asked for; returns the exit code."""
    options = _parser().parse_args(arguments)
    if options.check:
        return report(options.out)
    if options.scene is None:
        _parser().error("--scene is needed to draw")
    jobs = [(name, options.scene, options.out, options.only) for name in options.view or list(VIEWS)]
    if options.jobs == 1:
        _enter_all(map(run, jobs), options.out)
    else:
        _body(options.scene)  # before the fork, so that all processes share it
        with ProcessPoolExecutor(options.jobs, get_context("fork")) as pool:
            _enter_all(pool.map(run, jobs), options.out)
    return 0


def run(job: Job) -> tuple[str, dict[str, Any] | None, float]:
    """Draws one view, or only measures its structures; returns its name, its entry of views.json if it has a new one, and the seconds."""
    name, scene, out, only = job
    body = _body(scene)
    started = time.monotonic()
    if only == "structures":
        write_structures(VIEWS[name], body, out)
        return name, None, time.monotonic() - started
    return name, draw_view(VIEWS[name], body, out), time.monotonic() - started


@cache
def _body(scene: Path) -> Body:
    """The body, prepared once in each process."""
    return prepared(load_scene(scene))


def _enter_all(done: Any, out: Path) -> None:
    """Enters each view in views.json as soon as all its files are there; only this process writes that file."""
    for name, entry, seconds in done:
        if entry is not None:
            enter(out / "views.json", name, entry)
        print(f"{name}: {seconds:.0f} s", flush=True)


def report(out: Path) -> int:
    """Prints what the check finds and writes measures.json; 1 if something is missing."""
    mistakes, remarks = check(out)
    print("\n".join(["remarks:", *remarks, "mistakes:", *mistakes]))
    write_measures(out)
    return 1 if mistakes else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m webapp.atlas.drawing", description=__doc__)
    parser.add_argument("--scene", type=Path, help="folder of the registered scene")
    parser.add_argument("--out", type=Path, default=Path("content/atlas"))
    parser.add_argument("--view", choices=sorted(VIEWS), action="append", help="only this view; may be repeated")
    parser.add_argument("--jobs", type=int, default=1, help="views drawn at the same time")
    parser.add_argument("--only", choices=["structures"], help="measure only these again; plates and muscles stay")
    parser.add_argument("--check", action="store_true", help="draw nothing; check what is there and write measures.json")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
