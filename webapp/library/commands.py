"""Commands about the material."""

import json
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from webapp.config import Config
from webapp.content.problems import ContentMistakes
from webapp.db import reading
from webapp.library.checking import check_content
from webapp.library.comparing import Comparison, compare
from webapp.library.exporting import Export, differences, plan_export, write
from webapp.library.foreign_tables import Unreadable, read_foreign
from webapp.library.queries import Logged, list_signatures
from webapp.library.shelf import Shelf, shipped_shelf
from webapp.library.stats import content_stats

MISTAKES = "The material has mistakes; see `content check`."


def sound_shelf() -> Shelf:
    """The shelf, for a command that cannot do without; says where to look when the material has mistakes."""
    if current_app.extensions["content_mistakes"]:
        raise click.ClickException(MISTAKES)
    return shipped_shelf()


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


@content.command("signatures")
@click.option("--export", is_flag=True, help="Writes the signatures that count into the files, and takes withdrawn ones out.")
@click.option("--dry-run", is_flag=True, help="Shows what --export would change, and changes nothing.")
@with_appcontext
def signatures(export: bool, dry_run: bool) -> None:
    """Lists the signatures given here, or exports them; exits with 1 where one is refused because its fact has changed."""
    config: Config = current_app.extensions["config"]
    with reading() as session:
        log = list_signatures(session)
    if not export and not dry_run:
        _list(log)
        return
    try:
        plan = plan_export(config.content, log)
        click.echo(differences(config.content, plan), nl=False)
        if not dry_run:
            write(config.content, plan)
    except ContentMistakes:
        raise click.ClickException(MISTAKES) from None
    except OSError as wrong:
        raise click.ClickException(f"The files cannot be written: {wrong.strerror}.") from None
    _report(plan, "would be written" if dry_run else "written")


def _list(log: list[Logged]) -> None:
    for row in log:
        each = row.signature
        marks = ["withdrawn"] if row.withdrawn else []
        click.echo("\t".join([each.fact_key, f"version {each.fact_version}", each.by, str(each.signed_on), *marks]))


def _report(plan: Export, verb: str) -> None:
    click.echo(f"{len(plan.written)} {verb}, {len(plan.kept)} in the files already, {len(plan.refused)} refused.")
    for why in plan.refused:
        click.echo(why, err=True)
    if plan.refused:
        raise SystemExit(1)


@content.command("stats")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@with_appcontext
def stats(as_json: bool) -> None:
    """Counts muscles, items, facts, cautions and sources."""
    figures = content_stats(sound_shelf())
    if as_json:
        click.echo(json.dumps(figures, indent=1, ensure_ascii=False))
        return
    for name, value in figures.items():
        click.echo(f"{name.replace('_', ' ')}: {value}")


@content.command("compare")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As JSON, with the cases in which the entry says more than the file.")
@with_appcontext
def compare_files(files: tuple[Path, ...], as_json: bool) -> None:
    """Sets the entries beside tables of other projects: a line a disagreement; exits with 1 if a file cannot be read."""
    catalogue = sound_shelf().catalogue
    found: dict[Path, Comparison] = {}
    unreadable: list[str] = []
    for file in files:
        try:
            found[file] = compare(catalogue, read_foreign(file))
        except Unreadable as error:
            unreadable.append(str(error))
    if as_json:
        click.echo(json.dumps([{"file": str(file), **each.as_dict()} for file, each in found.items()], indent=1, ensure_ascii=False))
    else:
        for file, each in found.items():
            click.echo("\n".join([*map(str, each.disagreements), f"{file.name}: {each.summary()}"]))
    if unreadable:
        raise click.ClickException("\n".join(unreadable))
