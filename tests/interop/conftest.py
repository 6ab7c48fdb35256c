"""A student with months of practice, and her data as files."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask

from tests.practice.conftest import enrol, shelf
from webapp.accounts.models import User
from webapp.db import reading
from webapp.interop.exporting import write_json, write_zip

__all__ = ["enrol", "shelf"]


@pytest.fixture
def imports(app: Flask) -> Path:
    """The folder of waiting files, empty."""
    folder = Path(app.extensions["config"].instance / "imports")
    for file in folder.iterdir() if folder.exists() else ():
        file.unlink()
    return folder


@pytest.fixture
def upload(tmp_path: Path) -> Callable[[bytes | str], Path]:
    """Puts some bytes into a file."""

    def put(content: bytes | str) -> Path:
        file = tmp_path / "upload"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    return put


@pytest.fixture
def downloaded(app: Flask) -> Callable[[User, datetime], str]:
    """The person's JSON file."""

    def text(user: User, at: datetime) -> str:
        to = io.StringIO()
        with app.app_context(), reading() as session:
            write_json(session, user, to, at=at)
        return to.getvalue()

    return text


@pytest.fixture
def zipped(app: Flask) -> Callable[..., zipfile.ZipFile]:
    """The person's ZIP file."""

    def archive(user: User, at: datetime, *, mark: bool = False) -> zipfile.ZipFile:
        to = io.BytesIO()
        with app.app_context(), reading() as session:
            write_zip(session, user, to, at=at, mark=mark)
        return zipfile.ZipFile(to)

    return archive
