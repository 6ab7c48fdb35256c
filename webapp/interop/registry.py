"""Which parts a download has. A feature adds one by a function that gives its rows, its columns in words, and a line here."""

from webapp.interop.account_parts import ACCOUNT, SETTINGS, SIGN_INS
from webapp.interop.assignment_parts import ASSIGNMENTS
from webapp.interop.classroom_parts import CLASS_INVITATIONS, CLASSES, STAFF_LOOKS
from webapp.interop.library_parts import REPORTS, SCHOOL_DECKS, SCHOOL_ITEMS, SIGNATURES
from webapp.interop.message_parts import MAIL_CHOICES, NOTICES
from webapp.interop.parts import Part
from webapp.interop.practice_parts import CARDS, ENROLMENTS, PRIVATE_DAYS, REVIEWS, SUSPENSIONS, WANTED
from webapp.interop.progress_parts import DAYS_OFF, EXAM_DAY
from webapp.interop.selftest_parts import SITTING_ANSWERS, SITTINGS

PARTS: tuple[Part, ...] = (
    ACCOUNT,
    SETTINGS,
    ENROLMENTS,
    SUSPENSIONS,
    WANTED,
    REVIEWS,
    CARDS,
    PRIVATE_DAYS,
    SITTINGS,
    SITTING_ANSWERS,
    DAYS_OFF,
    EXAM_DAY,
    REPORTS,
    SIGNATURES,
    SCHOOL_ITEMS,
    SCHOOL_DECKS,
    CLASSES,
    CLASS_INVITATIONS,
    ASSIGNMENTS,
    STAFF_LOOKS,
    MAIL_CHOICES,
    NOTICES,
    SIGN_INS,
)
"""In the order of the file."""
