"""Commands about people."""

import click
from flask import current_app
from flask.cli import with_appcontext

from webapp.accounts import queries, reviewers, service
from webapp.accounts.models import Role
from webapp.clock import now
from webapp.db import reading, transaction
from webapp.errors import AppError, Invalid

ROLES = click.Choice([role.value for role in Role])


@click.group("people")
def people() -> None:
    """Accounts: add, list, role, reviewer, disable, enable, erase, invite."""


@people.command("add")
@click.argument("email")
@click.option("--name", required=True, help="As the school sees it.")
@click.option("--role", type=ROLES, default=Role.STUDENT.value, show_default=True)
@click.password_option(help="Asked for when left out.")
@with_appcontext
def add(email: str, name: str, role: str, password: str) -> None:
    """Makes an account."""
    with in_words(), transaction() as session:
        user = service.make_user(session, service.NewPerson(email, password, name), role=Role(role), at=now())
    click.echo(f"{user.email} is {user.role}.")


@people.command("list")
@with_appcontext
def list_people() -> None:
    """Lists everybody: address, role, name, who may review beside the role, and who is disabled."""
    with reading() as session:
        for user in queries.list_users(session):
            marks = [*(["may review"] if user.reviewer_since else []), *(["disabled"] if user.disabled_at else [])]
            click.echo("\t".join([user.email, user.role, user.name, *marks]))


@people.command("role")
@click.argument("email")
@click.argument("role", type=ROLES)
@with_appcontext
def role(email: str, role: str) -> None:
    """Gives a person another role and signs the person out."""
    with in_words(), transaction() as session:
        service.set_role(session, queries.get_user_by_email(session, email), Role(role))
    click.echo(f"{email} is {role}.")


@people.command("reviewer")
@click.argument("email")
@click.option("--stop", is_flag=True, help="Takes the right away; what was signed stays signed.")
@with_appcontext
def reviewer(email: str, stop: bool) -> None:
    """Lets a person sign facts of the material, beside the role."""
    with in_words(), transaction() as session:
        user = queries.get_user_by_email(session, email)
        reviewers.stop_review(session, user) if stop else reviewers.let_review(session, user, at=now())
    click.echo(f"{email} may {'no longer review' if stop else 'review'}.")


@people.command("disable")
@click.argument("email")
@with_appcontext
def disable(email: str) -> None:
    """Switches an account off."""
    with in_words(), transaction() as session:
        service.disable(session, queries.get_user_by_email(session, email), at=now())
    click.echo(f"{email} is disabled.")


@people.command("enable")
@click.argument("email")
@with_appcontext
def enable(email: str) -> None:
    """Switches an account on again."""
    with in_words(), transaction() as session:
        service.enable(session, queries.get_user_by_email(session, email))
    click.echo(f"{email} is enabled.")


@people.command("invite")
@click.option("--role", type=ROLES, default=Role.STUDENT.value, show_default=True)
@with_appcontext
def invite(role: str) -> None:
    """Prints a link that makes one account, once."""
    with transaction() as session:
        token = service.invite(session, Role(role), at=now())
    click.echo(f"{current_app.extensions['config'].base_url}/accounts/join/{token}")


class in_words:  # noqa: N801
    """Turns a refusal into a command's complaint."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, Invalid) and error.fields:
            raise click.ClickException(" ".join(error.fields.values())) from None
        if isinstance(error, AppError):
            raise click.ClickException(error.message) from None
