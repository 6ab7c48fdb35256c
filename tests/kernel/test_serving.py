"""The server as people start it: `python wsgi.py`."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from webapp.config import ROOT


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


@contextmanager
def serving(folder: Path, port: int, **environ: str) -> Iterator[subprocess.Popen[str]]:
    """A server that answers; ended at the latest with the block."""
    given = {**os.environ, "INSTANCE": str(folder), "PORT": str(port), **environ}
    server = subprocess.Popen([sys.executable, "wsgi.py"], cwd=ROOT, env=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        _wait(server, port)
        yield server
    finally:
        if server.poll() is None:
            server.kill()
        server.communicate()


def _wait(server: subprocess.Popen[str], port: int) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise AssertionError(server.communicate()[1])
        try:
            if ask(port, "/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def stop(server: subprocess.Popen[str]) -> tuple[int, str, str]:
    server.send_signal(signal.SIGTERM)
    out, err = server.communicate(timeout=20)
    return server.returncode, out, err


def test_it_tells_its_address_makes_the_first_administrator_and_stops_when_told(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, port) as server:
        status, body = ask(port, "/healthz")
        health = json.loads(body)
        assert (status, health["status"]) == (200, "ok")
        assert health["schema"] >= "0001"
        assert health["content"]["muscles"] > 0
        assert ask(port, "/accounts/sign-up")[0] == 200
        code, out, err = stop(server)
    assert code == 0, err
    assert f"Palpate is at http://127.0.0.1:{port}" in out
    assert re.search(rf"once: http://127\.0\.0\.1:{port}/accounts/join/\S{{40,}}", out)
    assert "Traceback" not in err


def test_a_hundred_idle_sockets_do_not_stop_it(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, port):
        idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(150)]
        for each in idle:
            each.sendall(b"GET / HTTP/1.1\r\nHost: slow\r\n")
        started = time.monotonic()
        assert ask(port, "/healthz")[0] == 200
        assert time.monotonic() - started < 5
        for each in idle:
            each.close()


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"PORT": "none"}, "PORT should be a port number"),
        ({"CONTENT": "/nonexistent"}, "content"),
        ({"DATABASE_URL": "sqlite:////nonexistent/test.sqlite3"}, "database"),
    ],
)
def test_what_cannot_work_is_said_in_words(tmp_path: Path, environ: dict[str, str], words: str) -> None:
    given = {**os.environ, "INSTANCE": str(tmp_path), "PORT": str(free_port()), **environ}
    done = subprocess.run([sys.executable, "wsgi.py"], cwd=ROOT, env=given, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_taken_port_is_said_in_words(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        given = {**os.environ, "INSTANCE": str(tmp_path), "PORT": str(taken.getsockname()[1])}
        done = subprocess.run([sys.executable, "wsgi.py"], cwd=ROOT, env=given, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "cannot be listened on" in done.stderr
    assert "Traceback" not in done.stderr
