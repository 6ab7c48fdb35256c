"""Predicted recall as the data base works it out."""

import sqlalchemy as sa

from webapp.core.memory import curve
from webapp.practice.shown_models import ShownItem


def recall_on(day: int) -> sa.ColumnElement[float]:
    """Predicted recall of a shown item on a study day; on the day of the last answer what came out stands for it, as everywhere."""
    decay, factor = curve()
    faded = sa.func.power(1 + factor * (day - ShownItem.last_day) / ShownItem.stability, decay)
    return sa.case((ShownItem.last_day < day, faded), (ShownItem.relearning, 0.0), else_=1.0)
