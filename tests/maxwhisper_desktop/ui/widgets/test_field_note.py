"""The note below a field: visible and announced while it has a text, otherwise hidden."""

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from maxwhisper_desktop.ui.widgets.field_note import FieldNote

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    rows = QVBoxLayout(window)
    rows.addWidget(QLineEdit())
    rows.addWidget(FieldNote())
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def note(window: QWidget) -> FieldNote:
    return window.findChildren(FieldNote)[0]


@pytest.fixture
def field(window: QWidget) -> QLineEdit:
    return window.findChildren(QLineEdit)[0]


def test_an_error_is_announced_with_its_field_until_it_is_fixed(
    note: FieldNote, field: QLineEdit
) -> None:
    note.complain("Too long.", field)
    assert note.isVisible()
    assert field.accessibleDescription() == "Too long."
    note.clear_complaint()
    assert not note.isVisible()
    assert field.accessibleDescription() == ""


def test_a_hint_returns_after_an_error(note: FieldNote, field: QLineEdit) -> None:
    note.set_hint("One a line.")
    note.complain("Too long.", field)
    note.clear_complaint()
    assert note.text() == "One a line."


def test_a_sentence_is_fully_visible_at_any_width(note: FieldNote, window: QWidget) -> None:
    note.set_hint("A rather long sentence that needs some lines. " * 5)
    for width in (200, 700, 300):
        window.resize(width, 400)
        QApplication.processEvents()
        assert note.height() >= note.heightForWidth(note.width())


def test_it_is_legible_after_a_theme_change(note: FieldNote, window: QWidget) -> None:
    note.set_hint("One a line.")
    for ground in (QColor("#202020"), QColor("#f0f0f0")):
        window.setPalette(QPalette(ground, ground))
        ink = note.palette().color(QPalette.ColorRole.WindowText)
        assert abs(ink.lightness() - ground.lightness()) > 80
