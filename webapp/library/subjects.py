"""What a question is about, in words."""

from webapp.core.items import Item, OwnItem
from webapp.library.shelf import Shelf


def subject_words(shelf: Shelf, item: Item) -> str:
    """What a question is about; for a marked muscle that gives the answer away. One of the school tells what it asks."""
    catalogue = shelf.catalogue
    if isinstance(item, OwnItem):
        return item.question
    if item.subject in catalogue.muscles:
        return catalogue.muscles[item.subject].name.en
    return catalogue.zones[item.subject].label if item.subject in catalogue.zones else catalogue.scenarios[item.subject].title
