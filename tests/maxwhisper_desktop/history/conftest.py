"""A history of the test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from samples.history_place import Place

from maxwhisper_desktop.history.history import HistoryStore


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A history's folder, in which a test opens, fills and damages it."""
    place = Place(tmp_path)
    yield place
    place.close()


@pytest.fixture
def store(place: Place) -> HistoryStore:
    """An open history."""
    return place.open()
