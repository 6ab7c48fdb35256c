"""Imports every table, so that the metadata is whole for migrations and tests."""

from webapp import mail
from webapp.accounts import models as accounts
from webapp.db import Base
from webapp.library import models as library
from webapp.practice import models as practice

__all__ = ["Base", "accounts", "library", "mail", "practice"]
