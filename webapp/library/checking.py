"""Checks of the material against the atlas: what is asked on a chart has to be drawn there."""

from collections.abc import Iterator
from pathlib import Path

from webapp.content.checks import check
from webapp.content.outlines import load_atlas
from webapp.content.problems import ContentMistakes, Problem
from webapp.content.tree import Loc, Mistake, Tree, read_tree
from webapp.core.charts import Atlas
from webapp.core.geometry import distance

# Outlines are simplified within half a millimetre, and places are written in whole ones.
AT_EDGE_MM = 1.0


def check_content(root: Path) -> list[Problem]:
    """Every mistake of the material below `root`, alone and against its atlas, sorted by file and line."""
    tree = read_tree(root)
    check(tree)
    try:
        atlas = load_atlas(root / "atlas")
    except ContentMistakes as mistakes:
        return sorted([*tree.problems, *mistakes.problems])
    for file, loc, message in (*undrawn(tree, atlas), *points_outside(tree, atlas), *strangers(tree, atlas)):
        tree.report(file, loc, message)
    return sorted(tree.problems)


def undrawn(tree: Tree, atlas: Atlas) -> Iterator[Mistake]:
    """Views that an entry or a region names exist, and show the muscle."""
    for file, muscle in tree.muscles.items():
        for index, view in enumerate(muscle.views):
            if view in atlas.views and muscle.id not in atlas.views[view].muscles:
                yield file, ("views", index), f"the muscle has no outline on {view!r}; draw it or take the view out"
    for file, loc, view in _named_views(tree):
        if view not in atlas.views:
            yield file, loc, f"there is no view {view!r}; known are {', '.join(atlas.views)}"


def points_outside(tree: Tree, atlas: Atlas) -> Iterator[Mistake]:
    """Trigger points lie inside their muscle's silhouette, on the right side of the body."""
    for file, muscle in tree.muscles.items():
        for index, point in enumerate(muscle.points):
            view = atlas.views.get(point.view)
            if point.at is None or view is None or muscle.id not in view.muscles:
                continue
            outline = view.muscles[muscle.id]
            far = distance((point.at[0], point.at[1]), outline.silhouette)
            if far > AT_EDGE_MM:
                message = f"lies {far:.1f} mm outside the muscle's silhouette on the right side of {point.view!r}"
                yield file, ("points", index, "at"), f"{message}; inside is, for instance, [{outline.inside[0]:g}, {outline.inside[1]:g}]"


def strangers(tree: Tree, atlas: Atlas) -> Iterator[Mistake]:
    """What is drawn is known: muscles to ids.yaml, structures and zones to their tables."""
    muscles = {row.id for row in tree.ids.muscles} if tree.ids else None
    structures = {row.id for row in tree.structures.structures} if tree.structures else None
    zones = {row.id for row in tree.zones.zones} if tree.zones else None
    for name, view in atlas.views.items():
        for table, drawn, known in (
            ("muscles", view.muscles, muscles),
            ("structures", view.structures, structures),
            ("zones", view.zones, zones),
        ):
            for key in drawn:
                if known is not None and key not in known:
                    source = "ids.yaml" if table == "muscles" else f"{table}.yaml"
                    yield f"atlas/{table}/{name}.json", (table, key), f"drawn, but not in {source}; add it there or draw without it"


def _named_views(tree: Tree) -> Iterator[tuple[str, Loc, str]]:
    for file, muscle in tree.muscles.items():
        for index, view in enumerate(muscle.views):
            yield file, ("views", index), view
    for row, region in enumerate(tree.regions.regions if tree.regions else ()):
        for view in region.focus:
            yield "regions.yaml", ("regions", row, "focus", view), view
