"""Commands about practice and the scheduler."""

import json
from pathlib import Path

import click
from flask.cli import with_appcontext

from webapp.core.golden import golden_states
from webapp.db import reading, transaction
from webapp.practice.rebuilding import Rebuilt, find_differences, rebuild


@click.group("practice")
def practice() -> None:
    """Cards and their log."""


@practice.command("rebuild")
@click.option("--check", is_flag=True, help="Only compare; exit with 1 where a card differs from its log.")
@with_appcontext
def rebuild_cards(check: bool) -> None:
    """Makes every card what the replay of its log gives, totals and what classes are shown what the log sums to."""
    if check:
        with reading() as session:
            found = find_differences(session)
    else:
        with transaction() as session:
            found = rebuild(session)
    _report(found, "differ" if check else "mended")
    if check and not found.is_clean:
        raise SystemExit(1)


@click.group("scheduling")
def scheduling() -> None:
    """The memory model."""


@scheduling.command("replay")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def replay_file(file: Path) -> None:
    """Replays a log file ({"parameters": […], "cards": {id: {"reviews": [[study day, rating], …]}}}) and prints every card's state."""
    try:
        states = golden_states(json.loads(file.read_text(encoding="utf-8")))
    except ValueError as wrong:
        raise click.ClickException(f"{file}: {wrong}") from None
    click.echo(json.dumps(states, indent=1))


def _report(found: Rebuilt, verb: str) -> None:
    for each in found.differences:
        click.echo(f"student {each.student_id}, {each.item_key}: stored {each.stored}, replayed {each.replayed}")
    for wrong in found.wrong_totals:
        click.echo(f"student {wrong.student_id}, {wrong.key}: stored {wrong.stored}, summed {wrong.summed}")
    for shown in found.wrong_shown:
        click.echo(f"student {shown.student_id}, {shown.table} {shown.key}: stored {shown.stored}, found {shown.found}")
    click.echo(f"{found.cards} cards looked at, {len(found.differences)} {verb}.")
