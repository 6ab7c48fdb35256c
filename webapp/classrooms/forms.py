"""Shapes of what people send about classes; the rules are in the services."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, FileField, HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from webapp.accounts.forms import SmallInteger, tidy
from webapp.accounts.models import EMAIL_LENGTH
from webapp.classrooms.codes import VALID_DAYS
from webapp.classrooms.models import NAME_LENGTH
from webapp.classrooms.rosters import MOST_BYTES, MOST_ROWS

CODE_TYPED = 20
"""Characters of a code as somebody may type it, with spaces and hyphens."""


class NewClassForm(FlaskForm):
    """A class to be made."""

    name = StringField(
        "Name",
        filters=[tidy],
        validators=[InputRequired("Give the class a name."), Length(max=NAME_LENGTH)],
        render_kw={"autocomplete": "off", "maxlength": NAME_LENGTH},
    )
    time_zone = StringField(
        "Time zone",
        filters=[tidy],
        description="Such as Europe/Berlin. What is due on a day is due at its end in this zone.",
        validators=[InputRequired("Choose a time zone."), Length(max=64)],
        render_kw={"list": "time-zones", "autocomplete": "off", "spellcheck": "false"},
    )
    first_day = DateField("First day of the term", validators=[Optional()])
    last_day = DateField("Last day of the term", validators=[Optional()])
    exam_day = DateField("Day of the exam", validators=[Optional()], description="Leave a day empty where there is none.")
    shows_answers = BooleanField(
        "Instructors may see single answers by name",
        description="Students read this before they join. Who joined without it is asked again, and stays private meanwhile.",
    )


class SettingsForm(NewClassForm):
    """Settings of a class, filled in for a version of it."""

    version = SmallInteger(widget=HiddenInput(), validators=[InputRequired(), NumberRange(min=1)])


class CodeForm(FlaskForm):
    """A code that a student types."""

    code = StringField(
        "Code of the class",
        filters=[tidy],
        description="Eight letters and numbers, from your instructor.",
        validators=[InputRequired("Type the code."), Length(max=CODE_TYPED)],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "maxlength": CODE_TYPED},
    )


class ConsentForm(FlaskForm):
    """The agreement to what instructors will see, in the version that was shown."""

    version = HiddenField(validators=[InputRequired(), Length(max=20)])
    agreed = BooleanField("I agree that the instructors of this class see this")


class NewCodeForm(FlaskForm):
    """How long a new code is to be valid."""

    days = SelectField("Valid for", choices=[SelectChoice(str(days), f"{days} days") for days in VALID_DAYS], coerce=int, default=30)


class InstructorForm(FlaskForm):
    """Who is to teach, too."""

    email = StringField(
        "E-mail address of the account",
        filters=[tidy],
        description="Of an instructor or administrator here.",
        validators=[InputRequired("Type an e-mail address."), Length(max=EMAIL_LENGTH)],
        render_kw={"type": "email", "inputmode": "email", "autocomplete": "off"},
    )


class RosterForm(FlaskForm):
    """A roster to look at."""

    file = FileField(
        "Roster",
        description=f"A CSV file with the columns email and name; {MOST_BYTES // 1024} KB and {MOST_ROWS:,} people at most.",
        validators=[InputRequired("Choose a file.")],
        render_kw={"accept": ".csv,text/csv,text/plain"},
    )


class ConfirmRosterForm(FlaskForm):
    """The wish to invite the people of a roster that was looked at."""

    rows = HiddenField(validators=[InputRequired(), Length(max=MOST_BYTES)])
