"""Background jobs of the one server process: each calls a service, and may be repeated at no harm."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask, current_app

from webapp import mail
from webapp.accounts import service
from webapp.assignments import settling
from webapp.classrooms import inviting
from webapp.clock import now
from webapp.db import reading, transaction
from webapp.interop.uploads import Uploads
from webapp.library.shelf import shelf
from webapp.messages import noticing, sending
from webapp.practice import showing, totals

logger = logging.getLogger("palpate.jobs")


def deliver_mail(at: datetime) -> None:
    """Sends the mails that wait."""
    mail.deliver_due(current_app.extensions["config"], at=at)


def forget_expired(at: datetime) -> None:
    """Sweeps out what has run out."""
    with transaction() as session:
        service.forget_expired(session, at=at)
        inviting.forget_expired(session, at=at)


def forget_uploads(at: datetime) -> None:
    """Deletes files that wait for an import too long."""
    Uploads.of(current_app.extensions["config"]).sweep(at=at)


def sum_missing(_at: datetime) -> None:
    """Sums the logs of students who have no totals or shown figures yet, as after an upgrade; others write in between."""
    for list_missing, make_up in ((totals.list_unsummed, totals.sum_missing), (showing.list_unshown, showing.show_missing)):
        with reading() as session:
            students = list_missing(session)
        for student_id in students:
            with transaction() as session:
                make_up(session, student_id)


def send_messages(at: datetime) -> None:
    """Writes down digests and summaries whose hour has come."""
    post = sending.Post(shelf(), current_app.extensions["config"])
    sending.send_digests(post, at=at)
    sending.send_summaries(post, at=at)


def tell_news(at: datetime) -> None:
    """Makes notices of what is new in classes."""
    with transaction() as session:
        noticing.tell_news(session, at=at)


def keep_assignments(at: datetime) -> None:
    """Begins assignments whose first day has come, and writes down how far everybody was in those that were due."""
    with transaction() as session:
        settling.align_tests(session, at=at)
        settling.begin_due(session, at=at)
        settling.settle_due(session, shelf(), at=at)


def forget_messages(at: datetime) -> None:
    """Deletes old notices, and that mails were sent."""
    with transaction() as session:
        noticing.forget_notices(session, at=at)
        sending.forget_mail_days(session, at=at)


JOBS: list[tuple[timedelta, Callable[[datetime], None]]] = [
    (timedelta(seconds=2), deliver_mail),
    (timedelta(hours=1), forget_expired),
    (timedelta(hours=1), sum_missing),
    (timedelta(hours=1), forget_uploads),
    (timedelta(hours=1), forget_messages),
    (timedelta(minutes=5), send_messages),
    (timedelta(minutes=1), tell_news),
    (timedelta(minutes=1), keep_assignments),
]


class Jobs:
    """One thread that runs each job at its interval, by the machine's own clock."""

    def __init__(self, app: Flask, tick: timedelta = timedelta(seconds=1)) -> None:
        self._app = app
        self._tick = tick.total_seconds()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="jobs", daemon=True)

    def start(self) -> None:
        """Begins; every job runs once at once."""
        self._thread.start()

    def stop(self) -> None:
        """Ends after the job at hand, or after five seconds."""
        self._stop.set()
        self._thread.join(timeout=5)

    def _loop(self) -> None:
        waited = {job: interval for interval, job in JOBS}
        while not self._stop.is_set():
            for interval, job in JOBS:
                if waited[job] >= interval:
                    waited[job] = timedelta(0)
                    run(self._app, job)
            self._stop.wait(self._tick)
            waited = {job: so_far + timedelta(seconds=self._tick) for job, so_far in waited.items()}


def run(app: Flask, job: Callable[[datetime], None]) -> None:
    """Runs one job; a failure is noted and the job tried again at its next turn."""
    with app.app_context():
        try:
            job(now())
        except Exception:  # a job must not end the others
            logger.exception("job %s failed", job.__name__)
