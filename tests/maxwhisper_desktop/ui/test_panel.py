"""The window around the pages."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from samples.take_samples import sample_status, sample_takes
from ui.keyboard_reach import controls, reached_by_tab, spoken_name

from engine.sentence import Sentence
from maxwhisper_desktop.ui.pages.takes_page import TakesPage
from maxwhisper_desktop.ui.panel import Panel
from maxwhisper_desktop.ui.widgets.drop_zone import DropZone

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    # Until Qt 6.11 a drag can enter only at whole pixels, which Qt 6.12 calls out of date.
    pytest.mark.filterwarnings("ignore:.*QDragEnterEvent:DeprecationWarning"),
]


@pytest.fixture
def page() -> TakesPage:
    page = TakesPage()
    for take in sample_takes():
        page.add_take(take)
    page.show_status(sample_status())
    return page


@pytest.fixture
def panel(page: TakesPage, qtbot: QtBot) -> Panel:
    panel = Panel()
    qtbot.addWidget(panel)
    panel.add_page(page, "Dictation")
    panel.add_page(QLabel("Nothing yet"), "History")
    panel.show()
    return panel


def dismiss_button(panel: Panel) -> QToolButton:
    buttons = panel.findChildren(QToolButton)
    return next(one for one in buttons if "Dismiss" in one.accessibleName() and one.isVisible())


def shows(panel: Panel, words: str) -> bool:
    labels = panel.findChildren(QLabel)
    return any(label.isVisible() and label.text() == words for label in labels)


def dragged(*urls: QUrl) -> QMimeData:
    data = QMimeData()
    data.setUrls(urls)
    return data


def drop(target: QWidget, data: QMimeData) -> bool:
    """Drop data on a widget if it accepts them; return whether it does."""
    is_accepted = enter(target, data)
    if is_accepted:
        how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
        dropping = QDropEvent(QPointF(9, 9), *how, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(target, dropping)
    return is_accepted


def enter(target: QWidget, data: QMimeData) -> bool:
    """Drag data onto a widget; return whether it accepts them."""
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    entering = QDragEnterEvent(QPoint(9, 9), *how, Qt.KeyboardModifier.NoModifier)
    entering.setAccepted(False)
    QApplication.sendEvent(target, entering)
    return entering.isAccepted()


def test_a_problem_is_shown_until_it_is_solved(panel: Panel) -> None:
    panel.show_status(replace(sample_status(), problem=Sentence("No microphone was found.")))
    assert shows(panel, "No microphone was found.")
    panel.show_status(sample_status())
    assert not shows(panel, "No microphone was found.")


def test_a_dismissed_problem_stays_hidden_until_it_recurs(panel: Panel) -> None:
    trouble = replace(sample_status(), problem=Sentence("No microphone was found."))
    panel.show_status(trouble)
    dismiss_button(panel).click()
    panel.show_status(replace(trouble, progress="Compiling"))
    assert not shows(panel, "No microphone was found.")
    panel.show_status(sample_status())
    panel.show_status(trouble)
    assert shows(panel, "No microphone was found.")


def test_progress_is_shown_and_cannot_be_dismissed(panel: Panel) -> None:
    panel.show_status(replace(sample_status(), progress="Compiling: 40 s"))
    assert shows(panel, "Compiling: 40 s")
    with pytest.raises(StopIteration):
        dismiss_button(panel)


def test_files_dropped_anywhere_are_accepted(panel: Panel, qtbot: QtBot) -> None:
    files = [Path("/talks/one.mp3"), Path("/talks")]
    with qtbot.waitSignal(panel.files_dropped) as dropped:
        assert drop(panel, dragged(*(QUrl.fromLocalFile(str(path)) for path in files)))
    assert dropped.args == [files]


def drop_zone(panel: Panel) -> DropZone:
    zone = panel.findChild(DropZone)
    assert isinstance(zone, DropZone)
    return zone


def test_the_window_lights_up_while_files_are_dragged_over_it(panel: Panel) -> None:
    files = dragged(QUrl.fromLocalFile("/talks/one.mp3"))
    assert not drop_zone(panel).isVisible()
    enter(panel, files)
    assert drop_zone(panel).isVisible()
    assert drop_zone(panel).is_lit
    QApplication.sendEvent(panel, QDragLeaveEvent())
    assert not drop_zone(panel).isVisible()
    enter(panel, files)
    assert drop(panel, files)
    assert not drop_zone(panel).isVisible()


def test_it_stays_dark_for_what_cannot_be_transcribed(panel: Panel) -> None:
    enter(panel, dragged(QUrl("https://example.org/talk.mp3")))
    assert not drop_zone(panel).isVisible()


def test_remote_files_are_not_accepted(panel: Panel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.files_dropped):
        assert not drop(panel, dragged(QUrl("https://example.org/talk.mp3")))


def test_files_dropped_on_a_take_s_text_are_accepted_as_files(
    panel: Panel, page: TakesPage, qtbot: QtBot
) -> None:
    field = page.findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    text = field.toPlainText()
    with qtbot.waitSignal(panel.files_dropped):
        assert drop(field.viewport(), dragged(QUrl.fromLocalFile("/talks/one.mp3")))
    assert field.toPlainText() == text


def test_closing_hides_the_window_and_the_app_keeps_running(panel: Panel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.quit_requested):
        assert panel.close()
    assert not panel.isVisible()


def test_closing_is_told(panel: Panel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.closed):
        panel.close()


def test_a_hidden_panel_is_idle(panel: Panel) -> None:
    panel.hide()
    assert [timer for timer in panel.findChildren(QTimer) if timer.isActive()] == []


def test_a_shortcut_opens_the_settings(panel: Panel, qtbot: QtBot) -> None:
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    with qtbot.waitSignal(panel.settings_requested):
        QTest.keyClick(panel, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)


def test_it_restores_its_geometry(panel: Panel, qtbot: QtBot) -> None:
    panel.resize(700, 720)
    other = Panel()
    qtbot.addWidget(other)
    other.place(panel.geometry_bytes())
    assert other.size() == panel.size()
    other.place(b"\x00nonsense")
    assert other.size() == panel.size()


def test_a_page_is_shown_in_place_of_another(panel: Panel) -> None:
    history = QLabel("Earlier")
    panel.add_page(history, "Earlier")
    panel.show_page(history)
    assert history.isVisible()


def test_everything_is_reached_by_keyboard_and_has_a_name(panel: Panel, qtbot: QtBot) -> None:
    panel.show_status(replace(sample_status(), problem=Sentence("No microphone was found.")))
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    reached = reached_by_tab(panel)
    assert controls(panel) <= reached
    assert [one for one in reached if not spoken_name(one)] == []
