"""Draws the windows with sample data: ``python tests/helpers/ui/ui_pictures.py FOLDER LANGUAGE``.

Each is drawn in light and dark colours, without a screen unless QT_QPA_PLATFORM names one.
"""

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QLocale, QMimeData, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QMenu,
    QPlainTextEdit,
    QTabWidget,
    QToolButton,
    QWidget,
)
from samples.model_samples import sample_shelf
from samples.page_samples import sample_jobs, sample_key_names, sample_settings, sample_speed
from samples.page_samples import sample_takes as older_takes
from samples.take_samples import sample_status, sample_takes

from engine.compilation.store import CompileProgress
from engine.sentence import Sentence, joined
from maxwhisper_desktop.dictation.events import Notice
from maxwhisper_desktop.microphone.sources import NO_MICROPHONE
from maxwhisper_desktop.ports import LiveText
from maxwhisper_desktop.status.app_status import AppState
from maxwhisper_desktop.status.compile_words import compile_words
from maxwhisper_desktop.system.i18n import install_translation
from maxwhisper_desktop.typist.paste_delivery import HOW_TO_PASTE
from maxwhisper_desktop.ui.first_start import FirstStart
from maxwhisper_desktop.ui.icons import app_icon, state_icon
from maxwhisper_desktop.ui.overlay import Overlay
from maxwhisper_desktop.ui.pages.files_page import FilesPage
from maxwhisper_desktop.ui.pages.history_page import HistoryPage
from maxwhisper_desktop.ui.pages.speed_page import SpeedPage
from maxwhisper_desktop.ui.pages.takes_page import TakesPage
from maxwhisper_desktop.ui.panel import Panel
from maxwhisper_desktop.ui.settings.dialog import SettingsDialog
from maxwhisper_desktop.ui.tray import Tray
from maxwhisper_desktop.ui.widgets.program_rules_button import ProgramRulesButton
from maxwhisper_desktop.ui.words.outcome_words import notice_words

LIVE = LiveText(
    100,
    "Dear Ms Okafor, thank you for your letter of the third of March, which arrived this morning."
    " I have shown it to my colleagues, and we would be",
    " glad to see you here",
)
"""What was said so far in a take."""

_N_LAYOUTS = 3
"""Rounds after which a page is laid out, if a scroll bar takes some of its width."""

ROOMY = QSize(900, 660)
SMALL_SCALE = 1.5
"""The screen's pixels in one of Qt's at 144 dpi, at which the panel is drawn for a small screen."""
SMALL_SCREEN = QSize(1280, 720) / SMALL_SCALE

SPEECH_DBFS = (-52, -31, -24, -20, -27, -38, -22, -18, -21, -33, -48, -40, -26, -19, -23, -30)


def panel() -> Panel:
    """Return the panel after some takes."""
    page = TakesPage()
    page.set_models(["tiny.en", "base", "large-v3-turbo"])
    for take in sample_takes():
        page.add_take(take)
    page.show_status(sample_status())
    return _with_pages(page, 0)


def live_panel() -> Panel:
    """Return the panel while a take is being spoken."""
    window = panel()
    page = window.findChild(TakesPage)
    assert page is not None
    page.show_status(sample_status(AppState.RECORDING))
    page.show_live(LIVE)
    return window


def files_panel() -> Panel:
    """Return the panel with files in every state."""
    return _with_pages(TakesPage(), 1)


def _with_pages(takes: TakesPage, shown: int) -> Panel:
    files, history, speed = FilesPage(), HistoryPage(), SpeedPage()
    files.show_jobs(sample_jobs())
    history.search_requested.connect(lambda search: history.show_found(search, older_takes()))
    speed.show_state(sample_speed())
    return _panel((takes, files, history, speed), shown)


def _panel(pages: tuple[QWidget, QWidget, QWidget, QWidget], shown: int) -> Panel:
    window = Panel()
    words = ("Dictation", "Files", "History", "Speed")
    titles = (QCoreApplication.translate("AppPresenter", each) for each in words)
    for page, title in zip(pages, titles, strict=True):
        window.add_page(page, title)
    is_small = window.devicePixelRatioF() == SMALL_SCALE
    window.resize(SMALL_SCREEN if is_small else ROOMY)
    window.show_page(pages[shown])
    window.show()
    return window


