"""Shapes of what people send about their mails; the rules are in the services."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice

from webapp.messages.models import FIRST_HOUR, LAST_HOUR

HOURS = [SelectChoice(str(hour), f"{hour:02}:00") for hour in range(FIRST_HOUR, LAST_HOUR + 1)]


class MailForm(FlaskForm):
    """What comes by mail, and when."""

    digest = BooleanField(
        "A mail on days when something is due",
        description="Questions that are due and deadlines of the next three days; once a day at most, and none when nothing is due.",
    )
    digest_hour = SelectField("At", choices=HOURS, coerce=int, description="By the clock of your time zone.")


class InstructorMailForm(MailForm):
    """The same, with what only people get who may teach."""

    weekly = BooleanField(
        "A summary of each of my classes on Monday at 07:00",
        description="How many practised, how many are at risk, and what is due; no names.",
    )
