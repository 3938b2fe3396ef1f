"""Pages that scroll keep their width, whether there is a scroll bar or not."""

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from maxwhisper_desktop.ui.widgets.field_note import FieldNote
from maxwhisper_desktop.ui.widgets.scrolling import scrolling

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_page_is_equally_wide_with_a_scroll_bar_and_without(qtbot: QtBot) -> None:
    page = QWidget()
    QVBoxLayout(page).addWidget(FieldNote("The key is kept in the keyring of the desktop."))
    page.setMinimumHeight(200)
    area = scrolling(page)
    qtbot.addWidget(area)
    area.show()
    widths = []
    for height in (150, 300):
        area.resize(400, height)
        QApplication.processEvents()
        widths.append((area.verticalScrollBar().isVisible(), page.width()))
    (with_bar, narrow), (without_bar, wide) = widths
    assert (with_bar, without_bar) == (True, False)
    assert narrow == wide
