"""Whoever leaves takes every figure along at once; erased accounts stay as counts; what is hidden moves nothing, on any page."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import product

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests import make as people
from tests.classrooms import make as classes
from tests.insights import make
from tests.insights.class_log import class_of
from tests.make import AT
from tests.people import Part
from webapp.accounts.models import Role, User
from webapp.classrooms.models import Classroom, Membership
from webapp.core.reteaching import Reason
from webapp.insights.item_export import item_statistics
from webapp.insights.item_page import ItemPage, item_page
from webapp.insights.item_table import ItemRow, Look, item_table
from webapp.insights.mix_ups import Pair, pairs
from webapp.insights.monday import Sheet, monday_sheet
from webapp.insights.overview import Overview, Wish, overview
from webapp.insights.remaining import keep_remainder
from webapp.library.shelf import Shelf
from webapp.messages.summary import Summary, summary_of
from webapp.practice.models import Review

LOCATE, NAME, BACK = "infraspinatus/locate", "infraspinatus/name", "teres-minor/name"
OTHERS = ("masseter/name", "scalenes/name", "supraspinatus/name", "trapezius-upper/name")
TODAY = make.TODAY


@dataclass(frozen=True)
class School:
    """A class of five who have all met the same questions, one of them wrongly."""

    session: Session
    shelf: Shelf
    room: Classroom
    teacher: User
    students: Sequence[User]

    def leave(self, student: User) -> None:
        here = (Membership.classroom_id == self.room.id, Membership.student_id == student.id)
        self.session.execute(sa.delete(Membership).where(*here))

    def rows(self) -> dict[str, ItemRow]:
        return {row.key: row for row in item_table(self.session, self.shelf, self.teacher, self.room.id, Look()).rows}

    def csv(self) -> dict[str, list[str]]:
        text = item_statistics(self.session, self.shelf, self.teacher, self.room.id)
        return {line[0]: line for line in list(csv.reader(StringIO(text, newline="")))[1:]}

    def page(self) -> ItemPage:
        return item_page(self.session, self.shelf, self.teacher, self.room.id, LOCATE)

    def pairs(self) -> list[Pair]:
        return pairs(self.session, self.shelf, self.room.id)

    def sheet(self) -> Sheet:
        return monday_sheet(self.session, self.shelf, self.teacher, self.room.id, None, at=AT)

    def overview(self) -> Overview:
        return overview(self.session, self.shelf, self.room, Wish(), at=AT)

    def summary(self) -> Summary | None:
        return summary_of(self.session, self.shelf, self.room, TODAY, at=AT)

    def everything(self) -> str:
        """All figures in letters, sums rounded: a data base may add up in any order."""
        told = repr((self.csv(), self.page(), self.pairs(), self.sheet(), self.overview(), self.summary()))
        return re.sub(r"\d+\.\d{7,}", lambda found: f"{float(found[0]):.6f}", told)


def tap(number: int) -> dict[str, object]:
    return {"type": "tap", "view": "back", "layer": "superficial", "at": [100.0 + number, 1350.0], "target": None}


def chosen(muscle: str) -> dict[str, object]:
    return {"type": "chosen", "option": muscle, "of": 4}


def practise(student: User, number: int) -> list[Review]:
    struck = {"raw_answer": tap(number), "miss": "hazard", "hit": "subclavian-artery", "sureness": 3}
    return [
        make.wrong(student, LOCATE, days_ago=3, **struck),
        make.wrong(student, NAME, days_ago=3, raw_answer=chosen("teres-minor")),
        make.wrong(student, BACK, days_ago=3, raw_answer=chosen("infraspinatus")),
        *((make.row if number % 2 else make.wrong)(student, key, days_ago=20, sureness=3) for key in OTHERS),
    ]


@pytest.fixture
def school(session: Session, shelf: Shelf) -> School:
    room, teacher, students = class_of(session, 5)
    for number, student in enumerate(students):
        make.answer(session, *practise(student, number))
    return School(session, shelf, room, teacher, students)


def test_five_are_enough_for_every_figure(school: School) -> None:
    assert all(row.shown and row.median_ms and row.given for row in school.rows().values() if row.key in {LOCATE, NAME, BACK})
    assert school.csv()[LOCATE][5:8] == ["5", "5", "0"]
    found, sheet = school.page(), school.sheet()
    assert (found.misses, found.clicks is not None) == (5, True)
    assert [(each.one, each.other, each.both_ways) for each in school.pairs()] == [("infraspinatus", "teres-minor", 5)]
    assert (sheet.met, sheet.few_dangers, len(sheet.dangers), len(sheet.sure)) == (7, False, 1, 1)
    lately = {each.item_key for chosen in sheet.chosen for each in chosen.troubles if each.reason in {Reason.SURE, Reason.HARD}}
    assert lately <= {LOCATE, NAME, BACK}, "older mistakes were for an earlier sheet"
    assert sheet.chosen
    assert sheet.fading


def test_when_one_of_five_leaves_nothing_without_names_is_left_to_see(school: School) -> None:
    school.leave(school.students[2])
    for row in school.rows().values():
        assert (row.shown, row.detailed, row.given, row.median_ms, row.discrimination) == (False, False, (), None, None)
        assert row.hardness is None
    for line in school.csv().values():
        assert line[5] == "fewer than 5"
        assert not any(line[6:])
    found, sheet = school.page(), school.sheet()
    assert (found.clicks, found.misses, found.near, found.swaps, found.left_out, found.bounds) == (None, 0, 0, [], [], None)
    assert school.pairs() == []
    assert (sheet.met, sheet.fading, sheet.dangers, sheet.sure, sheet.chosen, sheet.n) == (0, [], [], [], [], {})
    assert (sheet.students, sheet.few_dangers) == (4, True)


def test_leaving_ends_the_line_in_the_overview_and_the_count_of_the_week(school: School) -> None:
    gone = school.students[0]
    before = school.overview()
    school.leave(gone)
    after, summary = school.overview(), school.summary()
    assert before.named - after.named == {gone.id}
    assert (before.students, after.students, after.active) == (5, 4, 4)
    assert (before.counted.answers, after.counted.answers) == (35, 28)
    assert after.counted == after.total, "nothing is left of whoever leaves"
    assert after.forecast.students == 4
    assert summary is not None
    assert (summary.students, summary.practised) == (4, 4)


def test_who_comes_back_brings_everything_back(school: School) -> None:
    before = school.everything()
    school.leave(school.students[1])
    assert school.everything() != before
    classes.join(school.session, school.room, school.students[1])
    assert school.everything() == before


def test_erased_accounts_are_told_of_from_five_on_and_without_what_needs_single_answers(school: School) -> None:
    for gone in school.students[:4]:
        erase(school, gone)
    row, page = school.rows()[LOCATE], school.overview()
    assert (row.counts.students, row.shown, school.csv()[LOCATE][5]) == (1, False, "fewer than 5")
    assert (page.students, page.total.answers, page.counted) == (1, 7, page.total)
    assert not {each.id for each in school.students[:4]} & page.named
    erase(school, school.students[4])
    row, line, found, sheet = school.rows()[LOCATE], school.csv()[LOCATE], school.page(), school.sheet()
    assert (row.counts.students, row.counts.present, row.counts.hazards, row.counts.sure_wrong) == (5, 0, 5, 5)
    assert (row.shown, row.detailed, row.given, row.median_ms) == (True, False, (), None)
    assert line[5:8] == ["5", "5", "0"]
    assert line[13] == line[18] == ""
    assert (found.clicks, found.misses, sheet.met, school.pairs()) == (None, 0, 0, [])
    page = school.overview()
    assert (page.students, page.total.answers, page.counted.answers, page.counted.hazards) == (0, 0, 35, 5)


def erase(school: School, gone: User) -> None:
    keep_remainder(school.session, gone)
    school.session.delete(gone)
    school.session.flush()
    school.session.expire_all()


def test_what_is_no_practice_for_the_class_and_what_was_taken_back_move_nothing_anywhere(school: School) -> None:
    before = school.everything()
    for number, (student, purpose) in enumerate(product(school.students, ("private", "imported", "self-test", "practice"))):
        struck = {"raw_answer": tap(number), "miss": "hazard", "hit": "brachial-plexus", "sureness": 3, "purpose": purpose}
        rows = [
            make.wrong(student, LOCATE, days_ago=1, **struck),
            make.wrong(student, "masseter/locate", days_ago=1, **struck),
            make.wrong(student, NAME, days_ago=1, raw_answer=chosen("masseter"), purpose=purpose),
        ]
        make.answer(school.session, *rows)
        for each in rows if purpose == "practice" else ():
            make.take_back(school.session, student, each)
    assert school.everything() == before


def test_one_more_student_without_practice_changes_the_size_of_the_class_alone(school: School) -> None:
    before, late = school.csv(), make_late(school)
    page = school.overview()
    assert school.csv() == before
    assert (page.students, page.active, school.sheet().students) == (6, 5, 6)
    line = next(line for line in page.lines if line.figures.id == late.id)
    assert line.risk is not None
    assert line.risk.reasons == ("has not practised yet",)


def make_late(school: School) -> User:
    late = people.user(school.session, Part("late@school.example", "Zora Late", Role.STUDENT))
    classes.join(school.session, school.room, late)
    return late
