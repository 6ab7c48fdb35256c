"""Use case: the result of a sitting, once it is over and may be seen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.scoring import Calibration, Outcome, Sureness, Tally, by, by_sureness, calibration, tally, worst_first
from webapp.core.scoring import missed as missed_of
from webapp.core.sittings import over_at, widened
from webapp.errors import Invalid, NextStep
from webapp.library.shelf import Shelf
from webapp.selftests import queries
from webapp.selftests.models import Noted, Paper, Response, Sitting, SittingQuestion
from webapp.selftests.wording import kind_words, own_words_of, region_words, right_words, subject_words

NOT_OVER = "This test goes on. Its result is shown when you have submitted it."
NOT_CLOSED = "Your answers are kept. The result is shown when the test has closed for everybody."


@dataclass(frozen=True, slots=True)
class Line:
    """One question of a result: what was asked, answered and right, in words; no words of a question that has left the material."""

    outcome: Outcome
    asked: str
    own: str
    right: str
    is_retired: bool


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one sitting; `lines` are worst first."""

    sitting: Sitting
    paper: Paper
    ended_at: datetime
    outcomes: tuple[Outcome, ...]
    lines: tuple[Line, ...]
    regions: Mapping[str, Tally]
    notes: tuple[Noted, ...]

    @property
    def total(self) -> Tally:
        """The whole score."""
        return tally(self.outcomes)

    @property
    def kinds(self) -> Mapping[str, Tally]:
        """The score by kind of question."""
        return by(self.outcomes, lambda row: kind_words(row.kind))

    @property
    def grades(self) -> Mapping[str, Tally]:
        """The score by grade of evidence, best grade first."""
        return dict(sorted(by(self.outcomes, lambda row: row.evidence).items()))

    @property
    def sureness(self) -> Mapping[str, Tally]:
        """The score by how sure one was."""
        return by_sureness(self.outcomes)

    @property
    def calibration(self) -> Calibration | None:
        """What the memory model had expected."""
        return calibration(self.outcomes)

    @property
    def missed(self) -> list[Outcome]:
        """What was wrong or not answered, worst first."""
        return missed_of(self.outcomes)

    @property
    def sure_and_wrong(self) -> list[Line]:
        """What one was sure of and wrong about, safety first."""
        return [line for line in self.lines if line.outcome.sure_and_wrong]


def results_from(session: Session, paper: Paper) -> datetime | None:
    """When the result of a test that was set for others may be seen: after it has closed for the last of them; None: at once."""
    return None if paper.student_id is not None else list_results_from(session, [paper])[paper.id]


def list_results_from(session: Session, papers: Collection[Paper]) -> dict[int, datetime | None]:
    """The same of many tests that were set for others, by the id of the paper."""
    ids = [paper.id for paper in papers]
    most: dict[int, int] = {}
    for (paper_id, _), extra in queries.list_extra_percents(session, ids).items():
        most[paper_id] = max(extra, most.get(paper_id, 0))
    ends = queries.list_latest_ends(session, ids)
    found: dict[int, datetime | None] = {}
    for paper in papers:
        closes = widened(paper.window, paper.limit, most.get(paper.id, 0)).closes_at
        # Nobody sits longer than it is open; whoever did would not be shown the answers meanwhile.
        found[paper.id] = None if closes is None else max(closes, ends.get(paper.id, closes))
    return found


def check_visible(session: Session, sitting: Sitting, paper: Paper, at: datetime) -> datetime:
    """The moment at which a sitting ended; Invalid while it goes on, and while the test is open for others."""
    ended = over_at(sitting.submitted_at, sitting.ends_at, at)
    if ended is None:
        raise Invalid(NOT_OVER, step=NextStep("Go on with the test", f"/tests/{sitting.id}"))
    visible = results_from(session, paper)
    if visible is not None and at < visible:
        raise Invalid(NOT_CLOSED, step=NextStep("To my tests", "/tests"))
    return ended


def result(session: Session, shelf: Shelf, student: User, sitting_id: int, *, at: datetime) -> Result:
    """The result of the student's own sitting; NotFound for anybody else's, Invalid before it may be seen."""
    sitting = queries.get_sitting(session, student.id, sitting_id)
    paper = queries.get_paper(session, sitting)
    ended = check_visible(session, sitting, paper, at)
    responses = queries.list_responses(session, sitting.id)
    rows = {row.number: row for row in queries.list_questions(session, sitting.id) if shelf.find_item(row.item_key) or row.id in responses}
    outcomes = tuple(outcome_of(row, responses.get(row.id)) for row in rows.values())
    return Result(
        sitting=sitting,
        paper=paper,
        ended_at=ended,
        outcomes=outcomes,
        lines=tuple(_line(shelf, rows[row.number], responses.get(rows[row.number].id), row) for row in worst_first(outcomes)),
        regions=by(outcomes, lambda row: region_words(shelf, row.region)),
        notes=tuple(queries.list_notes(session, sitting.id)),
    )


def outcome_of(row: SittingQuestion, response: Response | None) -> Outcome:
    """A question and the answer that counts, as the core scores it; "I do not know" is an answer, and wrong."""
    return Outcome(
        number=row.number,
        item_key=row.item_key,
        kind=row.item_key.rpartition("/")[2],
        region=row.region,
        evidence=row.evidence,
        answered=response is not None,
        correct=response.correct if response else False,
        score=response.score if response else 0.0,
        sureness=Sureness(response.sureness) if response and response.sureness else None,
        predicted=row.predicted,
        safety=row.safety,
    )


def _line(shelf: Shelf, row: SittingQuestion, response: Response | None, outcome: Outcome) -> Line:
    item = shelf.find_item(row.item_key)
    if item is None:
        return Line(outcome, kind_words(outcome.kind), "", "", is_retired=True)
    asked = f"{kind_words(outcome.kind)}: {subject_words(shelf, item)}"
    return Line(
        outcome, asked, own_words_of(shelf, row, response) or "not answered", right_words(shelf, item, row.showing), is_retired=False
    )
