"""The command: python -m webapp.atlas.drawing --scene DIR [--out DIR] [--view NAME] [--check]."""

import argparse
import sys
import time
from pathlib import Path

from webapp.atlas.drawing.chart import draw_view
from webapp.atlas.drawing.checking import check
from webapp.atlas.drawing.scene import load_scene
from webapp.atlas.drawing.views import VIEWS


def main(arguments: list[str]) -> int:
    """Draws the views asked for; returns the exit code."""
    options = _parser().parse_args(arguments)
    if options.check:
        return report(options.out)
    if options.scene is None:
        _parser().error("--scene is needed to draw")
    scene = load_scene(options.scene)
    for name in options.view or list(VIEWS):
        started = time.monotonic()
        draw_view(VIEWS[name], scene, options.out)
        print(f"{name}: {time.monotonic() - started:.0f} s", flush=True)
    return 0


def report(out: Path) -> int:
    """Prints what the check finds; 1 if something is missing."""
    mistakes, remarks = check(out)
    print("\n".join(["remarks:", *remarks, "mistakes:", *mistakes]))
    return 1 if mistakes else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m webapp.atlas.drawing", description=__doc__)
    parser.add_argument("--scene", type=Path, help="folder of the registered scene")
    parser.add_argument("--out", type=Path, default=Path("content/atlas"))
    parser.add_argument("--view", choices=sorted(VIEWS), action="append", help="only this view; may be repeated")
    parser.add_argument("--check", action="store_true", help="draw nothing; check what is there")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
