"""kill -9 in the middle of answers: what was confirmed is in the log, and nothing is there twice."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from threading import Lock, Thread

from tests.browser.log import rows_of
from tests.browser.server import Server
from tests.faults.client import Student

KILLS = 3
STUDENTS = 3
ANSWERS_BETWEEN = 6
DECKS = ["neck", "thigh", "rules"]


class Killer:
    """Kills the server after so many confirmed answers while others are on their way, and starts it again."""

    def __init__(self, server: Server, kills: int) -> None:
        self.server = server
        self.left = kills
        self.count = 0
        self.lock = Lock()

    def one_more(self) -> None:
        """Counts a confirmed answer."""
        with self.lock:
            self.count += 1
            if self.left and self.count % ANSWERS_BETWEEN == 0:
                self.left -= 1
                self.server.kill()

    def revive(self) -> None:
        """Starts the server if it is dead; whoever comes meanwhile waits."""
        with self.lock:
            if self.server.process is None:
                self.server.start()


def test_kills_lose_no_confirmed_answer_and_double_none(tmp_path: Path) -> None:
    server = Server(tmp_path)
    server.start()
    try:
        killer = Killer(server, KILLS)
        students = [Student(server.url, f"student{number}@school.example", killer.revive) for number in range(STUDENTS)]
        for student in students:
            student.sign_up(DECKS)
        answer_through(students, killer)
        for student in students:
            check_log(server, student)
    finally:
        server.stop()
    assert killer.left == 0
    assert sum(student.repeated for student in students) >= KILLS
    check_database(tmp_path / "instance" / "palpate.sqlite3")
    done = server.command("practice", "rebuild", "--check")
    assert done.returncode == 0, done.stdout + done.stderr


def answer_through(students: list[Student], killer: Killer) -> None:
    """All answer at once until the last kill is survived."""
    failures: list[BaseException] = []

    def study(student: Student) -> None:
        try:
            while killer.left:
                student.answer()
                killer.one_more()
            student.answer()
        except BaseException as failure:  # noqa: BLE001  told by the test below
            failures.append(failure)

    threads = [Thread(target=study, args=(student,)) for student in students]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def check_log(server: Server, student: Student) -> None:
    """Every confirmed answer stands in the log once, under its number, and no other is there."""
    rows = rows_of(server, student.email)
    assert Counter(row.client_uuid for row in rows) == Counter(list(student.confirmed))
    assert {row.client_uuid: row.id for row in rows} == student.confirmed


def check_database(file: Path) -> None:
    """The file is whole."""
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
