"""Imports every table, so that the metadata is whole for migrations and tests."""

from webapp import mail
from webapp.accounts import models as accounts
from webapp.db import Base
from webapp.practice import models as practice

__all__ = ["Base", "accounts", "mail", "practice"]
