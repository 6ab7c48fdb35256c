"""What templates ask about a fact's review: right, and seldom."""

from datetime import date, datetime

import pytest
from flask import Flask

from tests.library.signed import BY, sign
from tests.web.test_query_counts import counted
from webapp.accounts.models import User
from webapp.core.catalogue import Catalogue
from webapp.core.entries import Evidence, Fact, Review
from webapp.core.facts import facts_of_muscle
from webapp.db import transaction
from webapp.library.badges import is_reviewed, review_of

BARE = Fact("lies deep", ("book",), Evidence.C, 1, None)


@pytest.fixture
def signed(app: Flask, reviewer: User, catalogue: Catalogue, at: datetime) -> None:
    """A signature under one fact of the scalenes, and one of the masseter."""
    with app.app_context(), transaction() as session:
        for key in ("scalenes/origin", "masseter/origin"):
            sign(session, catalogue, reviewer, key, at=at)


@pytest.mark.usefixtures("signed")
@pytest.mark.parametrize(("muscles", "questions"), [(1, 1), (2, 2), (40, 2)])
def test_the_database_is_asked_once_for_a_muscle_and_twice_for_many(app: Flask, catalogue: Catalogue, muscles: int, questions: int) -> None:
    facts = [fact for muscle in list(catalogue.muscles.values())[:muscles] for fact in facts_of_muscle(muscle)]
    with app.test_request_context("/"), counted(app) as sent:
        reviewed = [fact.key for fact in facts if is_reviewed(fact)]
    assert len(sent) == questions
    assert reviewed == [fact.key for fact in facts if fact.key in {"scalenes/origin", "masseter/origin"}]


@pytest.mark.usefixtures("signed")
def test_a_badge_names_the_reviewer(app: Flask, catalogue: Catalogue) -> None:
    with app.test_request_context("/"):
        (mark,) = review_of(catalogue.muscles["masseter"].origin).counting
    assert (mark.by, mark.on) == (BY, date(2026, 3, 2))


def test_a_fact_without_a_key_stands_by_itself(app: Flask) -> None:
    with app.test_request_context("/"), counted(app) as sent:
        assert not is_reviewed(BARE)
        assert is_reviewed(Fact("lies deep", (), Evidence.C, 1, Review("Dr Who", date(2026, 1, 2))))
    assert sent == []
