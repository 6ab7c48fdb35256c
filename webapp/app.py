"""The app, put together: kernel first, then the features in their order."""

import os

from flask import Flask

from webapp import __version__, cli, clock, compressing, constraints, db, errors, web
from webapp.accounts import access
from webapp.accounts import routes as accounts
from webapp.accounts import settings_routes as settings
from webapp.assignments import exam_routes as class_tests
from webapp.assignments import gradebook_routes as gradebook
from webapp.assignments import routes as assignments
from webapp.atlas import routes as atlas
from webapp.authoring import deck_routes as school_decks
from webapp.authoring import item_routes as school_items
from webapp.authoring import pick_routes as school_picks
from webapp.classrooms import joining_routes as joining
from webapp.classrooms import roster_routes as rosters
from webapp.classrooms import routes as classrooms
from webapp.classrooms import settings_routes as class_settings
from webapp.config import Config
from webapp.content.reader import ContentMistakes, load_catalogue
from webapp.core.catalogue import Catalogue
from webapp.demo import commands as demo_commands
from webapp.errors import Unavailable
from webapp.insights import item_routes as class_items
from webapp.insights import routes as insights
from webapp.interop import commands as people_commands
from webapp.interop import routes as interop
from webapp.library import atlas_commands, shelf
from webapp.library import atlas_routes as explore
from webapp.library import basis_routes as basis
from webapp.library import commands as content_commands
from webapp.library import report_routes as reports
from webapp.library import review_routes as reviewing
from webapp.library import reviewer_routes as reviewers
from webapp.library import routes as library
from webapp.messages import routes as messages
from webapp.pages import routes as pages
from webapp.practice import commands as practice_commands
from webapp.practice import deck_routes as decks
from webapp.practice import routes as practice
from webapp.progress import routes as progress
from webapp.selftests import routes as selftests

BLUEPRINTS = [accounts.blueprint, settings.blueprint, pages.blueprint]
CLASSES = [classrooms, joining, class_settings, rosters, assignments, class_tests, gradebook, insights, class_items]
AUTHORING = [school_decks, school_picks, school_items]
FEATURES = [
    *CLASSES,
    *AUTHORING,
    library,
    explore,
    basis,
    reviewing,
    reviewers,
    reports,
    practice,
    decks,
    progress,
    selftests,
    interop,
    messages,
]
FEATURE_COMMANDS = [content_commands.content, atlas_commands.atlas, practice_commands.practice, practice_commands.scheduling]
COMMANDS = [cli.backup, cli.restore, cli.database, people_commands.people, *FEATURE_COMMANDS, demo_commands.demo]
NAVIGATION = [("Practice", "/practice"), ("Classes", "/classes"), ("Library", "/library"), ("Atlas", "/atlas"), ("Progress", "/progress")]
"""What the header links to; an address that no feature serves yet is left out."""


def create_app(config: Config | None = None, catalogue: Catalogue | None = None) -> Flask:
    """The whole app; without arguments, by the environment and with the material of `content/`."""
    config = config or Config.from_environment(os.environ)
    app = create_kernel(config)
    _load_content(app, config, catalogue)
    for feature in FEATURES:
        feature.init(app)
    atlas.init(app, config.content / "atlas")
    for command in COMMANDS:
        app.cli.add_command(command)
    return app


def create_kernel(config: Config) -> Flask:
    """The app without the material and what is learnt from it: kernel, accounts, pages."""
    app = web.make_app(config)
    app.extensions["version"] = __version__
    for kernel in (constraints, errors, compressing):
        kernel.init(app)
    for part in (clock, db):
        part.init(app, config)
    access.init(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.jinja_env.globals.update(version=__version__, navigation=lambda: _served(app), unread_notices=lambda: 0)
    return app


def _load_content(app: Flask, config: Config, catalogue: Catalogue | None) -> None:
    """Loads the material; where it has mistakes, the commands that find and mend them still work, and the server does not start."""
    app.extensions["content_mistakes"] = None
    try:
        app.extensions["catalogue"] = catalogue or load_catalogue(config.content)
        shelf.init(app, app.extensions["catalogue"], config.content)
    except ContentMistakes as mistakes:
        app.extensions["content_mistakes"] = mistakes
        app.before_request(_refuse_without_content)


def _refuse_without_content() -> None:
    raise Unavailable("The material has mistakes and cannot be shown. Whoever runs this Palpate: `flask content check` tells which.")


def _served(app: Flask) -> list[tuple[str, str]]:
    served = {rule.rule for rule in app.url_map.iter_rules()}
    return [(label, path) for label, path in NAVIGATION if path in served]
