"""Commands about the installation as a whole; a feature's commands live in its `commands.py`."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from webapp import backups, migrating
from webapp.config import Config


def _config() -> Config:
    config: Config = current_app.extensions["config"]
    return config


@click.group("db")
def database() -> None:
    """The database's schema."""


@database.command("upgrade")
@with_appcontext
def upgrade() -> None:
    """Brings the database to the schema of this program."""
    try:
        kept = backups.keep_before_upgrade(_config().database_url)
        click.echo(f"Schema {migrating.upgrade(_config().database_url)}.")
    except (backups.BackupError, migrating.SchemaError) as refused:
        raise click.ClickException(str(refused)) from None
    if kept:
        click.echo(f"The database as it was is kept in {kept}.")


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Writes a checked copy of the database to FILE, while the app is in use."""
    try:
        counted = backups.backup(_config().database_url, file)
    except backups.BackupError as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(f"{file}: {sum(counted.values())} rows in {len(counted)} tables, checked.")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def restore(file: Path) -> None:
    """Puts the copy in FILE in place of the database. Stop the app first."""
    try:
        kept = backups.restore(_config().database_url, file)
    except (backups.BackupError, migrating.SchemaError) as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(f"Restored. What was there before is kept in {kept}." if kept else "Restored.")
