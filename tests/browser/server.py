"""Palpate as a process of its own, with its own data and a clock that tests move; it can be killed and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

from tests import make
from webapp.config import ROOT

PATIENCE_SECONDS = 90
SETTINGS = {"DATABASE_URL", "BASE_URL", "SECRET_KEY", "SECRET_KEY_FALLBACKS", "SIGN_UP", "MAIL", "CONTENT", "FLASK_APP"}
"""What the environment of a developer might say must not reach the server under test."""


class Server:
    """`python wsgi.py` on a free port; the folder keeps its data between two starts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database_url = f"sqlite:///{folder / 'instance' / 'palpate.sqlite3'}"
        self.seconds_ahead = (make.AT - datetime.now(UTC)).total_seconds()
        self.process: subprocess.Popen[bytes] | None = None
        self._write_clock()

    @property
    def environ(self) -> dict[str, str]:
        """What the server, and commands beside it, are started with."""
        kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
        own = {"INSTANCE": str(self.folder / "instance"), "HOST": "127.0.0.1", "PORT": str(self.port), "TEST_CLOCK": str(self._clock)}
        return {**kept, **own}

    def start(self) -> None:
        """Starts the process, and waits until it answers."""
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen([sys.executable, "wsgi.py"], cwd=ROOT, env=self.environ, stdout=log, stderr=log)
        until = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            assert self.process.poll() is None, f"the server ended:\n{self.log()}"
            assert time.monotonic() < until, f"the server does not answer:\n{self.log()}"
            time.sleep(0.05)

    def kill(self) -> None:
        """Ends the process at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Asks the process to end; complains where it had ended by itself."""
        ended = self.process.poll() if self.process else None
        self._end(signal.SIGTERM)
        assert ended is None, f"the server had ended with {ended}:\n{self.log()}"

    def move(self, *, days: int = 0, hours: float = 0) -> None:
        """Moves the server's clock forward."""
        self.seconds_ahead += days * 86_400 + hours * 3600
        self._write_clock()

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Runs `flask --app wsgi …` on the server's data."""
        line = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
        return subprocess.run(line, cwd=ROOT, env=self.environ, capture_output=True, text=True, check=False)

    def log(self) -> str:
        """The end of what the server has printed."""
        return (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")[-4000:]

    @property
    def _clock(self) -> Path:
        return self.folder / "clock"

    def _write_clock(self) -> None:
        # Renamed into place: the server never sees half a number.
        fresh = self.folder / "clock.new"
        fresh.write_text(f"{self.seconds_ahead:.0f}", encoding="ascii")
        fresh.replace(self._clock)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def _end(self, with_signal: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(with_signal)
            self.process.wait(timeout=30)
            self.process = None


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
