"""What reviewers see: regions with how far each muscle is signed, and the facts of one subject."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.core.catalogue import Catalogue
from webapp.core.entries import Fact
from webapp.core.facts import RULES, SCENARIOS, facts_about
from webapp.errors import NotFound
from webapp.library.naming import main_name
from webapp.library.queries import Logged
from webapp.library.standing import standings

OTHERS = {RULES: "Rules of dose and stop", SCENARIOS: "Scenarios"}


@dataclass(frozen=True, slots=True)
class Progress:
    """How many facts of a subject are reviewed."""

    subject: str
    name: str
    facts: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class Group:
    """A region with its muscles, or the rules."""

    id: str
    name: str
    rows: tuple[Progress, ...]


def overview(catalogue: Catalogue, log: Iterable[Logged], language: str) -> tuple[Group, ...]:
    """Every region with its muscles, then rules and scenarios."""
    rows = list(log)
    regions = [
        Group(
            region.id,
            region.name,
            tuple(_progress(catalogue, rows, muscle.id, main_name(muscle, language)) for muscle in catalogue.muscles_of(region.id)),
        )
        for region in catalogue.regions.values()
    ]
    others = tuple(_progress(catalogue, rows, subject, name) for subject, name in OTHERS.items())
    return (*regions, Group("dose", "Dose and stop", others))


def get_facts(catalogue: Catalogue, subject: str) -> tuple[Fact, ...]:
    """The facts of a subject, or NotFound."""
    facts = facts_about(catalogue, subject)
    if not facts:
        raise NotFound("There is nothing of this name to review.")
    return facts


def subject_name(catalogue: Catalogue, subject: str, language: str) -> str:
    """The name of a muscle, or of the rules."""
    muscle = catalogue.muscles.get(subject)
    return main_name(muscle, language) if muscle else OTHERS[subject]


def _progress(catalogue: Catalogue, log: list[Logged], subject: str, name: str) -> Progress:
    facts = facts_about(catalogue, subject)
    reviewed = sum(standing.is_reviewed for standing in standings(facts, log).values())
    return Progress(subject, name, len(facts), reviewed)
