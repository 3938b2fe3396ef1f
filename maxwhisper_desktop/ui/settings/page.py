"""What all pages of the settings have in common."""

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from maxwhisper_desktop.settings.file import SCHEMA
from maxwhisper_desktop.settings.settings import Settings
from maxwhisper_desktop.settings.values import Kind, NotAllowedError, to_toml
from maxwhisper_desktop.ui.widgets.tab_order import first_control


class SettingsPage(Protocol):
    """One page: a part of the settings, to be seen and changed."""

    def show_settings(self, settings: Settings) -> None:
        """Show them, and forget what was changed."""
        ...

    def apply_to(self, settings: Settings) -> Settings:
        """Return ``settings`` with what this page shows."""
        ...

    def check(self) -> QWidget | None:
        """Say at each field what cannot be kept; return the first such field."""
        ...


def is_allowed(key: str, value: object) -> bool:
    """Tell whether the settings' file can hold ``value`` under ``key``."""
    kind = SCHEMA[key]
    assert isinstance(kind, Kind), "entries are checked by their editor"
    return is_of_kind(kind, value)


def is_of_kind(kind: Kind, value: object) -> bool:
    """Tell whether the settings' file can hold ``value`` where ``kind`` is asked for."""
    try:
        kind.read(to_toml(value))
    except NotAllowedError:
        return False
    return True


def form(parent: QWidget) -> QFormLayout:
    """Lay ``parent`` out as a form whose rows stand close together, at the top."""
    layout = form_rows()
    rows = QVBoxLayout(parent)
    rows.addLayout(layout)
    rows.addStretch(1)
    return layout


def form_rows() -> QFormLayout:
    """Return a form to be put into another layout."""
    layout = QFormLayout()
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    layout.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return layout


def add_rows(layout: QFormLayout, rows: Iterable[tuple[str, QWidget]]) -> None:
    """Add labels and fields; what has no label of its own stands in the fields' column.

    Labels lead to their fields by keyboard, and are what the fields are called when read out.
    """
    for words, field in rows:
        layout.addRow(words, field)
        label = layout.labelForField(field)
        if isinstance(label, QLabel) and words:
            target = first_control(field)
            label.setBuddy(target)
            if not target.accessibleName():
                target.setAccessibleName(words.replace("&", "").rstrip(":"))


def side_by_side(*widgets: QWidget, is_filled: bool = True) -> QWidget:
    """Return a field made of several, the first of which its label leads to.

    Args:
        widgets: From left to right.
        is_filled: Whether the first takes all the room; else it is left free on the right.
    """
    field = QWidget()
    row = QHBoxLayout(field)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget, 1 if is_filled and widget is widgets[0] else 0)
    if not is_filled:
        row.addStretch(1)
    return field


def text_field(n_lines: int) -> QPlainTextEdit:
    """Return a field for text of several lines, which the Tab key leaves."""
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    margin = 2 * (field.frameWidth() + round(field.document().documentMargin()))
    field.setMinimumHeight(n_lines * field.fontMetrics().lineSpacing() + margin)
    return field


def show_text(field: QPlainTextEdit, text: str) -> None:
    """Show a text that has not been changed yet."""
    field.setPlainText(text)
    field.document().setModified(False)


def text_of(field: QPlainTextEdit, shown: str) -> str:
    """Return what the user wrote, or ``shown`` as it was: the field itself replaces odd signs."""
    return field.toPlainText() if field.document().isModified() else shown