def empty_panel(shown: int, state: AppState = AppState.READY) -> Panel:
    """Return the panel as it is before anything was dictated, with one of its pages shown."""
    takes, history = TakesPage(), HistoryPage()
    takes.set_models(["base"])
    takes.show_status(sample_status(state))
    history.search_requested.connect(lambda search: history.show_found(search, []))
    window = _panel((takes, FilesPage(), history, SpeedPage()), shown)
    for level in SPEECH_DBFS:
        takes.set_level(level)
    return window


def unfolded_panel() -> Panel:
    """Return the panel with a take's times unfolded."""
    window = panel()
    page = window.findChild(TakesPage)
    assert page is not None
    page.show_stage_times(is_open=True)
    return window


def inviting_panel() -> Panel:
    """Return the panel while files are dragged over it."""
    window = panel()
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/talks/reading.flac")])
    how = (Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton)
    QApplication.sendEvent(
        window, QDragEnterEvent(QPoint(9, 9), *how, Qt.KeyboardModifier.NoModifier)
    )
    return window


def settings(page: int = 0) -> SettingsDialog:
    """Return the settings dialog with sample settings, on one of its pages."""
    dialog = SettingsDialog(sample_key_names())
    dialog.set_microphones([("alsa_input.usb-yeti", "Yeti Stereo Microphone")])
    dialog.set_models(["tiny.en", "base"])
    dialog.models.set_shelf(sample_shelf())
    dialog.models.set_in_use("base", "base")
    dialog.show_settings(sample_settings())
    tabs = dialog.findChild(QTabWidget)
    assert tabs is not None
    tabs.setCurrentIndex(page)
    return dialog


def model_settings() -> SettingsDialog:
    """Return the settings dialog on its page of models."""
    return settings(2)


def program_settings() -> SettingsDialog:
    """Return the settings dialog on its page of programs."""
    return settings(5)


def program_rules() -> tuple[ProgramRulesButton, QMenu]:
    """Return the button with the rules for the program that a take was for, and its menu."""
    button = ProgramRulesButton()
    button.show_rules(sample_settings())
    button.show_program("org.gnome.Evolution")
    menu = button.menu()
    menu.aboutToShow.emit()
    return button, menu


def first_start(step: int = 0) -> FirstStart:
    """Return what a new user sees in a step of the welcome."""
    window = FirstStart(sample_key_names())
    window.set_shelf(sample_shelf(is_new=True))
    window.set_microphones([("internal", "Built-in Audio Analog Stereo")], None)
    window.show_step(step)
    return window


def fetching_first_start() -> FirstStart:
    """Return the welcome while the first model is being downloaded."""
    window = first_start()
    window.models.set_download("base", 93_000_000, 292_890_000)
    return window


def unfolded_first_start() -> FirstStart:
    """Return the welcome with all models listed."""
    window = first_start()
    fold = window.models.findChild(QToolButton)
    assert fold is not None
    fold.click()
    return window


def welcome_steps() -> Iterator[tuple[str, FirstStart]]:
    """Yield the steps of the welcome after the model."""
    key, microphone, trying, done = map(first_start, range(1, 5))
    for window in (key, microphone, trying, done):
        window.show_status(sample_status(AppState.READY))
    microphone.show()
    microphone.show_step(2)
    for level in SPEECH_DBFS:
        microphone.set_level(level)
    for box in trying.findChildren(QPlainTextEdit):
        box.setPlainText("And could you send me the minutes of Tuesday's meeting before lunch?")
    yield "welcome-key", key
    yield "welcome-microphone", microphone
    yield "welcome-try", trying
    yield "welcome-done", done


def troubled_panel() -> Panel:
    """Return the panel with a problem and long-running work."""
    window = panel()
    problem = NO_MICROPHONE
    progress = compile_words(CompileProgress((), 40.0, is_waiting=False))
    status = replace(sample_status(AppState.FAILED), problem=problem, progress=progress)
    window.show_status(replace(status, microphone=None))
    page = window.findChild(TakesPage)
    assert page is not None
    page.show_status(replace(status, microphone=None))
    return window


