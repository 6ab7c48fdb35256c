"""Which parts a view and its layers show, and how they are cut for them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from webapp.atlas.drawing.cutting import cut_to_box, outside_oval
from webapp.atlas.drawing.limbs import arm_faces, is_arm
from webapp.atlas.drawing.preparing import mirror
from webapp.atlas.drawing.shapes import Floats, Part, View
from webapp.atlas.drawing.tables import table

SOFT = ("muscle", "fascia")


def view_parts(body: list[Part], view: View) -> list[Part]:
    """The parts of the body that a view shows on any of its layers, cut to what it shows of them."""
    row = table("views").get(view.name, {})
    parts = [part for part in body if part.id not in row.get("hide", ()) and not (row.get("right") and part.side == "L")]
    parts = list(_by_arms(parts, row.get("arms")))
    return [part for part in (_boxed(part, row) for part in parts) if len(part.faces) and _is_in_window(part, view)]


def _by_arms(parts: list[Part], arms: bool | str | None) -> Iterator[Part]:
    """All parts, or those that are arm (`only`), or those that are not (False); the skin is divided."""
    for part in parts:
        if arms not in (False, "only"):
            yield part
        elif part.kind == "skin":
            yield arm_faces(part, arms == "only")
        elif is_arm(part) == (arms == "only"):
            yield part


def _boxed(part: Part, row: dict[str, Any]) -> Part:
    return _as_on_the_right(part, row.get("box", {}) | row.get(f"{part.kind}_box", {}))


def _as_on_the_right(part: Part, rule: dict[str, Any]) -> Part:
    """The part cut by a rule that is told for the right side; a mirrored part is turned for it."""
    return mirror(_cut(mirror(part), rule)) if part.mirrored else _cut(part, rule)


def _cut(part: Part, rule: dict[str, Any]) -> Part:
    """What lies in a box, without the ovals that `outside` names."""
    part = cut_to_box(part, {axis: limits for axis, limits in rule.items() if axis != "outside"})
    for oval in rule.get("outside", ()):
        part = outside_oval(part, oval)
    return part


def _is_in_window(part: Part, view: View) -> bool:
    places = view.project(part.vertices)[:, :2]
    u0, v0, u1, v1 = view.window
    low, high = places.min(axis=0), places.max(axis=0)
    return bool(low[0] < u1 and high[0] > u0 and low[1] < v1 and high[1] > v0)


def is_shown(part: Part, layer: str) -> bool:
    """True if the layer shows the part: by its own rule first, then by its kind or its depth class."""
    rules = table("layers")
    if part.id in rules["never"] or part.id in rules["replaced"]:
        return False
    if part.id in rules["only_on"]:
        return layer in rules["only_on"][part.id]
    if layer in rules["kinds_on"]:
        return part.kind in rules["kinds_on"][layer]
    if part.kind not in SOFT:
        return part.kind not in rules["never_kinds"]
    return int(rules["depth"].get(part.id, part.depth)) >= int(rules["shown_from"][layer])


def layer_parts(parts: list[Part], view: View, layer: str) -> list[Part]:
    """The parts that a plate is drawn from."""
    rules = table("layers")
    cuts: dict[str, Any] = {}
    for name in (view.frame, view.name):
        cuts |= rules["cut"].get(name, {}).get(layer, {})
    only = table("views").get(view.name, {}).get("only", {}).get(layer)
    kinds = rules["drawn_as"].get(layer, {})
    out: list[Part] = []
    for part in parts:
        chosen = part.id in only if only is not None and part.kind in SOFT else is_shown(part, layer)
        if chosen:
            drawn = replace(part, kind=kinds.get(part.kind, part.kind))
            out += [_as_on_the_right(drawn, rule) for rule in cuts.get(part.id, [{}])]
    return out


def push(part: Part, view: View) -> Floats:
    """How far each vertex of the part is pushed towards the viewer, mm."""
    rules = table("layers")["nearer"]
    rule = rules.get(view.frame, {}).get(part.id, rules["all"].get(part.id, 0.0))
    if isinstance(rule, dict):
        return np.interp(part.vertices[:, 1], list(rule), [float(value) for value in rule.values()])
    return np.full(len(part.vertices), float(rule))
