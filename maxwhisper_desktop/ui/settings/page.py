"""What all settings pages share."""

from collections.abc import Iterable

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
from maxwhisper_desktop.settings.values import Kind, NotAllowedError, to_toml
from maxwhisper_desktop.ui.widgets.tab_order import first_control


def is_allowed(key: str, value: object) -> bool:
    """Return whether ``value`` is valid for ``key`` of the settings file."""
    kind = SCHEMA[key]
    assert isinstance(kind, Kind), "entries are checked by their editor"
    return is_of_kind(kind, value)


def is_of_kind(kind: Kind, value: object) -> bool:
    """Return whether ``value`` is valid for ``kind``."""
    try:
        kind.read(to_toml(value))
    except NotAllowedError:
        return False
    return True


def form(parent: QWidget) -> QFormLayout:
    """Give ``parent`` a form layout with its rows close together at the top."""
    layout = form_rows()
    rows = QVBoxLayout(parent)
    rows.addLayout(layout)
    rows.addStretch(1)
    return layout


def form_rows() -> QFormLayout:
    """Return a form layout for use within another layout."""
    layout = QFormLayout()
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    layout.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return layout


def add_rows(layout: QFormLayout, rows: Iterable[tuple[str, QWidget]]) -> None:
    """Add labels and fields; fields without a label go in the fields' column.

    Labels have their fields as buddies, and are the fields' names for screen readers.
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
    """Return a compound field, the first of which is its label's buddy.

    Args:
        widgets: From left to right.
        is_filled: Whether the first takes all spare space; otherwise it stays free on the
            right.
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
    """Return a multi-line text field in which Tab moves to the next field."""
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    margin = 2 * (field.frameWidth() + round(field.document().documentMargin()))
    field.setMinimumHeight(n_lines * field.fontMetrics().lineSpacing() + margin)
    return field


def show_text(field: QPlainTextEdit, text: str) -> None:
    """Show a text as unmodified."""
    field.setPlainText(text)
    field.document().setModified(False)


def text_of(field: QPlainTextEdit, shown: str) -> str:
    """Return the text, or ``shown`` if unmodified, since the field replaces characters."""
    return field.toPlainText() if field.document().isModified() else shown
