"""Shapes of what people send about their accounts; the rules are in the services."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, DecimalField, HiddenField, IntegerField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from webapp.accounts.models import EMAIL_LENGTH, NAME_LENGTH, NameLanguage, Theme
from webapp.accounts.passwords import LONGEST, SHORTEST

LANGUAGES = [
    SelectChoice(NameLanguage.ENGLISH, "English"),
    SelectChoice(NameLanguage.LATIN, "Latin"),
    SelectChoice(NameLanguage.BOTH, "English and Latin"),
]
THEMES = [SelectChoice(Theme.SYSTEM, "As my device"), SelectChoice(Theme.LIGHT, "Light"), SelectChoice(Theme.DARK, "Dark")]
HOURS = [SelectChoice(str(hour), f"{hour:02}:00") for hour in range(24)]


def tidy(text: str | None) -> str | None:
    """One line without control characters and without space around it."""
    return None if text is None else "".join(each for each in text if each.isprintable() or each == " ").strip()


class SmallInteger(IntegerField):
    """A whole number of at most nine digits; longer ones are no number to us."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Refuses what could not be compared with anything."""
        super().process_formdata([each if len(each) < 10 else "" for each in valuelist])


def _email() -> StringField:
    return StringField(
        "E-mail address",
        filters=[tidy],
        validators=[InputRequired("Type your e-mail address."), Length(max=EMAIL_LENGTH)],
        render_kw={"type": "email", "autocomplete": "username", "inputmode": "email"},
    )


def _new_password(label: str = "Password") -> PasswordField:
    return PasswordField(
        label,
        description=f"At least {SHORTEST} characters. A few unrelated words do well.",
        validators=[InputRequired("Choose a password."), Length(max=LONGEST)],
        render_kw={"autocomplete": "new-password", "minlength": SHORTEST},
    )


def _password(label: str = "Password") -> PasswordField:
    return PasswordField(
        label,
        validators=[InputRequired("Type your password."), Length(max=LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )


def _name() -> StringField:
    return StringField(
        "Name",
        filters=[tidy],
        description="As your school may see it.",
        validators=[InputRequired("Tell us your name."), Length(max=NAME_LENGTH)],
        render_kw={"autocomplete": "name"},
    )


class SignUpForm(FlaskForm):
    """A new account."""

    email = _email()
    name = _name()
    password = _new_password()
    time_zone = HiddenField(validators=[Length(max=64)], default="", render_kw={"data-time-zone": ""})


class SignInForm(FlaskForm):
    """An e-mail address and a password."""

    email = _email()
    password = _password()
    remember = BooleanField("Stay signed in on this device")


class ForgottenForm(FlaskForm):
    """Where to send a link for a new password."""

    email = _email()


class NewPasswordForm(FlaskForm):
    """A new password, by a mailed link."""

    password = _new_password("New password")


class ProfileForm(FlaskForm):
    """Name and time."""

    name = _name()
    time_zone = StringField(
        "Time zone",
        filters=[tidy],
        description="Such as Europe/Vienna. It decides when your study day begins.",
        validators=[InputRequired("Tell us your time zone."), Length(max=64)],
        render_kw={"list": "time-zones", "autocomplete": "off", "spellcheck": "false"},
    )
    rollover_hour = SelectField("A new study day begins at", choices=HOURS, coerce=int)


class StudyForm(FlaskForm):
    """How much, and how sure."""

    new_per_day = SmallInteger("New items a day", validators=[InputRequired(), NumberRange(0, 100)])
    minutes_per_day = SmallInteger("Minutes a day", validators=[InputRequired(), NumberRange(1, 240)])
    desired_retention = DecimalField(
        "How much you want to know at any time",
        description="From 0.80 to 0.97. Higher means more reviews; 0.90 does well. Safety items are kept at 0.97 or more.",
        places=2,
        validators=[InputRequired(), NumberRange(0.80, 0.97)],
        render_kw={"step": "0.01", "min": "0.80", "max": "0.97", "inputmode": "decimal"},
    )
    in_words = BooleanField("Ask me in words instead of on the chart")
    confirm_tap = BooleanField("Let me confirm each tap on the chart")


class DisplayForm(FlaskForm):
    """How it looks and listens."""

    name_language = SelectField("Names of muscles", choices=LANGUAGES)
    theme = SelectField("Colours", choices=THEMES)
    shortcuts = BooleanField("Single-key shortcuts")


class ChangePasswordForm(FlaskForm):
    """The present password and a new one."""

    present_password = _password("Present password")
    password = _new_password("New password")


class EmptyForm(FlaskForm):
    """A button: nothing but the CSRF token."""
