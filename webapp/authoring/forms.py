"""Shapes of what instructors send about decks and questions; the rules are in the services."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from webapp.accounts.forms import SmallInteger, tidy
from webapp.authoring.answers import LONGEST_OPTION, MOST_ACCEPTED, Accepted, Answer, Area, OneOf
from webapp.authoring.corners import Corners
from webapp.authoring.writing import Draft
from webapp.core.entries import Evidence
from webapp.core.owned import MOST_OPTIONS
from webapp.core.spelling import LONGEST_TEXT
from webapp.library.models import (
    ABOUT_LENGTH,
    CITATION_LENGTH,
    EXPLANATION_LENGTH,
    QUESTION_LENGTH,
    SOURCES_LENGTH,
    TITLE_LENGTH,
)

GRADES = [
    SelectChoice(Evidence.A.value, "A: a peer-reviewed source, or three independent ones"),
    SelectChoice(Evidence.B.value, "B: two independent sources"),
    SelectChoice(Evidence.C.value, "C: one source of standing, or two independent ones"),
    SelectChoice(Evidence.D.value, "D: one weak source, or sources disagree; practised with its badge, never in class tests"),
    SelectChoice(Evidence.E.value, "E: no source found; cannot be published"),
]


def _revision() -> SmallInteger:
    return SmallInteger(widget=HiddenInput(), default=0, validators=[NumberRange(min=0)])


class DeckForm(FlaskForm):
    """Title and description of a deck, filled in for a revision of it."""

    title = StringField(
        "Title",
        filters=[tidy],
        validators=[InputRequired("Give the deck a title."), Length(max=TITLE_LENGTH)],
        render_kw={"maxlength": TITLE_LENGTH, "autocomplete": "off"},
    )
    about = StringField(
        "What it is about (optional)",
        filters=[tidy],
        default="",
        description="One sentence that students read when they choose.",
        validators=[Length(max=ABOUT_LENGTH)],
        render_kw={"maxlength": ABOUT_LENGTH, "autocomplete": "off"},
    )
    revision = _revision()


class PicksForm(FlaskForm):
    """Ticked questions of one region, or muscles and kinds, for a revision of a deck."""

    keys = SelectMultipleField(validate_choice=False)
    ids = SelectMultipleField(validate_choice=False)
    kinds = SelectMultipleField(validate_choice=False)
    held = StringField(default="")
    """Keys that were ticked when the page was shown, parted by spaces."""
    revision = _revision()


class OrderForm(FlaskForm):
    """A place for each question of a deck; `move` is a button such as up-3."""

    place = SelectMultipleField(validate_choice=False)
    move = StringField(validators=[Length(max=20)])
    revision = _revision()

    @property
    def moved(self) -> tuple[str, int] | None:
        """Which button was pressed: up, down or out, and for which place."""
        act, _, place = (self.move.data or "").partition("-")
        return (act, int(place)) if act in {"up", "down", "out"} and place.isdecimal() and len(place) < 5 else None

    @property
    def places(self) -> list[int]:
        """The places as typed; what is no number stays out, so that their count gives it away."""
        return [int(place) for place in self.place.data or () if place.isdecimal() and len(place) < 5]


class ActForm(FlaskForm):
    """A button that acts on a revision of something."""

    revision = _revision()


class ItemForm(FlaskForm):
    """What every own question has."""

    question = StringField(
        "Question",
        filters=[tidy],
        validators=[InputRequired("Type the question."), Length(max=QUESTION_LENGTH)],
        render_kw={"maxlength": QUESTION_LENGTH, "autocomplete": "off"},
    )
    explanation = TextAreaField(
        "What it teaches",
        default="",
        description="One or two sentences that students read after an answer. Needed to publish.",
        validators=[Length(max=EXPLANATION_LENGTH)],
        render_kw={"rows": 3, "maxlength": EXPLANATION_LENGTH},
    )
    source_keys = StringField(
        "Sources: keys of sources in the library",
        filters=[tidy],
        default="",
        description="Choose one that this muscle's entry rests on, or several with spaces between; or leave it empty and type a citation.",
        validators=[Length(max=SOURCES_LENGTH)],
        render_kw={"list": "source-list", "maxlength": SOURCES_LENGTH, "autocomplete": "off", "spellcheck": "false"},
    )
    citation = StringField(
        "Or its full citation",
        filters=[tidy],
        default="",
        description="Authors, year, title, page.",
        validators=[Length(max=CITATION_LENGTH)],
        render_kw={"maxlength": CITATION_LENGTH, "autocomplete": "off"},
    )
    evidence = RadioField(
        "Evidence grade",
        choices=GRADES,
        default=Evidence.C.value,
        description="The sources must carry the grade before the question can be published. A typed citation counts as one source and "
        "carries C at most, a mere web address D. Sources of one origin count as one, as all do that restate Travell and Simons.",
        validators=[InputRequired("Choose a grade.")],
    )
    safety = BooleanField("It is about safety", description="Asked more often, cannot be suspended, and its rating never goes up.")
    muscle_id = HiddenField(validators=[Length(max=80)])
    revision = _revision()

    def answer(self) -> Answer:
        """What is right, as typed."""
        raise NotImplementedError

    def draft(self) -> Draft:
        """The question as typed."""
        return Draft(
            muscle_id=self.muscle_id.data or "",
            question=self.question.data or "",
            answer=self.answer(),
            explanation=self.explanation.data or "",
            source_keys=self.source_keys.data or "",
            citation=self.citation.data or "",
            evidence=Evidence(self.evidence.data),
            safety=bool(self.safety.data),
        )


class TextForm(ItemForm):
    """A question that is answered by typing."""

    accepted = TextAreaField(
        "Accepted answers, one a line",
        description=f"The first is shown as the right one; up to {MOST_ACCEPTED} spellings and synonyms. "
        "Small and large letters, accents and signs do not matter.",
        validators=[InputRequired("Give at least one accepted answer."), Length(max=MOST_ACCEPTED * (LONGEST_TEXT + 2))],
        render_kw={"rows": 4, "spellcheck": "false"},
    )

    def answer(self) -> Answer:
        """The lines."""
        return Accepted((self.accepted.data or "").splitlines())


class ChoiceForm(ItemForm):
    """A question with one right option of two to six."""

    options = SelectMultipleField(validate_choice=False)
    right = IntegerField(validators=[Optional(), NumberRange(0, MOST_OPTIONS)])
    longest = LONGEST_OPTION

    @property
    def rows(self) -> list[str]:
        """Options as typed, filled up with empty ones."""
        texts = [tidy(text) or "" for text in self.options.data or ()][:MOST_OPTIONS]
        return texts + [""] * (MOST_OPTIONS - len(texts))

    def answer(self) -> Answer:
        """The options and the right one."""
        return OneOf(self.rows, self.right.data)


class OutlineForm(ItemForm):
    """A question that is answered by a tap inside a drawn area; coordinates are texts until they are read."""

    view = HiddenField(validators=[Length(max=80)])
    layer = HiddenField(validators=[Length(max=80)])
    u = SelectMultipleField(validate_choice=False)
    v = SelectMultipleField(validate_choice=False)
    act = StringField(validators=[Length(max=20)])
    both_sides = BooleanField("It counts on both sides of the body")

    @property
    def corners(self) -> Corners:
        """The corners as typed."""
        return Corners(tuple(self.u.data or ()), tuple(self.v.data or ()))

    def show(self, corners: Corners) -> None:
        """Puts other corners into the table."""
        self.u.data, self.v.data = list(corners.us), list(corners.vs)

    def answer(self) -> Answer:
        """The area; Invalid where a corner is no pair of numbers."""
        return Area(self.view.data or "", self.layer.data or "", self.corners.ring(), bool(self.both_sides.data))


Forms = TextForm | ChoiceForm | OutlineForm
