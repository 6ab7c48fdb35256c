"""Who may do what: a table of one-line predicates over roles."""

from collections.abc import Callable, Mapping
from enum import StrEnum


class Role(StrEnum):
    """Roles of a person in a school."""

    STUDENT = "student"
    INSTRUCTOR = "instructor"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


PERMITS: Mapping[str, Callable[[Role], bool]] = {
    "content.review": lambda role: role in (Role.REVIEWER, Role.ADMINISTRATOR),
    "people.manage": lambda role: role == Role.ADMINISTRATOR,
}


def may(role: Role, action: str) -> bool:
    """Whether a role may do something; KeyError for an action that the table does not name."""
    return PERMITS[action](role)
