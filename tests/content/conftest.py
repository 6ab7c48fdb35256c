"""What the content's tests share."""

from pathlib import Path

import pytest

from tests.content.make import material


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small material, without a mistake until a test makes one."""
    return material(tmp_path / "content")
