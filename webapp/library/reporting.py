"""Use cases of corrections: report a mistake in a fact, answer a report."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.catalogue import Catalogue
from webapp.core.entries import Fact
from webapp.core.facts import find_fact, said
from webapp.db import take_turn
from webapp.errors import Invalid, NotFound, Stale
from webapp.library import queries
from webapp.library.models import NOTE_LENGTH, TEXT_LENGTH, WHERE_LENGTH, WRONG_LENGTH, Report, ReportState

MOST_A_DAY = 20
SHORTEST = 5
UNSPOKEN = {"at", "view", "must", "how", "structure", "rule"}
"""Parts of a fact that are marks, not words."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a fact, and where the reporter read otherwise (may be empty)."""

    wrong: str
    where_read: str


def get_fact(catalogue: Catalogue, key: str) -> Fact:
    """The fact of a key, or NotFound."""
    fact = find_fact(catalogue, key)
    if fact is None:
        raise NotFound("There is no such fact in the material.")
    return fact


def report_mistake(session: Session, catalogue: Catalogue, reporter: User, key: str, mistake: Mistake, *, at: datetime) -> Report:
    """Puts a report into the queue; the same words again give the report that waits already. Raises NotFound or Invalid."""
    fact = get_fact(catalogue, key)
    wrong, where_read = mistake.wrong.strip(), mistake.where_read.strip()
    _check(wrong, where_read)
    take_turn(session, f"reports of {reporter.id}")
    same = queries.find_same_report(session, reporter.id, key, wrong)
    if same is not None:
        return same
    if queries.count_reports_since(session, reporter.id, at - timedelta(days=1)) >= MOST_A_DAY:
        raise Invalid(f"You have sent {MOST_A_DAY} reports within a day. Thank you; please send this one tomorrow.")
    report = Report(reporter_id=reporter.id, fact_key=key, fact_version=fact.version, fact_text=words_of(fact), reported_at=at)
    report.wrong, report.where_read = wrong, where_read
    session.add(report)
    session.flush()
    return report


def settle(session: Session, administrator: User, report_id: int, state: ReportState, note: str, *, at: datetime) -> Report:
    """Marks an open report as done or declined, with a note for the reporter; raises NotFound, Invalid, or Stale when it was settled."""
    words = note.strip()
    if state is ReportState.OPEN:
        raise Invalid("Mark the report as done or as declined.")
    if len(words) > NOTE_LENGTH:
        raise Invalid("Please look at the marked field.", {"note": f"Use at most {NOTE_LENGTH} letters."})
    if state is ReportState.DECLINED and not words:
        raise Invalid("Please look at the marked field.", {"note": "Tell the reporter why it is declined."})
    report = queries.get_report(session, report_id, to_settle=True)
    if report.state is not ReportState.OPEN:
        raise Stale(f"This report has been marked as {report.state} meanwhile.")
    report.state, report.note, report.settled_at, report.settled_by_id = state, words, at, administrator.id
    session.flush()
    return report


def words_of(fact: Fact) -> str:
    """What a fact tells in words, in one line, as it is kept with a report."""
    return " · ".join(words for name, words in said(fact) if words and name not in UNSPOKEN)[:TEXT_LENGTH]


def _check(wrong: str, where_read: str) -> None:
    faults = {}
    if not SHORTEST <= len(wrong) <= WRONG_LENGTH:
        faults["wrong"] = f"Tell us what is wrong, in {SHORTEST} to {WRONG_LENGTH} letters."
    if len(where_read) > WHERE_LENGTH:
        faults["where_read"] = f"Use at most {WHERE_LENGTH} letters."
    if faults:
        raise Invalid("Please look at the marked fields.", faults)
