"""Use case: write the signatures given here into the files of the material, and take out those that were withdrawn."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path

from webapp.content.checks import check
from webapp.content.facts import Place, keyed_facts
from webapp.content.reader import to_catalogue
from webapp.content.rewriting import CannotRewrite, with_reviews
from webapp.content.schema import ReviewIn
from webapp.content.tree import Loc, read_tree
from webapp.core.entries import Fact
from webapp.core.facts import facts_of
from webapp.library.queries import Logged
from webapp.library.standing import by_fact, fits


@dataclass(slots=True)
class Export:
    """What is to be written: new bytes by file, facts by what happens to them, and what is refused, in words."""

    files: dict[str, bytes] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Refusal:
    why: str


def plan_export(root: Path, log: Iterable[Logged]) -> Export:
    """What the files below `root` should say by the log of signatures; raises ContentMistakes."""
    tree = read_tree(root)
    check(tree)
    facts = {fact.key: fact for fact in facts_of(to_catalogue(tree))}
    places = keyed_facts(tree)
    plan, edits = Export(), defaultdict[str, dict[str, ReviewIn | None]](dict)
    for key, rows in by_fact(log).items():
        if key not in facts:
            if not all(row.withdrawn for row in rows):
                plan.refused.append(f"{key}: there is no such fact in the material any more")
            continue
        wanted = _wanted(facts[key], rows)
        if isinstance(wanted, _Refusal):
            plan.refused.append(f"{key}: {wanted.why}")
        elif wanted != places[key].fact.reviewed:
            edits[places[key].file][key] = wanted
        elif wanted is not None:
            plan.kept.append(key)
    for file, reviews in edits.items():
        _rewrite(plan, root, file, reviews, places)
    return plan


def differences(root: Path, plan: Export) -> str:
    """What would change, as a unified diff."""
    parts: list[str] = []
    for file, new in plan.files.items():
        old = (root / file).read_bytes().decode("utf-8-sig").splitlines(keepends=True)
        parts += unified_diff(old, new.decode("utf-8-sig").splitlines(keepends=True), f"a/{file}", f"b/{file}", n=0)
    return "".join(parts)


def write(root: Path, plan: Export) -> None:
    """Puts the new files in place of the old ones, each whole or not at all."""
    for file, raw in plan.files.items():
        target = root / file
        fresh = target.with_name(f".{target.name}.new")
        fresh.write_bytes(raw)
        fresh.chmod(target.stat().st_mode)
        fresh.replace(target)


def _wanted(fact: Fact, rows: Sequence[Logged]) -> ReviewIn | _Refusal | None:
    """What the file should say of a fact."""
    now = ReviewIn(by=fact.reviewed.by, on=fact.reviewed.on) if fact.reviewed else None
    counting = [_review(row) for row in rows if not row.withdrawn and fits(row, fact)]
    logged = [_review(row) for row in rows]
    if now in counting or (now is not None and now not in logged):
        # It stands there already, or somebody signed in the file itself, which is theirs to change.
        return now
    if counting:
        return counting[-1]
    outdated = next((row.signature for row in rows if not row.withdrawn), None)
    if outdated is None:
        return None
    if outdated.fact_version != fact.version:
        return _Refusal(f"signed by {outdated.by} for version {outdated.fact_version}, but it has version {fact.version} now")
    return _Refusal(f"its words have changed since {outdated.by} signed on {outdated.signed_on}; it waits for a new signature")


def _review(row: Logged) -> ReviewIn:
    return ReviewIn(by=row.signature.by, on=row.signature.signed_on)


def _rewrite(plan: Export, root: Path, file: str, reviews: Mapping[str, ReviewIn | None], places: Mapping[str, Place]) -> None:
    by_place: dict[Loc, ReviewIn | None] = {places[key].loc: review for key, review in reviews.items()}
    try:
        plan.files[file] = with_reviews((root / file).read_bytes(), by_place)
    except CannotRewrite as wrong:
        plan.refused += [f"{key}: {file}: {wrong}" for key in reviews]
    else:
        plan.written += reviews
