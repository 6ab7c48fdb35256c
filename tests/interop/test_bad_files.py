"""Files of unknown origin: each fault is told with its row, nothing exhausts the server, nothing is changed."""

import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.interop import make
from tests.practice import make as practice
from webapp import confined, limits
from webapp.errors import Unavailable
from webapp.interop.checking import MOST_FAULTS, Faulty, checked
from webapp.interop.planning import plan_import
from webapp.interop.scanning import LONGEST_VALUE
from webapp.interop.shapes import ANSWER, MOST_ROWS, SETTINGS, UNSHOWABLE, fault_of
from webapp.interop.unpacking import BadFile, unpacked
from webapp.library.shelf import Shelf
from webapp.web import UNSHOWABLE as OF_PAGES

Upload = Callable[[bytes | str], Path]
TAP = {"type": "tap", "view": "back", "layer": "skin", "at": [1.5, 2], "target": None}
GOOD_SETTINGS = {
    "time_zone": "UTC", "rollover_hour": 4, "new_per_day": 8, "minutes_per_day": 20, "desired_retention": 0.9,
    "name_language": "both", "theme": "dark", "shortcuts": True, "in_words": False, "confirm_tap": True,
}  # fmt: skip


def faults(text: str) -> list[str]:
    """What the check says about a file, in this process."""
    try:
        for _ in checked(io.StringIO(text)):
            pass
    except Faulty as wrong:
        return wrong.faults
    return []


def refused(file: Path) -> list[str]:
    """What the reading process says about a file."""
    with pytest.raises(BadFile) as wrong, unpacked(file):
        pass
    return wrong.value.faults


def zip_of(content: str | bytes, name: str = "palpate.json") -> bytes:
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return to.getvalue()


def test_a_good_file_has_no_fault() -> None:
    assert faults(make.file(make.review(), make.undo(), settings=GOOD_SETTINGS, cards=[{"any": 1}], sittings=[1, "x"])) == []
    assert faults(make.file()) == []
    assert fault_of(GOOD_SETTINGS, SETTINGS) is None


@pytest.mark.parametrize(
    "answer",
    [
        TAP,
        TAP | {"target": "ulnar-nerve"},
        {"type": "typed", "text": "", "first_try": "x"},
        {"type": "chosen", "option": "more", "of": 4},
        {"type": "marked", "ids": []},
        {"type": "marked", "ids": ["a", "b"], "of": ["a", "b", "c"]},
        {"type": "blank"},
    ],
)
def test_every_type_of_answer_is_taken(answer: dict[str, Any]) -> None:
    assert fault_of(make.review(raw_answer=answer), ANSWER) is None


@pytest.mark.parametrize(
    "answer",
    [
        None,
        "blank",
        {},
        {"type": "song"},
        {"type": ["tap"]},
        {"type": "blank", "more": 1},
        TAP | {"at": [1]},
        TAP | {"at": ["1", "2"]},
        TAP | {"at": [1, 1e300]},
        TAP | {"at": [True, 1]},
        TAP | {"view": ""},
        TAP | {"target": "x" * 81},
        {"type": "typed", "text": "x" * 201, "first_try": None},
        {"type": "typed", "text": "\x00", "first_try": None},
        {"type": "typed", "text": "\ud800", "first_try": None},
        {"type": "chosen", "option": "more", "of": 0},
        {"type": "chosen", "option": "more", "of": True},
        {"type": "marked", "ids": ["b", "a"]},
        {"type": "marked", "ids": ["a", "a"]},
        {"type": "marked", "ids": [str(number).zfill(3) for number in range(121)]},
        {"type": "marked", "ids": [{}]},
    ],
)
def test_an_answer_that_no_page_could_show_is_refused(answer: Any) -> None:
    assert fault_of(make.review(raw_answer=answer), ANSWER) == "raw_answer should be an answer as Palpate writes it"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"client_uuid": "x"}, "client_uuid"),
        ({"client_uuid": make.UUID.upper()}, "client_uuid"),
        ({"client_uuid": make.UUID + "\n"}, "client_uuid"),
        ({"item_key": "../../etc"}, "item_key"),
        ({"item_key": "<b>/locate"}, "item_key"),
        ({"item_key": None}, "item_key"),
        ({"answered_at": "2026-03-01T09:00:00"}, "answered_at"),
        ({"answered_at": "yesterday"}, "answered_at"),
        ({"answered_at": 5}, "answered_at"),
        ({"answered_at": "0001-01-01T00:00:00+14:00"}, "answered_at"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
        ({"rollover_hour": 24}, "rollover_hour"),
        ({"study_day": 10**30}, "study_day"),
        ({"study_day": 739676.0}, "study_day"),
        ({"purpose": ""}, "purpose"),
        ({"rating": 5}, "rating"),
        ({"rating": "4"}, "rating"),
        ({"rating": True}, "rating"),
        ({"rating": None}, "rating"),
        ({"score": 1.1}, "score"),
        ({"correct": 1}, "correct"),
        ({"miss": "song"}, "miss"),
        ({"hit": "x" * 81}, "hit"),
        ({"elapsed_ms": -1}, "elapsed_ms"),
        ({"retention": 0.5}, "retention"),
        ({"stability_before": 1.0}, "stability_before"),
        ({"stability_after": None}, "stability_after"),
        ({"difficulty_after": 0}, "difficulty_after"),
        ({"due_day": 739675}, "due_day"),
        ({"due_day": 739676 + 36_501}, "due_day"),
        ({"song": 1}, "'song' is not known"),
    ],
)
def test_a_fault_is_told_with_its_row(change: dict[str, Any], named: str) -> None:
    other = make.review(client_uuid=make.UUID.replace("9f", "bb"))
    found = faults(make.file(other, make.review() | change))
    assert len(found) == 1
    assert found[0].startswith(f"reviews, row 2: {named}")


