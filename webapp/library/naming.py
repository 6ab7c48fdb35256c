"""Names of muscles in the language that a person chose, and of facts."""

from webapp.core.catalogue import Catalogue
from webapp.core.entries import Muscle
from webapp.core.facts import RULES, SCENARIOS

LABELS = {
    "landmarks": "where it lies",
    "palpate": "palpation",
    "innervation": "nerve",
    "self_treatment": "self-treatment",
    "caution_note": "no cautions",
}
"""Fields whose names are not English enough."""
LONGEST_RULE = 40


def main_name(muscle: Muscle, language: str = "english") -> str:
    """The one name to put first."""
    return muscle.name.latin if language == "latin" else muscle.name.en


def second_name(muscle: Muscle, language: str = "english") -> str | None:
    """The other name, where the person wants both."""
    return muscle.name.latin if language == "both" else None


def fact_label(key: str) -> str:
    """A fact inside its entry: "origin", "point 1", "caution: brachial plexus"."""
    field, _, which = key.partition("/")[2].partition("/")
    if field == "point":
        return f"point {which.removeprefix('p')}"
    if field == "caution":
        return f"caution: {which.replace('-', ' ')}"
    return LABELS.get(field, field.replace("_", " ").replace("-", " "))


def fact_name(catalogue: Catalogue, key: str, language: str = "english") -> str:
    """A fact by itself: "Scalenes, origin"; also for one that is no longer in the material."""
    subject, _, rest = key.partition("/")
    if subject == RULES and rest in catalogue.rules:
        text = catalogue.rules[rest].text
        return f"Rule: {text if len(text) <= LONGEST_RULE else text[:LONGEST_RULE].rsplit(' ', 1)[0] + ' …'}"
    if subject == SCENARIOS and rest in catalogue.scenarios:
        return f"Scenario: {catalogue.scenarios[rest].title}"
    muscle = catalogue.muscles.get(subject)
    return f"{main_name(muscle, language) if muscle else subject.replace('-', ' ').capitalize()}, {fact_label(key)}"
