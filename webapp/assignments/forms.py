"""Shapes of what people send about assignments; the rules are in the services."""

import uuid

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, Field, HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import UUID, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from webapp.accounts.forms import SmallInteger, tidy
from webapp.assignments.models import TITLE_LENGTH
from webapp.assignments.wishes import TestWish, Wish
from webapp.core.assigning import Goal

OF_GOAL = {
    Goal.PRACTICE_DAYS: ("days", "items_a_day"),
    Goal.LEARN_IT: ("percent", "recall_percent"),
    Goal.CLASS_TEST: ("count", "minutes", "opens", "closes", "in_words"),
}
"""Fields that one goal needs."""
LARGEST = 2**31 - 1
WHOM = [SelectChoice("all", "The whole class, with those who join later"), SelectChoice("some", "Some students")]


class AssignmentForm(FlaskForm):
    """An assignment to be set or changed; `version` is that of the one it was filled in for."""

    title = StringField(
        "Title",
        filters=[tidy],
        validators=[InputRequired("Give it a title."), Length(max=TITLE_LENGTH)],
        render_kw={"autocomplete": "off", "maxlength": TITLE_LENGTH},
    )
    deck_id = SelectField("Deck", validate_choice=False, validators=[InputRequired("Choose a deck.")])
    first_day = DateField("First day", validators=[InputRequired("Choose its first day.")])
    due_day = DateField(
        "Due", description="It counts to the end of this day in the time zone of the class.", validators=[InputRequired("Choose a day.")]
    )
    days = SmallInteger("On how many days", validators=[Optional()])
    items_a_day = SmallInteger("Questions of the deck on each of them", validators=[Optional()])
    percent = SmallInteger("How much of the deck, in per cent", validators=[Optional()])
    recall_percent = SmallInteger(
        "Predicted recall on the due day, in per cent",
        description="From 70 to 95. A question counts when the memory model expects at least this.",
        validators=[Optional()],
    )
    count = SmallInteger("Number of questions", validators=[Optional()])
    minutes = SmallInteger("Minutes for the whole test", description="Leave it empty for no limit.", validators=[Optional()])
    opens = TimeField("Opens on its first day at", description="Empty: at the start of the day.", validators=[Optional()])
    closes = TimeField("Closes on its last day at", description="Empty: at the end of the day.", validators=[Optional()])
    in_words = BooleanField("Ask in words, without the chart")
    points = SmallInteger("Points in the gradebook", validators=[InputRequired("Say what it is worth, 0 for nothing.")])
    whom = RadioField("For", choices=WHOM, default="all")
    student_ids = SelectMultipleField("Students", coerce=int, validate_choice=False)
    seed = SmallInteger(widget=HiddenInput(), validators=[Optional(), NumberRange(min=1)])
    version = SmallInteger(widget=HiddenInput(), validators=[Optional(), NumberRange(min=1)])
    client_uuid = HiddenField(validators=[Optional(), UUID("Please load this page again.")])

    def wish(self, goal: Goal) -> Wish:
        """What is asked for, once the form has been validated."""
        chosen = frozenset(each for each in self.student_ids.data or () if 0 < each <= LARGEST)
        needed = OF_GOAL[goal]
        return Wish(
            title=self.title.data or "",
            deck_id=self.deck_id.data or "",
            goal=goal,
            first_day=self.first_day.data,
            due_day=self.due_day.data,
            points=self.points.data,
            student_ids=None if self.whom.data == "all" else chosen,
            test=self._test() if goal is Goal.CLASS_TEST else None,
            **{name: self[name].data for name in ("days", "items_a_day", "percent", "recall_percent") if name in needed},
        )

    @property
    def uuid(self) -> uuid.UUID | None:
        """The UUID that the form was shown with, once it has been validated; None where none was sent."""
        return uuid.UUID(self.client_uuid.data) if self.client_uuid.data else None

    def show(self, wish: Wish) -> None:
        """Fill in what a wish says."""
        for name in ("title", "deck_id", "first_day", "due_day", "points", "days", "items_a_day", "percent", "recall_percent"):
            self[name].data = getattr(wish, name)
        self.whom.data = "all" if wish.student_ids is None else "some"
        self.student_ids.data = sorted(wish.student_ids or ())
        if wish.test is not None:
            for name in ("count", "minutes", "opens", "closes", "in_words", "seed"):
                self[name].data = getattr(wish.test, name)

    def replace(self, name: str, value: int | str) -> None:
        """Show another value in a field than the one that was sent."""
        field: Field = self[name]
        field.raw_data, field.data = None, value

    def _test(self) -> TestWish:
        return TestWish(
            count=self.count.data or 0,
            minutes=self.minutes.data,
            opens=self.opens.data,
            closes=self.closes.data,
            in_words=bool(self.in_words.data),
            seed=self.seed.data or 1,
        )


class TimeForm(FlaskForm):
    """More time in a test for one student, in per cent; 0 for no more than others."""

    extra_percent = SmallInteger(validators=[InputRequired("Say how much, in per cent.")])
    student_id = SmallInteger(validators=[InputRequired("Choose a student.")])


class StartForm(FlaskForm):
    """The beginning of a test, with the UUID that its page was shown with."""

    client_uuid = StringField(validators=[InputRequired(), Length(max=36)])