def test_what_is_missing_twice_or_undone_wrongly_is_told() -> None:
    short = {name: value for name, value in make.review().items() if name != "rating"}
    assert faults(make.file(short)) == ["reviews, row 1: rating is missing."]
    assert faults(make.file("x")) == ["reviews, row 1: should be an object."]
    assert faults(make.file(make.review(), make.review())) == ["reviews, row 2: client_uuid is there twice."]
    for wrong in (make.undo(item_key=practice.NAME), make.undo(undoes=make.UUID.replace("9f", "cc"))):
        assert "undoes names no earlier answer" in faults(make.file(make.review(), wrong))[0]
    assert "undoes names no earlier answer" in faults(make.file(make.undo(), make.review()))[0]
    again = make.undo(client_uuid=make.UUID.replace("9f", "cc"))
    assert faults(make.file(make.review(), make.undo(), again))[0].startswith("reviews, row 3: undoes")
    assert faults(make.file(make.review(), make.undo(rating=3)))[0] == "reviews, row 2: rating should be null where a row undoes another."


def test_other_parts_are_checked_too() -> None:
    deck = {"deck_id": "neck", "started_at": "2026-03-01T09:00:00Z", "paused_at": None}
    assert faults(make.file(enrolments=[deck, deck])) == ["enrolments, row 2: deck_id is there twice."]
    assert faults(make.file(enrolments={"0": deck})) == ["enrolments, row 0: should be a list."]
    assert faults(make.file(suspensions=[{"item_key": "a/b", "at": None}]))[0].startswith("suspensions, row 1: at should be a moment")
    assert faults(make.file(settings=GOOD_SETTINGS | {"theme": "pink"})) == ["settings: theme should be one of: system, light, dark."]
    assert faults('{"settings":1,"settings":1}') == ["settings: should be an object.", "settings is there twice."]


@pytest.mark.parametrize(
    "text", ["", "[]", "null", "{", '{"format"}', '{"format":1', "{1:2}", '{"a":[1,]}', '{"a":1} x', '{"a":NaN}', "{" * 9000]
)
def test_what_is_no_file_of_ours_is_refused_in_words(text: str) -> None:
    found = faults(text)
    assert len(found) == 1
    assert "cannot be read" in found[0] or "not a data file" in found[0]


def test_another_format_or_version_is_refused() -> None:
    assert faults('{"format":"palpate-own-data","version":2}')[0].startswith("This file has another version")
    assert faults('{"format":"anki","version":1}') == ["This is not a data file of Palpate."]


def test_faults_are_counted_to_twenty() -> None:
    found = faults(make.file(*[1] * 500))
    assert len(found) == MOST_FAULTS + 1
    assert found[-1].startswith("There may be more")


def test_rows_and_values_have_limits() -> None:
    assert faults(make.file(cards=[0] * (MOST_ROWS + 1)))[-1] == f"The file holds more than {MOST_ROWS:,} rows."
    assert "longer than" in faults(make.file(cards=["x" * (LONGEST_VALUE + 1)]))[0]
    assert "longer than" in faults(make.file(cards=["x" * (1 << 22)]))[0]


def test_reading_needs_little_memory_however_long_the_file() -> None:
    source = io.TextIOWrapper(io.BytesIO(make.file(cards=["x" * 1000] * 40_000).encode()), encoding="utf-8")
    tracemalloc.start()
    try:
        assert sum(1 for _ in checked(source)) == 0
        assert tracemalloc.get_traced_memory()[1] < 12 * 2**20
    finally:
        tracemalloc.stop()


