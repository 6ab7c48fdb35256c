"""Checks of CHANGES.yaml: every new version of a fact says what changed, and no signature is older than the words it stands under."""

from collections.abc import Iterator
from datetime import timedelta

from webapp.content.facts import keyed_facts
from webapp.content.tree import CHANGES, Mistake, Tree
from webapp.core.facts import RULES, SCENARIOS, subject_of

FIRST = 1
A_DAY = timedelta(days=1)
"""Where the reviewer is, it may still be yesterday."""


def changes_name_versions(tree: Tree) -> Iterator[Mistake]:
    """Each row is about a fact that exists and a version that it has reached, and stands once."""
    if tree.changes is None:
        return
    facts, unread, seen = keyed_facts(tree), _unread(tree), set()
    for index, row in enumerate(tree.changes.changes):
        place = facts.get(row.fact)
        if place is None and subject_of(row.fact) not in unread:
            yield CHANGES, ("changes", index, "fact"), f"there is no fact {row.fact!r}; correct the key or take the row out"
        elif place is not None and row.version > place.fact.version:
            message = f"{row.fact!r} has version {place.fact.version} in {place.file}; raise it there or correct the row"
            yield CHANGES, ("changes", index, "version"), message
        if (row.fact, row.version) in seen:
            yield CHANGES, ("changes", index), f"version {row.version} of {row.fact!r} stands twice; keep one row"
        seen.add((row.fact, row.version))


def versions_are_explained(tree: Tree) -> Iterator[Mistake]:
    """Every version of a fact above the first has its row."""
    if tree.changes is None:
        return
    told = {(row.fact, row.version) for row in tree.changes.changes}
    for key, place in keyed_facts(tree).items():
        for version in range(FIRST + 1, place.fact.version + 1):
            if (key, version) not in told:
                yield place.file, (*place.loc, "version"), f"{CHANGES} does not say what version {version} of {key!r} changed; add a row"


def signatures_follow_changes(tree: Tree) -> Iterator[Mistake]:
    """A fact that changed after it was signed waits for a new signature."""
    if tree.changes is None:
        return
    facts = keyed_facts(tree)
    for row in tree.changes.changes:
        place = facts.get(row.fact)
        if place is not None and place.fact.reviewed is not None and place.fact.reviewed.on < row.on - A_DAY:
            message = f"signed on {place.fact.reviewed.on}, but version {row.version} is of {row.on}; put null until it is signed again"
            yield place.file, (*place.loc, "reviewed"), message


def _unread(tree: Tree) -> set[str]:
    """What could not be read: a mistake already, so that the rows about it are not to blame."""
    files = {problem.file for problem in tree.problems} - set(tree.muscles)
    return {file.rpartition("/")[2].removesuffix(".yaml") for file in files} | (set() if tree.rules else {RULES, SCENARIOS})
