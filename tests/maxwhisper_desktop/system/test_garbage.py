"""Cyclic garbage is collected on the main thread alone."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QObject, Qt
from pytestqt.qtbot import QtBot

from maxwhisper_desktop.system.garbage import collect_due, collect_on_this_thread


@pytest.fixture
def collecting_here(qtbot: QtBot) -> Iterator[QtBot]:
    """The event loop's bot, while the loop collects."""
    collect_on_this_thread()
    yield qtbot
    QAbstractEventDispatcher.instance().aboutToBlock.disconnect(collect_due)
    gc.unfreeze()


def _drop_a_cycle(destroyed_on: list[str]) -> None:
    class InACycle(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.me = self

    thing = InACycle()
    thing.destroyed.connect(
        lambda: destroyed_on.append(threading.current_thread().name),
        Qt.ConnectionType.DirectConnection,
    )


def _allocate_a_lot() -> list[list[int]]:
    return [[number] for number in range(100 * gc.get_threshold()[0])]


def test_garbage_of_qt_is_destroyed_on_the_main_thread(collecting_here: QtBot) -> None:
    destroyed_on: list[str] = []
    _drop_a_cycle(destroyed_on)
    other = threading.Thread(target=_allocate_a_lot, name="other")
    other.start()
    other.join()
    assert not destroyed_on
    kept = []

    def destroyed() -> bool:
        kept.append(_allocate_a_lot())
        return bool(destroyed_on)

    collecting_here.waitUntil(destroyed)
    assert destroyed_on == [threading.main_thread().name]


def test_nothing_is_collected_before_enough_was_created() -> None:
    gc.collect()
    collections = [generation["collections"] for generation in gc.get_stats()]
    collect_due()
    assert [generation["collections"] for generation in gc.get_stats()] == collections
