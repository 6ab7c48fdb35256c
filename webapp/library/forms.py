"""Shapes of what reviewers, reporters and administrators send; the rules are in the services."""

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from webapp.accounts.forms import tidy
from webapp.accounts.models import EMAIL_LENGTH
from webapp.library.models import NOTE_LENGTH, QUALIFICATION_LENGTH, WHERE_LENGTH, WRONG_LENGTH, ReportState

SETTLED = [
    SelectChoice(ReportState.DONE, "Done: the material is corrected"),
    SelectChoice(ReportState.DECLINED, "Declined: it stays as it is"),
]


class SignForm(FlaskForm):
    """Ticked facts, each as `key shown-as`, and what qualifies the reviewer."""

    qualification = StringField(
        "Your qualification",
        filters=[tidy],
        description="Such as “physiotherapist, MSc”. It is shown with your name.",
        validators=[InputRequired("Say what qualifies you."), Length(max=QUALIFICATION_LENGTH)],
        render_kw={"autocomplete": "organization-title", "maxlength": QUALIFICATION_LENGTH},
    )
    facts = SelectMultipleField("Facts", choices=[], validate_choice=False)


class ReportForm(FlaskForm):
    """What is wrong with a fact."""

    wrong = TextAreaField(
        "What is wrong?",
        description="What it should say, if you know.",
        validators=[InputRequired("Tell us what is wrong."), Length(max=WRONG_LENGTH)],
        render_kw={"rows": 5, "maxlength": WRONG_LENGTH},
    )
    where_read = StringField(
        "Where did you read it? (optional)",
        filters=[tidy],
        description="A book with its page, a paper, an address.",
        validators=[Length(max=WHERE_LENGTH)],
        default="",
        render_kw={"maxlength": WHERE_LENGTH},
    )


class SettleForm(FlaskForm):
    """What became of a report."""

    state = RadioField("What became of it", choices=SETTLED, validators=[InputRequired("Choose done or declined.")])
    note = TextAreaField(
        "Note for the reporter",
        description="Needed when you decline.",
        validators=[Length(max=NOTE_LENGTH)],
        default="",
        render_kw={"rows": 3, "maxlength": NOTE_LENGTH},
    )


class ReviewerForm(FlaskForm):
    """Who shall be allowed to sign."""

    email = StringField(
        "E-mail address of the account",
        filters=[tidy],
        validators=[InputRequired("Type the e-mail address."), Length(max=EMAIL_LENGTH)],
        render_kw={"type": "email", "autocomplete": "off", "inputmode": "email"},
    )
