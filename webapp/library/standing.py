"""Whether a fact counts as reviewed: by the signatures given here and the one in the content files."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from webapp.core.entries import Fact
from webapp.core.facts import fingerprint
from webapp.library.queries import Logged

SHOWN_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Mark:
    """A signature as it is shown; `signature_id` and `reviewer_id` are None for one of the content files."""

    by: str
    on: date
    version: int
    signature_id: int | None = None
    reviewer_id: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Signatures of a fact that count, and those for other words than the fact has now."""

    counting: tuple[Mark, ...] = ()
    outdated: tuple[Mark, ...] = ()

    @property
    def is_reviewed(self) -> bool:
        """Whether a clinician stands for the fact as it reads now."""
        return bool(self.counting)

    def mark_of(self, reviewer_id: int) -> Mark | None:
        """The person's own signature that counts."""
        return next((mark for mark in self.counting if mark.reviewer_id == reviewer_id), None)


def shown_as(fact: Fact) -> str:
    """What a form sends back to say which words of the fact were shown."""
    return f"{fact.version}-{fingerprint(fact)[:SHOWN_DIGITS]}"


def fits(logged: Logged, fact: Fact) -> bool:
    """Whether a signature is for the fact as it reads now."""
    return (logged.signature.fact_version, logged.signature.fact_hash) == (fact.version, fingerprint(fact))


def standing_of(fact: Fact, log: Iterable[Logged]) -> Standing:
    """The standing of a fact by its log; what the content files say counts unless the log knows better."""
    rows = list(log)
    valid = [row for row in rows if not row.withdrawn]
    counting = [_mark(row) for row in valid if fits(row, fact)]
    if fact.reviewed and (fact.reviewed.by, fact.reviewed.on) not in {(row.signature.by, row.signature.signed_on) for row in rows}:
        counting.insert(0, Mark(fact.reviewed.by, fact.reviewed.on, fact.version))
    return Standing(tuple(counting), tuple(_mark(row) for row in valid if not fits(row, fact)))


def by_fact(log: Iterable[Logged]) -> Mapping[str, list[Logged]]:
    """The log by fact."""
    rows: dict[str, list[Logged]] = defaultdict(list)
    for row in log:
        rows[row.signature.fact_key].append(row)
    return rows


def standings(facts: Iterable[Fact], log: Iterable[Logged]) -> dict[str, Standing]:
    """The standing of many facts by their keys."""
    rows = by_fact(log)
    return {fact.key: standing_of(fact, rows.get(fact.key, ())) for fact in facts}


def _mark(row: Logged) -> Mark:
    signature = row.signature
    return Mark(signature.by, signature.signed_on, signature.fact_version, signature.id, signature.reviewer_id)
