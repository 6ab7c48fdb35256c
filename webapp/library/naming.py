"""Names of muscles in the language that a person chose."""

from webapp.core.entries import Muscle


def main_name(muscle: Muscle, language: str = "english") -> str:
    """The one name to put first."""
    return muscle.name.latin if language == "latin" else muscle.name.en


def second_name(muscle: Muscle, language: str = "english") -> str | None:
    """The other name, where the person wants both."""
    return muscle.name.latin if language == "both" else None
