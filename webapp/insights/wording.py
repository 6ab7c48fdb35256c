"""Names of what figures are about, in words."""

from collections.abc import Collection

from webapp.library.naming import main_name
from webapp.library.shelf import Shelf
from webapp.practice.showing import RETIRED


def region_names(shelf: Shelf, met: Collection[str]) -> dict[str, str]:
    """Names of some regions in the order of the material; what is no region of the body comes after them, retired items last."""
    regions = {region.id: region.name for region in shelf.catalogue.regions.values()}
    others = {key: shelf.decks[key].title if key in shelf.decks else _words(key) for key in sorted(met) if key not in regions}
    others |= {RETIRED: "No longer asked"} if RETIRED in met else {}
    named = {key: name for key, name in (regions | others).items() if key in met}
    return {**{key: name for key, name in named.items() if key != RETIRED}, **{key: named[key] for key in named if key == RETIRED}}


def subject_name(shelf: Shelf, subject: str, language: str) -> str:
    """Name of a muscle, zone or scenario."""
    subject = shelf.about(subject)
    material = shelf.catalogue
    if subject in material.muscles:
        return main_name(material.muscles[subject], language)
    if subject in material.zones:
        return material.zones[subject].label
    if subject in material.scenarios:
        return material.scenarios[subject].title
    return _words(subject)


def _words(key: str) -> str:
    return key.replace("-", " ").capitalize()
