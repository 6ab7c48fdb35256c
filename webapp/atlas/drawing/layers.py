"""Which parts a layer of a view shows, and how they are cut for it."""

import numpy as np

from webapp.atlas.drawing.cutting import cut_to_box
from webapp.atlas.drawing.preparing import mirror
from webapp.atlas.drawing.shapes import Floats, Part
from webapp.atlas.drawing.tables import table


def is_shown(part: Part, layer: str) -> bool:
    """True if the layer shows the part: by its own rule first, then by its depth class."""
    rules = table("layers")
    if part.id in rules["never"] or part.kind in rules["never_kinds"]:
        return False
    if part.id in rules["only_on"]:
        return layer in rules["only_on"][part.id]
    if part.kind not in ("muscle", "fascia"):
        return True
    return int(rules["depth"].get(part.id, part.depth)) >= int(rules["shown_from"][layer])


def layer_parts(body: list[Part], view: str, layer: str) -> list[Part]:
    """The parts that a plate is drawn from."""
    cuts = table("layers")["cut"].get(view, {}).get(layer, {})
    out: list[Part] = []
    for part in body:
        if not is_shown(part, layer):
            continue
        boxes = cuts.get(part.id, [{}])
        out += [mirror(cut_to_box(mirror(part), box)) if part.mirrored else cut_to_box(part, box) for box in boxes]
    return out


def push(part: Part, view: str) -> Floats:
    """How far each vertex of the part is pushed towards the viewer, mm."""
    rules = table("layers")["nearer"]
    rule = rules.get(view, {}).get(part.id, rules["all"].get(part.id, 0.0))
    if isinstance(rule, dict):
        return np.interp(part.vertices[:, 1], list(rule), [float(value) for value in rule.values()])
    return np.full(len(part.vertices), float(rule))
