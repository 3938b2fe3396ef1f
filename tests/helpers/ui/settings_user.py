"""A user's actions in the settings dialog."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, TypeAlias

from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QTreeWidget,
)
from samples.page_samples import MICROPHONES, MODELS, sample_key_names

from maxwhisper_desktop.settings.settings import Settings
from maxwhisper_desktop.ui.settings.dialog import SettingsDialog
from ui.widget_search import around, button, named

Change: TypeAlias = Callable[[SettingsDialog], None]
"""An action of the user."""


def settings_dialog() -> SettingsDialog:
    """Return a dialog with the default settings."""
    dialog = SettingsDialog(sample_key_names())
    dialog.set_microphones(MICROPHONES)
    dialog.set_models(MODELS)
    dialog.show_settings(Settings())
    return dialog


def ok(dialog: SettingsDialog) -> QAbstractButton:
    """Return the OK button."""
    box = dialog.findChildren(QDialogButtonBox)[-1]
    return box.button(QDialogButtonBox.StandardButton.Ok)


def leaves(settings: Any, prefix: str = "") -> dict[str, object]:
    """Return every setting by its dotted name."""
    found: dict[str, object] = {}
    for field in fields(settings):
        value = getattr(settings, field.name)
        is_group = is_dataclass(value)
        name = f"{prefix}{field.name}"
        found |= leaves(value, f"{name}.") if is_group else {name: value}
    return found


def tick(name: str) -> Change:
    """Toggle a check box."""
    return lambda dialog: named(dialog, QCheckBox, name).click()


def pick(name: str, words: str) -> Change:
    """Choose an item of a combo box."""

    def pick(dialog: SettingsDialog) -> None:
        box = named(dialog, QComboBox, name)
        row = box.findText(words)
        assert row >= 0, [box.itemText(row) for row in range(box.count())]
        box.setCurrentIndex(row)
        box.activated.emit(row)

    return pick


def write(name: str, text: str) -> Change:
    """Replace the text of a field."""

    def write(dialog: SettingsDialog) -> None:
        field = named(dialog, QPlainTextEdit, name)
        field.selectAll()
        field.insertPlainText(text)

    return write


def add_pair(table: str, left: tuple[str, str]) -> Change:
    """Add an entry to a table; ``left`` is the name and new text of its left field."""

    def add(dialog: SettingsDialog) -> None:
        editor = around(named(dialog, QTreeWidget, table))
        button(editor, "Add").click()
        field = named(editor, QLineEdit, left[0])
        field.setText(left[1])
        field.textEdited.emit(left[1])

    return add
