"""Every page and action of a class, tried by everybody: owner, other instructor, student, student elsewhere, administrator, nobody."""

import re
from collections.abc import Callable, Mapping

import pytest
from flask import Flask

from tests.classrooms import make
from tests.classrooms.places import PLACES, World
from tests.classrooms.table import DOORS
from tests.clients import PageClient
from tests.people import ADMIN, INSTRUCTOR, STRANGER, STUDENT, Part
from webapp.accounts.models import Role, User
from webapp.db import transaction

LINES = [line.split() for line in DOORS.strip().splitlines()]
ACTORS, ROWS = LINES[0][2:], LINES[1:]
OTHER = Part("otto@school.example", "Otto Other", Role.INSTRUCTOR)


@pytest.fixture
def people(make_user: Callable[..., User]) -> Mapping[str, User]:
    """The actors by name, without nobody."""
    parts = {"owner": INSTRUCTOR, "other": OTHER, "student": STUDENT, "elsewhere": STRANGER, "admin": ADMIN}
    return {name: make_user(part) for name, part in parts.items()}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:2]))
def test_everybody_gets_what_the_table_says(
    app: Flask, row: list[str], people: Mapping[str, User], client: PageClient, client_for: Callable[[User], PageClient]
) -> None:
    method, path, *expected = row
    with app.app_context(), transaction() as session:
        room = make.classroom(session, people["owner"], people["student"])
        make.classroom(session, people["other"], people["elsewhere"], name="MT-202")
        world = World(session, room, people["owner"], people["student"], people["elsewhere"])
        path = re.sub(r"{(\w+)}", lambda name: str(PLACES[name[1]](world)), path)
    # Those who are let in come last: what they do may change what others find.
    for actor, status in sorted(zip(ACTORS, expected, strict=True), key=lambda each: int(each[1]) in {200, 303, 422}):
        browser = client_for(people[actor]) if actor in people else client
        assert browser.open(path, method=method).status_code == int(status), f"{actor}: {method} {path}"


def test_every_door_of_a_class_stands_in_the_table(app: Flask) -> None:
    rules = {
        (method, re.sub(r"<[^>]+>", "{}", rule.rule))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/classes")
    }
    listed = {(method, re.sub(r"{\w+}", "{}", path.split("?")[0])) for method, path, *_ in ROWS}
    missing = {each for each in rules if not any(_same(each, line) for line in listed)}
    assert missing == set(), "add a line to tests/classrooms/table.py"


def _same(rule: tuple[str, str], line: tuple[str, str]) -> bool:
    pattern = re.escape(rule[1]).replace(r"\{\}", r"[^/]+")
    return rule[0] == line[0] and re.fullmatch(pattern, line[1]) is not None
