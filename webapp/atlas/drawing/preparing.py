"""Makes the body that is drawn out of the scene: parts divided, and the left side replaced by the mirror of the right."""

from dataclasses import replace

import numpy as np

from webapp.atlas.drawing.cutting import cut_to_box, pieces_between
from webapp.atlas.drawing.shapes import MIDLINE_X, Part
from webapp.atlas.drawing.tables import table

AS_IN_THE_BODY = {"artery", "vein", "nerve", "organ"}
"""Kinds that are not symmetric, and so are never mirrored."""


def split(parts: list[Part]) -> list[Part]:
    """Parts that hold several muscles, divided as splits.yaml says; the others unchanged."""
    rules = table("splits")
    out: list[Part] = []
    for part in parts:
        if part.id not in rules:
            out.append(part)
            continue
        for name, rule in rules[part.id].items():
            piece = pieces_between(part, *rule["centre_y"]) if "centre_y" in rule else cut_to_box(part, rule["box"])
            out.append(replace(piece, id=name))
    return out


def mirror(part: Part) -> Part:
    """The exact mirror image across the mid-sagittal plane; faces are turned so that they still look outwards."""
    vertices = part.vertices * np.array([-1.0, 1.0, 1.0])
    vertices[:, 0] += 2 * MIDLINE_X
    other = {"L": "R", "R": "L", "M": "M"}[part.side]
    return replace(part, side=other, vertices=vertices, faces=part.faces[:, ::-1], mirrored=not part.mirrored)


def symmetric_body(parts: list[Part]) -> list[Part]:
    """Right and midline parts, and the mirror of the right ones; vessels, nerves and organs stay as they are."""
    kept = [part for part in parts if part.side != "L" or part.kind in AS_IN_THE_BODY]
    return kept + [mirror(part) for part in kept if part.side == "R" and part.kind not in AS_IN_THE_BODY]
