"""The icons: symbols in the colour of the surrounding text, and tray icons with a background.

The app cannot know the colour of the desktop's panel, so tray icons have their own background
and differ in shape as well as in colour.
"""

import enum
from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

from maxwhisper_desktop.status.app_status import AppState
from maxwhisper_desktop.system.paths import resources_folder

_SIZES: Final = (16, 22, 24, 32, 48, 64, 128, 256)
"""Sizes in pixels that trays and window lists request."""


class Symbol(enum.Enum):
    """Symbols for buttons and lists; each value is a file name."""

    COPY = "copy"
    DELETE = "delete"
    DISMISS = "dismiss"
    FILES = "files"
    MICROPHONE = "microphone"
    NUMBERS = "numbers"
    PLAY = "play"
    PROBLEM = "problem"
    PROGRESS = "progress"
    RETRY = "retry"
    SAVE = "save"
    SETTINGS = "settings"
    STOP = "stop"


def symbol_icon(symbol: Symbol) -> QIcon:
    """Return an icon that is painted in the palette's current colours."""
    return QIcon(_SymbolEngine(_drawing(symbol.value)))


@cache
def app_icon() -> QIcon:
    """Return the icon of windows and launchers."""
    return _coloured_icon("maxwhisper")


@cache
def state_icon(state: AppState) -> QIcon:
    """Return the tray's icon."""
    return _coloured_icon(f"tray-{state.value}")


class _SymbolEngine(QIconEngine):
    def __init__(self, drawing: bytes) -> None:
        super().__init__()
        self._drawing = drawing

    @override
    def paint(
        self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State
    ) -> None:
        colour = _text_colour(mode).name().encode()
        renderer = QSvgRenderer(QByteArray(self._drawing.replace(b"currentColor", colour)))
        renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        renderer.render(painter, QRectF(rect))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QRect().topLeft(), size), mode, state)
        painter.end()
        return pixmap

    @override
    def clone(self) -> QIconEngine:
        return _SymbolEngine(self._drawing)


def _text_colour(mode: QIcon.Mode) -> QColor:
    palette = QGuiApplication.palette()
    match mode:
        case QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        case QIcon.Mode.Selected:
            return palette.color(QPalette.ColorRole.HighlightedText)
        case _:
            return palette.color(QPalette.ColorRole.ButtonText)


def _coloured_icon(name: str) -> QIcon:
    renderer = QSvgRenderer(QByteArray(_drawing(name)))
    icon = QIcon()
    for side in _SIZES:
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


@cache
def _drawing(name: str) -> bytes:
    return (resources_folder() / "icons" / f"{name}.svg").read_bytes()
