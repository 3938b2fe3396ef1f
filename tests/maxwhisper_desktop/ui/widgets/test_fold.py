"""Details are folded at first, and the user's choice is told."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from maxwhisper_desktop.ui.widgets.fold import Fold

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_details_are_unfolded_and_folded_by_keyboard(qtbot: QtBot) -> None:
    details = QLabel("Details")
    fold = Fold(details, QPushButton("Beside"))
    qtbot.addWidget(fold)
    fold.set_summary("In short")
    fold.show()
    told: list[bool] = []
    fold.opened.connect(told.append)
    line = fold.findChild(QToolButton)
    assert isinstance(line, QToolButton)
    assert line.text() == "In short"
    assert not details.isVisible()
    QTest.keyClick(line, Qt.Key.Key_Space)
    assert details.isVisible()
    QTest.keyClick(line, Qt.Key.Key_Space)
    assert not details.isVisible()
    assert told == [True, False]
