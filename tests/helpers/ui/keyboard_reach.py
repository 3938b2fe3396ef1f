"""What keyboard and screen reader users can reach in a window."""

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
    """Return all controls of a window that can currently be used."""
    return {
        widget
        for widget in window.findChildren(QWidget)
        # Internal parts of a Qt control have a "qt_" name or are its viewport.
        if isinstance(widget, _CONTROLS) and widget.isVisible() and widget.isEnabled()
        if not widget.objectName().startswith(("qt_", "Scroll"))
    }


def reached_by_tab(window: QWidget) -> set[QWidget]:
    """Press Tab until the focus is back where it was; return all widgets it visited."""
    reached: set[QWidget] = set()
    while (focused := QApplication.focusWidget()) not in reached:
        if focused is not None:
            reached.add(focused)
        QTest.keyClick(focused or window, Qt.Key.Key_Tab)
    return reached


def spoken_name(widget: QWidget) -> str:
    """Return a control's name for screen readers."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
