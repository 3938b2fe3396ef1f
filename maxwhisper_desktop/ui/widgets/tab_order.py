"""Makes the tab order follow the layout instead of the order of creation."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget


def tab_as_laid_out(top: QWidget) -> None:
    """Set the tab order to the order of the layouts, from ``top`` down."""
    for before, after in pairwise(_controls(top)):
        QWidget.setTabOrder(before, after)


def first_control(widget: QWidget) -> QWidget:
    """Return the first focusable control of a compound field, or the field itself."""
    return next(_controls(widget), widget)


def _controls(widget: QWidget) -> Iterator[QWidget]:
    layout = widget.layout()
    if isinstance(widget, QSplitter):
        for half in filter(None, map(widget.widget, range(widget.count()))):
            yield from _controls(half)
    elif isinstance(widget, QScrollArea) and (content := widget.widget()) is not None:
        yield from _controls(content)
    elif layout is not None:
        yield from _controls_in(layout)
    elif widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget


def _controls_in(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            yield from _controls_in(inner)
        elif widget is not None:
            yield from _controls(widget)
