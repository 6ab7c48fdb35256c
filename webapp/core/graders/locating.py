"""Grading a tap on the chart: right, near, a neighbour, a hazard, or elsewhere."""

from math import inf

from webapp.core.anatomy import hazards_at, hit, muscle_distance
from webapp.core.answers import Grade, Miss, Tap, graded
from webapp.core.bordering import gap
from webapp.core.catalogue import Catalogue
from webapp.core.charts import Atlas, View
from webapp.core.entries import CautionState, How
from webapp.core.items import Locate

NEAR_SCORE = 0.7
NEIGHBOUR_SCORE = 0.3
# Nobody sees muscles on the skin or on bare bones: what is nearest to them counts as marked.
MUSCLES_UNDER = {"skin": "superficial", "bones": "deep"}
# Bones are landmarks as often as they are hazards; a tap on one is no mistake of its own.
HARMED_KINDS = frozenset({"artery", "vein", "nerve", "plexus", "organ", "lymph"})


def grade_locate(item: Locate, tap: Tap, catalogue: Catalogue, atlas: Atlas) -> Grade:
    """Grade a tap by the outline seen on the tapped layer, on either side of the body; ValueError if the muscle is not drawn there."""
    view = atlas.views.get(tap.view)
    if view is None:
        raise ValueError(f"there is no view {tap.view!r}")
    if tap.layer not in view.layers:
        raise ValueError(f"view {view.id} has no layer {tap.layer[:64]!r}")
    layer = MUSCLES_UNDER.get(tap.layer, tap.layer)
    found = hit(view, layer, tap.at)
    far = muscle_distance(view, item.subject, tap.at, layer)
    if far == 0:
        return graded(1.0, None, hit=item.subject, distance_mm=0.0, right=frozenset({item.subject}))
    hazard = hazard_under(view, tap, catalogue, found.muscle)
    if hazard is not None:
        return graded(0.0, Miss.HAZARD, hit=hazard, distance_mm=far, wrong=frozenset({hazard}), missed=frozenset({item.subject}))
    return _missed(item, view, found.muscle, far)


def _missed(item: Locate, view: View, muscle: str | None, far: float) -> Grade:
    close = far <= view.slack_mm
    if muscle is None or muscle == item.subject:
        score, miss = (NEAR_SCORE, Miss.NEAR) if close else (0.0, Miss.ELSEWHERE)
        return graded(score, miss, distance_mm=far, missed=frozenset({item.subject}))
    beside = close or gap(view, item.subject, muscle) < inf
    score, miss = NEIGHBOUR_SCORE if close else 0.0, Miss.NEIGHBOUR if beside else Miss.ELSEWHERE
    return graded(score, miss, hit=muscle, distance_mm=far, wrong=frozenset({muscle}), missed=frozenset({item.subject}))


def hazard_under(view: View, tap: Tap, catalogue: Catalogue, muscle: str | None = None) -> str | None:
    """The nearest structure under a tap that pressing can harm, or None; `muscle` is the one that was hit there."""
    for structure in hazards_at(view, tap.at):
        entry = catalogue.structures.get(structure)
        if entry is None or entry.kind not in HARMED_KINDS:
            continue
        if entry.kind != "organ" or not _shields(muscle, structure, catalogue):
            return structure
    return None


def _shields(muscle: str | None, structure: str, catalogue: Catalogue) -> bool:
    """Whether a muscle's assessed cautions say that pressing on it does not reach an organ below.

    Lung and bowel lie under nearly the whole trunk; without this a tap on the wrong chest muscle would always be "the lung".
    """
    entry = catalogue.muscles.get(muscle) if muscle else None
    if entry is None or entry.caution_state == CautionState.NOT_ASSESSED:
        return False
    return not any(caution.structure == structure and caution.how != How.NEEDLE for caution in entry.cautions)
