"""Grading a tap for a place: where a trigger point lies, or where not to press."""

from webapp.core.anatomy import muscle_distance
from webapp.core.answers import Grade, Miss, Tap, graded
from webapp.core.catalogue import Catalogue
from webapp.core.charts import Atlas, StructureOutline, View
from webapp.core.geometry import distance
from webapp.core.graders.locating import hazard_under
from webapp.core.items import MarkCaution, PointAt

# Experts do not find trigger points to the millimetre: a thumb's breadth counts as the point, two as near.
POINT_MM = 18.0
POINT_NEAR_MM = 32.0
# Half the width that a pressing thumb covers: whoever presses so close to a structure presses on it.
BAND_MM = 10.0
BAND_NEAR_MM = 20.0
# A long vessel is asked where it passes the muscle, not at the other end of the limb.
BESIDE_MUSCLE_MM = 50.0
NEAR_SCORE = 0.7
INSIDE_SCORE = 0.3


def grade_point(item: PointAt, tap: Tap, catalogue: Catalogue, atlas: Atlas) -> Grade:
    """Grade a tap by its distance to the nearest of the muscle's trigger points, on either side; ValueError where none is on that view."""
    view = _view(atlas, tap)
    muscle = catalogue.muscles[item.subject]
    places = [point.at for point in muscle.points if point.at is not None and point.view in (view.id, view.base)]
    if not places:
        raise ValueError(f"no trigger point of {item.subject} is on view {view.id}")
    far = min(_apart(view, tap, place) for place in places)
    subject = frozenset({item.subject})
    if far <= POINT_MM:
        return graded(1.0, None, hit=item.subject, distance_mm=far, right=subject)
    from_muscle = muscle_distance(view, item.subject, tap.at)
    if from_muscle > 0 and (hazard := hazard_under(view, tap, catalogue)):
        return graded(0.0, Miss.HAZARD, hit=hazard, distance_mm=far, wrong=frozenset({hazard}), missed=subject)
    if far <= POINT_NEAR_MM:
        return graded(NEAR_SCORE, Miss.NEAR, hit=item.subject, distance_mm=far, missed=subject)
    return graded(INSIDE_SCORE if from_muscle == 0 else 0.0, Miss.ELSEWHERE, distance_mm=far, missed=subject)


def grade_caution_place(item: MarkCaution, tap: Tap, atlas: Atlas) -> Grade:
    """Grade a tap by the danger band of the structure asked for, beside the muscle; ValueError where it is not drawn on that view."""
    view = _view(atlas, tap)
    structure = tap.target or ""
    outline = view.structures.get(structure)
    if structure not in item.structures or outline is None:
        raise ValueError(f"{structure[:64]!r} is not asked of {item.subject} on view {view.id}")
    far = structure_distance(outline, tap.at)
    beside = muscle_distance(view, item.subject, tap.at) <= BESIDE_MUSCLE_MM
    asked = frozenset({structure})
    if beside and far <= BAND_MM:
        return graded(1.0, None, hit=structure, distance_mm=far, right=asked)
    if beside and far <= BAND_NEAR_MM:
        return graded(NEAR_SCORE, Miss.NEAR, distance_mm=far, missed=asked)
    return graded(0.0, Miss.ELSEWHERE, distance_mm=far, missed=asked)


def structure_distance(outline: StructureOutline, at: tuple[float, float]) -> float:
    """Millimetres from a place to the nearest side of a structure, 0 inside it."""
    return min(distance(at, rings) for rings in outline.sides.values())


def _view(atlas: Atlas, tap: Tap) -> View:
    view = atlas.views.get(tap.view)
    if view is None:
        raise ValueError(f"there is no view {tap.view[:64]!r}")
    return view


def _apart(view: View, tap: Tap, place: tuple[float, float]) -> float:
    u, v = tap.at
    sides = (u,) if view.mirror_sum is None else (u, view.mirror_sum - u)
    return min(float(((side - place[0]) ** 2 + (v - place[1]) ** 2) ** 0.5) for side in sides)
