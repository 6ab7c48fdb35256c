from tests.core import make
from webapp.core.entries import Evidence, Point, ReferralZone
from webapp.core.senders import senders


def point(number: int, core: str, spill: str = "", evidence: Evidence = Evidence.C) -> Point:
    zones = {"primary": (ReferralZone(core),), "spill_over": (ReferralZone(spill),) if spill else ()}
    return Point("a site", **make.FACT | {"evidence": evidence}, id=f"p{number}", view="front", at=None, **zones)


MATERIAL = make.catalogue(
    make.muscle("spills", points=(point(1, "arm", "temple", Evidence.A),)),
    make.muscle("weak", points=(point(1, "temple", evidence=Evidence.D),)),
    make.muscle("strong", points=(point(1, "arm"), point(2, "temple", evidence=Evidence.B))),
    make.muscle("unsourced", points=(point(1, "temple", evidence=Evidence.E),)),
    make.muscle("elsewhere", points=(point(1, "arm"),)),
)


def test_core_comes_before_spill_over_and_good_evidence_before_weak() -> None:
    assert [(each.muscle.id, each.core, each.evidence) for each in senders(MATERIAL, "temple")] == [
        ("strong", True, Evidence.B),
        ("weak", True, Evidence.D),
        ("spills", False, Evidence.A),
    ]


def test_only_the_points_that_send_there_are_named() -> None:
    assert [each.id for each in senders(MATERIAL, "temple")[0].points] == ["p2"]


def test_a_zone_that_nobody_sends_to_has_no_senders() -> None:
    assert senders(MATERIAL, "moon") == ()
