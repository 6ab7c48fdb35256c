"""Shapes of what people send about their progress; the rules are in the services."""

from flask_wtf import FlaskForm
from wtforms import DateField
from wtforms.validators import InputRequired, Optional


class DaysOffForm(FlaskForm):
    """A span of days off."""

    first_on = DateField("First day off", validators=[InputRequired("Choose the first day.")])
    last_on = DateField("Last day off", validators=[InputRequired("Choose the last day.")])


class ExamForm(FlaskForm):
    """The day of the exam; empty forgets it."""

    exam_on = DateField("Day of the exam", validators=[Optional()], description="Leave it empty to forget it.")
