"""Figures of the material, for the `content stats` command."""

from collections import Counter
from typing import Any

from webapp.core.entries import CautionState, Evidence, Muscle
from webapp.core.facts import facts_of
from webapp.library.shelf import Shelf


def content_stats(shelf: Shelf) -> dict[str, Any]:
    """Muscles by region, items by kind, facts by grade and review, cautions by state, and what has no outline."""
    catalogue, views = shelf.catalogue, shelf.atlas.views.values()
    muscles = catalogue.muscles.values()
    facts = list(facts_of(catalogue))
    return {
        "muscles": len(muscles),
        "muscles_by_region": {region: len(catalogue.muscles_of(region)) for region in catalogue.regions},
        "items": len(shelf.items),
        "items_by_kind": dict(sorted(Counter(item.kind.value for item in shelf.items.values()).items())),
        "facts": len(facts),
        "facts_by_evidence": {grade.value: sum(fact.evidence == grade for fact in facts) for grade in Evidence},
        "facts_without_source": sum(not fact.src for fact in facts),
        "facts_reviewed": sum(fact.reviewed is not None for fact in facts),
        "cautions": sum(len(muscle.cautions) for muscle in muscles),
        "cautions_by_state": {state.value: sum(muscle.caution_state == state for muscle in muscles) for state in CautionState},
        "sources": len(catalogue.sources),
        "scenarios": len(catalogue.scenarios),
        "muscles_without_outline": [muscle.id for muscle in muscles if _lacks_outline(shelf, muscle)],
        "zones_without_outline": [zone for zone in catalogue.zones if not any(zone in view.zones for view in views)],
    }


def _lacks_outline(shelf: Shelf, muscle: Muscle) -> bool:
    """Whether a view that the entry names cannot show it."""
    views = shelf.atlas.views
    return any(view not in views or muscle.id not in views[view].muscles for view in muscle.views)
