"""Choosing the key: by pressing it, even if it has another function, or from the list."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from samples.page_samples import sample_key_names
from ui.widget_search import button, named

from maxwhisper_desktop.hotkey.key_names import (
    label,
    name_of_button,
    name_of_key_event,
    own_name,
    refusal,
)
from maxwhisper_desktop.ui.widgets.key_chooser import USUAL_KEYS, KeyChooser, KeyNames

RIGHT_CTRL, F13, SMALL_A, TAB, NAMELESS = 0xFFE4, 0xFFCA, 0x61, 0xFF09, 0

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def chooser(qtbot: QtBot) -> Iterator[KeyChooser]:
    window = QWidget()
    chooser = KeyChooser(sample_key_names(), window)
    QVBoxLayout(window).addWidget(chooser)
    qtbot.addWidget(window)
    window.show()
    chooser.choose("Right Ctrl")
    yield chooser
    window.close()


def catcher(chooser: KeyChooser) -> QAbstractButton:
    return button(chooser, "Press a key\u2026")


def press(target: QWidget, keysym: int, key: Qt.Key = Qt.Key.Key_unknown) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, 1, keysym, 0)
        QApplication.sendEvent(target, event)


def notes(chooser: KeyChooser) -> str:
    return " ".join(each.text() for each in chooser.findChildren(QLabel) if each.isVisible())


@pytest.mark.parametrize(
    ("keysym", "key", "name"),
    [(F13, Qt.Key.Key_F13, "F13"), (RIGHT_CTRL, Qt.Key.Key_Control, "Right Ctrl")],
)
def test_the_pressed_key_is_chosen(
    chooser: KeyChooser, qtbot: QtBot, keysym: int, key: Qt.Key, name: str
) -> None:
    catch = catcher(chooser)
    catch.click()
    with qtbot.waitSignal(chooser.chosen) as chosen:
        press(catch, keysym, key)
    assert chosen.args == [name]
    assert chooser.key() == name
    assert not catch.isChecked()


def test_a_key_that_older_settings_call_by_its_x11_name_is_shown_by_its_own(
    chooser: KeyChooser,
) -> None:
    chooser.choose("Control_R")
    assert chooser.key() == "Right Ctrl"


def test_a_side_button_of_the_mouse_is_chosen(chooser: KeyChooser, qtbot: QtBot) -> None:
    catch = catcher(chooser)
    catch.click()
    QTest.mouseClick(catch, Qt.MouseButton.BackButton)
    assert chooser.key() == "Mouse button 8"


def test_keys_are_captured_only_on_request(chooser: KeyChooser, qtbot: QtBot) -> None:
    catch = catcher(chooser)
    with qtbot.assertNotEmitted(chooser.chosen):
        press(catch, F13, Qt.Key.Key_F13)


def test_escape_leaves_the_key_as_it_is(chooser: KeyChooser, qtbot: QtBot) -> None:
    catch = catcher(chooser)
    catch.click()
    with qtbot.assertNotEmitted(chooser.chosen):
        press(catch, 0xFF1B, Qt.Key.Key_Escape)
    assert not catch.isChecked()
    assert chooser.key() == "Right Ctrl"


def test_capturing_is_reported_to_the_app(chooser: KeyChooser, qtbot: QtBot) -> None:
    told: list[bool] = []
    chooser.catching_changed.connect(told.append)
    catch = catcher(chooser)
    catch.click()
    press(catch, F13, Qt.Key.Key_F13)
    assert told == [True, False]


def test_losing_the_focus_ends_capturing(chooser: KeyChooser, qtbot: QtBot) -> None:
    catch = catcher(chooser)
    catch.setFocus()
    catch.click()
    named(chooser, QComboBox, "Key to hold").setFocus()
    assert not catch.isChecked()


def test_a_key_that_cannot_be_the_hotkey_is_rejected_with_the_reason(
    chooser: KeyChooser, qtbot: QtBot
) -> None:
    catch = catcher(chooser)
    catch.click()
    with qtbot.assertNotEmitted(chooser.chosen):
        press(catch, TAB, Qt.Key.Key_Tab)
    assert "Tab moves between fields." in notes(chooser)
    assert chooser.key() == "Right Ctrl"


def test_a_key_without_a_name_is_reported_and_the_next_one_captured(
    chooser: KeyChooser, qtbot: QtBot
) -> None:
    catch = catcher(chooser)
    catch.click()
    press(catch, NAMELESS)
    assert "press another one" in notes(chooser)
    press(catch, F13, Qt.Key.Key_F13)
    assert chooser.key() == "F13"


def test_a_key_that_types_is_chosen_with_a_warning(chooser: KeyChooser) -> None:
    catch = catcher(chooser)
    catch.click()
    press(catch, SMALL_A, Qt.Key.Key_A)
    assert chooser.key() == "A"
    assert "A cannot be used for anything else" in notes(chooser)


def test_the_apps_own_names_serve_every_usual_key(qtbot: QtBot) -> None:
    names = KeyNames(name_of_key_event, name_of_button, own_name, label, refusal)
    chooser = KeyChooser(names)
    qtbot.addWidget(chooser)
    for name in USUAL_KEYS:
        assert refusal(name) is None
        chooser.choose(name)
        assert chooser.key() == name
