"""Shapes of answers as forms send them; what is right or allowed is decided elsewhere."""

import re
from collections.abc import Callable, Mapping
from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import BooleanField, FloatField, IntegerField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from webapp.core.answers import Answer, Blank, Chosen, Marked, Tap, Typed
from webapp.core.items import Item, Kind, Locate, MarkCaution, OwnOutline, PointAt
from webapp.errors import Invalid
from webapp.practice.answering import Sent

LONGEST_TEXT = 200
LONGEST_ID = 80
MOST_MARKS = 120
MOST_REPS = 1_000_000
LONGEST_MS = 86_400_000
UUID_FORM = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
UNREADABLE = "This answer could not be read. Nothing was saved; load the page again and answer once more."


class AnswerForm(FlaskForm):
    """What every answer carries, and the fields of every kind."""

    reps = IntegerField(validators=[InputRequired(), NumberRange(0, MOST_REPS)])
    client_uuid = StringField(validators=[InputRequired(), Length(max=36), Regexp(UUID_FORM)])
    elapsed_ms = IntegerField(validators=[Optional(), NumberRange(0, LONGEST_MS)])
    blank = BooleanField()
    u = FloatField(validators=[Optional(), NumberRange(-1e4, 1e4)])
    v = FloatField(validators=[Optional(), NumberRange(-1e4, 1e4)])
    view = StringField(validators=[Length(max=LONGEST_ID)])
    layer = StringField(validators=[Length(max=LONGEST_ID)])
    target = StringField(validators=[Length(max=LONGEST_ID)])
    text = StringField(validators=[Length(max=LONGEST_TEXT)])
    first_try = StringField(validators=[Length(max=LONGEST_TEXT)])
    option = StringField(validators=[Length(max=LONGEST_ID)])
    origin = StringField(validators=[Length(max=LONGEST_ID)])
    insertion = StringField(validators=[Length(max=LONGEST_ID)])
    ids = SelectMultipleField(validate_choice=False)
    sureness = IntegerField(validators=[Optional(), NumberRange(1, 3)])

    def sent(self, item: Item, offered: frozenset[str]) -> Sent:
        """The answer to an item for which the options `offered` were shown; raises Invalid for anything that does not fit."""
        if not self.validate():
            raise Invalid(UNREADABLE, {name: errors[0] for name, errors in self.errors.items() if name and errors})
        answer = Blank() if self.blank.data else _READERS[item.kind](self, item, offered)
        choices = len(offered) if isinstance(answer, Chosen) else None
        # Nobody is sure of not knowing.
        sure = None if self.blank.data else self.sureness.data
        return Sent(answer, self.reps.data or 0, UUID(self.client_uuid.data), self.elapsed_ms.data, choices, sure)


class PrivateForm(FlaskForm):
    """Begins or ends private practice for the present study day; `next` is the page to go back to."""

    on = BooleanField()
    next = StringField(validators=[Length(max=LONGEST_TEXT)])


class RatingForm(FlaskForm):
    """A rating of one's own answer."""

    rating = IntegerField(validators=[InputRequired(), NumberRange(1, 4)])


class DecksForm(FlaskForm):
    """Decks to study."""

    decks = SelectMultipleField(validate_choice=False)


def _tap(form: AnswerForm, item: Item, _: frozenset[str]) -> Answer:
    if form.u.data is None or form.v.data is None or not isinstance(item, Locate | PointAt | MarkCaution | OwnOutline):
        raise Invalid("Mark a place on the chart first, or say that you do not know.")
    at = (form.u.data, form.v.data)
    return Tap(form.view.data or item.view, form.layer.data or item.layer, at, form.target.data or None)


def _name(form: AnswerForm, item: Item, offered: frozenset[str]) -> Answer:
    if form.option.data:
        return _chosen(form, item, offered)
    return _text(form, item, offered)


def _text(form: AnswerForm, _: Item, __: frozenset[str]) -> Answer:
    text = (form.text.data or "").strip()
    if not text:
        raise Invalid("Type an answer first, or say that you do not know.")
    return Typed(text, (form.first_try.data or "").strip() or None)


def _chosen(form: AnswerForm, _: Item, offered: frozenset[str]) -> Answer:
    if form.option.data not in offered:
        raise Invalid("Choose one of the options first, or say that you do not know.")
    return Chosen(form.option.data, len(offered))


def _marked(form: AnswerForm, item: Item, offered: frozenset[str]) -> Answer:
    ids = frozenset(form.ids.data or ())
    if len(ids) > MOST_MARKS or any(len(each) > LONGEST_ID for each in ids) or (offered and not ids <= offered):
        raise Invalid(UNREADABLE)
    if not ids and item.kind != Kind.CAUTION:
        raise Invalid("Choose at least one first, or say that you do not know.")
    return Marked(ids, offered if item.kind == Kind.DIFFERENTIAL else frozenset())


def _ends(form: AnswerForm, _: Item, offered: frozenset[str]) -> Answer:
    chosen = frozenset({form.origin.data, form.insertion.data})
    if not chosen <= offered:
        raise Invalid("Choose an origin and an insertion first, or say that you do not know.")
    return Marked(chosen)


_READERS: Mapping[Kind, Callable[[AnswerForm, Item, frozenset[str]], Answer]] = {
    Kind.LOCATE: _tap,
    Kind.LOCATE_WORDS: _chosen,
    Kind.NAME: _name,
    Kind.REFERRAL: _marked,
    Kind.REFERRAL_WORDS: _marked,
    Kind.CAUTION: _marked,
    Kind.POINT: _tap,
    Kind.POINT_WORDS: _chosen,
    Kind.CAUTION_LOCATE: _tap,
    Kind.CAUTION_LOCATE_WORDS: _chosen,
    Kind.ATTACHMENT: _ends,
    Kind.INNERVATION: _marked,
    Kind.ACTION: _chosen,
    Kind.DIFFERENTIAL: _marked,
    Kind.SCENARIO: _chosen,
    Kind.OWN_TEXT: _text,
    Kind.OWN_CHOICE: _chosen,
    Kind.OWN_OUTLINE: _tap,
}