def test_the_process_reads_json_and_zip_with_or_without_mark(upload: Upload) -> None:
    text = make.file(make.review(), make.undo())
    for content in (text, "\ufeff" + text, zip_of(text), zip_of("\ufeff" + text)):
        with unpacked(upload(content)) as file:
            assert list(file.rows("reviews")) == [(1, make.review()), (2, make.undo())]
            assert list(file.rows("settings")) == []


def test_a_file_may_be_written_over_several_lines(upload: Upload) -> None:
    row = make.review(raw_answer={"type": "typed", "text": "Über\u2028 den\nBeinen", "first_try": None})
    whole = {"format": "palpate-own-data", "version": 1, "reviews": [row]}
    for end in ("\n", "\r\n"):
        with unpacked(upload(json.dumps(whole, indent=2, ensure_ascii=False).replace("\n", end).encode())) as file:
            assert list(file.rows("reviews")) == [(1, row)]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "cannot be read"),
        (b"\xff\xfe{\x00", "not in UTF-8"),
        (b"PK\x03\x04 and nothing", "no ZIP file"),
        (zip_of("{}", "other.json"), "no ZIP file"),
        (zip_of(make.file(make.review()))[:-40], "no ZIP file"),
        (b'{"a":' + b"[" * 60_000, "nested too deeply"),
        (b'{"a":' + b"9" * 60_000 + b"}", "not readable"),
        (make.file(make.review(rating=9)), "row 1: rating"),
    ],
)
def test_the_process_says_what_is_wrong(upload: Upload, content: bytes | str, told: str) -> None:
    assert told in refused(upload(content))[0]


def test_a_bomb_ends_in_its_own_process(upload: Upload) -> None:
    spaces = zip_of(b" " * (280 << 20))
    assert len(spaces) < 500_000
    assert any(words in refused(upload(spaces))[0] for words in ("million characters", "too much time or memory"))


def test_a_process_that_is_killed_or_too_slow_changes_nothing(upload: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    file = upload(make.file(*[make.review(client_uuid=f"{number:08x}{make.UUID[8:]}") for number in range(4000)]))
    monkeypatch.setattr(confined, "SECONDS", 0.05)
    assert "took too much time" in refused(file)[0]


def test_memory_and_time_are_limited() -> None:
    assert (limits.MEMORY_BYTES, limits.CPU_SECONDS) == (256 << 20, 10)


def test_one_file_is_read_at_a_time(upload: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "PATIENCE_SECONDS", 0.01)
    with confined._one_at_a_time, pytest.raises(Unavailable, match="Another file"), unpacked(upload(make.file())):
        pass
    with unpacked(upload(make.file())):
        pass


def test_the_process_gets_no_secrets(upload: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, Any] = {}

    def run(*_line: object, **settings: Any) -> Any:
        told.update(settings)
        raise confined.subprocess.TimeoutExpired("x", 1)

    monkeypatch.setenv("SECRET_KEY", "x" * 40)
    monkeypatch.setattr(confined.subprocess, "run", run)
    refused(upload("x"))
    assert set(told["env"]) <= set(confined.ENVIRONMENT)


def test_characters_that_no_page_may_hold_are_the_same_in_both_places() -> None:
    assert UNSHOWABLE.pattern == OF_PAGES.pattern


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (make.review(answered_at="2026-03-09T09:00:00+00:00"), "reviews, row 1: lies in the future."),
        (make.review(study_day=739690, due_day=739690), "reviews, row 1: lies in the future."),
    ],
)
def test_rows_from_the_future_are_refused(
    session: Session, shelf: Shelf, at: datetime, upload: Upload, row: dict[str, Any], told: str
) -> None:
    student = practice.student(session, shelf)
    with unpacked(upload(make.file(row))) as file, pytest.raises(BadFile) as wrong:
        plan_import(session, shelf, student, file, at=at)
    assert wrong.value.faults == [told]


def test_the_same_id_with_another_content_is_refused(session: Session, shelf: Shelf, at: datetime, upload: Upload) -> None:
    student = practice.student(session, shelf)
    answered = practice.give(session, shelf, student, practice.NAME, at=at)
    row = make.review(client_uuid=practice.row_of(session, student, answered).client_uuid)
    with unpacked(upload(json.dumps(json.loads(make.file(row))))) as file, pytest.raises(BadFile) as wrong:
        plan_import(session, shelf, student, file, at=at)
    assert wrong.value.faults == ["reviews, row 1: your log has another answer with this client_uuid already."]
