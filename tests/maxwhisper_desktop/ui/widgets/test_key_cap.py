"""The key that is drawn has room for its name, and looks pressed while it is."""

import pytest
from pytestqt.qtbot import QtBot

from maxwhisper_desktop.ui.widgets.key_cap import KeyCap

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def cap(qtbot: QtBot) -> KeyCap:
    cap = KeyCap()
    qtbot.addWidget(cap)
    return cap


@pytest.mark.parametrize("name", ["A", "Right Ctrl", "Mouse button 8 (back)"])
def test_the_name_fits_the_key(cap: KeyCap, name: str) -> None:
    cap.show_key(name)
    assert cap.sizeHint().width() > cap.fontMetrics().horizontalAdvance(name)
    assert cap.accessibleName() == name


def test_a_key_without_a_name_is_square(cap: KeyCap) -> None:
    cap.show_key("")
    assert cap.sizeHint().width() == cap.sizeHint().height()


def test_a_pressed_key_looks_different(cap: KeyCap) -> None:
    cap.show_key("F9")
    cap.resize(cap.sizeHint())
    up = cap.grab().toImage()
    cap.show_key("F9", is_pressed=True)
    assert cap.grab().toImage() != up
