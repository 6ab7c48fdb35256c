"""Use case: start a sitting, or come back to the one that was started."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.chance import seed_of
from webapp.core.drawing import Drawn, draw, in_order, showing
from webapp.core.memory import Memory, retrievability
from webapp.core.sittings import Window, ends_at, extended, over_at, widened
from webapp.errors import Invalid
from webapp.library.shelf import Shelf
from webapp.practice import queries as practice
from webapp.practice.models import Card
from webapp.practice.today import today_of
from webapp.selftests import queries
from webapp.selftests.making import Terms, Wish, blueprint_of, make_paper
from webapp.selftests.models import Paper, Sitting, SittingQuestion, read


def start_own_test(
    session: Session, shelf: Shelf, student: User, wish: Wish, terms: Terms, client_uuid: UUID, *, device: str, at: datetime
) -> Sitting:
    """Make a test of the student's own and start it; the same UUID again gives the same sitting."""
    practice.lock_student(session, student.id)
    started = queries.find_by_uuid(session, student.id, str(client_uuid))
    if started is not None:
        return started
    title, blueprint = blueprint_of(shelf, wish)
    paper = make_paper(session, shelf, title, blueprint, terms, seed_of("paper", str(client_uuid)), at=at, owner=student)
    return start_sitting(session, shelf, student, paper, client_uuid, device=device, at=at)


def start_sitting(session: Session, shelf: Shelf, student: User, paper: Paper, client_uuid: UUID, *, device: str, at: datetime) -> Sitting:
    """Start a paper that the student may take, or give the sitting that still goes on.

    Invalid outside its window and when every allowed attempt is used. Whether the paper is meant for the student is for the caller to know.
    """
    practice.lock_student(session, student.id)
    earlier = queries.list_sittings_of(session, student.id, paper.id)
    for sitting in earlier:
        if sitting.client_uuid == str(client_uuid) or over_at(sitting.submitted_at, sitting.ends_at, at) is None:
            return sitting
    extra = queries.find_extra_percent(session, paper.id, student.id)
    window = widened(paper.window, paper.limit, extra)
    _check(paper, window, len(earlier), at)
    sitting = Sitting(
        paper_id=paper.id,
        student_id=student.id,
        client_uuid=str(client_uuid),
        attempt=len(earlier) + 1,
        seed=str(seed_of("sitting", paper.seed, student.id, len(earlier) + 1)),
        started_at=at,
        ends_at=ends_at(at, extended(paper.limit, extra), window),
        study_day=today_of(session, student, at=at),
        device=device,
        last_seen_at=at,
    )
    session.add(sitting)
    session.flush()
    session.add_all(_questions(session, shelf, paper, sitting))
    session.flush()
    return sitting


def _check(paper: Paper, window: Window, taken: int, at: datetime) -> None:
    if window.is_before(at):
        raise Invalid("This test has not opened yet.")
    if window.is_after(at):
        raise Invalid("This test has closed.")
    if paper.attempts is not None and taken >= paper.attempts:
        raise Invalid("You have taken this test already." if paper.attempts == 1 else "You have used all attempts at this test.")


def _questions(session: Session, shelf: Shelf, paper: Paper, sitting: Sitting) -> list[SittingQuestion]:
    seed = int(sitting.seed)
    drawn = in_order(draw(read(paper.blueprint), shelf.items.values(), paper.question_count, int(paper.seed)), seed)
    cards = practice.list_cards(session, sitting.student_id)
    return [_question(sitting, number, each, cards.get(each.item.key), seed) for number, each in enumerate(drawn, start=1)]


def _question(sitting: Sitting, number: int, drawn: Drawn, card: Card | None, seed: int) -> SittingQuestion:
    item = drawn.item
    return SittingQuestion(
        sitting_id=sitting.id,
        number=number,
        item_key=item.key,
        pool=drawn.pool,
        region=item.region,
        evidence=item.evidence.value,
        fact_version=item.fact_version,
        safety=item.safety,
        showing=showing(seed, item.key),
        predicted=_predicted(card, sitting.study_day),
    )


def _predicted(card: Card | None, day: int) -> float | None:
    """Recall that the memory model expects; None for an item never studied, or studied today, of which the model says nothing."""
    if card is None or card.stability is None or card.difficulty is None or card.last_day is None:
        return None
    return retrievability(Memory(card.stability, card.difficulty, card.last_day), day)
