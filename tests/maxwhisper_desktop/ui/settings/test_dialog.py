"""The settings dialog returns the user's changes and keeps everything else."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QTabWidget,
    QTreeWidget,
)
from pytestqt.qtbot import QtBot
from samples.model_samples import sample_shelf
from samples.page_samples import sample_settings
from ui.settings_user import Change, add_pair, ok, pick, settings_dialog, tick, write
from ui.widget_search import (
    around,
    assert_all_is_reached_and_named,
    button,
    named,
    table_rows,
)

from engine.sentence import Sentence
from maxwhisper_desktop.mechanisms import Standing, Verdict
from maxwhisper_desktop.settings.settings import (
    PasteChord,
    PasteRule,
    ProgramRule,
    ProgramWay,
    Settings,
)
from maxwhisper_desktop.status.app_status import AppStatus
from maxwhisper_desktop.text.wording import Replacement
from maxwhisper_desktop.ui.settings.dialog import SettingsDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def dialog(qtbot: QtBot) -> SettingsDialog:
    dialog = settings_dialog()
    qtbot.addWidget(dialog)
    return dialog


def test_cancel_changes_nothing(dialog: SettingsDialog, qtbot: QtBot) -> None:
    dialog.show_settings(sample_settings())
    dialog.show()
    tick("Start at login")(dialog)
    write("Vocabulary, one term per line", "other")(dialog)
    with qtbot.assertNotEmitted(dialog.settings_changed):
        dialog.reject()
    assert dialog.settings() == sample_settings()


def test_it_shows_the_mechanisms_in_use(dialog: SettingsDialog) -> None:
    heard = Verdict(
        "Desktop portal", Standing.USABLE, Sentence("The desktop tells of the key.")
    )
    missing = Verdict(
        "Clipboard portal", Standing.LACKING, Sentence("It was refused."), Sentence("Allow it.")
    )
    dialog.show_status(AppStatus(hotkey_verdicts=(heard,), typist_verdicts=(missing,)))
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert "The desktop tells of the key." in said
    assert "It was refused. Allow it." in said


def test_the_desktop_can_be_asked_as_long_as_it_was_not(
    dialog: SettingsDialog, qtbot: QtBot
) -> None:
    dialog.offer_permission(is_missing=True)
    with qtbot.waitSignal(dialog.desktop_asked):
        button(dialog, "Ask the desktop").click()


def test_ok_without_a_change_emits_nothing(dialog: SettingsDialog, qtbot: QtBot) -> None:
    dialog.show()
    with qtbot.assertNotEmitted(dialog.settings_changed):
        ok(dialog).click()
    assert not dialog.isVisible()


def test_apply_keeps_the_dialog_open(dialog: SettingsDialog, qtbot: QtBot) -> None:
    dialog.show()
    tick("Start at login")(dialog)
    with qtbot.waitSignal(dialog.settings_changed):
        button(dialog, "Apply").click()
    assert dialog.isVisible()
    dialog.reject()
    assert dialog.settings().presence.autostart, "what was applied is not taken back"


LONG = "x" * 201


def _second_replacement(dialog: SettingsDialog) -> None:
    for _ in range(2):
        add_pair("Replacements", ("Recognised", "um"))(dialog)


@pytest.mark.parametrize(
    ("change", "tab", "sentence"),
    [
        (write("Prompt", "x" * 1001), 1, "At most 1000 characters"),
        (write("Vocabulary, one term per line", "short\n" + LONG), 3, "too long"),
        (
            write("Vocabulary, one term per line", "\n".join(f"term {n}" for n in range(501))),
            3,
            "501 terms, but at most 500 are possible",
        ),
        (add_pair("Replacements", ("Recognised", LONG)), 3, "1 to 200 characters"),
        (_second_replacement, 3, "twice"),
        (add_pair("Paste shortcuts", ("Program", LONG)), 4, "1 to 200 characters"),
        (add_pair("Languages of specific programs", ("Program", LONG)), 5, "1 to 200"),
    ],
)
def test_an_invalid_value_is_reported_at_its_field(
    dialog: SettingsDialog,
    qtbot: QtBot,
    change: Change,
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
    table = named(dialog, QTreeWidget, "Paste shortcuts")
    editor = around(table)
    button(editor, "Move down").click()
    pick("Shortcut", "Ctrl+V")(dialog)
    assert dialog.settings().delivery.paste_chords == (
        PasteRule("emacs*", PasteChord.SHIFT_INSERT),
        PasteRule("org.kde.konsole", PasteChord.CTRL_V),
    )
    button(editor, "Move up").click()
    button(editor, "Remove").click()
    assert dialog.settings().delivery.paste_chords == (
        PasteRule("emacs*", PasteChord.SHIFT_INSERT),
    )


def test_a_rule_for_a_program_can_be_seen_and_removed(dialog: SettingsDialog) -> None:
    dialog.show_settings(sample_settings())
    table = named(dialog, QTreeWidget, "What happens in specific programs")
    assert table_rows(table) == [
        ["org.gnome.Evolution", "Type"],
        ["KeePassXC", "Never listen"],
    ]
    button(around(table), "Remove").click()
    rules = dialog.settings().delivery.by_program
    assert rules == (ProgramRule("KeePassXC", ProgramWay.NEVER),)


def test_a_replacement_may_have_several_lines(dialog: SettingsDialog) -> None:
    add_pair("Replacements", ("Recognised", "my sign"))(dialog)
    write("Written as", "Yours,\nAnna")(dialog)
    assert dialog.settings().text.replacements == (Replacement("my sign", "Yours,\nAnna"),)
    assert dialog.settings() == replace(dialog.settings())


def test_an_empty_entry_is_omitted(dialog: SettingsDialog) -> None:
    button(around(named(dialog, QTreeWidget, "Replacements")), "Add").click()
    assert dialog.settings() == Settings()


def test_a_microphone_that_is_not_connected_stays_chosen(dialog: SettingsDialog) -> None:
    dialog.show_settings(replace(Settings(), microphone="gone"))
    box = named(dialog, QComboBox, "Microphone")
    assert box.currentText() == "gone (not connected)"
    dialog.set_microphones([("gone", "Back again")])
    assert box.currentText() == "Back again"
    assert dialog.settings().microphone == "gone"


def test_models_offered_later_do_not_change_the_choice(dialog: SettingsDialog) -> None:
    dialog.show_settings(sample_settings())
    dialog.set_models(["large-v3"])
    assert dialog.settings().recognition.model == "base"


def test_the_microphone_test_ends_when_the_dialog_closes(
    dialog: SettingsDialog, qtbot: QtBot
) -> None:
    dialog.show()
    with qtbot.waitSignal(dialog.microphone_test_toggled) as started:
        button(dialog, "Test").click()
    dialog.set_level(-30.0)
    with qtbot.waitSignal(dialog.microphone_test_toggled) as stopped:
        dialog.reject()
    assert [started.args, stopped.args] == [[True], [False]]


def test_a_failed_save_is_reported_and_can_be_retried(
    dialog: SettingsDialog, qtbot: QtBot
) -> None:
    dialog.show()
    tick("Start at login")(dialog)
    button(dialog, "Apply").click()
    dialog.show_problem(Sentence("The disk is full; make room on it."))
    box = dialog.findChildren(QDialogButtonBox)[-1]
    assert box.accessibleDescription() == "The disk is full; make room on it."
    with qtbot.waitSignal(dialog.settings_changed) as changed:
        ok(dialog).click()
    assert changed.args[0].presence.autostart


@pytest.mark.parametrize("tab", range(7))
def test_every_control_is_reached_by_keyboard_and_has_a_name(
    dialog: SettingsDialog, qtbot: QtBot, tab: int
) -> None:
    dialog.show_settings(sample_settings())
    dialog.show()
    dialog.findChildren(QTabWidget)[0].setCurrentIndex(tab)
    assert_all_is_reached_and_named(dialog, qtbot)


def test_tab_follows_the_layout(dialog: SettingsDialog, qtbot: QtBot) -> None:
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
        "Choose a model folder",
        "Device",
        "Language 1 of 4",
        "Language 2 of 4",
    ]


def test_a_model_chosen_in_the_list_is_used_from_ok_on(
    dialog: SettingsDialog, qtbot: QtBot
) -> None:
    dialog.models.set_shelf(sample_shelf())
    dialog.models.model_chosen.emit("small")
    with qtbot.waitSignal(dialog.settings_changed) as changed:
        dialog.accept()
    assert changed.args is not None
    assert changed.args[0].recognition.model == "small"
