"""The icons: symbols in the colour of the surrounding text, and tray icons with a background.

The app cannot know the colour of the desktop's panel, so tray icons have their own background
and differ in shape as well as in colour.
"""

import enum
from functools import cache, lru_cache
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
_N_DRAWN: Final = 128
"""Symbols kept as pixels: each one in the few sizes and colours that it is shown in."""


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
        _draw(painter, QRectF(rect), self._drawing, _text_colour(mode).name())

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _drawn(self._drawing, size.width(), size.height(), _text_colour(mode).name())

    @override
    def clone(self) -> QIconEngine:
        return _SymbolEngine(self._drawing)


@lru_cache(_N_DRAWN)
def _drawn(drawing: bytes, width: int, height: int, colour: str) -> QPixmap:
    """Return a symbol as pixels. Qt asks for them whenever a button is painted."""
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _draw(painter, QRectF(pixmap.rect()), drawing, colour)
    painter.end()
    return pixmap


def _draw(painter: QPainter, room: QRectF, drawing: bytes, colour: str) -> None:
    renderer = QSvgRenderer(QByteArray(drawing.replace(b"currentColor", colour.encode())))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    renderer.render(painter, room)


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
