"""Files that wait between the look at them and the import: one a person, in a folder of the installation, for an hour."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from webapp.config import Config
from webapp.errors import NextStep, Stale

LARGEST_UPLOAD = 25 << 20
"""Bytes; the ZIP file of 100,000 answers has about 18 MB."""
KEPT = timedelta(hours=1)
CHUNK = 1 << 18
GONE = "The file that was looked at is no longer here. Choose it again."


class Uploads:
    """The folder of waiting files; each is named by its owner's id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def of(cls, config: Config) -> "Uploads":
        """The folder of an installation."""
        return cls(config.instance / "imports")

    def keep(self, user_id: int, upload: IO[bytes], *, at: datetime) -> str:
        """Puts a file there instead of an earlier one of the same person; gives its SHA-256."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        digest, part = hashlib.sha256(), self._folder / f"{user_id}.{secrets.token_hex(8)}"
        with open(part, "xb", opener=_private) as kept:
            while chunk := upload.read(CHUNK):
                digest.update(chunk)
                kept.write(chunk)
        os.utime(part, (at.timestamp(), at.timestamp()))
        part.replace(self._folder / str(user_id))
        return digest.hexdigest()

    def get(self, user_id: int, digest: str, *, at: datetime) -> Path:
        """The person's waiting file; raises Stale where it is gone, too old, or another one."""
        file = self._folder / str(user_id)
        if not file.exists() or self._is_old(file, at):
            raise Stale(GONE, step=NextStep("Own data", "/own-data"))
        with file.open("rb") as kept:
            if not secrets.compare_digest(hashlib.file_digest(kept, "sha256").hexdigest().encode(), digest.encode()):
                raise Stale(GONE, step=NextStep("Own data", "/own-data"))
        return file

    def drop(self, user_id: int) -> None:
        """Deletes what a person has there."""
        self._delete(file for file in self._files() if file.name.split(".")[0] == str(user_id))

    def sweep(self, *, at: datetime) -> None:
        """Deletes what has been there for more than an hour."""
        self._delete(file for file in self._files() if self._is_old(file, at))

    def _files(self) -> Iterator[Path]:
        yield from list(self._folder.iterdir()) if self._folder.exists() else ()

    @staticmethod
    def _is_old(file: Path, at: datetime) -> bool:
        with suppress(FileNotFoundError):
            return abs(at.timestamp() - file.stat().st_mtime) >= KEPT.total_seconds()
        return True

    @staticmethod
    def _delete(files: Iterator[Path]) -> None:
        for file in files:
            file.unlink(missing_ok=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
