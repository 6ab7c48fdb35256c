"""Checking a data file: every row by its shape, undos by what they undo; pure, for the process that reads files of unknown origin."""

from collections.abc import Iterator
from typing import Any, TextIO

from webapp.interop.scanning import Unreadable, pieces
from webapp.interop.shapes import ANSWER, ENROLMENT, FORMAT, MOST_ROWS, SETTINGS, SUSPENSION, UNDO, VERSION, Shape, fault_of

MOST_FAULTS = 20
LISTS: dict[str, Shape] = {"enrolments": ENROLMENT, "suspensions": SUSPENSION}
UNIQUE = {"enrolments": "deck_id", "suspensions": "item_key"}
Line = tuple[str, int, str]


class Faulty(ValueError):
    """The file cannot be used; `faults` says why, each with its row."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(faults[0])
        self.faults = faults


def checked(source: TextIO) -> Iterator[Line]:
    """Rows that an import uses, as (part, row number, JSON) in the order of the file; raises Faulty, at its end at the latest."""
    check = _Check()
    try:
        for part, row, value, written in pieces(source):
            if check.take(part, row, value):
                yield part, row, written
    except Unreadable as wrong:
        raise Faulty([*check.faults, f"The file cannot be read: {wrong}."]) from None
    check.finish()


class _Check:
    def __init__(self) -> None:
        self.faults: list[str] = []
        self._rows = 0
        self._head: dict[str, Any] = {}
        self._seen: dict[str, set[str]] = {part: set() for part in LISTS}
        self._answers: dict[str, str] = {}
        """Item key of each answer by its UUID; an undone one is taken out, so that nothing undoes it again."""
        self._uuids: set[str] = set()

    def take(self, part: str, row: int, value: Any) -> bool:
        """Checks one piece; true where an import uses it."""
        self._rows += 1
        if self._rows > MOST_ROWS:
            self._stop(f"The file holds more than {MOST_ROWS:,} rows.")
        if part in {"format", "version"} or (part == "settings" and row == 0):
            return self._take_head(part, value)
        if part in LISTS or part == "reviews":
            fault = "should be a list" if row == 0 else self._fault(part, value)
            if fault:
                self._note(f"{part}, row {row}: {fault}.")
            return fault is None
        return False

    def finish(self) -> None:
        """Complains where something was wrong, or the file is not ours."""
        if self._head.get("format") != FORMAT:
            self.faults.insert(0, "This is not a data file of Palpate.")
        elif self._head.get("version") != VERSION:
            self.faults.insert(0, f"This file has another version than {VERSION}, which is the one that can be read here.")
        if self.faults:
            raise Faulty(self.faults)

    def _take_head(self, part: str, value: Any) -> bool:
        if part in self._head:
            self._stop(f"{part} is there twice.")
        self._head[part] = value
        fault = fault_of(value, SETTINGS) if part == "settings" else None
        if fault:
            self._note(f"settings: {fault}.")
        return part == "settings" and fault is None

    def _fault(self, part: str, value: Any) -> str | None:
        if part == "reviews":
            return self._fault_of_review(value)
        fault = fault_of(value, LISTS[part])
        if fault is None and value[UNIQUE[part]] in self._seen[part]:
            return f"{UNIQUE[part]} is there twice"
        if fault is None:
            self._seen[part].add(value[UNIQUE[part]])
        return fault

    def _fault_of_review(self, value: Any) -> str | None:
        is_undo = isinstance(value, dict) and value.get("undoes") is not None
        fault = fault_of(value, UNDO if is_undo else ANSWER)
        if fault:
            return fault
        uuid = value["client_uuid"]
        if uuid in self._uuids:
            return "client_uuid is there twice"
        self._uuids.add(uuid)
        return self._fault_of_undo(value) if is_undo else self._fault_of_answer(value)

    def _fault_of_undo(self, value: dict[str, Any]) -> str | None:
        if self._answers.pop(value["undoes"], None) != value["item_key"]:
            return "undoes names no earlier answer to this item that still stands"
        return None

    def _fault_of_answer(self, value: dict[str, Any]) -> str | None:
        self._answers[value["client_uuid"]] = value["item_key"]
        if (value["stability_before"] is None) != (value["difficulty_before"] is None):
            return "stability_before and difficulty_before are given together or not at all"
        if not 0 <= value["due_day"] - value["study_day"] <= 36_500:
            return "due_day should be 0 to 36500 days after study_day"
        return None

    def _note(self, fault: str) -> None:
        self.faults.append(fault)
        if len(self.faults) >= MOST_FAULTS:
            self._stop("There may be more: reading stopped here.")

    def _stop(self, fault: str) -> None:
        raise Faulty([*self.faults, fault])
