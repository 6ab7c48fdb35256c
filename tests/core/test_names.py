"""Names as people type them: plain forms, slips, search, and judging an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.make import muscle
from webapp.core.text import NameMatch, find_muscles, look_alike, match_name, near, normalise

MUSCLES = {
    entry.id: entry
    for entry in (
        muscle("deltoid", latin="Musculus deltoideus"),
        muscle("infraspinatus", synonyms=("rotator cuff",)),
        muscle("supraspinatus", synonyms=("rotator cuff",)),
        muscle("sternocleidomastoid", latin="Musculus sternocleidomastoideus", synonyms=("SCM", "sternomastoid")),
        muscle("scalenes", "Scalenes (anterior, middle, posterior)", latin="Musculi scaleni (anterior, medius, posterior)"),
        muscle("trapezius-upper", "Trapezius, upper part", latin="Musculus trapezius, pars descendens"),
        muscle("trapezius-lower", "Trapezius, lower part", latin="Musculus trapezius, pars ascendens"),
        muscle("fibularis-longus", "Fibularis (peroneus) longus", latin="Musculus fibularis longus"),
        muscle("fibularis-brevis", "Fibularis (peroneus) brevis", latin="Musculus fibularis brevis"),
        muscle("adductor-hallucis", latin="Musculus adductor hallucis"),
        muscle("abductor-hallucis", latin="Musculus abductor hallucis"),
        muscle("adductor-longus", latin="Musculus adductor longus"),
        muscle("flexor-digitorum-longus", latin="Musculus flexor digitorum longus", synonyms=("FDL",)),
        muscle("flexor-hallucis-longus", latin="Musculus flexor hallucis longus", synonyms=("FHL",)),
        muscle("sartorius", synonyms=("tailor's muscle",)),
        muscle("external-oblique", latin="Musculus obliquus externus abdominis"),
    )
}
EXACT, SYNONYM, NEAR, PARTIAL, OTHER, NONE, BLANK = NameMatch


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("M. Deltoideus", "deltoideus"),
        ("  Musculus   deltoideus ", "deltoideus"),
        ("the DELTOID muscle", "the deltoid"),
        ("Músculo déltoïdeus", "musculo deltoideus"),
        ("tailor's muscle", "tailors"),
        ("tailor’s", "tailors"),
        ("sub-clavius_(left)", "sub clavius left"),
        ("mm. scaleni", "scaleni"),
        ("ﬂexor", "flexor"),
        ("…!", ""),
        ("", ""),
    ],
)
def test_names_have_one_plain_form(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


@given(st.text(max_size=80))
def test_the_plain_form_of_a_plain_form_is_itself(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("soleus", "soleus", True),
        ("soleus", "solues", True),  # two letters swapped are one slip
        ("soleus", "soles", True),
        ("soleus", "soeus", True),
        ("soleus", "soless", True),
        ("soleus", "solis", False),
        ("infraspinatus", "infraspinatis", True),
        ("infraspinatus", "infrspinatis", True),
        ("infraspinatus", "infrspintis", False),
        ("infraspinatus", "supraspinatus", False),
        ("fdl", "fhl", False),  # an abbreviation allows no slip
        ("teres major", "teres minor", True),  # which is why look-alikes are judged by names, not by slips
        ("", "a", False),
    ],
)
def test_slips_count_by_length(a: str, b: str, *, expected: bool) -> None:
    assert near(a, b) is expected
    assert near(b, a) is expected


@pytest.mark.parametrize(
    ("right", "typed", "match", "whose"),
    [
        ("deltoid", "Deltoid", EXACT, "deltoid"),
        ("deltoid", "m. deltoideus", EXACT, "deltoid"),
        ("deltoid", "deltoid muscle", EXACT, "deltoid"),
        ("scalenes", "scalenes", EXACT, "scalenes"),
        ("scalenes", "Scaleni", EXACT, "scalenes"),
        ("trapezius-upper", "upper trapezius", EXACT, "trapezius-upper"),
        ("trapezius-upper", "trapezius pars descendens", EXACT, "trapezius-upper"),
        ("fibularis-longus", "peroneus longus", EXACT, "fibularis-longus"),
        ("fibularis-longus", "fibularis longus", EXACT, "fibularis-longus"),
        ("external-oblique", "obliquus externus abdominis", EXACT, "external-oblique"),
        ("sternocleidomastoid", "scm", SYNONYM, "sternocleidomastoid"),
        ("sartorius", "Tailor’s muscle", SYNONYM, "sartorius"),
        # A slip asks again.
        ("deltoid", "deltiod", NEAR, "deltoid"),
        ("sternocleidomastoid", "sternocleidomastoyd", NEAR, "sternocleidomastoid"),
        ("external-oblique", "external obliquus", NEAR, "external-oblique"),
        # Names that more muscles share, and halves of a name, ask again too.
        ("infraspinatus", "rotator cuff", PARTIAL, "infraspinatus"),
        ("trapezius-upper", "trapezius", PARTIAL, "trapezius-upper"),
        ("external-oblique", "oblique", PARTIAL, "external-oblique"),
        ("sternocleidomastoid", "sternocleido", PARTIAL, "sternocleidomastoid"),
        ("deltoid", "delt", NONE, None),
        ("adductor-longus", "longus", NONE, None),
        # Another muscle's name is never passed over in silence.
        ("infraspinatus", "supraspinatus", OTHER, "supraspinatus"),
        ("infraspinatus", "suprasinatus", OTHER, "supraspinatus"),
        ("adductor-hallucis", "abductor hallucis", OTHER, "abductor-hallucis"),
        ("adductor-hallucis", "abducter hallucis", OTHER, "abductor-hallucis"),
        ("adductor-longus", "abductor longus", OTHER, None),
        ("trapezius-upper", "trapezius lower part", OTHER, "trapezius-lower"),
        ("flexor-hallucis-longus", "FDL", OTHER, "flexor-digitorum-longus"),
        ("deltoid", "sartorius", OTHER, "sartorius"),
        ("deltoid", "a muscle", NONE, None),
        ("deltoid", "biceps", NONE, None),
        ("deltoid", "", BLANK, None),
        ("deltoid", " ... ", BLANK, None),
        ("deltoid", "musculus", BLANK, None),
    ],
)
def test_typed_names_are_judged(right: str, typed: str, match: NameMatch, whose: str | None) -> None:
    naming = match_name(typed, MUSCLES[right], MUSCLES.values())
    assert (naming.match, naming.muscle) == (match, whose)


@pytest.mark.parametrize(
    ("right", "typed", "alike"),
    [
        ("infraspinatus", "supraspinatus", True),
        ("trapezius-upper", "lower trapezius", True),
        ("fibularis-longus", "peroneus brevis", True),
        ("adductor-hallucis", "abductor hallucis", True),
        ("adductor-longus", "abductor longus", True),
        ("deltoid", "sartorius", False),
        ("scalenes", "external oblique", False),
    ],
)
def test_look_alikes_are_told_apart_from_other_names(right: str, typed: str, *, alike: bool) -> None:
    assert match_name(typed, MUSCLES[right], MUSCLES.values()).alike is alike


@given(st.sampled_from(sorted(MUSCLES)), st.sampled_from(sorted(MUSCLES)))
def test_looking_alike_is_mutual(one: str, other: str) -> None:
    assert look_alike(MUSCLES[one], MUSCLES[other]) == look_alike(MUSCLES[other], MUSCLES[one])


@given(st.sampled_from(sorted(MUSCLES)), st.sampled_from(sorted(MUSCLES)))
def test_no_muscles_name_passes_for_another(right: str, typed: str) -> None:
    naming = match_name(MUSCLES[typed].name.latin, MUSCLES[right], MUSCLES.values())
    assert (naming.match == EXACT) == (right == typed)


@given(st.text(max_size=60))
def test_no_text_breaks_the_search_or_the_judgement(text: str) -> None:
    find_muscles(text, MUSCLES.values())
    assert match_name(text, MUSCLES["deltoid"], MUSCLES.values()).match in NameMatch


@pytest.mark.parametrize(
    ("query", "first", "count"),
    [
        ("deltoid", "deltoid", 1),
        ("DELT", "deltoid", 1),
        ("deltiod", "deltoid", 1),
        ("sternocleidomastiod", "sternocleidomastoid", 1),
        ("scm", "sternocleidomastoid", 1),
        ("trapezius", "trapezius-upper", 2),
        ("trapezus lower", "trapezius-lower", 1),
        ("longus", "fibularis-longus", 4),
        ("rotator", "infraspinatus", 2),
        ("peroneus brevis", "fibularis-brevis", 1),
        ("hallucis adductor", "adductor-hallucis", 2),  # and the abductor, one slip away
        ("obliquus", "external-oblique", 1),
    ],
)
def test_the_search_forgives(query: str, first: str, count: int) -> None:
    found = [entry.id for entry in find_muscles(query, MUSCLES.values())]
    assert (found[0], len(found)) == (first, count)


@pytest.mark.parametrize("query", ["", "  ", "xyzzy", "the", "q"])
def test_a_search_for_nothing_finds_nothing(query: str) -> None:
    assert find_muscles(query, MUSCLES.values()) == ()


def test_a_very_long_text_is_cut_short() -> None:
    assert match_name("soleus " * 100_000, MUSCLES["deltoid"], MUSCLES.values()).match == NONE
