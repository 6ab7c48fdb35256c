"""The choice of what to teach again, case by case."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.core.reteaching import MOST, Reason, Trouble, choose


def trouble(subject: str, reason: Reason = Reason.HARD, n: int = 10, students: float = 5, **values: object) -> Trouble:
    return Trouble(subject, reason, f"{subject}/locate", n, students, **values)  # type: ignore[arg-type]


def subjects(*troubles: Trouble) -> list[str]:
    return [each.subject for each in choose(troubles)]


def test_nothing_is_chosen_where_there_is_no_trouble() -> None:
    assert choose([]) == []


def test_fewer_than_five_students_choose_nothing() -> None:
    assert subjects(trouble("few", n=4, students=4), trouble("enough", n=5, students=1)) == ["enough"]


def test_at_most_five_the_weightiest_first() -> None:
    found = subjects(*(trouble(f"m{n}", students=n) for n in range(1, 9)))
    assert found == ["m8", "m7", "m6", "m5", "m4"]
    assert len(found) == MOST


@pytest.mark.parametrize(
    ("heavier", "lighter"),
    [
        (trouble("a", Reason.HAZARD), trouble("b", Reason.SURE)),
        (trouble("a", Reason.SURE), trouble("b", Reason.MIXED, other="x")),
        (trouble("a", Reason.HARD), trouble("b", Reason.FORGOTTEN)),
        (trouble("a", safety=True), trouble("b")),
        (trouble("a", students=6), trouble("b", students=5)),
        (trouble("a", n=10, students=5), trouble("b", n=20, students=6)),
        (trouble("a"), trouble("b")),  # alike: by name, so that the sheet is the same each time
    ],
)
def test_what_goes_before_what(heavier: Trouble, lighter: Trouble) -> None:
    assert subjects(lighter, heavier) == ["a", "b"]


def test_reasons_of_one_subject_add_up_but_each_counts_once() -> None:
    both = (trouble("a", Reason.HARD, students=3), trouble("a", Reason.FORGOTTEN, students=3))
    assert subjects(trouble("b", Reason.HARD, students=5), *both) == ["a", "b"]
    twice = (trouble("a", students=3), trouble("a", students=2))
    assert subjects(trouble("b", students=4), *twice) == ["b", "a"]
    [only] = choose(twice)
    assert [each.students for each in only.troubles] == [3]


def test_a_mixed_up_pair_is_one_thing() -> None:
    pair = (trouble("a", Reason.MIXED, other="b"), trouble("b", Reason.MIXED, other="a", students=4))
    assert subjects(*pair) == ["a"]
    assert choose(pair)[0].other == "b"
    hazard = trouble("b", Reason.HAZARD, students=1)
    assert subjects(*pair, hazard) == ["b"], "what else is wrong with one of them decides which"
    assert subjects(*pair, hazard, trouble("a", students=2)) == ["a", "b"], "each has a reason of its own"


def test_more_students_concerned_than_met_it_count_as_all() -> None:
    assert trouble("a", n=5, students=50).weight == trouble("a", n=5, students=5).weight


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(list(Reason)), st.integers(0, 12), st.integers(0, 12))), st.randoms()
)
def test_the_choice_does_not_depend_on_the_order(rows: list[tuple[str, Reason, int, int]], chance: object) -> None:
    troubles = [trouble(subject, reason, n, min(n, students)) for subject, reason, n, students in rows]
    mixed = troubles[:]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert choose(mixed) == choose(troubles)
    assert all(each.n >= 5 for chosen in choose(troubles) for each in chosen.troubles)
