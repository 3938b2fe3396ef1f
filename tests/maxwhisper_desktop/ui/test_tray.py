"""The tray's menu: its texts, its enabled entries, the requests they emit."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot
from samples.take_samples import sample_status

from engine.sentence import Sentence
from maxwhisper_desktop.status.app_status import AppState, AppStatus
from maxwhisper_desktop.ui.tray import Tray

ENTRIES = {
    "Start recording": "recording_toggled",
    "Type the last text again": "paste_again_requested",
    "Open panel": "panel_requested",
    "Transcribe files\u2026": "files_requested",
    "History": "history_requested",
    "Settings\u2026": "settings_requested",
    "Welcome\u2026": "welcome_requested",
    "Quit": "quit_requested",
}


@pytest.fixture
def tray(qapp: object) -> Tray:
    tray = Tray()
    tray.show_status(sample_status())
    return tray


def entry(tray: Tray, words: str) -> QAction:
    return next(one for one in tray.menu.actions() if one.text().replace("&", "") == words)


def test_the_first_line_shows_the_status(tray: Tray) -> None:
    first = tray.menu.actions()[0]
    assert "Ready" in first.text()
    assert "base on the processor" in first.text()
    assert not first.isEnabled()


@pytest.mark.parametrize("words", ENTRIES)
def test_each_entry_emits_its_request(tray: Tray, words: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(getattr(tray, ENTRIES[words])):
        entry(tray, words).trigger()


@pytest.mark.parametrize("state", [AppState.ARMING, AppState.RECORDING])
def test_a_recording_can_be_ended_or_cancelled(
    tray: Tray, state: AppState, qtbot: QtBot
) -> None:
    tray.show_status(sample_status(state))
    with qtbot.waitSignal(tray.recording_toggled):
        entry(tray, "Stop and type").trigger()
    with qtbot.waitSignal(tray.cancel_requested):
        entry(tray, "Cancel").trigger()


@pytest.mark.parametrize("state", [AppState.READY, AppState.LOADING, AppState.FAILED])
def test_cancel_is_disabled_when_idle(tray: Tray, state: AppState) -> None:
    tray.show_status(sample_status(state))
    assert not entry(tray, "Cancel").isEnabled()


def test_type_again_is_disabled_before_the_first_text(tray: Tray) -> None:
    tray.show_status(AppStatus())
    assert not entry(tray, "Type the last text again").isEnabled()


def test_no_two_entries_share_a_shortcut(tray: Tray) -> None:
    texts = [one.text() for one in tray.menu.actions() if "&" in one.text()]
    keys = [text[text.index("&") + 1].lower() for text in texts]
    assert len(keys) == len({*keys})
    assert len(keys) == len(ENTRIES) + 1


def test_a_click_toggles_the_panel(
    tray: Tray, qtbot: QtBot, click: Callable[[Tray], None]
) -> None:
    with qtbot.waitSignal(tray.panel_toggled):
        click(tray)


@pytest.fixture
def click() -> Callable[[Tray], None]:
    def activate(tray: Tray) -> None:
        icon = tray.findChild(QSystemTrayIcon)
        assert isinstance(icon, QSystemTrayIcon)
        icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)

    return activate


def test_the_tooltip_shows_the_problem(tray: Tray) -> None:
    tray.show_status(
        replace(sample_status(AppState.FAILED), problem=Sentence("No microphone."))
    )
    icon = tray.findChild(QSystemTrayIcon)
    assert isinstance(icon, QSystemTrayIcon)
    assert "No microphone." in icon.toolTip()
