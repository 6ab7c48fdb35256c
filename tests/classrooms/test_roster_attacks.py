"""Rosters made to do harm: bounded, refused with row numbers, and never half done."""

import csv
import io
from collections.abc import Callable
from datetime import datetime
from time import perf_counter

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.classrooms import make
from tests.clients import PageClient
from webapp.accounts.models import Role, User
from webapp.classrooms.inviting import Links, send_invitations
from webapp.classrooms.models import Classroom, Membership, RosterInvitation
from webapp.classrooms.rosters import MOST_BYTES, MOST_FAULTS, MOST_ROWS, FaultyRoster, Row, read_roster, written
from webapp.db import reading, transaction
from webapp.mail import OutgoingMail

LINKS = Links("https://school.example/classes", "https://school.example/accounts/join/", "?next=/classes")
ANNA = Row(2, "anna@x.example", "Anna")


def faults(raw: bytes | str) -> list[str]:
    with pytest.raises(FaultyRoster) as wrong:
        read_roster(raw.encode() if isinstance(raw, str) else raw)
    return wrong.value.faults


def filled(start: bytes, more: bytes) -> bytes:
    """A file of exactly the size that may be read."""
    return (start + more * MOST_BYTES)[:MOST_BYTES]


@pytest.mark.parametrize(
    "raw",
    [
        filled(b'email,name\n"', b"x"),
        filled(b"email,name\n", b'"'),
        filled(b"email,name\n", b'"\n'),
        filled(b"email,name\n", b","),
        filled(b"email,name\n", b"a,\n"),
        filled(b"email", b",email"),
        filled(b"email", b",x"),
        filled(b"", b","),
        filled(b"\xef\xbb\xbf", b"\n") + b"",
        filled(b"email\n", b"\r"),
        filled(b"email\n", b"a@b.example\n"),
        filled(b"email\n", "ａ@ｂ".encode()),
        b"\xff\xfe\0\0e\0\0\0",
        b"\0" * 1000,
        b"\x1f\x8b\x08" + bytes(range(256)) * 20,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        b'{"email": "anna@x.example"}',
        "email,name\nanna@x.example,Anna\n".encode("utf-32"),
        "email,name\nanna@x.example,Anna\n".encode("utf-16-be"),
        "email;name\nänna@x.example;Änna\n".encode("cp1252"),
        "email,name\nanna@x.example,\ud800".encode("utf-8", "surrogatepass"),
    ],
)
def test_a_harmful_file_is_refused_in_a_moment_with_few_words(raw: bytes) -> None:
    began = perf_counter()
    told = faults(raw)
    assert perf_counter() - began < 2
    assert 1 <= len(told) <= MOST_FAULTS + 1
    assert all(len(each) < 250 and each.isprintable() for each in told)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ('\ufeff"email","name"\n"anna@x.example","Anna"\n', [ANNA]),
        ("NAME;E-Mail Address;role;is_admin\nAnna;anna@x.example;administrator;1\n", [ANNA]),
        ('email,name\n\n\n"anna@x.example","An\nna"\n', [Row(4, "anna@x.example", "An na")]),
        ("email,name\nanna@x.example,<img src=x onerror=alert(1)>\n", [Row(2, "anna@x.example", "<img src=x onerror=alert(1)>")]),
        ("email,name\nanna@x.example,{{ config.SECRET_KEY }}\n", [Row(2, "anna@x.example", "{{ config.SECRET_KEY }}")]),
        ("email,name\nanna@x.example, \u00a0 Anna \u2003\n", [ANNA]),
        ("email,name\nanna+mt101@x.example,Anna\n", [Row(2, "anna+mt101@x.example", "Anna")]),
        (f"email,{','.join('x' * 19)}\nanna@x.example{',' * 19}\n", [Row(2, "anna@x.example", "")]),
        (f"email,name\nanna@x.example,{'x' * 100}\n", [Row(2, "anna@x.example", "x" * 100)]),
    ],
)
def test_what_is_odd_but_right_is_read_as_plain_text(text: str, people: list[Row]) -> None:
    assert read_roster(text.encode()) == people


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("anna@x.example,\u00a0=1+1", "begins like a formula"),
        ("anna@x.example,＝1+1", "begins like a formula"),
        ("anna@x.example,An\x1b[2Jna", "cannot be shown"),
        ("anna@x.example,An\u200bna", "cannot be shown"),
        ("anna@x.example\x0aBcc: all@x.example,Anna", "Row 3: “Bcc: all@x.example”"),
        ('"anna@x.example\nBcc: all@x.example",Anna', "no e-mail address"),
        ("anna@x.example;ben@x.example,Anna", "no e-mail address"),
        ("Anna <anna@x.example>,Anna", "no e-mail address"),
        ("anna@[127.0.0.1],Anna", "no e-mail address"),
        ("anna@localhost,Anna", "no e-mail address"),
        (f"{'x' * 1001},Anna", "a cell is longer"),
    ],
)
def test_no_row_smuggles_a_formula_a_header_or_a_second_address(line: str, told: str) -> None:
    found = faults(f"email,name\n{line}\n")
    assert told in found[0]
    assert "Row " in found[0]


