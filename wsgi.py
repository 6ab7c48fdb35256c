"""Starts Palpate: `python wsgi.py` serves it; `wsgi:app` is the app for any other server."""

import logging
import signal
import sys
from typing import Any

from sqlalchemy.exc import OperationalError
from waitress import create_server

from webapp import backups, migrating
from webapp.accounts import service
from webapp.app import create_app
from webapp.clock import now
from webapp.config import ConfigError
from webapp.db import transaction
from webapp.jobs import Jobs
from webapp.open_files import allow_many_sockets

CONNECTIONS = 2000
THREADS = 8
MAX_BODY_BYTES = 16 * 1024 * 1024

try:
    app = create_app()
except ConfigError as wrong:
    sys.exit(f"palpate: {wrong}")


def main() -> int:
    """Checks the content, upgrades the database, and serves until told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    config = app.extensions["config"]
    if app.extensions["content_mistakes"]:
        return _refuse(f"The content has mistakes:\n{app.extensions['content_mistakes']}")
    try:
        backups.keep_before_upgrade(config.database_url)
        migrating.upgrade(config.database_url)
    except (backups.BackupError, migrating.SchemaError) as refused:
        return _refuse(str(refused))
    except OperationalError as wrong:
        return _refuse(f"The database cannot be used: {wrong.orig}")
    allow_many_sockets(CONNECTIONS)
    try:
        server = create_server(
            app,
            host=config.host,
            port=config.port,
            threads=THREADS,
            connection_limit=CONNECTIONS,
            asyncore_use_poll=True,
            max_request_body_size=MAX_BODY_BYTES,
            ident=None,
        )
    except OSError as wrong:
        return _refuse(f"{config.host}:{config.port} cannot be listened on: {wrong.strerror}")
    _welcome()
    _serve(server)
    return 0


def _serve(server: Any) -> None:
    def stop(_signal: int, _frame: object) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)
    jobs = Jobs(app)
    jobs.start()
    try:
        server.run()
    finally:
        jobs.stop()
        app.extensions["engines"].dispose()


def _welcome() -> None:
    base = app.extensions["config"].base_url
    print(f"Palpate is at {base}", flush=True)
    with app.app_context(), transaction() as session:
        token = service.make_setup_link(session, at=now())
    if token:
        print(f"Make the first administrator within the hour, once: {base}/accounts/join/{token}", flush=True)


def _refuse(message: str) -> int:
    print(f"palpate: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
