"""A settings file of the test's own."""

from pathlib import Path

import pytest


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The path of a settings file; its folder does not exist yet."""
    return tmp_path / "config" / "settings.toml"
