"""Checks of the material against the atlas: what is asked on a chart has to be drawn there."""

from collections.abc import Iterator
from pathlib import Path

from webapp.content.checks import check
from webapp.content.outlines import load_atlas
from webapp.content.tree import Loc, Problem, Tree, read_tree
from webapp.core.anatomy import muscle_distance
from webapp.core.charts import Atlas

AT_EDGE_MM = 1.0


def check_content(root: Path) -> list[Problem]:
    """Every mistake of the material below `root`, alone and against its atlas; raises AtlasMistake where that cannot be read."""
    tree = read_tree(root)
    check(tree)
    atlas = load_atlas(root / "atlas")
    for file, loc, message in (*undrawn(tree, atlas), *points_outside(tree, atlas)):
        tree.report(file, loc, message)
    return sorted(tree.problems)


def undrawn(tree: Tree, atlas: Atlas) -> Iterator[tuple[str, Loc, str]]:
    """Views that an entry names exist and show the muscle."""
    for file, muscle in tree.muscles.items():
        for index, view in enumerate(muscle.views):
            if view not in atlas.views:
                yield file, ("views", index), f"there is no view {view!r}; known are {', '.join(atlas.views)}"
            elif muscle.id not in atlas.views[view].muscles:
                yield file, ("views", index), f"the muscle has no outline on {view!r}; draw it or take the view out"


def points_outside(tree: Tree, atlas: Atlas) -> Iterator[tuple[str, Loc, str]]:
    """Trigger points lie inside their muscle's silhouette, on the right side of the body."""
    for file, muscle in tree.muscles.items():
        for index, point in enumerate(muscle.points):
            view = atlas.views.get(point.view)
            if point.at is None or view is None or muscle.id not in view.muscles:
                continue
            far = muscle_distance(view, muscle.id, (point.at[0], point.at[1]))
            if far > AT_EDGE_MM:
                yield file, ("points", index, "at"), f"lies {far:.0f} mm outside the muscle's silhouette on {point.view!r}"
