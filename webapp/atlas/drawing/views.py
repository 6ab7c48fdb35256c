"""The table of views: how each one looks at the body, and through which window."""

from webapp.atlas.drawing.shapes import MIDLINE_X, View

# 750 x 1875 mm and 375 x 1875 mm: whole pixels at every scale used below.
HALF_WIDTH, BOTTOM, TOP = 375.0, -90.0, 1785.0

LAYERS = ("superficial", "intermediate", "deep")

LARGE_SCALE = 1.6
"""Pixels per mm of the large plate: 1200 x 3000 for front and back."""

SMALL_SCALE = 0.8
"""Pixels per mm of the small plate: 600 x 1500 for front and back."""

SUPERSAMPLING = 2
"""The buffer has this many samples a pixel of the large plate in each direction; outlines are measured on it."""

VIEWS = {
    "front": View(
        name="front",
        axes=((1, 0, 0), (0, 1, 0), (0, 0, 1)),
        window=(MIDLINE_X - HALF_WIDTH, BOTTOM, MIDLINE_X + HALF_WIDTH, TOP),
        mirror_u_sum=round(2 * MIDLINE_X, 3),
    ),
    "back": View(
        name="back",
        axes=((-1, 0, 0), (0, 1, 0), (0, 0, -1)),
        window=(-MIDLINE_X - HALF_WIDTH, BOTTOM, -MIDLINE_X + HALF_WIDTH, TOP),
        mirror_u_sum=round(-2 * MIDLINE_X, 3),
    ),
    # Seen from the body's right: the right side is nearer.
    "side": View(
        name="side",
        axes=((0, 0, 1), (0, 1, 0), (-1, 0, 0)),
        window=(-75.0, BOTTOM, 300.0, TOP),
        mirror_u_sum=None,
    ),
}
