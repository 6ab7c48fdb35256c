"""Use case: one question of a test with one's own answer, the right one, and the plate that shows both."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.atlas.figures import Figure, Ink
from webapp.core.answers import Answer, Blank, Grade, Miss, Tap, Typed
from webapp.core.catalogue import Scenario, Zone
from webapp.core.entries import Caution, Fact, Muscle
from webapp.core.grading import grade
from webapp.core.items import Item, MarkCaution
from webapp.core.sittings import Feedback
from webapp.library.shelf import Shelf
from webapp.practice.asking import asked_structure, view_of
from webapp.practice.feedback import cautions_for, facts_for, legend_of
from webapp.practice.pictures import pictures
from webapp.practice.reading import answer_of
from webapp.practice.verdicts import Verdict, verdict
from webapp.selftests import queries
from webapp.selftests.models import Paper, Response, Sitting, SittingQuestion
from webapp.selftests.results import check_visible
from webapp.selftests.wording import kind_words, own_words, right_words


@dataclass(frozen=True, slots=True)
class Explained:
    """One question explained; named as in the feedback of practice, so that both pages share their parts."""

    sitting: Sitting
    paper: Paper
    number: int
    count: int
    kind: str
    item: Item
    own: str
    right: str
    sureness: int | None
    correct: bool
    verdict: Verdict
    figures: tuple[Figure, ...]
    legend: tuple[tuple[Ink, str], ...]
    muscle: Muscle | None
    scenario: Scenario | None
    zone: Zone | None
    facts: tuple[tuple[str, Fact], ...]
    cautions: tuple[Caution, ...]
    is_running: bool


def explain(session: Session, shelf: Shelf, student: User, sitting_id: int, number: int, *, at: datetime) -> Explained:
    """A question of the student's own sitting, explained: after it is over, or with open feedback as soon as it is answered.

    NotFound for anybody else's, Invalid before the answer may be shown.
    """
    sitting = queries.get_sitting(session, student.id, sitting_id)
    paper, row = queries.get_paper(session, sitting), queries.get_question(session, sitting, number)
    response = queries.find_response(session, row.id)
    is_shown = paper.feedback is Feedback.OPEN and response is not None
    if not is_shown:
        check_visible(session, sitting, paper, at)
    count = len(queries.list_questions(session, sitting.id))
    running = is_shown and sitting.submitted_at is None and (sitting.ends_at is None or at < sitting.ends_at)
    return _explained(shelf, shelf.get_item(row.item_key), sitting, paper, row, response, count, running)


def _explained(
    shelf: Shelf,
    item: Item,
    sitting: Sitting,
    paper: Paper,
    row: SittingQuestion,
    response: Response | None,
    count: int,
    running: bool,
) -> Explained:
    answer = answer_of(response.raw_answer) if response else Blank()
    outcome = _outcome(shelf, item, answer, response)
    figures = pictures(shelf, item, _aimed(shelf, item, answer, row.showing), outcome)
    muscle = shelf.catalogue.muscles.get(item.about)
    said = verdict(shelf, item, answer, outcome) if response else Verdict("wrong", "Not answered", "It counts as wrong.")
    return Explained(
        sitting=sitting,
        paper=paper,
        number=row.number,
        count=count,
        kind=kind_words(item.kind),
        item=item,
        own=own_words(shelf, item, answer, row.showing) if response else "not answered",
        right=right_words(shelf, item, row.showing),
        sureness=response.sureness if response else None,
        correct=outcome.correct,
        verdict=said,
        figures=figures,
        legend=legend_of(item, figures),
        muscle=muscle,
        scenario=shelf.catalogue.scenarios.get(item.subject),
        zone=shelf.catalogue.zones.get(item.subject),
        facts=facts_for(shelf, item, muscle),
        cautions=cautions_for(item, muscle, outcome),
        is_running=running,
    )


def _aimed(shelf: Shelf, item: Item, answer: Answer, showing: int) -> Answer:
    """For a picture only: a question about a structure that was not answered by a tap still shows the structure that was asked."""
    if not isinstance(item, MarkCaution) or isinstance(answer, Tap):
        return answer
    # No view has this name, so that no mark of one's own is drawn.
    return Tap(f"not {view_of(shelf, item).id}", item.layer, (0.0, 0.0), asked_structure(item, showing))


def _outcome(shelf: Shelf, item: Item, answer: Answer, response: Response | None) -> Grade:
    """What was kept stands; what exactly was right or missed is graded again, unless the material has changed too much for that."""
    known = Typed(answer.text, answer.text) if isinstance(answer, Typed) else answer
    try:
        again = grade(item, known, shelf.catalogue, shelf.atlas)
    except ValueError:
        again = grade(item, Blank(), shelf.catalogue, shelf.atlas)
    if response is None:
        return again
    miss = Miss(response.miss) if response.miss else None
    return replace(again, score=response.score, correct=response.correct, miss=miss, hit=response.hit)
