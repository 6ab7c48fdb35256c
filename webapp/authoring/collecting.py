"""Use cases of own decks: make one, copy one, choose its questions and their order, delete it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import TEACHERS, User
from webapp.authoring import queries
from webapp.authoring.checks import check_public, unfit
from webapp.authoring.holding import Holds, is_held
from webapp.authoring.stamping import check_revision, new_number, one_or_more, stamp_shelf
from webapp.core.blueprints import IN_WORDS
from webapp.core.ordering import moved
from webapp.core.owned import deck_id_of
from webapp.errors import Forbidden, Invalid
from webapp.library.models import ABOUT_LENGTH, TITLE_LENGTH, DeckState, SchoolDeck, SchoolDeckItem
from webapp.library.school_queries import list_deck_keys
from webapp.library.shelf import Shelf

MOST_QUESTIONS = 400
TWINS = frozenset(IN_WORDS.values())


def make_deck(session: Session, teacher: User, title: str, about: str, keys: Sequence[str] = (), *, at: datetime) -> SchoolDeck:
    """Make a deck, as a draft; Forbidden for students."""
    if teacher.role not in TEACHERS:
        raise Forbidden("Decks are made by instructors.")
    title = one_or_more(title, "title", "Give the deck a title.")
    deck = SchoolDeck(id=new_number(), title=title, about=about.strip(), revision=1, author_id=teacher.id, made_at=at, changed_at=at)
    session.add(deck)
    session.flush()
    _write(session, deck, keys)
    return deck


def copy_deck(session: Session, shelf: Shelf, teacher: User, deck_id: str, *, at: datetime) -> SchoolDeck:
    """A draft of one's own with the questions of a deck on the shelf; NotFound for one that is not there."""
    deck = shelf.get_deck(deck_id)
    keys = [key for key in deck.item_keys if shelf.items[key].kind not in TWINS]
    return make_deck(session, teacher, f"{deck.title} (copy)"[:TITLE_LENGTH], deck.about[:ABOUT_LENGTH], keys, at=at)


def rename_deck(session: Session, teacher: User, number: int, title: str, about: str, revision: int, *, at: datetime) -> SchoolDeck:
    """Change title and description. Stale where somebody else saved since."""
    deck = _open(session, teacher, number, revision)
    deck.title, deck.about = one_or_more(title, "title", "Give the deck a title."), about.strip()
    return _changed(session, deck, at)


def fill_deck(
    session: Session,
    shelf: Shelf,
    teacher: User,
    number: int,
    offered: Collection[str],
    ticked: Collection[str],
    revision: int,
    *,
    at: datetime,
) -> SchoolDeck:
    """Hold exactly the ticked ones of the offered questions; what is new goes to the end, all others stay where they are."""
    deck = _open(session, teacher, number, revision)
    keys = list_deck_keys(session, deck.id).get(deck.id, [])
    kept = [key for key in keys if key not in offered or key in ticked]
    new = [key for key in offered if key in ticked and key not in kept and _is_asked(shelf, key)]
    return _rewritten(session, shelf, deck, [*kept, *new], at)


def add_kinds(
    session: Session,
    shelf: Shelf,
    teacher: User,
    number: int,
    muscles: Iterable[str],
    kinds: Collection[str],
    revision: int,
    *,
    at: datetime,
) -> int:
    """Add questions of some kinds about some muscles, as far as there are any, and give the number of new ones."""
    deck = _open(session, teacher, number, revision)
    wanted = dict.fromkeys(muscles)
    if not wanted or not kinds:
        raise Invalid("Choose at least one muscle and one kind of question.")
    keys = list_deck_keys(session, deck.id).get(deck.id, [])
    by_muscle: dict[str, list[str]] = {name: [] for name in wanted}
    for item in shelf.items.values():
        if item.about in by_muscle and item.kind in kinds and item.kind not in TWINS and item.key not in keys:
            by_muscle[item.about].append(item.key)
    new = [key for found in by_muscle.values() for key in found]
    if new:
        _rewritten(session, shelf, deck, [*keys, *new], at)
    return len(new)


def order_deck(
    session: Session, shelf: Shelf, teacher: User, number: int, places: Sequence[int], revision: int, *, at: datetime
) -> SchoolDeck:
    """Put the questions in the places given, one for each in the present order, from 1; equal ones as they were."""
    deck = _open(session, teacher, number, revision)
    keys = list_deck_keys(session, deck.id).get(deck.id, [])
    if len(places) != len(keys):
        raise Invalid("Each question needs a place.")
    return _rewritten(session, shelf, deck, moved(keys, places), at)


def drop_key(session: Session, shelf: Shelf, teacher: User, number: int, place: int, revision: int, *, at: datetime) -> SchoolDeck:
    """Take the question in a place, from 1, out of a deck."""
    deck = _open(session, teacher, number, revision)
    keys = list_deck_keys(session, deck.id).get(deck.id, [])
    if not 1 <= place <= len(keys):
        raise Invalid("There is no question in this place.")
    return _rewritten(session, shelf, deck, [*keys[: place - 1], *keys[place:]], at)


def delete_deck(session: Session, teacher: User, number: int, revision: int, *, held_by: Holds) -> None:
    """Delete a deck that nobody studies and no other feature holds; Invalid for another, which is archived instead."""
    deck = _open(session, teacher, number, revision)
    studying = queries.count_studying(session, deck.id).get(deck.id, 0)
    if studying:
        people = "1 person studies" if studying == 1 else f"{studying} people study"
        raise Invalid(f"{people} this deck. Archive it instead: it is offered no more, and who studies it goes on.")
    if is_held(session, deck_id_of(deck.id), held_by):
        raise Invalid(
            "An assignment is about this deck. Archive it instead: it is offered no more, and the assignment keeps its questions."
        )
    public = deck.state is not DeckState.DRAFT
    session.delete(deck)
    session.flush()
    if public:
        stamp_shelf(session)


def _is_asked(shelf: Shelf, key: str) -> bool:
    return key in shelf.items and shelf.items[key].kind not in TWINS


def _open(session: Session, teacher: User, number: int, revision: int) -> SchoolDeck:
    deck = queries.get_deck(session, teacher, number, to_change=True)
    check_revision(deck, revision)
    return deck


def _rewritten(session: Session, shelf: Shelf, deck: SchoolDeck, keys: Sequence[str], at: datetime) -> SchoolDeck:
    if len(keys) > MOST_QUESTIONS:
        raise Invalid(f"A deck holds at most {MOST_QUESTIONS} questions; these would be {len(keys)}. Make a second one.")
    if deck.state is DeckState.SHARED:
        check_public(unfit(shelf, keys))
    _write(session, deck, keys)
    return _changed(session, deck, at)


def _write(session: Session, deck: SchoolDeck, keys: Sequence[str]) -> None:
    session.execute(sa.delete(SchoolDeckItem).where(SchoolDeckItem.deck_id == deck.id))
    rows = [{"deck_id": deck.id, "item_key": key, "place": place} for place, key in enumerate(keys, start=1)]
    if rows:
        session.execute(sa.insert(SchoolDeckItem), rows)


def _changed(session: Session, deck: SchoolDeck, at: datetime) -> SchoolDeck:
    deck.changed_at, deck.revision = at, deck.revision + 1
    session.flush()
    if deck.state is not DeckState.DRAFT:
        stamp_shelf(session)
    return deck
