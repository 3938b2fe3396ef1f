"""Finds the controls of a window by their names for users."""

from typing import TypeVar

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.keyboard_reach import controls, reached_by_tab, spoken_name

W = TypeVar("W", bound=QWidget)


def named(window: QWidget, kind: type[W], name: str) -> W:
    """Return the only control of a kind with this name, hidden or not."""
    # On X11 a screen reader gets a list's name from its label, not from the list.
    found = [
        each
        for each in window.findChildren(kind)
        if name in {each.accessibleName(), spoken_name(each)}
    ]
    assert len(found) == 1, f"{len(found)} controls are called {name}"
    return found[0]


def button(window: QWidget, words: str) -> QAbstractButton:
    """Return the only button with this text."""
    buttons = window.findChildren(QAbstractButton)
    found = [each for each in buttons if each.text().replace("&", "") == words]
    assert len(found) == 1, f"{len(found)} buttons say {words}"
    return found[0]


def table_rows(table: QTreeWidget) -> list[list[str]]:
    """Return the texts of a table's rows."""
    items = [table.topLevelItem(row) for row in range(table.topLevelItemCount())]
    columns = range(table.columnCount())
    return [[item.text(column) for column in columns] for item in items if item is not None]


def around(widget: QWidget) -> QWidget:
    """Return the parent of a control."""
    parent = widget.parentWidget()
    assert parent is not None
    return parent


def all_controls(window: QWidget) -> set[QWidget]:
    """Return all controls of a window that can currently be used, including text fields."""
    fields = [*window.findChildren(QLineEdit), *window.findChildren(QAbstractSpinBox)]
    shown = {
        field
        for field in fields
        if field.isVisible() and field.isEnabled() and not field.objectName().startswith("qt_")
    }
    tables = {each for each in controls(window) if not isinstance(each, QHeaderView)}
    return tables | shown


def assert_all_is_reached_and_named(window: QWidget, qtbot: QtBot) -> None:
    """Fail unless Tab reaches every control and each has a name for screen readers."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    wanted = all_controls(window)
    assert wanted, "the window shows nothing to use"
    nameless = [widget for widget in wanted if not spoken_name(widget)]
    assert not nameless
    missed = wanted - reached_by_tab(window)
    assert not missed, [spoken_name(widget) for widget in missed]
