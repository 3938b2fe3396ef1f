"""The settings' dialog: shows every field, changes what the user changed, keeps what is not."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTabWidget,
    QTreeWidget,
)
from pytestqt.qtbot import QtBot
from settings_samples import SETTINGS
from ui2_samples import MICROPHONES, MODELS, sample_key_names, sample_settings
from widget_search import around, assert_all_is_reached_and_named, button, named

from engine.options import Task
from maxwhisper_desktop.settings import (
    Delivery,
    DeliveryMethod,
    History,
    PasteChord,
    PasteRule,
    Presence,
    Recognition,
    Settings,
)
from maxwhisper_desktop.text import TextRules
from maxwhisper_desktop.ui.settings_dialog import SettingsDialog
from maxwhisper_desktop.wording import Replacement

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def dialog(qtbot: QtBot) -> SettingsDialog:
    dialog = SettingsDialog(sample_key_names())
    qtbot.addWidget(dialog)
    dialog.set_microphones(MICROPHONES)
    dialog.set_models(MODELS)
    dialog.show_settings(Settings())
    return dialog


def ok(dialog: SettingsDialog) -> QAbstractButton:
    box = dialog.findChildren(QDialogButtonBox)[-1]
    return box.button(QDialogButtonBox.StandardButton.Ok)


OTHER = Settings(
    hotkey="F13",
    microphone="alsa_input.pci-0000",
    recognition=Recognition(
        model="tiny.en",
        device="cpu",
        languages=("de", "en"),
        task=Task.TRANSLATE,
        prompt="In full\nsentences.",
        unload_after_minutes=5,
    ),
    text=TextRules(
        vocabulary=("Kubernetes",),
        replacements=(Replacement("btw", "by the way"),),
        spoken_punctuation=True,
        leading_space=False,
        sentence_case=False,
    ),
    delivery=Delivery(DeliveryMethod.PASTE, (PasteRule("emacs", PasteChord.SHIFT_INSERT),)),
    history=History(limit_mb=500, keep_audio=False),
    presence=Presence(autostart=True, overlay=False, sounds=False),
)


def leaves(settings: Any, prefix: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for field in fields(settings):
        value = getattr(settings, field.name)
        is_group = is_dataclass(value)
        name = f"{prefix}{field.name}"
        found |= leaves(value, f"{name}.") if is_group else {name: value}
    return found


def test_every_setting_is_shown_and_comes_back(dialog: SettingsDialog) -> None:
    defaults, others = leaves(Settings()), leaves(OTHER)
    same = [name for name in defaults if defaults[name] == others[name]]
    assert not same, "a sample of each setting is needed that is not its default"
    dialog.show_settings(OTHER)
    assert leaves(dialog.settings()) == others


@hypothesis_settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(settings=SETTINGS)
def test_what_the_user_did_not_touch_comes_back_as_it_was(
    dialog: SettingsDialog, settings: Settings
) -> None:
    dialog.show_settings(settings)
    assert dialog.settings() == settings


def _tick(name: str) -> Callable[[SettingsDialog], None]:
    return lambda dialog: named(dialog, QCheckBox, name).click()


def _pick(name: str, words: str) -> Callable[[SettingsDialog], None]:
    def pick(dialog: SettingsDialog) -> None:
        box = named(dialog, QComboBox, name)
        row = box.findText(words)
        assert row >= 0, [box.itemText(row) for row in range(box.count())]
        box.setCurrentIndex(row)
        box.activated.emit(row)

    return pick


def _write(name: str, text: str) -> Callable[[SettingsDialog], None]:
    def write(dialog: SettingsDialog) -> None:
        field = named(dialog, QPlainTextEdit, name)
        field.selectAll()
        field.insertPlainText(text)

    return write


def _add_pair(table: str, left: tuple[str, str]) -> Callable[[SettingsDialog], None]:
    def add(dialog: SettingsDialog) -> None:
        editor = around(named(dialog, QTreeWidget, table))
        button(editor, "Add").click()
        field = named(editor, QLineEdit, left[0])
        field.setText(left[1])
        field.textEdited.emit(left[1])

    return add


def _remember_model_for_minutes(dialog: SettingsDialog) -> None:
    _tick("Give the memory back when not used for")(dialog)
    named(dialog, QSpinBox, "Minutes without use").setValue(7)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_pick("Key to hold", "F13"), {"hotkey": "F13"}),
        (_pick("Microphone", "Yeti Stereo Microphone"), {"microphone": "alsa_input.usb-yeti"}),
        (_pick("Model", "base.en"), {"recognition.model": "base.en"}),
        (_pick("Computed by", "Processor"), {"recognition.device": "cpu"}),
        (_pick("Language 1 of 4", "German (Deutsch)"), {"recognition.languages": ("de",)}),
        (
            _pick("Write down", "Its translation into English"),
            {"recognition.task": Task.TRANSLATE},
        ),
        (_write("Prompt", "Dear all,"), {"recognition.prompt": "Dear all,"}),
        (_remember_model_for_minutes, {"recognition.unload_after_minutes": 7}),
        (
            _write("Vocabulary, one term a line", "  Anna \n\nBob\nAnna"),
            {"text.vocabulary": ("Anna", "Bob")},
        ),
        (
            _add_pair("Replacements", ("Heard", "um")),
            {"text.replacements": (Replacement("um", ""),)},
        ),
        (_tick("Write spoken signs: “comma”, “new line”"), {"text.spoken_punctuation": True}),
        (
            _tick("Put a space between a text and what follows it"),
            {"text.leading_space": False},
        ),
        (
            _tick("Capital or small letter as the sentence needs it"),
            {"text.sentence_case": False},
        ),
        (_pick("Text is", "Typed, key by key"), {"delivery.method": DeliveryMethod.TYPE}),
        (
            _add_pair("Keys that paste", ("Program", "kitty")),
            {"delivery.paste_chords": (PasteRule("kitty", PasteChord.CTRL_V),)},
        ),
        (_tick("Keep recordings whose text was typed"), {"history.keep_audio": False}),
        (
            lambda dialog: named(dialog, QSpinBox, "Room for recordings").setValue(900),
            {"history.limit_mb": 900},
        ),
        (_tick("Start when you log in"), {"presence.autostart": True}),
        (_tick("Show a small window while it listens"), {"presence.overlay": False}),
        (
            _tick("Play a sound when a recording begins and ends"),
            {"presence.sounds": False},
        ),
    ],
)
def test_one_change_changes_one_setting(
    dialog: SettingsDialog,
    qtbot: QtBot,
    change: Callable[[SettingsDialog], None],
    expected: dict[str, object],
) -> None:
    change(dialog)
    with qtbot.waitSignal(dialog.settings_changed) as changed:
        ok(dialog).click()
    assert leaves(changed.args[0]) == leaves(Settings()) | expected


def test_cancel_leaves_all_as_it_was(dialog: SettingsDialog, qtbot: QtBot) -> None:
    dialog.show_settings(sample_settings())
    dialog.show()
    _tick("Start when you log in")(dialog)
    _write("Vocabulary, one term a line", "other")(dialog)
    with qtbot.assertNotEmitted(dialog.settings_changed):
        dialog.reject()
    assert dialog.settings() == sample_settings()


def test_ok_without_a_change_says_nothing(dialog: SettingsDialog, qtbot: QtBot) -> None:
    dialog.show()
    with qtbot.assertNotEmitted(dialog.settings_changed):
        ok(dialog).click()
    assert not dialog.isVisible()


def test_apply_keeps_the_dialog_open(dialog: SettingsDialog, qtbot: QtBot) -> None:
    dialog.show()
    _tick("Start when you log in")(dialog)
    with qtbot.waitSignal(dialog.settings_changed):
        button(dialog, "Apply").click()
    assert dialog.isVisible()
    dialog.reject()
    assert dialog.settings().presence.autostart, "what was applied is not taken back"


LONG = "x" * 201


def _second_replacement(dialog: SettingsDialog) -> None:
    for _ in range(2):
        _add_pair("Replacements", ("Heard", "um"))(dialog)


@pytest.mark.parametrize(
    ("change", "tab", "sentence"),
    [
        (_write("Prompt", "x" * 1001), 1, "At most 1000 characters"),
        (_write("Vocabulary, one term a line", "short\n" + LONG), 2, "too long"),
        (
            _write("Vocabulary, one term a line", "\n".join(f"term {n}" for n in range(501))),
            2,
            "room for 500 terms; 501 are here",
        ),
        (_add_pair("Replacements", ("Heard", LONG)), 2, "1 to 200 characters"),
        (_second_replacement, 2, "twice"),
        (_add_pair("Keys that paste", ("Program", LONG)), 3, "1 to 200 characters"),
    ],
)
def test_a_value_that_cannot_be_kept_is_refused_at_its_field(
    dialog: SettingsDialog,
    qtbot: QtBot,
    change: Callable[[SettingsDialog], None],
    tab: int,
    sentence: str,
) -> None:
    dialog.show()
    change(dialog)
    with qtbot.assertNotEmitted(dialog.settings_changed):
        ok(dialog).click()
    assert dialog.isVisible()
    tabs = dialog.findChildren(QTabWidget)[0]
    assert tabs.currentIndex() == tab
    focused = dialog.focusWidget()
    assert focused is not None
    assert sentence in focused.accessibleDescription()


def test_entries_can_be_changed_moved_and_removed(dialog: SettingsDialog) -> None:
    dialog.show_settings(sample_settings())
    table = named(dialog, QTreeWidget, "Keys that paste")
    editor = around(table)
    button(editor, "Move down").click()
    _pick("Keys", "Ctrl+V")(dialog)
    assert dialog.settings().delivery.paste_chords == (
        PasteRule("emacs*", PasteChord.SHIFT_INSERT),
        PasteRule("org.kde.konsole", PasteChord.CTRL_V),
    )
    button(editor, "Move up").click()
    button(editor, "Remove").click()
    assert dialog.settings().delivery.paste_chords == (
        PasteRule("emacs*", PasteChord.SHIFT_INSERT),
    )


def test_a_replacement_may_have_several_lines(dialog: SettingsDialog) -> None:
    _add_pair("Replacements", ("Heard", "my sign"))(dialog)
    _write("Written", "Yours,\nAnna")(dialog)
    assert dialog.settings().text.replacements == (Replacement("my sign", "Yours,\nAnna"),)
    assert dialog.settings() == replace(dialog.settings())


def test_an_entry_in_which_nothing_was_written_is_left_out(dialog: SettingsDialog) -> None:
    button(around(named(dialog, QTreeWidget, "Replacements")), "Add").click()
    assert dialog.settings() == Settings()


def test_a_microphone_that_is_not_connected_stays_chosen(dialog: SettingsDialog) -> None:
    dialog.show_settings(replace(Settings(), microphone="gone"))
    box = named(dialog, QComboBox, "Microphone")
    assert box.currentText() == "gone (not connected)"
    dialog.set_microphones([("gone", "Back again")])
    assert box.currentText() == "Back again"
    assert dialog.settings().microphone == "gone"


def test_models_offered_later_leave_the_choice_alone(dialog: SettingsDialog) -> None:
    dialog.show_settings(sample_settings())
    dialog.set_models(["large-v3"])
    assert dialog.settings().recognition.model == "base"


def test_the_microphone_is_let_go_when_the_dialog_closes(
    dialog: SettingsDialog, qtbot: QtBot
) -> None:
    dialog.show()
    with qtbot.waitSignal(dialog.microphone_test_toggled) as started:
        button(dialog, "Test").click()
    dialog.set_level(-30.0)
    with qtbot.waitSignal(dialog.microphone_test_toggled) as stopped:
        dialog.reject()
    assert [started.args, stopped.args] == [[True], [False]]


def test_why_settings_could_not_be_saved_is_said(dialog: SettingsDialog) -> None:
    dialog.show()
    dialog.show_problem("The disk is full; make room on it.")
    box = dialog.findChildren(QDialogButtonBox)[-1]
    assert box.accessibleDescription() == "The disk is full; make room on it."


@pytest.mark.parametrize("tab", range(5))
def test_every_control_is_reached_by_keyboard_and_has_a_name(
    dialog: SettingsDialog, qtbot: QtBot, tab: int
) -> None:
    dialog.show_settings(sample_settings())
    dialog.show()
    dialog.findChildren(QTabWidget)[0].setCurrentIndex(tab)
    assert_all_is_reached_and_named(dialog, qtbot)


def test_tab_goes_through_a_page_as_it_is_read(dialog: SettingsDialog, qtbot: QtBot) -> None:
    dialog.findChildren(QTabWidget)[0].setCurrentIndex(1)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    names = []
    for _ in range(5):
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        names.append((QApplication.focusWidget() or dialog).accessibleName())
    assert names == [
        "Model",
        "Choose a model's folder",
        "Computed by",
        "Language 1 of 4",
        "Language 2 of 4",
    ]
