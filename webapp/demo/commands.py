"""Commands about the demo school."""

import secrets
import time

import click
from flask import current_app
from flask.cli import with_appcontext

from webapp.clock import now
from webapp.db import reading
from webapp.demo.answers import Answers
from webapp.demo.cast import STAFF, Scale, pupils
from webapp.demo.creating import create_school
from webapp.demo.school import School, must_be_free
from webapp.errors import AppError, Invalid
from webapp.library.shelf import shelf


@click.group("demo")
def demo() -> None:
    """A school of pretended people, to look at every page full."""


@demo.command("create")
@click.option("--scale", type=click.Choice([each.value for each in Scale]), default=Scale.FULL.value, show_default=True)
@click.option("--password", default="", help="Of all accounts; made up when left out.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same school.")
@with_appcontext
def create(scale: str, password: str, seed: int) -> None:
    """Makes a school on an empty data base: classes, students, and weeks of believable practice."""
    begun, password = time.monotonic(), password or secrets.token_urlsafe(9)
    school = School(Answers(shelf()), Scale(scale), seed, password, now(), click.echo)
    try:
        with reading() as session:
            must_be_free(session, current_app.extensions["config"])
        answers = create_school(school)
    except AppError as refused:
        words = " ".join(refused.fields.values()) if isinstance(refused, Invalid) and refused.fields else refused.message
        raise click.ClickException(words) from None
    click.echo(f"{answers} answers in {time.monotonic() - begun:.0f} s.")
    for email, name in [*((part.email, part.name) for part in STAFF), *((pupil.email, pupil.name) for pupil in pupils(Scale.SMALL))]:
        click.echo(f"{email}\t{name}")
    click.echo(f"Password of everybody: {password}")
