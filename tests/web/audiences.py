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
    "basis.show_basis",
    "basis.show_contested",
    "basis.show_changes",
    "explore.explore",
    "explore.show_coverage",
    "explore.show_zone",
    "atlas.show_plate",
    "interop.erased",
    "messages.ask_to_end",
    "messages.end",
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
    "practice.practise_in_private",
    "decks.show_decks",
    "decks.choose",
    "decks.pause",
    "decks.suspend",
    "selftests.show_tests",
    "selftests.show_new",
    "selftests.start",
    "selftests.show_sitting",
    "selftests.show_question",
    "selftests.answer",
    "selftests.show_answer",
    "selftests.finish",
    "selftests.practise",
    "selftests.show_comparison",
    "progress.show",
    "progress.show_body",
    "progress.show_muscle",
    "progress.practise_muscle",
    "progress.announce",
    "progress.take_back",
    "progress.choose_exam",
    "reports.show_mine",
    "reports.ask",
    "reports.report",
    "messages.show",
    "messages.choose",
    "messages.show_notices",
    "messages.read",
    "messages.read_all",
    "interop.show",
    "interop.show_format",
    "interop.download_json",
    "interop.download_zip",
    "interop.check",
    "interop.bring_in",
    "interop.ask_erase",
    "interop.erase",
}

CLASSES = {
    "classrooms.show_classes",
    "classrooms.show_class",
    "classrooms.agree",
    "classrooms.leave",
    "classrooms.show_looks",
    "joining.show_join",
    "joining.look_up",
    "joining.join",
    "joining.show_invitation",
    "joining.accept",
    "joining.decline",
    "class_settings.show",
    "class_settings.change",
    "class_settings.archive",
    "class_settings.unarchive",
    "class_settings.make_code",
    "class_settings.stop_code",
    "class_settings.show_instructors",
    "class_settings.add_instructor",
    "class_settings.remove_instructor",
    "roster.show",
    "roster.template",
    "roster.look",
    "roster.invite",
    "roster.withdraw",
    "roster.remove",
}
"""Pages of classes: for the signed-in, and a 404 for who is not of the class; tests/classrooms/test_permissions.py says who may what."""
SIGNED_IN |= CLASSES

STAFF: set[str] = set()
"""Instructors, reviewers, administrators."""

INSTRUCTORS = {
    "classrooms.new",
}
"""Instructors and administrators."""

REVIEWERS = {
    "reviewing.show_regions",
    "reviewing.show_subject",
    "reviewing.sign",
    "reviewing.withdraw",
}
"""Whoever may sign facts, by role or by a right beside it: not even administrators without it."""

ADMINISTRATORS = {
    "reports.show_queue",
    "reports.show_report",
    "reports.settle",
    "reviewers.show",
    "reviewers.add",
    "reviewers.stop",
    "reviewers.withdraw",
}

AUDIENCES = {
    "everybody": EVERYBODY,
    "signed in": SIGNED_IN,
    "staff": STAFF,
    "instructors": INSTRUCTORS,
    "reviewers": REVIEWERS,
    "administrators": ADMINISTRATORS,
}
