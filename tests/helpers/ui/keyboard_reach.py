"""What a user without a mouse, or without sight, gets to in a window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

_CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QPlainTextEdit, QTabBar)


def controls(window: QWidget) -> set[QWidget]:
    """Return all that can be used in a window right now."""
    return {
        widget
        for widget in window.findChildren(QWidget)
        # Qt's own parts of a control have names of their own, or are its viewport.
        if isinstance(widget, _CONTROLS) and widget.isVisible() and widget.isEnabled()
        if not widget.objectName().startswith(("qt_", "Scroll"))
    }


def reached_by_tab(window: QWidget) -> set[QWidget]:
    """Press Tab until the focus is where it was before; return all it came by."""
    reached: set[QWidget] = set()
    while (focused := QApplication.focusWidget()) not in reached:
        if focused is not None:
            reached.add(focused)
        QTest.keyClick(focused or window, Qt.Key.Key_Tab)
    return reached


def spoken_name(widget: QWidget) -> str:
    """Return what a screen reader calls a control."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
