"""Signing facts: who may, what a signature is bound to, and taking it back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests import make, people
from tests.library.signed import BY, QUALIFICATION, sign, ticked, with_fact
from webapp.accounts import service
from webapp.accounts.models import User
from webapp.core.catalogue import Catalogue
from webapp.core.entries import Evidence, Review
from webapp.core.facts import facts_about, find_fact, fingerprint
from webapp.errors import Forbidden, Invalid, NotFound, Stale
from webapp.library import queries, signing
from webapp.library.models import Signature, Withdrawal
from webapp.library.standing import Standing, standing_of

ORIGIN, INSERTION = "scalenes/origin", "scalenes/insertion"
PLEXUS = "scalenes/caution/brachial-plexus"
Look = Callable[..., Standing]


@pytest.fixture
def rita(session: Session) -> User:
    """A reviewer in the session of the test."""
    return make.user(session, people.REVIEWER)


@pytest.fixture
def look(session: Session, catalogue: Catalogue) -> Look:
    """The standing of a fact now."""

    def told(key: str, material: Catalogue = catalogue) -> Standing:
        fact = find_fact(material, key)
        assert fact is not None
        return standing_of(fact, [row for row in queries.list_signatures(session) if row.signature.fact_key == key])

    return told


def test_a_signature_says_who_what_and_when(session: Session, catalogue: Catalogue, rita: User, at: datetime) -> None:
    assert sign(session, catalogue, rita, PLEXUS, at=at) == 1
    (row,) = queries.list_signatures(session)
    fact = find_fact(catalogue, PLEXUS)
    assert fact is not None
    assert (row.signature.fact_key, row.signature.fact_version, row.signature.fact_hash) == (PLEXUS, fact.version, fingerprint(fact))
    assert (row.signature.by, row.signature.signed_at, row.signature.signed_on) == (BY, at, date(2026, 3, 2))
    assert not row.withdrawn


def test_nothing_is_reviewed_before_somebody_signs(catalogue: Catalogue, look: Look) -> None:
    for fact in facts_about(catalogue, "scalenes"):
        assert not look(fact.key).is_reviewed


def test_several_facts_of_a_muscle_are_signed_at_once(session: Session, catalogue: Catalogue, rita: User, at: datetime, look: Look) -> None:
    assert sign(session, catalogue, rita, ORIGIN, INSERTION, PLEXUS, "scalenes/point/p1", at=at) == 4
    assert look(PLEXUS).is_reviewed
    assert look("scalenes/point/p1").counting[0].by == BY
    assert not look("scalenes/point/p2").is_reviewed


@pytest.mark.parametrize("keys", [["rules/g-pressure", "rules/g-nerve"], ["scenarios/eight-of-ten"]])
def test_rules_and_scenarios_are_signed_too(
    session: Session, catalogue: Catalogue, rita: User, at: datetime, look: Look, keys: list[str]
) -> None:
    assert sign(session, catalogue, rita, *keys, at=at) == len(keys)
    assert all(look(key).is_reviewed for key in keys)


def test_signing_twice_signs_once(session: Session, catalogue: Catalogue, rita: User, at: datetime) -> None:
    assert sign(session, catalogue, rita, ORIGIN, at=at) == 1
    assert sign(session, catalogue, rita, ORIGIN, INSERTION, at=at + timedelta(minutes=1)) == 1
    assert [row.signature.fact_key for row in queries.list_signatures(session)] == [ORIGIN, INSERTION]


def test_two_reviewers_may_sign_the_same_fact(session: Session, catalogue: Catalogue, rita: User, at: datetime, look: Look) -> None:
    ines = make.user(session, people.INSTRUCTOR, reviewer_since=at)
    sign(session, catalogue, rita, ORIGIN, at=at)
    sign(session, catalogue, ines, ORIGIN, at=at, qualification="osteopath")
    assert [mark.by for mark in look(ORIGIN).counting] == [BY, "Ines Instructor, osteopath"]
    assert look(ORIGIN).mark_of(ines.id) is not None


@pytest.mark.parametrize("part", [people.STUDENT, people.INSTRUCTOR, people.ADMIN])
def test_only_who_may_review_signs(session: Session, catalogue: Catalogue, at: datetime, part: people.Part) -> None:
    with pytest.raises(Forbidden):
        sign(session, catalogue, make.user(session, part), ORIGIN, at=at)
    assert queries.list_signatures(session) == []


@pytest.mark.parametrize("qualification", ["", " ", "x", "x" * 121, "a\u200bb"])
def test_a_signature_needs_a_qualification(session: Session, catalogue: Catalogue, rita: User, at: datetime, qualification: str) -> None:
    with pytest.raises(Invalid) as wrong:
        sign(session, catalogue, rita, ORIGIN, at=at, qualification=qualification)
    assert set(wrong.value.fields) == {"qualification"}


def test_a_qualification_is_tidied_and_kept_for_the_next_time(session: Session, catalogue: Catalogue, rita: User, at: datetime) -> None:
    assert queries.find_last_qualification(session, rita.id) is None
    sign(session, catalogue, rita, ORIGIN, at=at, qualification="  MD ")
    sign(session, catalogue, rita, INSERTION, at=at, qualification="MD,  PhD")
    assert queries.find_last_qualification(session, rita.id) == "MD, PhD"


def test_nothing_ticked_signs_nothing(session: Session, catalogue: Catalogue, rita: User, at: datetime) -> None:
    with pytest.raises(Invalid, match="Tick at least one fact"):
        signing.sign_facts(session, catalogue, rita, "scalenes", [], qualification=QUALIFICATION, at=at)


@pytest.mark.parametrize("subject", ["ghost", "", "neck"])
def test_an_unknown_subject_is_not_found(session: Session, catalogue: Catalogue, rita: User, at: datetime, subject: str) -> None:
    with pytest.raises(NotFound):
        signing.sign_facts(session, catalogue, rita, subject, ["x"], qualification=QUALIFICATION, at=at)


@pytest.mark.parametrize("values", [{"text": "elsewhere"}, {"version": 2}, {"bones": ()}])
def test_what_was_shown_is_what_is_signed(
    session: Session, catalogue: Catalogue, rita: User, at: datetime, values: dict[str, object]
) -> None:
    shown = ticked(catalogue, ORIGIN, INSERTION)
    newer = with_fact(catalogue, ORIGIN, **values)
    with pytest.raises(Stale, match="has changed since this page was shown"):
        signing.sign_facts(session, newer, rita, "scalenes", shown, qualification=QUALIFICATION, at=at)
    assert queries.list_signatures(session) == []


@pytest.mark.parametrize(
    "odd", ["scalenes/origin", "scalenes/origin 1-", "masseter/origin 1-0123456789abcdef", "x", "", "scalenes/ghost 1-ab"]
)
def test_what_no_page_sent_is_refused(session: Session, catalogue: Catalogue, rita: User, at: datetime, odd: str) -> None:
    with pytest.raises(Stale):
        signing.sign_facts(session, catalogue, rita, "scalenes", [*ticked(catalogue, ORIGIN), odd], qualification=QUALIFICATION, at=at)
    assert queries.list_signatures(session) == []


@pytest.mark.parametrize("values", [{"text": "elsewhere"}, {"version": 2}, {"bones": ()}])
def test_a_signature_does_not_count_for_other_words(
    session: Session, catalogue: Catalogue, rita: User, at: datetime, look: Look, values: dict[str, object]
) -> None:
    sign(session, catalogue, rita, ORIGIN, at=at)
    newer = with_fact(catalogue, ORIGIN, **values)
    assert not look(ORIGIN, newer).is_reviewed
    assert [(mark.by, mark.version) for mark in look(ORIGIN, newer).outdated] == [(BY, 1)]
    assert sign(session, newer, rita, ORIGIN, at=at + timedelta(days=1)) == 1
    assert look(ORIGIN, newer).is_reviewed


@pytest.mark.parametrize("values", [{"src": ("okst-scalene",)}, {"evidence": Evidence.D}])
def test_a_signature_outlives_other_sources_and_grades(
    session: Session, catalogue: Catalogue, rita: User, at: datetime, look: Look, values: dict[str, object]
) -> None:
    sign(session, catalogue, rita, ORIGIN, at=at)
    assert look(ORIGIN, with_fact(catalogue, ORIGIN, **values)).is_reviewed


def test_the_date_is_that_of_the_reviewers_place(session: Session, catalogue: Catalogue, at: datetime) -> None:
    far = make.user(session, people.REVIEWER, time_zone="Pacific/Kiritimati")
    sign(session, catalogue, far, ORIGIN, at=at.replace(hour=23))
    assert queries.list_signatures(session)[0].signature.signed_on == date(2026, 3, 3)


def test_a_withdrawn_signature_stays_in_the_log(session: Session, catalogue: Catalogue, rita: User, at: datetime, look: Look) -> None:
    sign(session, catalogue, rita, ORIGIN, INSERTION, at=at)
    first = queries.list_signatures(session)[0].signature
    for _ in range(2):
        signing.withdraw(session, rita, first.id, at=at + timedelta(hours=1))
    assert [row.withdrawn for row in queries.list_signatures(session)] == [True, False]
    assert session.scalar(sa.select(sa.func.count(Withdrawal.id))) == 1
    assert not look(ORIGIN).is_reviewed
    assert look(ORIGIN).outdated == ()
    assert look(INSERTION).is_reviewed


def test_who_withdrew_may_sign_again(session: Session, catalogue: Catalogue, rita: User, at: datetime, look: Look) -> None:
    sign(session, catalogue, rita, ORIGIN, at=at)
    signing.withdraw(session, rita, queries.list_signatures(session)[0].signature.id, at=at)
    assert sign(session, catalogue, rita, ORIGIN, at=at) == 1
    assert look(ORIGIN).is_reviewed
    assert len(queries.list_signatures(session)) == 2


def test_nobody_withdraws_the_signature_of_another(session: Session, catalogue: Catalogue, rita: User, at: datetime, look: Look) -> None:
    other = make.user(session, people.INSTRUCTOR, reviewer_since=at)
    sign(session, catalogue, rita, ORIGIN, at=at)
    for signature_id in (queries.list_signatures(session)[0].signature.id, 987_654_321):
        with pytest.raises(NotFound):
            signing.withdraw(session, other, signature_id, at=at)
    assert look(ORIGIN).is_reviewed


def test_an_administrator_withdraws_all_of_a_person(session: Session, catalogue: Catalogue, rita: User, at: datetime, look: Look) -> None:
    adam, ines = make.user(session, people.ADMIN), make.user(session, people.INSTRUCTOR, reviewer_since=at)
    sign(session, catalogue, rita, ORIGIN, INSERTION, at=at)
    sign(session, catalogue, ines, ORIGIN, at=at)
    assert queries.count_standing(session) == {rita.id: 2, ines.id: 1}
    assert signing.withdraw_all(session, adam, rita, at=at) == 2
    assert signing.withdraw_all(session, adam, rita, at=at) == 0
    assert queries.count_standing(session) == {ines.id: 1}
    assert [mark.reviewer_id for mark in look(ORIGIN).counting] == [ines.id]
    assert session.scalars(sa.select(Withdrawal.withdrawn_by_id)).all() == [adam.id, adam.id]


def test_signatures_go_with_the_account(session: Session, catalogue: Catalogue, rita: User, at: datetime) -> None:
    sign(session, catalogue, rita, ORIGIN, at=at)
    signing.withdraw(session, rita, queries.list_signatures(session)[0].signature.id, at=at)
    service.erase(session, rita)
    assert session.scalar(sa.select(sa.func.count(Signature.id))) == 0


def test_a_name_stays_as_it_was_signed(session: Session, catalogue: Catalogue, rita: User, at: datetime, look: Look) -> None:
    sign(session, catalogue, rita, ORIGIN, at=at)
    rita.name = "Rita Newname"
    session.flush()
    assert look(ORIGIN).counting[0].by == BY


def test_a_signature_in_the_files_counts_by_itself(session: Session, catalogue: Catalogue, look: Look) -> None:
    signed = with_fact(catalogue, ORIGIN, reviewed=Review("Dr Who, physician", date(2026, 1, 2)))
    assert [(mark.by, mark.signature_id) for mark in look(ORIGIN, signed).counting] == [("Dr Who, physician", None)]


def test_a_signature_here_and_in_the_files_is_one(session: Session, catalogue: Catalogue, rita: User, at: datetime, look: Look) -> None:
    sign(session, catalogue, rita, ORIGIN, at=at)
    exported = with_fact(catalogue, ORIGIN, reviewed=Review(BY, date(2026, 3, 2)))
    assert len(look(ORIGIN, exported).counting) == 1
    changed = with_fact(exported, ORIGIN, text="elsewhere")
    assert not look(ORIGIN, changed).is_reviewed, "the file carries a signature for other words"
    signing.withdraw(session, rita, queries.list_signatures(session)[0].signature.id, at=at)
    assert not look(ORIGIN, exported).is_reviewed, "withdrawn here, and still in the file"
