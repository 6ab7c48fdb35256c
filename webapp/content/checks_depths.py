"""Checks of the cautions against what the drawing tool measured: no hazard close under a muscle is passed over in silence."""

from collections import Counter
from collections.abc import Iterator

from webapp.content.schema_atlas import LayeringFile
from webapp.content.tree import Mistake, Tree

NEAR_MM = 20
"""A structure this close behind a muscle's surface is within reach of a thumb or a needle."""


def near_structures_are_explained(tree: Tree) -> Iterator[Mistake]:
    """Each structure measured close under a muscle is a caution of it, or `not_cautions` says why not."""
    near = near_structures(tree.layering) if tree.layering else {}
    for file, muscle in tree.muscles.items():
        listed = {caution.id for caution in muscle.cautions}
        for structure, depth in sorted(near.get(muscle.id, {}).items()):
            if structure not in listed | {row.id for row in muscle.not_cautions}:
                yield (
                    file,
                    ("cautions",),
                    f"{structure!r} lies {depth} mm under this muscle: list it, or say in not_cautions why it is none",
                )
        for index, row in enumerate(muscle.not_cautions):
            if row.id in listed:
                yield file, ("not_cautions", index), f"{row.id!r} is listed as a caution; take it out of one of the two"
        for repeated in (name for name, count in Counter(row.id for row in muscle.not_cautions).items() if count > 1):
            yield file, ("not_cautions",), f"{repeated!r} stands twice; keep one"


def near_structures(layering: LayeringFile) -> dict[str, dict[str, int]]:
    """By muscle, the structures within NEAR_MM behind its surface on any view, with their least depth in mm."""
    near: dict[str, dict[str, int]] = {}
    for muscles in layering.views.values():
        for muscle, rows in muscles.items():
            for structure, _, depth in rows.structures:
                if 0 <= depth <= NEAR_MM:
                    found = near.setdefault(muscle, {})
                    found[structure] = min(depth, found.get(structure, NEAR_MM))
    return near
