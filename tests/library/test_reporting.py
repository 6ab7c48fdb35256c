"""Reports of mistakes: what is kept of them, how many, and how they are answered."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests import make, people
from webapp.accounts import service
from webapp.accounts.models import User
from webapp.core.catalogue import Catalogue
from webapp.core.facts import facts_of
from webapp.errors import Invalid, NotFound, Stale
from webapp.library import queries, reporting
from webapp.library.models import TEXT_LENGTH, Report, ReportState
from webapp.library.reporting import MOST_A_DAY, Mistake

KEY = "scalenes/caution/brachial-plexus"
WRONG = Mistake("It comes out behind the middle scalene.", "Gray, p. 421")


@pytest.fixture
def ada(session: Session) -> User:
    return make.user(session, people.STUDENT)


@pytest.fixture
def adam(session: Session) -> User:
    return make.user(session, people.ADMIN)


@pytest.fixture
def report(session: Session, catalogue: Catalogue, ada: User, at: datetime) -> Report:
    return reporting.report_mistake(session, catalogue, ada, KEY, WRONG, at=at)


def test_a_report_keeps_the_fact_as_it_read(catalogue: Catalogue, ada: User, at: datetime, report: Report) -> None:
    plexus = next(each for each in catalogue.muscles["scalenes"].cautions if each.structure == "brachial-plexus")
    assert (report.reporter_id, report.fact_key, report.fact_version, report.reported_at) == (ada.id, KEY, plexus.version, at)
    assert report.fact_text == f"{plexus.text} · {plexus.instead}"
    assert (report.wrong, report.where_read, report.state, report.note) == (WRONG.wrong, WRONG.where_read, ReportState.OPEN, "")


def test_every_fact_can_be_reported(catalogue: Catalogue) -> None:
    for fact in facts_of(catalogue):
        assert reporting.get_fact(catalogue, fact.key) is fact
        assert 0 < len(reporting.words_of(fact)) <= TEXT_LENGTH


@pytest.mark.parametrize("key", ["ghost/origin", "scalenes/caution/ghost", "scalenes", ""])
def test_what_is_no_fact_cannot_be_reported(session: Session, catalogue: Catalogue, ada: User, at: datetime, key: str) -> None:
    with pytest.raises(NotFound):
        reporting.report_mistake(session, catalogue, ada, key, WRONG, at=at)


@pytest.mark.parametrize(
    ("wrong", "where_read", "fields"),
    [
        ("", "", {"wrong"}),
        ("  no \n ", "", {"wrong"}),
        ("x" * 2001, "", {"wrong"}),
        ("wrong side", "x" * 501, {"where_read"}),
        ("", "x" * 501, {"wrong", "where_read"}),
    ],
)
def test_a_report_has_words_and_not_too_many(
    session: Session, catalogue: Catalogue, ada: User, at: datetime, wrong: str, where_read: str, fields: set[str]
) -> None:
    with pytest.raises(Invalid) as refused:
        reporting.report_mistake(session, catalogue, ada, KEY, Mistake(wrong, where_read), at=at)
    assert set(refused.value.fields) == fields
    assert queries.list_reports_of(session, ada.id) == []


def test_where_it_was_read_may_be_left_out(session: Session, catalogue: Catalogue, ada: User, at: datetime) -> None:
    made = reporting.report_mistake(session, catalogue, ada, KEY, Mistake("wrong side\r\nand place", ""), at=at)
    assert (made.wrong, made.where_read) == ("wrong side\r\nand place", "")


def test_the_same_report_twice_is_one(session: Session, catalogue: Catalogue, ada: User, at: datetime, report: Report) -> None:
    again = reporting.report_mistake(session, catalogue, ada, KEY, Mistake(f" {WRONG.wrong} ", ""), at=at + timedelta(minutes=1))
    assert again.id == report.id
    other = make.user(session, people.STRANGER)
    assert reporting.report_mistake(session, catalogue, other, KEY, WRONG, at=at).id != report.id
    assert reporting.report_mistake(session, catalogue, ada, "scalenes/origin", WRONG, at=at).id != report.id


def test_there_is_a_limit_a_day_and_a_person(session: Session, catalogue: Catalogue, ada: User, at: datetime) -> None:
    for number in range(MOST_A_DAY):
        reporting.report_mistake(session, catalogue, ada, KEY, Mistake(f"mistake {number}", ""), at=at)
    with pytest.raises(Invalid, match="within a day"):
        reporting.report_mistake(session, catalogue, ada, KEY, WRONG, at=at + timedelta(hours=23))
    assert reporting.report_mistake(session, catalogue, make.user(session, people.STRANGER), KEY, WRONG, at=at)
    assert reporting.report_mistake(session, catalogue, ada, KEY, WRONG, at=at + timedelta(days=1))


def test_the_queue_is_oldest_first_with_names(session: Session, catalogue: Catalogue, ada: User, at: datetime, report: Report) -> None:
    second = reporting.report_mistake(session, catalogue, ada, "scalenes/origin", WRONG, at=at)
    assert [(each.report.id, each.reporter, each.settler) for each in queries.list_open_reports(session)] == [
        (report.id, "Ada Student", None),
        (second.id, "Ada Student", None),
    ]
    assert [each.id for each in queries.list_reports_of(session, ada.id)] == [second.id, report.id]


@pytest.mark.parametrize(
    ("state", "note"), [(ReportState.DONE, ""), (ReportState.DONE, "Thank you."), (ReportState.DECLINED, " It does. ")]
)
def test_a_report_is_answered(session: Session, adam: User, at: datetime, report: Report, state: ReportState, note: str) -> None:
    later = at + timedelta(days=1)
    reporting.settle(session, adam, report.id, state, note, at=later)
    assert (report.state, report.note, report.settled_at) == (state, note.strip(), later)
    assert queries.list_open_reports(session) == []
    (settled,) = queries.list_settled_reports(session, 50)
    assert (settled.report.id, settled.settler) == (report.id, "Adam Admin")


def test_a_report_is_answered_once(session: Session, adam: User, at: datetime, report: Report) -> None:
    reporting.settle(session, adam, report.id, ReportState.DONE, "", at=at)
    with pytest.raises(Stale, match="marked as done meanwhile"):
        reporting.settle(session, adam, report.id, ReportState.DECLINED, "no", at=at)
    assert report.state is ReportState.DONE


@pytest.mark.parametrize(
    ("state", "note", "words"),
    [
        (ReportState.DECLINED, "  ", "Tell the reporter why"),
        (ReportState.DONE, "x" * 1001, "at most 1000"),
        (ReportState.OPEN, "", "done or as declined"),
    ],
)
def test_an_answer_that_will_not_do(
    session: Session, adam: User, at: datetime, report: Report, state: ReportState, note: str, words: str
) -> None:
    with pytest.raises(Invalid) as refused:
        reporting.settle(session, adam, report.id, state, note, at=at)
    assert words in " ".join([refused.value.message, *refused.value.fields.values()])
    assert report.state is ReportState.OPEN


def test_an_unknown_report_is_not_found(session: Session, adam: User, at: datetime) -> None:
    with pytest.raises(NotFound):
        reporting.settle(session, adam, 987_654_321, ReportState.DONE, "", at=at)
    with pytest.raises(NotFound):
        queries.get_reported(session, 987_654_321)


def test_an_answered_report_may_be_sent_again(
    session: Session, catalogue: Catalogue, ada: User, adam: User, at: datetime, report: Report
) -> None:
    reporting.settle(session, adam, report.id, ReportState.DONE, "", at=at)
    assert reporting.report_mistake(session, catalogue, ada, KEY, WRONG, at=at).id != report.id


def test_a_report_stays_without_its_reporter(session: Session, ada: User, at: datetime, report: Report) -> None:
    service.erase(session, ada)
    session.expire_all()
    (waiting,) = queries.list_open_reports(session)
    assert (waiting.report.wrong, waiting.reporter) == (WRONG.wrong, None)
