"""Lays the structures that the scene lacks: the parts of each course."""

from webapp.atlas.drawing.courses_landmarks import Half, Missing, half
from webapp.atlas.drawing.courses_pieces import surfaces
from webapp.atlas.drawing.courses_table import Course, courses, landmarks
from webapp.atlas.drawing.shapes import Part


def laid_structures(scene: list[Part]) -> dict[str, list[Part]]:
    """Parts by structure; a structure is left out where the scene lacks a part that its course names."""
    halves = {side: half(side, scene, landmarks()) for side in ("L", "M", "R")}
    return {name: parts for name, course in courses().items() if (parts := _parts(course, halves))}


def _parts(course: Course, halves: dict[str, Half]) -> list[Part]:
    try:
        return [
            Part(course.structure, side, "course", 3, vertices, faces)
            for side in course.sides
            for piece in course.pieces
            if side in piece.get("sides", course.sides)
            for vertices, faces in surfaces(piece, halves[side])
        ]
    except Missing:
        return []
