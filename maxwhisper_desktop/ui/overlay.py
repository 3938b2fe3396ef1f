"""The overlay: a pill at the bottom of the screen that shows the state of the dictation.

It covers the window that the user types in and must never take its focus: the text would be
lost. On X11, including XWayland, a window that bypasses the window manager and refuses focus is
safe. On native Wayland these hints have no effect (sway, KWin and Mutter all focus it), so it
is not shown there.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import (
    QCursor,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from maxwhisper_desktop.ports import LiveText
from maxwhisper_desktop.recording.take_recorder import LEVELS_PER_S, SILENCE_DBFS
from maxwhisper_desktop.status.app_status import KEY_DOWN_STATES, AppState
from maxwhisper_desktop.ui.icons import app_icon, state_icon
from maxwhisper_desktop.ui.widgets.level_meter import LevelMeter
from maxwhisper_desktop.ui.widgets.live_text import LiveTextView
from maxwhisper_desktop.ui.words.status_words import state_words

CLOCK_MS: Final = 250
"""Milliseconds between updates of the clock while recording, which shows seconds."""

READING_MS: Final = 60
"""Milliseconds to read a character, slowly."""

_LINE_CHARACTERS: Final = 60
"""Longer sentences are wrapped."""

_SHORTEST_MS: Final = 2000
_LONGEST_MS: Final = 12000

_FLAGS: Final = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
    | Qt.WindowType.BypassWindowManagerHint
    | Qt.WindowType.WindowTransparentForInput
    | Qt.WindowType.NoDropShadowWindowHint
)

_LIVE_LINES: Final = 2
_WORKING: Final = frozenset({AppState.ARMING, AppState.RECOGNISING, AppState.DELIVERING})


@dataclass(frozen=True, slots=True)
class _Message:
    sentence: str
    state: AppState


class Overlay(QWidget):
    """Shows recording, recognition and short messages; otherwise hidden and completely idle."""

    def __init__(
        self,
        now_s: Callable[[], float] = time.monotonic,
        wait_for_display: Callable[[], None] = lambda: None,
    ) -> None:
        """Create it, hidden.

        Args:
            now_s: The monotonic clock.
            wait_for_display: Returns once the display answers, without holding Python's lock.
        """
        super().__init__(None, _FLAGS)
        self._wait_for_display = wait_for_display
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWindowIcon(app_icon())
        self.setWindowTitle("MaxWhisper overlay")
        self._phase = AppState.READY
        self._message: _Message | None = None
        self._now_s = now_s
        self._started_ms = 0.0
        self._n_silent = 0
        self._icon = QLabel(self)
        self._meter = LevelMeter(self)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._clock = QTimer(self, interval=CLOCK_MS)
        self._clock.timeout.connect(self._show_elapsed)
        self._farewell = QTimer(self, singleShot=True)
        self._farewell.timeout.connect(self._on_read)
        self._live = LiveTextView(_LIVE_LINES, self)
        self._rows = rows = QVBoxLayout(self)
        rows.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        em = self.fontMetrics().height()
        rows.setContentsMargins(em, em // 2, em, em // 2)
        self._head = head = QHBoxLayout()
        head.setSpacing(em // 2)
        for widget in (self._icon, self._meter, self._words):
            head.addWidget(widget)
        head.addStretch(1)
        rows.addLayout(head)
        rows.addWidget(self._live)

    @staticmethod
    def is_safe() -> bool:
        """Return whether it can be shown in this session without taking the focus."""
        return not QGuiApplication.platformName().startswith("wayland")

    def show_recording(self, started_ms: float) -> None:
        """Show that the app is recording, since ``started_ms`` of the monotonic clock."""
        self.show_phase(AppState.RECORDING)
        self._started_ms = started_ms
        self._show_elapsed()

    @Slot(float)
    def set_level(self, rms_dbfs: float) -> None:
        """Show the level while recording, or that the microphone is muted."""
        if not self._clock.isActive():
            return
        self._meter.add(rms_dbfs)
        was_muted = self._is_muted
        self._n_silent = self._n_silent + 1 if rms_dbfs <= SILENCE_DBFS else 0
        if self._is_muted != was_muted:
            self._refresh()

    def show_live(self, live: LiveText) -> None:
        """Show what seems to have been said so far, while recording and until it is typed."""
        margins = 2 * (self._margin() + self.fontMetrics().height())
        line = self.fontMetrics().averageCharWidth() * _LINE_CHARACTERS
        self._live.limit_width(min(line, _space().width() - margins))
        self._live.show_words(live.stable, live.unstable)
        self._refresh()

    def end_live(self) -> None:
        """Show no words any more."""
        self._live.clear()
        self._refresh()

    @property
    def _is_muted(self) -> bool:
        """Whether a second of digital silence came, which no open microphone gives."""
        return self._n_silent >= LEVELS_PER_S

    def show_phase(self, state: AppState) -> None:
        """Show what the app is doing; hide if nothing."""
        if state in KEY_DOWN_STATES and self._farewell.isActive():
            self._message = None
        if state in KEY_DOWN_STATES and self._phase not in KEY_DOWN_STATES:
            self._live.clear()
        if state is AppState.RECORDING and self._phase is not state:
            self._started_ms = self._now_s() * 1000
            self._meter.clear()
            self._n_silent = 0
        self._phase = state
        self._refresh()

    def tell(self, sentence: str, state: AppState = AppState.READY) -> None:
        """Show a sentence for as long as it takes to read, with the icon of ``state``.

        While recording, only that is shown, and the sentence follows afterwards.
        """
        self._farewell.stop()
        self._message = _Message(sentence, state)
        self._refresh()

    @Slot()
    def vanish(self) -> None:
        """Hide, and do nothing until called again."""
        self._message = None
        self._phase = AppState.READY
        self._refresh()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Window))
        painter.setPen(QPen(palette.color(QPalette.ColorRole.PlaceholderText), 2))
        painter.drawPath(self._outline())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A mask rather than a translucent background, which is black without a compositor.
        self.setMask(QRegion(self._outline().toFillPolygon().toPolygon()))
        if self.isVisible():
            self._place()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def _refresh(self) -> None:
        """Show what has precedence: recording, then a message, then recognition."""
        if not self.is_safe():
            return
        if self._phase is not AppState.RECORDING:
            self._clock.stop()
        if self._phase in KEY_DOWN_STATES or self._message is None:
            self._farewell.stop()
            self._show_phase()
        elif not self._farewell.isActive():
            self._say(self._message.sentence, self._message.state)
            read_ms = len(self._message.sentence) * READING_MS
            self._farewell.start(min(max(read_ms, _SHORTEST_MS), _LONGEST_MS))

    def _show_phase(self) -> None:
        if self._phase is AppState.RECORDING and self._is_muted:
            self._say(self.tr("No sound: the microphone is muted"), AppState.FAILED)
        elif self._phase is AppState.RECORDING:
            self._words.setWordWrap(False)
            self._words.setFixedWidth(self.fontMetrics().horizontalAdvance("00:00"))
            self._show_elapsed()
            self._clock.start()
            self._put(self._phase, has_meter=True, has_live=True)
        elif self._phase in _WORKING:
            words = self.tr("%1\u2026").replace("%1", state_words(self._phase))
            self._say(words, self._phase, has_live=True)
        else:
            self.hide()

    def _say(self, sentence: str, state: AppState, *, has_live: bool = False) -> None:
        metrics = self._words.fontMetrics()
        widest = metrics.averageCharWidth() * _LINE_CHARACTERS
        width = metrics.horizontalAdvance(sentence)
        self._words.setWordWrap(width > widest)
        self._words.setFixedWidth(min(width, widest))
        self._words.setText(sentence)
        self._put(state, has_meter=False, has_live=has_live)

    def _put(self, state: AppState, *, has_meter: bool, has_live: bool) -> None:
        side = self.fontMetrics().height() * 5 // 4
        icon = state_icon(state).pixmap(QSize(side, side), self.devicePixelRatioF())
        self._icon.setPixmap(icon)
        self._meter.setVisible(has_meter)
        self._put_live(is_wanted=has_live)
        self._rows.activate()
        self._place()
        self.show()
        # The window manager does not stack it, so it raises itself.
        self.raise_()

    def _put_live(self, *, is_wanted: bool) -> None:
        """Show or hide the words; with them, the pill never becomes narrower."""
        is_shown = is_wanted and bool(self._live.text)
        self._live.setVisible(is_shown)
        if is_shown:
            self._live.widen(self._head.sizeHint().width())

    def _place(self) -> None:
        self._wait_for_display()
        space, margin = _space(), self._margin()
        self.move(
            space.center().x() - self.width() // 2,
            space.bottom() - self.height() - margin,
        )

    def _margin(self) -> int:
        """Return the distance to the edge of the screen."""
        return self.fontMetrics().height() * 2

    def _outline(self) -> QPainterPath:
        path = QPainterPath()
        radius = min(self.height() / 2, self.fontMetrics().height() * 1.2)
        path.addRoundedRect(QRectF(self.rect()), radius, radius)
        return path

    @Slot()
    def _on_read(self) -> None:
        self._message = None
        self._refresh()

    @Slot()
    def _show_elapsed(self) -> None:
        if self._is_muted:
            return
        seconds = max(int(self._now_s() - self._started_ms / 1000), 0)
        self._words.setText(f"{seconds // 60}:{seconds % 60:02d}")


def _space() -> QRect:
    """Return the screen with the mouse pointer, without its bars."""
    screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
    return screen.availableGeometry()
