"""Shapes of what forms of tests send; what is allowed is decided elsewhere."""

from datetime import timedelta
from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, SelectMultipleField, StringField
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional, Regexp

from webapp.core.sittings import Feedback
from webapp.errors import Invalid
from webapp.practice.forms import LONGEST_ID, UUID_FORM, AnswerForm
from webapp.selftests.making import LONGEST, MOST_QUESTIONS, Terms, Wish

LONGEST_MINUTES = int(LONGEST.total_seconds() // 60)


class StartForm(FlaskForm):
    """What to be tested in, and on which terms."""

    client_uuid = StringField(validators=[InputRequired(), Length(max=36), Regexp(UUID_FORM)])
    blueprint = StringField(validators=[InputRequired(), Length(max=LONGEST_ID)])
    kinds = SelectMultipleField(validate_choice=False)
    regions = SelectMultipleField(validate_choice=False)
    count = IntegerField(validators=[InputRequired(), NumberRange(1, MOST_QUESTIONS)])
    minutes = IntegerField(validators=[Optional(), NumberRange(1, LONGEST_MINUTES)])
    feedback = StringField(validators=[AnyOf([each.value for each in Feedback])])
    in_words = BooleanField()
    counts_in_schedule = BooleanField()

    @property
    def wish(self) -> Wish:
        """What is asked for."""
        return Wish(self.blueprint.data or "", self.kinds.data or (), self.regions.data or (), bool(self.in_words.data))

    @property
    def terms(self) -> Terms:
        """On which terms."""
        limit = timedelta(minutes=self.minutes.data) if self.minutes.data else None
        return Terms(self.count.data or 0, limit, Feedback(self.feedback.data), bool(self.counts_in_schedule.data))

    @property
    def uuid(self) -> UUID:
        """The UUID that this form was shown with; raises Invalid for a form that cannot be read."""
        if not self.validate():
            field, complaints = next(iter(self.errors.items()))
            raise Invalid(COMPLAINTS.get(str(field), "This form could not be read. Load the page again."), {str(field): str(complaints[0])})
        return UUID(self.client_uuid.data)


COMPLAINTS = {
    "count": f"A test has from 1 to {MOST_QUESTIONS} questions.",
    "minutes": f"A time limit is from 1 to {LONGEST_MINUTES} minutes; leave it empty for none.",
    "feedback": "Choose when answers are shown.",
    "blueprint": "Choose what the test is drawn from.",
}


class ResponseForm(AnswerForm):
    """An answer of a test, and how sure its giver is."""

    sureness = IntegerField(validators=[Optional(), NumberRange(1, 3)])
