"""The app's windows give up the place in front while the desktop asks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from maxwhisper_desktop.ui.foreground import Foreground

BENEATH = Qt.WindowType.WindowStaysOnBottomHint
GIVEN_UP, FREE = True, False


@pytest.fixture
def foreground() -> Foreground:
    return Foreground()


@pytest.fixture
def window(qtbot: QtBot) -> QDialog:
    window = QDialog()
    qtbot.addWidget(window)
    return window


def is_beneath(window: QDialog) -> bool:
    return bool(window.windowHandle().flags() & BENEATH)


def test_a_window_that_is_open_goes_beneath_and_comes_back(
    foreground: Foreground, window: QDialog
) -> None:
    foreground.present(window)
    assert not is_beneath(window)
    foreground.give_up(GIVEN_UP)
    assert window.isVisible()
    assert is_beneath(window)
    foreground.give_up(FREE)
    assert not is_beneath(window)


def test_a_window_that_the_user_opens_meanwhile_lies_beneath(
    foreground: Foreground, window: QDialog
) -> None:
    foreground.give_up(GIVEN_UP)
    foreground.present(window)
    assert window.isVisible()
    assert is_beneath(window)
    foreground.give_up(FREE)
    assert window.isVisible()
    assert not is_beneath(window)


def test_a_window_that_opens_by_itself_waits(foreground: Foreground, window: QDialog) -> None:
    foreground.give_up(GIVEN_UP)
    foreground.appear(window)
    assert not window.isVisible()
    foreground.give_up(FREE)
    assert window.isVisible()
    assert not is_beneath(window)


def test_a_window_that_the_user_has_closed_does_not_come_back(
    foreground: Foreground, window: QDialog
) -> None:
    foreground.give_up(GIVEN_UP)
    foreground.present(window)
    window.reject()
    foreground.give_up(FREE)
    assert not window.isVisible()
