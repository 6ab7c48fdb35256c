"""Use case: make the paper of a test, from a ready-made blueprint or from what a student chose."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.blueprints import KIND_WORDS, Blueprint, chosen, ready_made
from webapp.core.drawing import allot
from webapp.core.items import Kind
from webapp.core.sittings import Feedback, Window
from webapp.errors import Invalid
from webapp.library.shelf import Shelf
from webapp.selftests.models import Paper, written

MOST_QUESTIONS = 100
LONGEST = timedelta(hours=4)
CUSTOM = "custom"
ALWAYS = Window()


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms a test is taken; `limit` is for the whole of it, None is none."""

    count: int
    limit: timedelta | None = None
    feedback: Feedback = Feedback.CLOSED
    counts_in_schedule: bool = False
    attempts: int | None = None
    window: Window = ALWAYS


@dataclass(frozen=True, slots=True)
class Wish:
    """What a student asks for: the id of a ready-made blueprint, or `custom` with kinds and regions (none: all)."""

    blueprint: str
    kinds: Collection[str] = ()
    regions: Collection[str] = ()
    in_words: bool = False


def blueprint_of(shelf: Shelf, wish: Wish) -> tuple[str, Blueprint]:
    """Title and blueprint of a wish; Invalid for what does not exist, and where nothing is chosen."""
    ready = ready_made(shelf.catalogue).get(wish.blueprint)
    if ready is not None:
        return ready.title, replace(ready.blueprint, in_words=wish.in_words)
    if wish.blueprint != CUSTOM or not set(wish.regions) <= shelf.catalogue.regions.keys() or not set(wish.kinds) <= set(KIND_WORDS):
        raise Invalid("There is no such kind of test.")
    kinds = [Kind(kind) for kind in wish.kinds]
    if not kinds:
        raise Invalid("Choose at least one kind of question.", {"kinds": "Choose at least one kind of question."})
    return _title(shelf, wish), replace(chosen(kinds, wish.regions), in_words=wish.in_words)


def make_paper(
    session: Session, shelf: Shelf, title: str, blueprint: Blueprint, terms: Terms, seed: int, *, at: datetime, owner: User | None = None
) -> Paper:
    """Make a paper: a student's own (`owner`), or one set for others. Invalid for terms without sense, and where nothing can be asked."""
    if not 1 <= terms.count <= MOST_QUESTIONS:
        raise Invalid(f"A test has from 1 to {MOST_QUESTIONS} questions.", {"count": f"From 1 to {MOST_QUESTIONS}."})
    if terms.limit is not None and not timedelta(minutes=1) <= terms.limit <= LONGEST:
        raise Invalid("A time limit is from 1 to 240 minutes.", {"minutes": "From 1 to 240."})
    if terms.window.opens_at and terms.window.closes_at and terms.window.opens_at >= terms.window.closes_at:
        raise Invalid("A test must open before it closes.")
    if owner is None and terms.window.closes_at and terms.feedback is Feedback.OPEN:
        raise Invalid("A test that closes at a time shows no answers before.")
    available = sum(len(blueprint.pool_of(pool, shelf.items.values())) for pool in blueprint.pools)
    if not available:
        raise Invalid("There is no question of these kinds in these regions.")
    paper = Paper(
        student_id=owner.id if owner else None,
        title=title,
        blueprint=written(blueprint),
        likeness=blueprint.likeness(),
        question_count=min(terms.count, available),
        limit_seconds=None if terms.limit is None else int(terms.limit.total_seconds()),
        feedback=terms.feedback,
        counts_in_schedule=terms.counts_in_schedule,
        seed=str(seed),
        attempts=terms.attempts,
        opens_at=terms.window.opens_at,
        closes_at=terms.window.closes_at,
        made_at=at,
    )
    session.add(paper)
    session.flush()
    return paper


def stated_pools(shelf: Shelf, blueprint: Blueprint, count: int) -> list[tuple[str, int, int]]:
    """Name of each pool, how many questions a test of `count` takes from it, and how many it holds."""
    held = [len(blueprint.pool_of(pool, shelf.items.values())) for pool in blueprint.pools]
    shares = allot([pool.weight for pool in blueprint.pools], held, count, 0)
    return [(pool.name, share, size) for pool, share, size in zip(blueprint.pools, shares, held, strict=True)]


def _title(shelf: Shelf, wish: Wish) -> str:
    names = [region.name for region in shelf.catalogue.regions.values() if region.id in wish.regions]
    whole = not names or len(names) == len(shelf.catalogue.regions)
    return "Own choice: " + ("all regions" if whole else names[0] if len(names) == 1 else f"{len(names)} regions")
