"""The welcome window: a model, a microphone, a key, and a field to try them."""

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QProgressBar, QTreeWidget
from pytestqt.qtbot import QtBot
from samples.page_samples import MICROPHONES, sample_key_names
from ui.widget_search import assert_all_is_reached_and_named, button, named

from engine.checkpoints.catalogue import WHISPER
from maxwhisper_desktop.mechanisms import Standing, Verdict
from maxwhisper_desktop.status.app_status import AppState, AppStatus
from maxwhisper_desktop.ui.first_start import FirstStart

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def dialog(qtbot: QtBot) -> FirstStart:
    dialog = FirstStart(sample_key_names())
    qtbot.addWidget(dialog)
    dialog.set_models(WHISPER.models, ["tiny.en"], "base")
    dialog.set_microphones(MICROPHONES, None)
    dialog.show()
    return dialog


def choose_model(dialog: FirstStart, name: str) -> None:
    table = named(dialog, QTreeWidget, "Models")
    [item] = [
        item
        for row in range(table.topLevelItemCount())
        if (item := table.topLevelItem(row)) is not None and item.text(0) == name
    ]
    table.setCurrentItem(item)


def labels(dialog: FirstStart) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_the_recommended_model_is_one_click_away(dialog: FirstStart, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.models.model_requested) as requested:
        button(dialog, "Download base").click()
    assert requested.args == ["base"]


def test_it_shows_the_mechanisms_and_why_one_is_missing(
    dialog: FirstStart,
) -> None:
    heard = Verdict("X11", Standing.USABLE, "All keys are heard.")
    missing = Verdict("X11", Standing.LACKING, "No window can be reached.")
    dialog.show_status(AppStatus(hotkey_verdicts=(heard,), typist_verdicts=(missing,)))
    assert "In use: X11." in labels(dialog)
    assert "No window can be reached." in labels(dialog)


def test_the_desktop_is_asked_only_after_the_user_has_read_why(
    dialog: FirstStart, qtbot: QtBot
) -> None:
    assert not dialog.permission.isVisible()
    dialog.permission.show()
    assert "whether MaxWhisper may use the key" in labels(dialog)
    with qtbot.waitSignal(dialog.permission.asked):
        button(dialog, "Ask the desktop").click()
    assert not dialog.permission.isVisible()


def test_an_installed_model_is_used_not_downloaded(dialog: FirstStart, qtbot: QtBot) -> None:
    choose_model(dialog, "tiny.en")
    with qtbot.waitSignal(dialog.models.model_chosen) as chosen:
        button(dialog, "Use tiny.en").click()
    assert chosen.args == ["tiny.en"]


def test_a_download_shows_progress_and_can_be_cancelled(
    dialog: FirstStart, qtbot: QtBot
) -> None:
    button(dialog, "Download base").click()
    # More bytes than fit into 32 bits.
    dialog.models.set_download("base", 3_000_000_000, 6_000_000_000)
    bar = named(dialog, QProgressBar, "Download")
    assert bar.isVisible()
    assert bar.value() * 2 == bar.maximum()
    assert "3.0 GB of 6.0 GB" in bar.text()
    with qtbot.waitSignal(dialog.models.download_cancelled):
        button(dialog, "Cancel").click()
    dialog.models.fail_download("base", "")
    assert "resumes where this one stopped" in labels(dialog)
    assert not bar.isVisible()
    assert button(dialog, "Download base").isEnabled()


def test_no_second_download_can_start_meanwhile(dialog: FirstStart) -> None:
    button(dialog, "Download base").click()
    choose_model(dialog, "small")
    assert not button(dialog, "Download small").isEnabled()
    choose_model(dialog, "tiny.en")
    assert button(dialog, "Use tiny.en").isEnabled()


def test_the_reason_of_a_failed_download_is_shown(dialog: FirstStart) -> None:
    button(dialog, "Download base").click()
    dialog.models.fail_download("base", "The disk is full; make room on it.")
    assert "base: The disk is full; make room on it." in labels(dialog)


def test_a_downloaded_model_can_be_used(dialog: FirstStart) -> None:
    button(dialog, "Download base").click()
    dialog.models.end_download("base")
    assert "base is installed." in labels(dialog)
    assert button(dialog, "Use base").isEnabled()


def test_a_chosen_microphone_and_key_take_effect_at_once(
    dialog: FirstStart, qtbot: QtBot
) -> None:
    microphones = named(dialog, QComboBox, "Microphone")
    with qtbot.waitSignal(dialog.microphone_chosen) as microphone:
        microphones.setCurrentIndex(1)
        microphones.activated.emit(1)
    keys = named(dialog, QComboBox, "Key to hold")
    with qtbot.waitSignal(dialog.hotkey_chosen) as key:
        keys.setCurrentIndex(keys.findText("Pause"))
        keys.activated.emit(keys.currentIndex())
    assert [microphone.args, key.args] == [["alsa_input.usb-yeti"], ["Pause"]]
    field = named(dialog, QPlainTextEdit, "Try it here")
    assert "hold Pause" in field.placeholderText()


def test_the_microphone_is_used_only_during_its_test(dialog: FirstStart, qtbot: QtBot) -> None:
    level = named(dialog, QProgressBar, "Microphone level")
    dialog.set_level(-10.0)
    assert level.value() <= 0
    with qtbot.waitSignal(dialog.microphone_test_toggled) as started:
        button(dialog, "Test").click()
    dialog.set_level(-10.0)
    assert level.value() == 50
    with qtbot.waitSignal(dialog.microphone_test_toggled) as stopped:
        dialog.close()
    assert [started.args, stopped.args] == [[True], [False]]


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (AppStatus(progress="Preparing base: some minutes."), "Preparing base: some minutes."),
        (AppStatus(state=AppState.READY), "Ready"),
        (AppStatus(state=AppState.READY, problem="Plug a microphone in."), "Plug a microphone"),
    ],
)
def test_it_shows_whether_dictation_can_be_tried(
    dialog: FirstStart, status: AppStatus, sentence: str
) -> None:
    dialog.show_status(status)
    assert sentence in labels(dialog)


def test_every_control_is_reached_by_keyboard_and_has_a_name(
    dialog: FirstStart, qtbot: QtBot
) -> None:
    assert_all_is_reached_and_named(dialog, qtbot)
