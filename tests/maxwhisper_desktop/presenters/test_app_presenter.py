"""The app's windows connected to its services, with fake adapters and no screen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

import pytest
from fakes.fake_outside import Outside
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot
from ui.shown_words import shown_words
from ui.widget_search import around, button, named, table_rows

from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import KeyPressed, KeyReleased
from maxwhisper_desktop.mechanisms import Standing, Verdict
from maxwhisper_desktop.portal.agreement import ASKING
from maxwhisper_desktop.ports import LiveText
from maxwhisper_desktop.presenters.app_presenter import AppPresenter
from maxwhisper_desktop.services.services import Services
from maxwhisper_desktop.settings.file import read_settings
from maxwhisper_desktop.settings.settings import (
    Files,
    LanguageRule,
    ProgramRule,
    ProgramWay,
    Settings,
)
from maxwhisper_desktop.status.app_status import AppState
from maxwhisper_desktop.system.paths import config_file, state_folder
from maxwhisper_desktop.ui.first_start import FirstStart
from maxwhisper_desktop.ui.overlay import Overlay
from maxwhisper_desktop.ui.pages.files_page import FilesPage
from maxwhisper_desktop.ui.pages.takes_page import TakesPage
from maxwhisper_desktop.ui.pages.waterfall import Waterfall
from maxwhisper_desktop.ui.panel import Panel
from maxwhisper_desktop.ui.settings.dialog import SettingsDialog
from maxwhisper_desktop.ui.tray import Tray
from maxwhisper_desktop.ui.widgets.live_text import LiveTextView

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

W = TypeVar("W", bound=QWidget)


class Seen:
    """The windows of one run of the app."""

    def __init__(self, outside: Outside) -> None:
        self.services = Services(Settings(), outside.adapters())
        self.presenter = AppPresenter(self.services, None)
        self.presenter.start()
        self.services.start()

    def end(self) -> None:
        self.presenter.shut_down()
        self.services.shut_down()

    def shown(self, kind: type[QWidget]) -> bool:
        return any(
            isinstance(w, kind) and w.isVisible() for w in QApplication.topLevelWidgets()
        )


@pytest.fixture
def seen(outside: Outside, qtbot: QtBot) -> Iterator[Seen]:
    state_folder().mkdir(parents=True)
    (state_folder() / "welcomed").touch()
    seen = Seen(outside)
    qtbot.waitUntil(lambda: seen.shown(Panel))
    yield seen
    seen.end()


def shown(kind: type[W]) -> W:
    # Windows that other tests have closed may still exist.
    (window,) = (
        w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()
    )
    return window


def overlays() -> list[Overlay]:
    return [
        w for w in QApplication.topLevelWidgets() if isinstance(w, Overlay) and w.isVisible()
    ]


def test_a_new_user_sees_the_welcome_once(outside: Outside, qtbot: QtBot) -> None:
    first = Seen(outside)
    qtbot.waitUntil(lambda: first.shown(FirstStart))
    first.end()
    second = Seen(outside)
    qtbot.waitUntil(lambda: second.services.models.shelf is not None)
    assert not second.shown(FirstStart)
    second.end()


def test_the_welcome_skips_a_key_that_works_and_a_model_that_is_there(
    outside: Outside, qtbot: QtBot
) -> None:
    seen = Seen(outside)
    qtbot.waitUntil(lambda: seen.shown(FirstStart))
    assert button(shown(FirstStart), "Test").isVisible()
    assert not outside.microphone.open_takes, "the microphone is on though nobody asked for it"
    seen.end()


@pytest.mark.parametrize("way", ["settings", "tray"])
def test_the_welcome_can_be_opened_again(seen: Seen, qtbot: QtBot, way: str) -> None:
    qtbot.waitUntil(lambda: seen.services.models.shelf is not None)
    if way == "settings":
        shown(Panel).settings_requested.emit()
        dialog = shown(SettingsDialog)
        button(dialog, "Open the welcome again\u2026").click()
        dialog.reject()
    else:
        (tray,) = seen.presenter.findChildren(Tray)
        (entry,) = (each for each in tray.menu.actions() if each.text() == "&Welcome\u2026")
        entry.trigger()
    assert seen.shown(FirstStart)


@pytest.mark.parametrize("way", ["files_requested", "history_requested"])
def test_a_page_that_the_tray_asks_for_is_brought_to_the_front(seen: Seen, way: str) -> None:
    (tray,) = seen.presenter.findChildren(Tray)
    shown(Panel).hide()
    getattr(tray, way).emit()
    assert seen.shown(Panel)


def test_the_settings_offer_encryption_where_there_is_a_keyring(
    seen: Seen, qtbot: QtBot
) -> None:
    shown(Panel).settings_requested.emit()
    dialog = shown(SettingsDialog)
    qtbot.waitUntil(named(dialog, QCheckBox, "Encrypt the history").isEnabled)
    dialog.reject()


def test_the_settings_list_the_models_of_this_computer_and_mark_the_one_in_use(
    seen: Seen, qtbot: QtBot
) -> None:
    models = seen.services.models
    # The fake engine says that it computes on a graphics card.
    qtbot.waitUntil(lambda: models.shelf is not None and models.shelf.means.has_card)
    shown(Panel).settings_requested.emit()
    dialog = shown(SettingsDialog)
    rows = table_rows(named(dialog, QTreeWidget, "Models"))
    assert rows[0] == ["base", "99 languages", "293 MB", "", "In use"]
    assert rows[1] == ["tiny.en", "English only", "153 MB", "", "Installed"]
    assert [row[0] for row in rows if "Recommended" in row[4]] == ["large-v3-turbo"]
    dialog.reject()


def test_without_a_tray_the_panel_is_shown_and_closing_it_quits(
    seen: Seen, qtbot: QtBot
) -> None:
    assert seen.shown(Panel)
    (panel,) = (
        w for w in QApplication.topLevelWidgets() if isinstance(w, Panel) and w.isVisible()
    )
    with qtbot.waitSignal(panel.quit_requested):
        panel.close()


def test_all_windows_stay_beneath_the_desktop_s_question_which_is_told(
    seen: Seen, outside: Outside, qtbot: QtBot
) -> None:
    shown(Panel).settings_requested.emit()
    shown(SettingsDialog).welcome_requested.emit()
    windows = [shown(kind).windowHandle() for kind in (Panel, SettingsDialog, FirstStart)]
    beneath = Qt.WindowType.WindowStaysOnBottomHint
    outside.tell_of_typist(Verdict("fake", Standing.LACKING, ASKING))
    qtbot.waitUntil(lambda: all(window.flags() & beneath for window in windows))
    seen.services.show_asked.emit()
    assert seen.shown(Panel)
    qtbot.waitUntil(lambda: any(ASKING in shown_words(one) for one in overlays()))
    outside.tell_of_typist(Verdict("fake", Standing.USABLE, Sentence("It is a fake.")))
    qtbot.waitUntil(lambda: not any(window.flags() & beneath for window in windows))


def test_the_overlay_shows_a_recording_and_the_page_its_take(seen: Seen, qtbot: QtBot) -> None:
    services = seen.services
    qtbot.waitUntil(lambda: services.status.status.state is AppState.READY)
    services.controller.report(KeyPressed(0))
    qtbot.waitUntil(lambda: seen.shown(Overlay))
    services.controller.report(KeyReleased(1000))
    with qtbot.waitSignal(services.history.kept):
        pass
    (panel,) = (
        w for w in QApplication.topLevelWidgets() if isinstance(w, Panel) and w.isVisible()
    )
    page = panel.findChild(TakesPage)
    assert page is not None
    assert services.status.status.last is not None
    qtbot.waitUntil(lambda: not seen.shown(Overlay))


def test_words_are_shown_while_they_are_spoken(seen: Seen, qtbot: QtBot) -> None:
    controller = seen.services.controller
    qtbot.waitUntil(lambda: seen.services.status.status.state is AppState.READY)
    controller.report(KeyPressed(0))
    qtbot.waitUntil(lambda: seen.shown(Overlay))

    def are_shown() -> bool:
        # Each time, since the fake engine has words of its own for the take.
        controller.report(LiveText(controller.state.next_take - 1, "Dear Anna"))
        return live_words() == ["Dear Anna"] * 2

    qtbot.waitUntil(are_shown)
    with qtbot.waitSignal(seen.services.history.kept):
        controller.report(KeyReleased(1000))
    qtbot.waitUntil(lambda: live_words() == [])


def live_words() -> list[str]:
    views = (w for w in QApplication.allWidgets() if isinstance(w, LiveTextView))
    return [view.text for view in views if view.isVisible()]


def test_a_choice_on_the_page_is_saved_and_takes_effect(seen: Seen, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: seen.services.status.status.state is AppState.READY)
    (panel,) = (
        w for w in QApplication.topLevelWidgets() if isinstance(w, Panel) and w.isVisible()
    )
    page = panel.findChild(TakesPage)
    assert page is not None
    page.engine_chosen.emit("tiny.en", "cpu")
    qtbot.waitUntil(lambda: seen.services.status.status.model == "tiny.en")
    saved = read_settings(config_file()).recognition
    assert (saved.model, saved.device) == ("tiny.en", "cpu")


def test_choices_for_files_are_saved_and_take_effect(seen: Seen, qtbot: QtBot) -> None:
    (panel,) = (
        w for w in QApplication.topLevelWidgets() if isinstance(w, Panel) and w.isVisible()
    )
    page = panel.findChild(FilesPage)
    assert page is not None
    page.format_chosen.emit("srt")
    qtbot.waitUntil(lambda: seen.services.settings.files.format == "srt")
    page.word_times_chosen.emit(True)  # noqa: FBT003 - a signal's argument
    qtbot.waitUntil(lambda: seen.services.settings.files.word_timestamps)
    assert read_settings(config_file()).files == Files("srt", word_timestamps=True)


def test_the_choice_to_see_stage_times_is_saved_and_shown_on_both_pages(
    seen: Seen, qtbot: QtBot
) -> None:
    (panel,) = (
        w for w in QApplication.topLevelWidgets() if isinstance(w, Panel) and w.isVisible()
    )
    page = panel.findChild(TakesPage)
    assert page is not None
    page.stage_times_opened.emit(True)  # noqa: FBT003 - a signal's argument
    qtbot.waitUntil(lambda: seen.services.settings.panel.stage_times)
    assert read_settings(config_file()).panel.stage_times
    assert not any(chart.isHidden() for chart in details_of(panel))


def test_a_rule_made_from_a_take_is_saved_takes_effect_and_can_be_removed(
    seen: Seen, qtbot: QtBot
) -> None:
    page, controller = shown(Panel).findChild(TakesPage), seen.services.controller
    assert page is not None
    page.way_chosen.emit("Gimp", ProgramWay.NEVER)
    qtbot.waitUntil(lambda: controller.delivery.way_for("gimp") is ProgramWay.NEVER)
    page.language_chosen.emit("Gimp", "de")
    qtbot.waitUntil(lambda: bool(controller.recognition.languages_by_program))
    page.way_chosen.emit("Gimp", ProgramWay.TYPE)
    qtbot.waitUntil(lambda: controller.delivery.way_for("gimp") is ProgramWay.TYPE)
    saved = read_settings(config_file())
    assert saved.delivery.by_program == (ProgramRule("Gimp", ProgramWay.TYPE),)
    assert saved.recognition.languages_by_program == (LanguageRule("Gimp", "de"),)
    page.way_chosen.emit("Gimp", None)
    qtbot.waitUntil(lambda: not controller.delivery.by_program)
    page.language_chosen.emit("Gimp", None)
    qtbot.waitUntil(lambda: not controller.recognition.languages_by_program)
    assert read_settings(config_file()) == Settings()


def test_a_take_offers_rules_for_its_program(
    seen: Seen, outside: Outside, qtbot: QtBot
) -> None:
    outside.program = "Gimp"
    services = seen.services
    qtbot.waitUntil(lambda: services.status.status.state is AppState.READY)
    with qtbot.waitSignal(services.history.kept):
        services.controller.report(KeyPressed(0))
        qtbot.waitUntil(lambda: services.status.status.state is AppState.RECORDING)
        services.controller.report(KeyReleased(1000))
    page = shown(Panel).findChild(TakesPage)
    assert page is not None
    assert button(page, "Always in Gimp").isVisible()


def details_of(panel: Panel) -> list[QWidget]:
    return [around(chart) for chart in panel.findChildren(Waterfall)]


def test_a_change_elsewhere_survives_the_settings_dialog(seen: Seen, qtbot: QtBot) -> None:
    (panel,) = (
        w for w in QApplication.topLevelWidgets() if isinstance(w, Panel) and w.isVisible()
    )
    panel.settings_requested.emit()
    # Windows that other tests have closed may still exist.
    dialogs = (w for w in QApplication.topLevelWidgets() if isinstance(w, SettingsDialog))
    (dialog,) = (dialog for dialog in dialogs if dialog.isVisible())
    page = panel.findChild(TakesPage)
    assert page is not None
    page.engine_chosen.emit("tiny.en", "cpu")
    qtbot.waitUntil(lambda: seen.services.settings.recognition.model == "tiny.en")
    dialog.accept()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert seen.services.settings.recognition.model == "tiny.en"
    dialog.deleteLater()


@pytest.mark.usefixtures("german")
def test_what_goes_wrong_in_any_part_reaches_windows_as_a_sentence_in_german(
    seen: Seen, qtbot: QtBot
) -> None:
    services, full = seen.services, Sentence("the disk is full")
    told: list[tuple[SignalInstance, list[object], str]] = [
        (services.trouble, [full], "der Datenträger ist voll"),
        (services.history.failed, [Sentence("the file is empty")], "die Datei ist leer"),
        (services.re_recognition.failed, [1, Sentence("it is a folder")], "es ist ein Ordner"),
        (services.controller.ports.capture.moved, [Sentence("stopped")], "angehalten"),
    ]
    for signal, values, words in told:
        signal.emit(*values)
        qtbot.waitUntil(lambda: any(words in shown_words(one) for one in overlays()))  # noqa: B023
    shown(Panel).settings_requested.emit()
    dialog = shown(SettingsDialog)
    services.models.failed.emit("base", full)
    assert "base: der Datenträger ist voll" in shown_words(dialog)
    dialog.reject()
