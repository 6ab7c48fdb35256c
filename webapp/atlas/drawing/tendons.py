"""Applies tendons.yaml: where muscles turn to tendon or aponeurosis, by place in the body."""

from typing import Any

import numpy as np

from webapp.atlas.drawing.noise import ramp
from webapp.atlas.drawing.shapes import MIDLINE_X, Floats
from webapp.atlas.drawing.tables import table


def tabled_tendon(part_id: str, place: Floats) -> Floats | None:
    """Whiteness 0..1 at places (n, 3) of the body; None if the table has no rule for the part."""
    rules = table("tendons")
    x = np.abs(place[:, 0] - MIDLINE_X)
    found = [_along_ramp(rule, x, place) for rule in rules["ramps"].get(part_id, [])]
    if part_id in rules["diamonds"]:
        rule = rules["diamonds"][part_id]
        spread = x / rule["x"] + np.abs(place[:, 1] - rule["centre_y"]) / rule["y"]
        found.append(ramp(spread, rule["red"], rule["white"]))
    if part_id in rules["lines"]:
        found.append(_lines(rules["lines"][part_id], x, place[:, 1]))
    return np.maximum.reduce(found) if found else None


def _along_ramp(rule: dict[str, Any], x: Floats, place: Floats) -> Floats:
    height = rule.get("x", 0) * x + rule.get("y", 0) * place[:, 1] + rule.get("z", 0) * place[:, 2]
    in_front = place[:, 2] > rule.get("from_z", -np.inf)
    return np.where(in_front, ramp(height, rule["red"], rule["white"]), 0.0)


def _lines(rule: dict[str, Any], x: Floats, y: Floats) -> Floats:
    """Bands across the muscle, slightly wavy as in the body."""
    away = np.min([np.abs(y - height - 4 * np.sin(x / 8)) for height in rule["heights"]], axis=0)
    return 0.9 * ramp(away, rule["outer"], rule["inner"])
