"""The colour of every pixel before light: flesh with fibres, tendon, bone, and closed lids."""

from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from webapp.atlas.drawing.fibres import Fibres, lay_fibres
from webapp.atlas.drawing.noise import noise
from webapp.atlas.drawing.shapes import Buffer, Floats, Floats32, Ints, Part
from webapp.atlas.drawing.tables import table
from webapp.atlas.drawing.tendons import tabled_tendon


@dataclass(frozen=True, eq=False)
class Surface:
    """Colour 0..1 (h, w, 3) and shine (h, w)."""

    colour: Floats32
    shine: Floats32


def paint(buffer: Buffer) -> Surface:
    """The surface of everything that is seen."""
    height, width = buffer.part.shape
    surface = Surface(np.zeros((height, width, 3), np.float32), np.zeros((height, width), np.float32))
    # Numbers of 16 bits are sorted much faster.
    owner = buffer.part.reshape(-1).astype(np.int16)
    order = np.argsort(owner, kind="stable")
    edges = np.concatenate([[0], np.cumsum(np.bincount(owner + 1, minlength=len(buffer.parts) + 1))])[1:]
    for index, part in enumerate(buffer.parts):
        pixels = order[edges[index] : edges[index + 1]]
        if len(pixels):
            rows, columns = np.divmod(pixels, width)
            colour, shine = _paint_part(part, buffer, _places(buffer, rows, columns))
            surface.colour[rows, columns] = colour
            surface.shine[rows, columns] = shine
    return surface


def _places(buffer: Buffer, rows: Ints, columns: Ints) -> Floats:
    """Where pixels lie: u, v and nearness in mm."""
    u0, _, _, v1 = buffer.view.window
    u = u0 + (columns + 0.5) / buffer.scale
    v = v1 - (rows + 0.5) / buffer.scale
    return np.stack([u, v, buffer.nearness[rows, columns].astype(np.float64)], axis=1)


def _paint_part(part: Part, buffer: Buffer, uvw: Floats) -> tuple[Floats, Floats]:
    colours = table("colours")
    if part.kind not in ("muscle", "fascia"):
        flat = np.array(colours["kinds"][part.kind]) / 255
        grain = 1 + 0.02 * noise(uvw[:, 0], uvw[:, 1], 2.5, 2.5, 5)
        if part.kind in ("lid", "skin_lid", "lips"):
            grain *= _closing_line(part, buffer, uvw)
        return flat * grain[:, None], np.full(len(uvw), colours["shine"][part.kind])
    fibres = lay_fibres(part, buffer.view, uvw[:, :2])
    tabled = tabled_tendon(part.id, buffer.view.unproject(uvw))
    if part.kind == "fascia":
        veil = colours["veiled"].get(part.id, 0.0)
        white = np.clip(1 - veil * (0.5 + 0.45 * noise(fibres.across, fibres.along, 5.0, 170.0, 6)), 0, 1)
        flesh, tendon = muscle_colour(part.id), np.array(colours["kinds"]["fascia"]) / 255
    else:
        white = np.clip(_whiteness(part, fibres, tabled), 0, 1)
        flesh, tendon = muscle_colour(part.id), np.array(colours["tendon"]) / 255
    texture = _texture(part, fibres, white)
    # The edge of the flesh runs out in streaks along the fibres, not in a straight line.
    white = np.clip(white + 0.9 * white * (1 - white) * noise(fibres.across, fibres.along, 1.6, 60.0, 3), 0, 1)[:, None]
    shine = colours["shine"]["muscle"] * (1 - 0.45 * white[:, 0])
    return (flesh * (1 - white) + tendon * white) * (1 + texture)[:, None], shine


def _whiteness(part: Part, fibres: Fibres, tabled: Floats | None) -> Floats:
    """Tendon by the table's rule if there is one, by the muscle's shape if not, or by both."""
    if tabled is None:
        return fibres.tendon
    return np.maximum(tabled, fibres.tendon) if part.id in table("tendons")["keep_shape"] else tabled


def _texture(part: Part, fibres: Fibres, white: Floats) -> Floats:
    """Streaks of three widths along the fibres, and dark grooves between bundles."""
    coarse = table("fibres")["coarse"].get(part.id, 1.0)
    across, along = fibres.across, fibres.along
    bundles = noise(across, along, 3.4 * coarse, 110.0, 0)
    streaks = 0.45 * bundles + 0.45 * noise(across, along, 1.5 * coarse, 70.0, 1) + 0.35 * noise(across, along, 0.8, 45.0, 2)
    grooves = np.exp(-((noise(across, along, 4.6 * coarse, 160.0, 4) / 0.16) ** 2))
    out: Floats = (0.085 * streaks - 0.12 * grooves) * (1 - 0.62 * white)
    return out


def muscle_colour(part_id: str) -> Floats:
    """The muscle's own tone, always the same for its name, and close to that of its family."""
    colours = table("colours")
    family = next((name for name in colours["families"] if part_id.startswith(name)), part_id)
    tone, green, blue = 0.75 * _spread(family) + 0.25 * _spread(part_id)
    base = np.array(colours["muscle"]) * (1 + colours["spread"] * tone)
    out: Floats = np.clip(base + np.array([0, green, blue]) * 2 * colours["shift"], 0, 255) / 255
    return out


def _spread(name: str) -> Floats:
    """Three numbers between -0.5 and 0.5 that belong to a name."""
    out: Floats = np.array(list(sha256(name.encode()).digest()[:3]), dtype=np.float64) / 255 - 0.5
    return out


def _closing_line(part: Part, buffer: Buffer, uvw: Floats) -> Floats:
    """The dark line of closed lids, which sags and has the lid's fold above it, or of closed lips."""
    whole = buffer.view.project(part.vertices)
    centre = (whole.max(axis=0) + whole.min(axis=0)) / 2
    radius = (whole.max(axis=0) - whole.min(axis=0)) / 2
    side, height = (uvw[:, 0] - centre[0]) / radius[0], uvw[:, 1] - centre[1]
    sag = -0.30 * radius[1] * (1 - 0.8 * side**2) if part.kind != "lips" else 0.8 * np.cos(9 * side)
    line: Floats = 1 - 0.6 * np.exp(-(((height - sag) / 0.55) ** 2))
    if part.kind != "lips":
        line -= 0.2 * np.exp(-(((height - sag - 0.75 * radius[1]) / 0.8) ** 2))
    return line
