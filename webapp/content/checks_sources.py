"""Checks of what facts rest on: sources exist and are used, grades are carried, and every sentence is the entry's own."""

from collections.abc import Iterator, Sequence

from webapp.content.checks_tables import unknown
from webapp.content.facts import Place, facts_of, sentences_of
from webapp.content.tree import COURSES, Mistake, Tree
from webapp.core.evidence import NEEDS, holds, weighed

# A shorter sentence may well be part of another.
LONG_SENTENCE = 30


def grades_hold(tree: Tree) -> Iterator[Mistake]:
    """Every evidence grade is carried by the sources named (content/README.md has the counting rule)."""
    if tree.sources is None:
        return
    listed = tree.sources.sources
    for place in facts_of(tree):
        fact = place.fact
        named = [listed[key] for key in fact.src if key in listed]
        if len(named) == len(fact.src) and not holds(fact.evidence, named):
            yield place.file, (*place.loc, "evidence"), f"{fact.evidence} needs {NEEDS[fact.evidence]}; named: {weighed(named)}"


def sources_exist_and_are_used(tree: Tree) -> Iterator[Mistake]:
    """Sources that are named are listed, and those that are listed are used by a fact or a structure."""
    if tree.sources is None:
        return
    listed, used = tree.sources.sources, set()
    for place in facts_of(tree):
        used.update(place.fact.src)
        yield from unknown(place.file, (*place.loc, "src"), place.fact.src, listed, "source")
    for index, structure in enumerate(tree.structures.structures if tree.structures else ()):
        used.update(structure.sources)
        yield from unknown("structures.yaml", ("structures", index, "sources"), structure.sources, listed, "source")
    for name, course in tree.courses.root.items() if tree.courses else ():
        used.update(course.sources)
        yield from unknown(COURSES, (name, "sources"), course.sources, listed, "source")
    for key in listed:
        if key not in used:
            yield "sources.yaml", ("sources", key), "no fact uses this source; take it out or use it"


def sentences_are_own(tree: Tree) -> Iterator[Mistake]:
    """No sentence that has to be particular stands twice, alone or within another: what is said of two muscles is said of none."""
    sentences = [(place, " ".join(text.lower().split())) for place, text in sentences_of(tree)]
    whole = "\n".join(text for _, text in sentences)
    for index, (place, text) in enumerate(sentences):
        # Counting in one long text is quick; who it was is asked only where something was found.
        if whole.count(text) > 1 and (other := _repeated(index, sentences)):
            where = f"{other.file}:{tree.line(other.file, other.loc)}"
            yield place.file, place.loc, f"the same words stand in {where}; say what is particular here"


def _repeated(index: int, sentences: Sequence[tuple[Place, str]]) -> Place | None:
    """Where the words of a sentence stand already: the same sentence before it, or a longer one anywhere."""
    text = sentences[index][1]
    for at, (place, other) in enumerate(sentences):
        if (other == text and at < index) or (other != text and len(text) >= LONG_SENTENCE and text in other):
            return place
    return None
