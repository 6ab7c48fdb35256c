"""A short stamp of what a folder holds, so that an address changes when a file does."""

import hashlib
from pathlib import Path


def folder_stamp(root: Path, pattern: str) -> str:
    """Twelve hexadecimal digits of the names and bytes of the files that match."""
    digest = hashlib.sha256()
    for path in sorted(root.glob(pattern)):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
