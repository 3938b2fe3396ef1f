"""All texts of a window: visible ones, shortcuts, and those for screen readers."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QMenu, QTabWidget, QWidget

_PROPERTIES: Final = (
    *("windowTitle", "toolTip", "accessibleName", "accessibleDescription"),
    *("text", "title", "placeholderText", "format", "prefix", "suffix"),
)


def shown_words(window: QWidget) -> set[str]:
    """Return all texts in a window, including its hidden parts."""
    widgets = [window, *window.findChildren(QWidget)]
    return {words for widget in widgets for words in _words(widget)} - {""}


def shortcut_keys(window: QWidget) -> list[str]:
    """Return the keys that currently work as shortcuts with Alt."""
    if isinstance(window, QMenu):
        texts = [action.text() for action in window.actions()]
    else:
        shown = [each for each in window.findChildren(QWidget) if each.isVisible()]
        texts = [each.property(name) or "" for each in shown for name in ("text", "title")]
    keys = [QKeySequence.mnemonic(text).toString() for text in texts]
    return [key for key in keys if key]


def _words(widget: QWidget) -> Iterator[str]:
    yield from (widget.property(name) or "" for name in _PROPERTIES)
    yield from (action.text() for action in widget.actions())
    match widget:
        case QTabWidget():
            yield from (widget.tabText(page) for page in range(widget.count()))
        case QComboBox():
            yield from _words_of_model(widget.model())
        case QAbstractItemView() if widget.model() is not None:
            yield from _words_of_model(widget.model())
        case _:
            pass


def _words_of_model(model: QAbstractItemModel) -> Iterator[str]:
    top = QModelIndex()
    # In list models, columnCount is private, since it is always one.
    n_columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(top)
    for column in range(n_columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(model.rowCount(top)):
            yield str(model.index(row, column).data() or "")
