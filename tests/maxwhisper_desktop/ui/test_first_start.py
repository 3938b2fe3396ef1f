"""The welcome window: its steps, one at a time, and what each one offers."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot
from samples.model_samples import ESTIMATES_S, sample_shelf
from samples.page_samples import MICROPHONES, sample_key_names
from samples.take_samples import sample_status
from ui.widget_search import assert_all_is_reached_and_named, button, named

from engine.sentence import Sentence
from maxwhisper_desktop.mechanisms import Standing, Verdict
from maxwhisper_desktop.status.app_status import AppState, AppStatus
from maxwhisper_desktop.status.model_shelf import ModelPlace
from maxwhisper_desktop.ui.first_start import FirstStart
from maxwhisper_desktop.ui.widgets.key_cap import KeyCap

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

MODEL, KEY, MICROPHONE, TRY, DONE = range(5)


@pytest.fixture
def dialog(qtbot: QtBot) -> FirstStart:
    """The welcome of a user who has nothing yet."""
    dialog = FirstStart(sample_key_names())
    qtbot.addWidget(dialog)
    dialog.set_shelf(sample_shelf(is_new=True))
    dialog.set_microphones(MICROPHONES, None)
    dialog.begin()
    dialog.show()
    return dialog


def choose_model(dialog: FirstStart, name: str) -> None:
    table = named(dialog, QTreeWidget, "Models")
    (item,) = table.findItems(name, Qt.MatchFlag.MatchExactly, 0)
    table.setCurrentItem(item)


def labels(dialog: FirstStart) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key) -> None:
    """Press a key in whatever has the focus."""
    QTest.keyClick(focused(), key)


def test_the_recommended_model_is_one_key_away(dialog: FirstStart, qtbot: QtBot) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(dialog.models.model_requested) as requested:
        press(Qt.Key.Key_Return)
    assert requested.args == ["base"]


def test_the_recommended_model_has_its_size_its_estimate_and_a_reason(
    dialog: FirstStart,
) -> None:
    said = labels(dialog)
    assert "Download: 293 MB" in said
    assert f"About {ESTIMATES_S['base']:.1f} s for a sentence" in said
    assert "Recommended: with 16 GB of memory" in said


def test_other_models_are_folded_until_they_are_wanted(dialog: FirstStart) -> None:
    table = named(dialog, QTreeWidget, "Models")
    assert not table.isVisible()
    button(dialog, "Other models").click()
    assert table.isVisible()
    choose_model(dialog, "small")
    assert button(dialog, "Get small").isVisible()


def test_a_model_of_another_program_is_offered_openly_and_settles_once_it_is_loaded(
    dialog: FirstStart,
) -> None:
    full = sample_shelf()
    found = [each for each in full.models if each.place is ModelPlace.OTHER_PROGRAM]
    dialog.set_shelf(replace(full, models=(*found, *sample_shelf(is_new=True).models)))
    assert named(dialog, QTreeWidget, "Models").isVisible()
    assert button(dialog, "Skip").isVisible()
    dialog.show_status(sample_status())
    assert button(dialog, "Continue").isVisible()


def test_steps_that_are_settled_are_skipped(dialog: FirstStart) -> None:
    dialog.set_shelf(sample_shelf())
    dialog.show_status(sample_status())
    dialog.begin()
    assert "Your microphone" in labels(dialog)


def test_opened_again_it_begins_with_the_microphone_at_the_latest(dialog: FirstStart) -> None:
    dialog.set_shelf(sample_shelf())
    dialog.show_status(sample_status())
    dialog.show_step(MICROPHONE)
    dialog.set_level(-20.0)
    named(dialog, QPlainTextEdit, "Try it here").insertPlainText("Hello.")
    dialog.close()
    dialog.begin()
    dialog.show()
    assert "Press Test, then speak." in labels(dialog)
    assert not named(dialog, QPlainTextEdit, "Try it here").toPlainText()


def test_a_settled_step_can_still_be_seen(dialog: FirstStart) -> None:
    dialog.set_shelf(sample_shelf())
    dialog.begin()
    button(dialog, "\u2713 Model").click()
    assert "A model for your voice" in labels(dialog)


def test_the_way_on_says_whether_something_is_left_to_do(dialog: FirstStart) -> None:
    assert button(dialog, "Skip").isVisible()
    dialog.set_shelf(sample_shelf())
    assert button(dialog, "Continue").isVisible()


def test_one_can_go_on_while_a_model_is_being_downloaded(dialog: FirstStart) -> None:
    button(dialog, "Get base").click()
    dialog.models.set_download("base", 93_000_000, 293_000_000)
    button(dialog, "Continue").click()
    assert "The key you hold" in labels(dialog)
    dialog.show_step(TRY)
    assert "base: 93 MB of 293 MB" in labels(dialog)
    dialog.models.end_download("base")
    assert "of 293 MB" not in labels(dialog)


def test_a_missing_model_is_no_problem_while_it_is_being_downloaded(
    dialog: FirstStart,
) -> None:
    dialog.show_step(TRY)
    dialog.models.set_download("base", 93_000_000, 293_000_000)
    dialog.show_status(AppStatus(state=AppState.FAILED, problem=Sentence("There is no model.")))
    assert "There is no model." not in labels(dialog)
    dialog.models.fail_download("base", Sentence(""))
    assert "There is no model." in labels(dialog)


def test_it_shows_the_mechanisms_and_why_one_is_missing(dialog: FirstStart) -> None:
    heard = Verdict("X11", Standing.USABLE, Sentence("All keys are heard."))
    missing = Verdict("X11", Standing.LACKING, Sentence("No window can be reached."))
    dialog.show_step(KEY)
    dialog.show_status(AppStatus(hotkey_verdicts=(heard,), typist_verdicts=(missing,)))
    assert "All keys are heard." in labels(dialog)
    assert "No window can be reached." in labels(dialog)


def test_the_key_is_drawn_pressed_while_it_is_held(dialog: FirstStart) -> None:
    dialog.show_step(KEY)
    (cap,) = (each for each in dialog.findChildren(KeyCap) if each.isVisible())
    assert cap.name == "Right Ctrl"
    dialog.show_status(sample_status(AppState.READY))
    released = cap.grab().toImage()
    dialog.show_status(sample_status(AppState.RECORDING))
    assert cap.grab().toImage() != released
    dialog.show_status(sample_status(AppState.READY))
    assert cap.grab().toImage() == released


def test_the_desktop_is_asked_only_after_the_user_has_read_why(
    dialog: FirstStart, qtbot: QtBot
) -> None:
    dialog.offer_permission(is_missing=True)
    dialog.show_status(sample_status())
    dialog.set_shelf(sample_shelf())
    dialog.begin()
    assert "whether MaxWhisper may use the key" in labels(dialog)
    with qtbot.waitSignal(dialog.desktop_asked):
        button(dialog, "Ask the desktop").click()
    assert "whether MaxWhisper may use the key" not in labels(dialog)


def test_a_model_that_is_here_is_used_not_downloaded(dialog: FirstStart, qtbot: QtBot) -> None:
    dialog.set_shelf(sample_shelf())
    choose_model(dialog, "tiny.en")
    with qtbot.waitSignal(dialog.models.model_chosen) as chosen:
        button(dialog, "Use tiny.en").click()
    assert chosen.args == ["tiny.en"]


def test_a_download_shows_progress_and_can_be_cancelled(
    dialog: FirstStart, qtbot: QtBot
) -> None:
    button(dialog, "Get base").click()
    # More bytes than fit into 32 bits.
    dialog.models.set_download("base", 3_000_000_000, 6_000_000_000)
    bar = named(dialog, QProgressBar, "Download")
    assert bar.isVisible()
    assert bar.value() * 2 == bar.maximum()
    assert "3.00 GB of 6.00 GB" in bar.text()
    with qtbot.waitSignal(dialog.models.download_cancelled):
        button(dialog, "Cancel the download").click()
    dialog.models.fail_download("base", Sentence(""))
    assert "goes on where this one stopped" in labels(dialog)
    assert not bar.isVisible()
    assert button(dialog, "Get base").isEnabled()


def test_no_second_download_can_start_meanwhile(dialog: FirstStart) -> None:
    button(dialog, "Get base").click()
    choose_model(dialog, "small")
    assert not button(dialog, "Get small").isEnabled()


def test_the_reason_of_a_failed_download_is_shown(dialog: FirstStart) -> None:
    button(dialog, "Get base").click()
    dialog.models.fail_download("base", Sentence("The disk is full; make room on it."))
    assert "base: The disk is full; make room on it." in labels(dialog)
    assert button(dialog, "Skip").isVisible()


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
    assert "Hold Pause" in field.placeholderText()


def test_the_microphone_is_on_only_in_its_step(dialog: FirstStart, qtbot: QtBot) -> None:
    level = named(dialog, QProgressBar, "Microphone level")
    dialog.set_level(-10.0)
    assert level.value() <= 0
    with qtbot.waitSignal(dialog.microphone_test_toggled) as started:
        dialog.show_step(MICROPHONE)
    dialog.set_level(-10.0)
    assert level.value() == 50
    with qtbot.waitSignal(dialog.microphone_test_toggled) as stopped:
        dialog.show_step(TRY)
    assert [started.args, stopped.args] == [[True], [False]]


def test_closing_the_window_switches_the_microphone_off(
    dialog: FirstStart, qtbot: QtBot
) -> None:
    dialog.show_step(MICROPHONE)
    with qtbot.waitSignal(dialog.microphone_test_toggled) as stopped:
        dialog.close()
    assert stopped.args == [False]


@pytest.mark.parametrize(("rms_dbfs", "is_heard"), [(-40.0, False), (-20.0, True)])
def test_a_voice_is_told_from_a_quiet_room(
    dialog: FirstStart, rms_dbfs: float, *, is_heard: bool
) -> None:
    dialog.show_step(MICROPHONE)
    dialog.set_level(rms_dbfs)
    assert ("Your voice comes through well." in labels(dialog)) is is_heard


def test_a_text_that_arrives_is_confirmed_with_the_time_it_took(dialog: FirstStart) -> None:
    dialog.show_step(TRY)
    dialog.show_status(sample_status())
    assert "It has arrived" not in labels(dialog)
    named(dialog, QPlainTextEdit, "Try it here").insertPlainText("Hello.")
    assert "It has arrived, 0.5 s after you let go." in labels(dialog)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (AppStatus(progress="Preparing base: some minutes."), "Preparing base: some minutes."),
        (AppStatus(state=AppState.READY), "Ready"),
        (
            AppStatus(state=AppState.READY, problem=Sentence("Plug a microphone in.")),
            "Plug a microphone",
        ),
    ],
)
def test_it_shows_whether_dictation_can_be_tried(
    dialog: FirstStart, status: AppStatus, sentence: str
) -> None:
    dialog.show_step(TRY)
    dialog.show_status(status)
    assert sentence in labels(dialog)


def test_the_last_step_sums_up_and_ends_with_done(dialog: FirstStart) -> None:
    dialog.show_status(sample_status())
    dialog.show_step(DONE)
    assert "base on the processor" in labels(dialog)
    assert "System default" in labels(dialog)
    (done,) = (
        each
        for each in dialog.findChildren(type(button(dialog, "Back")))
        if each.text() == "&Done"
    )
    done.click()
    assert not dialog.isVisible()


@pytest.mark.parametrize("step", range(5))
def test_every_control_is_reached_by_keyboard_and_has_a_name(
    dialog: FirstStart, qtbot: QtBot, step: int
) -> None:
    dialog.show_step(step)
    assert_all_is_reached_and_named(dialog, qtbot)


def test_the_whole_welcome_works_by_the_keyboard_alone(
    dialog: FirstStart, qtbot: QtBot
) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(dialog.models.model_requested):
        press(Qt.Key.Key_Return)
    dialog.models.end_download("base")
    dialog.set_shelf(sample_shelf())
    press(Qt.Key.Key_Return)
    assert "The key you hold" in labels(dialog)
    dialog.show_status(sample_status())
    press(Qt.Key.Key_Return)
    assert "Your microphone" in labels(dialog)
    dialog.set_level(-20.0)
    press(Qt.Key.Key_Return)
    assert "One sentence to try it" in labels(dialog)
    QTest.keyClicks(focused(), "Hello, this is a test.")
    assert "It has arrived" in labels(dialog)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert "Ready to dictate" in labels(dialog)
    press(Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert dialog.result() == FirstStart.DialogCode.Accepted.value
