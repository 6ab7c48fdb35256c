"""Pretended students: seeded, forgetful in a way of their own, and as different as people are."""

from statistics import mean

import pytest

from webapp.core.items import Kind
from webapp.core.pretending import (
    AWAY_DAYS,
    Intent,
    Manner,
    Trace,
    after,
    chance_of_knowing,
    elapsed_ms,
    first_minute,
    intent,
    learner_of,
    recall,
    studies_on,
    sureness,
)
from webapp.core.scoring import Sureness

TODAY = 739_677
DAYS = range(TODAY - 69, TODAY + 1)
MANY = [f"student {number}" for number in range(60)]


def test_the_same_seed_makes_the_same_student_and_another_another() -> None:
    assert learner_of("sam", Manner.STEADY, TODAY) == learner_of("sam", Manner.STEADY, TODAY)
    assert learner_of("sam", Manner.STEADY, TODAY) != learner_of("tara", Manner.STEADY, TODAY)


def days_of(manner: Manner) -> float:
    return mean(sum(studies_on(learner_of(seed, manner, TODAY), day) for day in DAYS) for seed in MANY)


def test_steady_students_practise_more_often_than_late_ones_and_nobody_every_day() -> None:
    assert days_of(Manner.STEADY) > 1.5 * days_of(Manner.LATE)
    assert days_of(Manner.STRONG) < len(DAYS)


def test_who_is_away_has_not_practised_lately() -> None:
    for seed in MANY:
        learner = learner_of(seed, Manner.AWAY, TODAY)
        assert not any(studies_on(learner, day) for day in range(TODAY - AWAY_DAYS + 1, TODAY + 1))


def test_practice_begins_and_ends_on_the_day_itself() -> None:
    minutes = [first_minute(learner_of(seed, Manner.LATE, TODAY), TODAY) for seed in MANY]
    assert min(minutes) >= 7 * 60
    assert max(minutes) < 22 * 60


def test_memory_fades_and_grows_with_practice() -> None:
    learner = learner_of("sam", Manner.STEADY, TODAY)
    first = after(learner, None, TODAY, right=True)
    assert recall(first, TODAY) == 1
    assert 1 > recall(first, TODAY + 2) > recall(first, TODAY + 9) > 0
    again = after(learner, first, TODAY + 4, right=True)
    assert again.strength > first.strength
    assert after(learner, again, TODAY + 9, right=False).strength < again.strength
    assert after(learner, again, TODAY + 9, right=False).last_day == TODAY + 9


def test_spaced_practice_is_worth_more_than_the_same_at_once() -> None:
    learner, trace = learner_of("sam", Manner.STEADY, TODAY), Trace(5.0, TODAY)
    assert after(learner, trace, TODAY + 6, right=True).strength > after(learner, trace, TODAY + 1, right=True).strength


@pytest.mark.parametrize("kind", list(Kind))
def test_chances_are_chances(kind: Kind) -> None:
    for seed in MANY[:10]:
        for trace in (None, Trace(0.8, TODAY - 60), Trace(200.0, TODAY - 1), Trace(3.0, TODAY)):
            assert 0 < chance_of_knowing(learner_of(seed, Manner.STRONG, TODAY), kind, "scalenes", trace, TODAY) < 1


def test_the_strong_know_more_at_first_sight_than_the_struggling() -> None:
    strong, weak = (
        mean(chance_of_knowing(learner_of(seed, manner, TODAY), Kind.LOCATE, "scalenes", None, TODAY) for seed in MANY)
        for manner in (Manner.STRONG, Manner.STRUGGLING)
    )
    assert strong > weak + 0.15


def intents(manner: Manner, kind: Kind, chance: float) -> list[Intent]:
    return [intent(learner_of(seed, manner, TODAY), "scalenes/x", kind, chance, TODAY, turn) for seed in MANY for turn in range(20)]


def test_who_knows_answers_rightly_as_often_as_the_chance_says() -> None:
    right = mean(each is Intent.RIGHT for each in intents(Manner.STEADY, Kind.CAUTION, 0.7))
    assert abs(right - 0.7) < 0.05


def test_only_taps_are_dangerous_and_the_careful_tap_dangerously_less_often() -> None:
    assert Intent.HAZARD not in intents(Manner.STRUGGLING, Kind.CAUTION, 0.2)
    careless, careful = (intents(manner, Kind.LOCATE, 0.2).count(Intent.HAZARD) for manner in (Manner.STRUGGLING, Manner.STRONG))
    assert careless > 1.5 * careful > 0


def test_careless_students_are_surer_than_they_should_be() -> None:
    def sure(manner: Manner) -> float:
        return mean(sureness(learner_of(seed, manner, TODAY), 0.6, "scalenes/locate", TODAY) is Sureness.SURE for seed in MANY)

    assert sure(Manner.STRUGGLING) > sure(Manner.STRONG)


def test_times_are_those_of_people() -> None:
    learner = learner_of("sam", Manner.STEADY, TODAY)
    times = [elapsed_ms(learner, "scalenes/referral", Kind.REFERRAL, TODAY, turn, known=True) for turn in range(300)]
    longer = [elapsed_ms(learner, "scalenes/referral", Kind.REFERRAL, TODAY, turn, known=False) for turn in range(300)]
    assert min(times) >= 1200
    assert max(longer) <= 170_000
    assert mean(longer) > mean(times)
