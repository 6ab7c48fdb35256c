"""The way in which the tables name a point of the body: a landmark, or an extreme of a part, moved or mixed.

asis                               a landmark of landmarks.yaml
femur top                          the extreme vertex of a part in a direction (bone_femur; `bone_` may be left out)
femur@.5 rear                      the extreme of its cross-section at half its height
femur@.6:.8 lateral-rear           the extreme between two heights
hip_bone@z.5 top, ulna@wrist rear  a section across another axis (x is lateral), or at the height of a landmark
femur@.5 centre                    the middle of what is meant
!asis                              the same on the other side of the body
asis ~.4 pubic_tubercle            four tenths of the way from one to the other
asis | knee | femur@.5 front       lateral of the first, height of the second, forward of the third
asis (5 -10 0)                     moved so many mm laterally, up and forward; at the end of any of these
"""

import re
from dataclasses import dataclass
from functools import cache

TERM = re.compile(r"(!?)([a-z_0-9]+)(?:@([xyz]?)([\w.:]+))?(?:\s+([a-z-]+))?")
OFFSET = re.compile(r"\(([^)]*)\)$")
AXES = {"x": 0, "y": 1, "z": 2}


@dataclass(frozen=True)
class Term:
    """A landmark (no pick) or a pick of a part: whole, between two shares of an axis, or cut at one place of it."""

    name: str
    mirrored: bool = False
    axis: int = 1
    span: tuple[str, ...] = ()
    pick: str = ""


@dataclass(frozen=True)
class Point:
    """One term; two and the share of the way between them; or three that give one coordinate each. Then an offset in mm."""

    terms: tuple[Term, ...]
    share: float = 0.0
    offset: tuple[float, float, float] = (0.0, 0.0, 0.0)


@cache
def point(text: str) -> Point:
    """Parses the text of a table; ValueError names what is wrong with it."""
    offset = OFFSET.search(text)
    body = (text[: offset.start()] if offset else text).strip()
    moved = _numbers(offset.group(1), text) if offset else (0.0, 0.0, 0.0)
    if "|" in body:
        across, up, forward = body.split("|")
        return Point((_term(across, text), _term(up, text), _term(forward, text)), offset=moved)
    if "~" in body:
        first, rest = body.split("~")
        share, second = rest.split(maxsplit=1)
        return Point((_term(first, text), _term(second, text)), float(share), moved)
    return Point((_term(body, text),), offset=moved)


def _numbers(inside: str, text: str) -> tuple[float, float, float]:
    values = [float(word) for word in inside.split()]
    if len(values) != 3:
        raise ValueError(f"three numbers are needed: {text!r}")
    return values[0], values[1], values[2]


def _term(body: str, text: str) -> Term:
    found = TERM.fullmatch(body.strip())
    if not found or (found.group(4) and not found.group(5)):
        raise ValueError(f"not a point: {text!r}")
    mirrored, name, axis, span, pick = found.groups()
    return Term(name, bool(mirrored), AXES[axis or "y"], tuple(span.split(":")) if span else (), pick or "")