def test_the_same_person_in_other_letters_is_one_person() -> None:
    assert "stands in row 2 already" in faults("email\nanna@x.example\nANNA@X.EXAMPLE\n")[0]
    assert "stands in row 2 already" in faults("email\nzo\u00eb@x.example\nzoe\u0308@x.example\n")[0]


def test_as_many_as_may_come_are_read_and_one_more_is_not() -> None:
    lines = [f"p{number}@x.example" for number in range(MOST_ROWS)]
    assert len(read_roster("\n".join(["email", *lines]).encode())) == MOST_ROWS
    assert "more than 1,000" in faults("\n".join(["email", *lines, "last@x.example"]))[-1]


@pytest.mark.parametrize("digits", [15, 17, 18])
def test_what_could_be_looked_at_can_be_sent(digits: int) -> None:
    host = f"{'h' * 55}.{'i' * 40}.example"
    raw = "email\n" + "".join(f"{number:0{digits}}.people@{host}\n" for number in range(MOST_ROWS))
    assert len(raw) <= MOST_BYTES
    if len(raw) + 2 * MOST_ROWS + 20 > MOST_BYTES:
        # A comma and another end of line in each row are too much.
        assert faults(raw) == ["The file is larger than 128 KB."]
    else:
        assert len(read_roster(written(read_roster(raw.encode())).encode())) == MOST_ROWS


def test_what_is_written_is_a_file_that_spreadsheets_and_we_read_alike() -> None:
    people = [ANNA, Row(3, "ben@x.example", 'B "Benny", E; F\tG'), Row(4, "o'neil@x.example", "O'Neil")]
    assert [tuple(row) for row in csv.reader(io.StringIO(written(people)))][1:] == [(row.email, row.name) for row in people]
    assert [(row.email, row.name) for row in read_roster(written(people).encode())] == [
        (row.email, " ".join(row.name.split())) for row in people
    ]


def test_names_are_mailed_as_they_are_and_run_nothing(session: Session, room: Classroom, ines: User, at: datetime) -> None:
    ines.name = "{{7*7}}"
    session.flush()
    send_invitations(session, room, ines, [Row(2, "nina@x.example", "{{ config.SECRET_KEY }}")], LINKS, at=at)
    mail = session.scalars(sa.select(OutgoingMail)).one()
    assert "Hello {{ config.SECRET_KEY }},\n" in mail.body
    assert "{{7*7}} invites you" in mail.body


def test_a_column_of_roles_gives_nobody_a_role(session: Session, room: Classroom, ines: User, stan: User, at: datetime) -> None:
    raw = f"email,name,role,is_admin\n{stan.email},Stan,administrator,1\nnina@x.example,Nina,instructor,1\n"
    send_invitations(session, room, ines, read_roster(raw.encode()), LINKS, at=at)
    assert stan.role is Role.STUDENT
    assert session.scalar(sa.select(sa.func.count()).select_from(Membership)) == 1


def test_a_faulty_row_of_the_confirmed_file_invites_nobody(app: Flask, instructor: User, client_for: Callable[[User], PageClient]) -> None:
    with app.app_context(), transaction() as session:
        room = make.classroom(session, instructor).id
    browser = client_for(instructor)
    for rows in ("email,name\nnina@x.example,Nina\nben,Ben\n", 'email\nnina@x.example\n"', "email\nnina@x.example\n" + "x" * MOST_BYTES):
        answer = browser.post(f"/classes/{room}/roster/invite", data={"rows": rows})
        assert answer.status_code == 422, answer.text
    with app.app_context(), reading() as session:
        assert session.scalars(sa.select(RosterInvitation)).all() == []
        assert session.scalars(sa.select(OutgoingMail)).all() == []