def overlays() -> Iterator[tuple[str, Overlay]]:
    """Yield the overlay in all its states."""
    yield "recording", _recording_overlay()
    first_words, live = _recording_overlay(), _recording_overlay()
    first_words.show_live(LiveText(1, "Dear Ms Okafor,", " thank"))
    live.show_live(LIVE)
    yield "live-first", first_words
    yield "live", live
    rest = _recording_overlay()
    rest.show_live(LIVE)
    rest.show_phase(AppState.RECOGNISING)
    yield "live-recognising", rest
    for state in (AppState.ARMING, AppState.RECOGNISING, AppState.DELIVERING):
        working = Overlay()
        working.show_phase(state)
        yield state.value, working
    telling = Overlay()
    telling.tell(notice_words(Notice.NOTHING_HEARD))
    yield "quiet", telling
    explaining = Overlay()
    why = Sentence("Another window is active than the one you spoke to.")
    explaining.tell(notice_words(Notice.IN_CLIPBOARD, joined([why, HOW_TO_PASTE])))
    yield "long", explaining


def _recording_overlay() -> Overlay:
    overlay = Overlay()
    overlay.show_recording(time.monotonic() * 1000 - 7400)
    for level in SPEECH_DBFS:
        overlay.set_level(level)
    return overlay


def icons() -> QPixmap:
    """Return the tray icons on light and dark backgrounds, in all tray sizes."""
    sheet = QPixmap(620, 200)
    painter = QPainter(sheet)
    for row, ground in enumerate((QColor("#eeeeee"), QColor("#1d1f21"))):
        painter.fillRect(0, row * 100, 620, 100, ground)
        for column, icon in enumerate([app_icon(), *map(state_icon, AppState)]):
            left = 10 + column * 75
            painter.drawPixmap(left, row * 100 + 10, icon.pixmap(16, 16))
            painter.drawPixmap(left + 20, row * 100 + 10, icon.pixmap(22, 22))
            painter.drawPixmap(left, row * 100 + 40, icon.pixmap(48, 48))
    painter.end()
    return sheet


def dark_palette() -> QPalette:
    """Return a dark palette, since without a desktop there is none to query."""
    palette = QPalette(QColor("#2f3136"), QColor("#2b2d31"))
    palette.setColor(QPalette.ColorRole.Base, QColor("#1f2023"))
    palette.setColor(QPalette.ColorRole.AlternateBase, QColor("#292b2f"))
    palette.setColor(QPalette.ColorRole.Highlight, QColor("#2f6fb5"))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor("#ffffff"))
    return palette


def all_windows() -> list[tuple[str, QWidget]]:
    """Return every window in each of its states, by name."""
    tray = Tray()
    tray.show_status(sample_status())
    windows: list[tuple[str, QWidget]] = [("panel", panel()), ("trouble", troubled_panel())]
    windows += [("live-panel", live_panel()), ("panel-unfolded", unfolded_panel())]
    windows += [("panel-empty", empty_panel(0)), ("drop", inviting_panel())]
    windows += [("panel-first-words", empty_panel(0, AppState.RECORDING))]
    windows += [
        (f"{name}-empty", empty_panel(number))
        for number, name in enumerate(("files", "history", "speed"), start=1)
    ]
    windows += [
        ("files", files_panel()),
        ("history", _with_pages(TakesPage(), 2)),
        ("speed", _with_pages(TakesPage(), 3)),
    ]
    windows += [("settings", settings()), ("settings-models", model_settings())]
    windows += [("settings-programs", program_settings()), ("settings-app", settings(6))]
    windows += [("first-start", first_start()), ("first-start-others", unfolded_first_start())]
    windows += [("first-start-download", fetching_first_start()), *welcome_steps()]
    button, menu = program_rules()
    windows += [("menu", tray.menu), ("rules-button", button), ("rules-menu", menu)]
    return [*windows, *overlays()]


def draw(folder: Path, name: str) -> None:
    """Write all pictures in the current colours."""
    for title, window in all_windows():
        window.show()
        for _ in range(_N_LAYOUTS):
            QApplication.processEvents()
        window.grab().save(str(folder / f"{title}-{name}.png"))
        window.hide()


def main() -> None:
    """Draw all pictures into the given folder, in the given language."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    application.setStyle("fusion")
    QLocale.setDefault(QLocale(sys.argv[2]))
    install_translation(application, QLocale(sys.argv[2]))
    icons().save(str(folder / "icons.png"))
    draw(folder, "light")
    application.setPalette(dark_palette())
    draw(folder, "dark")


if __name__ == "__main__":
    main()
