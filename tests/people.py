"""The cast: who tries each door."""

from dataclasses import dataclass

from webapp.accounts.models import Role


@dataclass(frozen=True)
class Part:
    """One of the cast, before the account is made."""

    email: str
    name: str
    role: Role


STUDENT = Part("ada@school.example", "Ada Student", Role.STUDENT)
INSTRUCTOR = Part("ines@school.example", "Ines Instructor", Role.INSTRUCTOR)
STRANGER = Part("stan@elsewhere.example", "Stan Stranger", Role.STUDENT)
ADMIN = Part("adam@school.example", "Adam Admin", Role.ADMINISTRATOR)
REVIEWER = Part("rita@school.example", "Rita Reviewer", Role.REVIEWER)
