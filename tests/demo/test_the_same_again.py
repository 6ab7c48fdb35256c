"""The same seed pretends the same school, another seed another; its people have addresses that nobody owns; days lie in order."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests import make
from webapp.core.items import Kind
from webapp.core.pretending import Intent, Trace, after, chance_of_knowing, elapsed_ms, first_minute, intent, learner_of, studies_on
from webapp.demo.answers import Answers
from webapp.demo.cast import BERLIN, DOMAIN, EIGHT, FIRST, SECOND, STAFF, Pupil, Scale, pupils
from webapp.demo.events import events
from webapp.demo.practising import uuid_of
from webapp.demo.school import DAYS, School, must_be_free
from webapp.errors import Invalid

TODAY = make.AT.toordinal()
ITEMS = [(f"{subject}/{kind}", kind, subject) for subject in ("scalenes", "masseter") for kind in (Kind.LOCATE, Kind.NAME, Kind.CAUTION)]


class Told(NamedTuple):
    """One pretended answer."""

    who: str
    day: int
    minute: int
    key: str
    meant: Intent
    ms: int


def story(seed: int, scale: Scale = Scale.TINY) -> Iterator[Told]:
    """What the students of a scale answer from day to day, by the pure model alone."""
    for number, pupil in enumerate(pupils(scale)):
        learner, traces = learner_of(f"{seed} {number} {pupil.name}", pupil.manner, TODAY), dict[str, Trace]()
        for day in range(TODAY - DAYS[scale], TODAY + 1):
            if not studies_on(learner, day):
                continue
            for key, kind, subject in ITEMS:
                chance = chance_of_knowing(learner, kind, subject, traces.get(key), day)
                meant = intent(learner, key, kind, chance, day, 0)
                traces[key] = after(learner, traces.get(key), day, right=meant is Intent.RIGHT)
                ms = elapsed_ms(learner, key, kind, day, 0, known=chance > 0.6)
                yield Told(pupil.name, day, first_minute(learner, day), key, meant, ms)


def test_the_same_seed_tells_the_same_story_to_the_last_answer() -> None:
    assert list(story(1)) == list(story(1))
    one, two = list(story(1)), list(story(2))
    assert [each.ms for each in one] != [each.ms for each in two]
    assert [each.meant for each in one] != [each.meant for each in two]
    assert {each.who for each in one} == {pupil.name for pupil in pupils(Scale.TINY)}


def test_nobody_tells_another_s_story_and_all_learn() -> None:
    told = [each for seed in range(4) for each in story(seed, Scale.SMALL)]
    by_name = {pupil.name: [(each.day, each.key, each.meant) for each in told if each.who == pupil.name] for pupil in EIGHT}
    assert len({tuple(rows) for rows in by_name.values()}) == len(EIGHT)
    half = TODAY - DAYS[Scale.SMALL] // 2
    early, late = ([each.meant is Intent.RIGHT for each in told if (each.day <= half) is early] for early in (True, False))
    assert sum(late) / len(late) > sum(early) / len(early)


def test_numbers_of_answers_are_repeated_and_never_shared() -> None:
    made = [uuid_of("1 0 Sam", f"scalenes/{kind}", reps) for kind in Kind for reps in range(20)]
    assert len(set(made)) == len(made)
    assert {each.version for each in made} == {4}
    assert uuid_of("a", 11) != uuid_of("a1", 1)


@pytest.mark.parametrize("scale", list(Scale))
def test_everybody_has_an_address_of_ones_own_where_no_mail_arrives(scale: Scale) -> None:
    addresses = [*(part.email for part in STAFF), *(pupil.email for pupil in pupils(scale))]
    assert len(set(addresses)) == len(addresses)
    assert all(address.endswith(f"@{DOMAIN}") and address.isascii() for address in addresses)
    assert {room for pupil in pupils(scale) for room in pupil.rooms} == {FIRST, SECOND}


def test_a_scale_is_a_larger_one_s_beginning() -> None:
    tiny, small, full = (pupils(scale) for scale in (Scale.TINY, Scale.SMALL, Scale.FULL))
    assert (len(tiny), len(small), len(full)) == (3, 8, 40)
    assert list(full[:8]) == list(small)
    assert list(small[:3]) == list(tiny)
    assert all(isinstance(pupil, Pupil) for pupil in full)


def school(app: Flask, scale: Scale, now: datetime) -> School:
    return School(Answers(app.extensions["shelf"]), scale, 1, "x", now, lambda _: None)


@pytest.mark.parametrize("scale", list(Scale))
@pytest.mark.parametrize("now", [make.AT, datetime(2026, 4, 3, 9, tzinfo=UTC), datetime(2026, 10, 30, 23, 30, tzinfo=UTC)])
def test_what_happens_comes_in_order_and_before_now(app: Flask, scale: Scale, now: datetime) -> None:
    made = school(app, scale, now)
    days = [day for day, _ in events(made)]
    assert days == sorted(days)
    assert made.first_day < days[0] <= days[-1] < made.today
    assert all(made.moment(day, 10) < now for day in days)


def test_hours_are_those_of_berlin_on_either_side_of_a_change_of_clocks(app: Flask) -> None:
    made = school(app, Scale.TINY, datetime(2026, 3, 29, 22, 30, tzinfo=UTC))
    assert date.fromordinal(made.today) == date(2026, 3, 30), "it is past midnight there"
    hours = [made.moment(made.today - days).hour for days in (2, 1, 0)]
    assert hours == [7, 6, 6]
    assert made.date_in(-1) == date(2026, 3, 29)
    assert (made.done, BERLIN) == (0, "Europe/Berlin")


def test_none_is_made_beside_anybody_even_who_may_not_sign_in(app: Flask, session: Session) -> None:
    config = app.extensions["config"]
    must_be_free(session, config)
    make.user(session, disabled_at=make.AT - timedelta(days=400))
    with pytest.raises(Invalid, match="There are people in this data base"):
        must_be_free(session, config)
