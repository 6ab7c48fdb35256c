"""`flask people …`, `flask backup`, `flask restore`, `flask db upgrade`."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.clients import PageClient
from webapp.accounts.models import User
from webapp.migrating import head_revision

GIVEN = ["--name", "Ines", "--password", "seven quiet herons"]


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=list(arguments))


def test_people_are_added_and_listed(app: Flask, both_engines: str) -> None:
    assert run(app, "people", "add", "Ines@school.example", "--role", "instructor", *GIVEN).output == "ines@school.example is instructor.\n"
    assert run(app, "people", "list").output == "ines@school.example\tinstructor\tInes\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["add", "nobody", *GIVEN], "look like an e-mail address"),
        (["add", "a@b.example", "--name", "A", "--password", "short"], "at least 8"),
        (["add", "ada@school.example", *GIVEN], "already"),
        (["role", "nobody@school.example", "student"], "Nobody here"),
        (["role", "ada@school.example", "king"], "not one of"),
        (["disable", "nobody@school.example"], "Nobody here"),
    ],
)
def test_what_cannot_be_done_is_said_without_a_traceback(app: Flask, student: User, arguments: list[str], words: str) -> None:
    result = run(app, "people", *arguments)
    assert result.exit_code != 0
    assert words in result.output
    assert isinstance(result.exception, SystemExit)


def test_roles_can_be_given(app: Flask, student: User, client: PageClient) -> None:
    assert run(app, "people", "role", student.email, "reviewer").output == "ada@school.example is reviewer.\n"
    assert "\treviewer\t" in run(app, "people", "list").output


def test_accounts_are_disabled_and_enabled(app: Flask, student: User) -> None:
    run(app, "people", "disable", student.email)
    assert run(app, "people", "list").output.endswith("\tdisabled\n")
    run(app, "people", "enable", student.email)
    assert "disabled" not in run(app, "people", "list").output


def test_an_erased_account_is_gone_from_the_file_too(app: Flask, client: PageClient, make_user: Callable[..., User]) -> None:
    email = "canary-7391@school.example"
    make_user(email=email)
    assert run(app, "people", "erase", email).exit_code == 1, "asked and not confirmed"
    assert run(app, "people", "erase", email, "--yes").exit_code == 0
    assert run(app, "people", "list").output == ""
    engines = app.extensions["engines"]
    engines.read.dispose()
    with engines.write.connect() as connection:
        connection.rollback()
        file = Path(str(engines.write.url.database))
    engines.dispose()
    for each in file.parent.glob(file.name + "*"):
        assert email.encode() not in each.read_bytes(), each


def test_the_only_administrator_is_not_erased(app: Flask, admin: User) -> None:
    result = run(app, "people", "erase", admin.email, "--yes")
    assert result.exit_code == 1
    assert "only administrator" in result.output


def test_an_invitation_is_a_link(app: Flask, client: PageClient) -> None:
    output = run(app, "people", "invite", "--role", "instructor").output
    found = re.fullmatch(r"http://127\.0\.0\.1:8000(/accounts/join/\S+)\n", output)
    assert found is not None
    assert client.get(found.group(1)).status_code == 200


def test_the_database_is_backed_up(app: Flask, student: User, tmp_path: Path) -> None:
    result = run(app, "backup", str(tmp_path / "copy"))
    assert result.exit_code == 0
    assert "checked" in result.output
    again = run(app, "backup", str(tmp_path / "copy"))
    assert again.exit_code == 1
    assert "exists already" in again.output


def test_restoring_nonsense_is_refused(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("nonsense")
    result = run(app, "restore", str(tmp_path / "copy"))
    assert result.exit_code == 1
    assert "damaged" in result.output


def test_an_upgrade_tells_the_schema(app: Flask, both_engines: str) -> None:
    assert run(app, "db", "upgrade").output == f"Schema {head_revision()}.\n"
