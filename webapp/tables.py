"""Imports every table, so that the metadata is whole for migrations and tests."""

from webapp import mail
from webapp.accounts import models as accounts
from webapp.assignments import models as assignments
from webapp.classrooms import models as classrooms
from webapp.db import Base
from webapp.insights import models as insights
from webapp.library import models as library
from webapp.messages import models as messages
from webapp.practice import models as practice
from webapp.practice import shown_models as shown
from webapp.progress import models as progress
from webapp.selftests import models as selftests

__all__ = [
    "Base",
    "accounts",
    "assignments",
    "classrooms",
    "insights",
    "library",
    "mail",
    "messages",
    "practice",
    "progress",
    "selftests",
    "shown",
]
