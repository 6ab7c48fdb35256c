"""Shapes of what people send about their own data."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, FileField, HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length, Regexp

from webapp.accounts.models import EMAIL_LENGTH
from webapp.accounts.passwords import LONGEST
from webapp.interop.uploads import LARGEST_UPLOAD


class FileForm(FlaskForm):
    """A file to look at."""

    file = FileField(
        "File",
        description=f"The ZIP file or palpate.json that you downloaded; {LARGEST_UPLOAD >> 20} MB at most.",
        validators=[InputRequired("Choose a file.")],
        render_kw={"accept": ".zip,.json,application/zip,application/json"},
    )


class ImportForm(FlaskForm):
    """The wish to bring in the file that was looked at."""

    digest = HiddenField(validators=[InputRequired(), Length(max=64), Regexp(r"[0-9a-f]{64}")])
    settings = BooleanField("Take over the settings, too", default=True)


class EraseForm(FlaskForm):
    """The wish to erase the account, confirmed twice."""

    email = StringField(
        "Your e-mail address, typed",
        validators=[InputRequired("Type your e-mail address."), Length(max=EMAIL_LENGTH)],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "inputmode": "email"},
    )
    present_password = PasswordField(
        "Your password",
        validators=[InputRequired("Type your password."), Length(max=LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )
