"""From a database's complaint to the name of the broken constraint, and to words for people."""

import re

from flask import Flask
from sqlalchemy.exc import IntegrityError


def init(app: Flask) -> None:
    """Prepares the list of messages by constraint name."""
    app.extensions["violations"] = {}


def explain(app: Flask, messages: dict[str, str]) -> None:
    """Says in words what it means when a constraint is broken; features call this when they are wired."""
    app.extensions["violations"].update(messages)


def violated(error: IntegrityError) -> str | None:
    """Name of the broken constraint by our naming convention, on either engine; None when it cannot be told."""
    name = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    if name:
        return str(name)
    found = re.search(r"(UNIQUE|CHECK) constraint failed: (?:index ')?([\w., ]+)", str(error.orig))
    if not found:
        return None
    kind, what = found.groups()
    if kind == "CHECK" or "." not in what:
        return what
    table = what.split(".", 1)[0]
    columns = [each.split(".")[1] for each in what.split(", ")]
    return f"uq_{table}_{'_'.join(columns)}"
