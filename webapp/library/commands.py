"""Commands about the material."""

import json

import click
from flask import current_app
from flask.cli import with_appcontext

from webapp.config import Config
from webapp.library.checking import check_content
from webapp.library.shelf import shelf
from webapp.library.stats import content_stats


@click.group("content")
def content() -> None:
    """The material in the content folder."""


@content.command("check")
@with_appcontext
def check() -> None:
    """Reports every mistake of the whole tree as file:line: field: what is wrong; exits with 1 on any."""
    config: Config = current_app.extensions["config"]
    problems = check_content(config.content)
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise click.ClickException(f"{len(problems)} {'mistake' if len(problems) == 1 else 'mistakes'}.")
    click.echo("The material is in order.")


@content.command("stats")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@with_appcontext
def stats(as_json: bool) -> None:
    """Counts muscles, items, facts, cautions and sources."""
    if current_app.extensions["content_mistakes"]:
        raise click.ClickException("The material has mistakes; see `content check`.")
    figures = content_stats(shelf())
    if as_json:
        click.echo(json.dumps(figures, indent=1, ensure_ascii=False))
        return
    for name, value in figures.items():
        click.echo(f"{name.replace('_', ' ')}: {value}")
