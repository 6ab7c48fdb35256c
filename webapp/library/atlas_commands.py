"""Commands about the atlas."""

import json

import click
from flask import current_app
from flask.cli import with_appcontext

from webapp.config import Config
from webapp.library.atlas_stats import atlas_stats
from webapp.library.commands import sound_shelf


@click.group("atlas")
def atlas() -> None:
    """The plates and outlines in content/atlas."""


@atlas.command("stats")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with the size of every plate.")
@with_appcontext
def stats(as_json: bool) -> None:
    """Tells what is outlined, how exact it is, and how much of it a page sends."""
    config: Config = current_app.extensions["config"]
    figures = atlas_stats(sound_shelf(), config.content / "atlas")
    if as_json:
        click.echo(json.dumps(figures, indent=1))
        return
    for name in ("muscles", "zones", "structures"):
        click.echo(f"{name}: {figures[name]['outlined']} of {figures[name]['total']} outlined")
    for where, error in figures["worst_error_mm"].items():
        click.echo(f"worst error, {where.replace('_', ' ')}: {error} mm")
    click.echo(f"most outlines that a page sends: {figures['largest_delivery_gz'] / 1000:.1f} kB compressed")
    click.echo(f"plates: {sum(map(len, figures['plates'].values()))} on {len(figures['plates'])} views")
