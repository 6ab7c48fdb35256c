"""Commands about people's data."""

import click
from flask import current_app
from flask.cli import with_appcontext

from webapp.accounts import queries
from webapp.accounts.commands import in_words, people
from webapp.clock import now
from webapp.db import transaction
from webapp.interop.erasing import erase_for_good
from webapp.interop.uploads import Uploads

__all__ = ["erase", "people"]


@people.command("erase")
@click.argument("email")
@click.confirmation_option(prompt="Everything about this person will be deleted for good. Go on?")
@with_appcontext
def erase(email: str) -> None:
    """Deletes an account with all its answers."""
    with in_words(), transaction() as session:
        erase_for_good(session, queries.get_user_by_email(session, email), Uploads.of(current_app.extensions["config"]), at=now())
    click.echo(f"{email} is erased. Older backups still hold the account.")
