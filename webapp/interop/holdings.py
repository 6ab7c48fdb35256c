"""What is stored about a person, table by table: why, for how long, in which part of the download, and what erasing does to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from webapp.accounts.queries import WINDOW
from webapp.accounts.service import INVITATION_DAYS
from webapp.accounts.signing_in import SESSION_DAYS
from webapp.interop.uploads import KEPT
from webapp.mail import GIVE_UP_AFTER
from webapp.messages.noticing import NOTICE_DAYS
from webapp.messages.sending import DAYS_KEPT


class Erased(StrEnum):
    """What becomes of rows when their person's account is erased."""

    GOES = "goes with the account"
    NAMELESS = "stays, without you"


@dataclass(frozen=True, slots=True)
class Holding:
    """One thing that is stored. `parts` are parts of the download; where there is none, `why_not` says why."""

    what: str
    tables: tuple[str, ...]
    purpose: str
    kept: str
    parts: tuple[str, ...] = ()
    why_not: str = ""
    erased: Erased = Erased.GOES


WITH_ACCOUNT = "Until your account is erased"
_MINUTES = int(WINDOW.total_seconds() // 60)
_HOURS = int(GIVE_UP_AFTER.total_seconds() // 3600)
_MAIL_DAYS = DAYS_KEPT.days
_WAITING = int(KEPT.total_seconds() // 60)

HOLDINGS: tuple[Holding, ...] = (
    Holding(
        "E-mail address, name, role, settings, and a one-way hash of the password",
        ("users",),
        "Signing in, and studying the way you chose",
        WITH_ACCOUNT,
        ("account", "settings"),
    ),
    Holding(
        "Browsers in which you are signed in: kind of browser and system, since when; no network address",
        ("user_sessions",),
        "So that you can sign out everywhere",
        f"{SESSION_DAYS} days at most",
        ("sign_ins",),
    ),
    Holding(
        "Wrong passwords: that there was one, under a hash of the e-mail address",
        ("sign_in_attempts",),
        "So that nobody guesses passwords",
        f"{_MINUTES} minutes, then it is swept out within the hour",
        why_not="it names nobody",
    ),
    Holding(
        "That an invitation was used, and by whom",
        ("invitations",),
        "So that it works once only",
        f"{INVITATION_DAYS} days at most",
        why_not="it is gone soon",
        erased=Erased.NAMELESS,
    ),
    Holding(
        "A mail to you that has not left yet",
        ("outgoing_mails",),
        "So that it arrives",
        f"Until it has left, {_HOURS} hours at most",
        why_not="you get it as a mail",
    ),
    Holding("What you want by mail", ("mail_choices",), "So that no other mail comes", WITH_ACCOUNT, ("mail_choices",)),
    Holding(
        "That a mail about what is due was sent to you, or not needed, on a day",
        ("mail_days",),
        "So that none comes twice",
        f"{_MAIL_DAYS} days",
        why_not="it is gone soon",
    ),
    Holding(
        "Notices of what is new in your classes, and when you read them",
        ("notices",),
        "So that you see what is new",
        f"{NOTICE_DAYS} days",
        ("notices",),
    ),
    Holding("Decks that you study", ("enrolments",), "They decide what you are asked", WITH_ACCOUNT, ("enrolments",)),
    Holding("Items that you want to be asked first", ("wanted_items",), "They are asked first", WITH_ACCOUNT, ("wanted_items",)),
    Holding("Items that you suspended", ("suspensions",), "They are not asked", WITH_ACCOUNT, ("suspensions",)),
    Holding(
        "Every answer in practice: what was asked and answered, when, how long it took, your time zone, and what it did to the memory",
        ("reviews",),
        "The dates of your next reviews are worked out from them, and your progress",
        WITH_ACCOUNT,
        ("reviews",),
    ),
    Holding(
        "What follows from your answers for each item, and their totals",
        ("cards", "review_totals"),
        "So that pages come quickly",
        WITH_ACCOUNT,
        ("cards",),
    ),
    Holding(
        "What your classes may be shown of your practice: sums for each item and each day; nothing that you answered in private",
        ("shown_items", "shown_mistakes", "shown_days"),
        "So that your instructors can help, and see no single answers",
        WITH_ACCOUNT,
        why_not="it follows from your answers; What my instructor sees shows it",
    ),
    Holding(
        "Days on which you practise in private",
        ("private_days",),
        "What you answer then is shown to no class",
        WITH_ACCOUNT,
        ("private_days",),
    ),
    Holding(
        "The classes that you are in or teach, with the consent line that you agreed to, and another address that the roster has of you",
        ("classrooms", "classroom_instructors", "memberships"),
        "Instructors see the figures of their students",
        "Until you leave the class, or your account is erased; the class itself stays",
        ("classes",),
    ),
    Holding(
        "The code to join a class",
        ("join_codes",),
        "So that students can join",
        "Until an instructor changes it",
        why_not="it names nobody",
    ),
    Holding(
        "That your school invited your e-mail address to a class, with the name on its roster",
        ("roster_invitations",),
        "So that you can accept or decline",
        f"{INVITATION_DAYS} days at most",
        ("class_invitations",),
    ),
    Holding(
        "Looks of instructors at figures with your name: who, when, which class, which page; lists of a class once a day or an hour",
        ("staff_looks",),
        "So that you know",
        f"{WITH_ACCOUNT}; an instructor whose account is erased is no longer named",
        ("staff_looks",),
    ),
    Holding(
        "What your classes ask of you, for whom it is, and how far you were when it was due",
        ("assignments", "assigned_students", "assignment_results"),
        "So that you and your instructors know what is due and done",
        "Until you leave the class, or your account is erased; what the class was asked for stays with the class",
        ("assignments",),
    ),
    Holding(
        "When you erase your account: for each of your classes, how often each item was answered, and how, without your name",
        ("class_remainders",),
        "So that the figures of a class do not jump",
        "As long as the class",
        why_not="it names nobody",
        erased=Erased.NAMELESS,
    ),
    Holding(
        "Self-tests: their questions, your answers, how sure you were, when you began and ended, and what was odd, such as a second device",
        ("papers", "sittings", "sitting_questions", "responses", "sitting_notes", "allowances"),
        "Their results, and carrying on after an interruption",
        WITH_ACCOUNT,
        ("sittings", "sitting_answers"),
    ),
    Holding("Days off, and the day of your exam", ("days_off", "exam_days"), "Streak and plan", WITH_ACCOUNT, ("days_off", "exam_day")),
    Holding(
        "Mistakes that you report, with your name for the people who run this Palpate",
        ("reports",),
        "Mending them",
        "For good",
        ("reports",),
        erased=Erased.NAMELESS,
    ),
    Holding(
        "If you teach: questions and decks that you made, and that they are yours",
        ("school_items", "school_decks"),
        "The school learns with them",
        "For good",
        ("school_items", "school_decks"),
        erased=Erased.NAMELESS,
    ),
    Holding(
        "Which questions such a deck holds, and a stamp by which the program knows that one has changed",
        ("school_deck_items", "shelf_stamps"),
        "The school learns with them",
        "For good",
        why_not="it names nobody",
        erased=Erased.NAMELESS,
    ),
    Holding(
        "If you review facts: your signatures, with name, qualification and date; everybody can see them",
        ("signatures", "signature_withdrawals"),
        "So that readers know who checked a fact",
        f"{WITH_ACCOUNT}; those written into the files of the material stay there",
        ("signatures",),
    ),
    Holding(
        "A file that you bring in, between the look at it and the import",
        (),
        "So that you need not choose it twice",
        f"{_WAITING} minutes, then it is swept out within the hour",
        why_not="it is your own file",
    ),
)


def tables() -> Mapping[str, Holding]:
    """The holding of each table."""
    return {table: holding for holding in HOLDINGS for table in holding.tables}
