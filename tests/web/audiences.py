"""Who may use which endpoint: each stands in exactly one list."""

EVERYBODY = {
    "static",
    "pages.front",
    "pages.privacy",
    "pages.help_page",
    "pages.healthz",
    "accounts.sign_up",
    "accounts.join",
    "accounts.sign_in",
    "accounts.sign_out",
    "accounts.forgotten",
    "accounts.reset",
    "library.browse",
    "library.show_muscle",
    "library.show_sources",
    "explore.explore",
    "explore.show_coverage",
    "explore.show_zone",
    "atlas.show_plate",
}

SIGNED_IN = {
    "settings.show",
    "settings.profile",
    "settings.study",
    "settings.display",
    "settings.password",
    "settings.end_sessions",
    "practice.show_today",
    "practice.show_next",
    "practice.answer",
    "practice.show_answer",
    "practice.rate",
    "practice.undo",
    "decks.show_decks",
    "decks.choose",
    "decks.pause",
    "decks.suspend",
}

STAFF: set[str] = set()
"""Instructors, reviewers, administrators."""

ADMINISTRATORS: set[str] = set()

AUDIENCES = {"everybody": EVERYBODY, "signed in": SIGNED_IN, "staff": STAFF, "administrators": ADMINISTRATORS}
