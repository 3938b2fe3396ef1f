"""One take's time as a waterfall: each stage's bar starts where the last one ended."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from maxwhisper_desktop.dictation.take_record import StageTimes
from maxwhisper_desktop.ui.colours import quiet_text, tone_colour
from maxwhisper_desktop.ui.words.stage_words import Stage, milliseconds, stages_of

_MIN_BAR: Final = 2.0
"""Minimum length of a bar in logical pixels, so that even the shortest stage is visible."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Positions of the columns, in logical pixels."""

    row_height: int
    bars_left: int
    bars_right: int
    right: int


class Waterfall(QWidget):
    """Shows a take's time per stage; screen readers get the same as text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages: tuple[Stage, ...] = stages_of(StageTimes())
        self._total_ms = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Time per stage"))
        self.show_times(StageTimes())

    def show_times(self, times: StageTimes) -> None:
        """Draw another take."""
        self._stages = stages_of(times)
        self._total_ms = times.total
        self.setAccessibleDescription(self._in_words())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth() * 60
        return QSize(width, self._row_height() * (len(self._stages) + 1) + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 36, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = self._columns()
        for row, stage in enumerate(self._stages):
            self._paint_stage(painter, columns, row, stage)
        self._paint_total(painter, columns)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._explain(event.pos(), event.globalPos())
            return True
        return super().event(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _row_height(self) -> int:
        return round(self.fontMetrics().height() * 1.3)

    def _columns(self) -> _Columns:
        metrics, gap = self.fontMetrics(), self.fontMetrics().averageCharWidth()
        labels = max(metrics.horizontalAdvance(stage.label) for stage in self._stages)
        numbers = max(
            metrics.horizontalAdvance(milliseconds(ms)) for ms in (self._total_ms, 88_888.0)
        )
        right = self.width() - gap
        return _Columns(self._row_height(), labels + 3 * gap, right - numbers - gap, right)

    def _paint_stage(
        self, painter: QPainter, columns: _Columns, row: int, stage: Stage
    ) -> None:
        height = columns.row_height
        top = row * height
        is_empty = stage.duration_ms == 0
        ink = quiet_text(self.palette()) if is_empty else self._ink()
        painter.setPen(ink)
        gap = self.fontMetrics().averageCharWidth()
        painter.drawText(gap, top, columns.bars_left, height, _LEFT, stage.label)
        number = "\u2013" if is_empty else milliseconds(stage.duration_ms)
        painter.drawText(0, top, columns.right, height, _RIGHT, number)
        track = QRectF(
            columns.bars_left, top + height * 0.22, self._bars_width(columns), height * 0.56
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.AlternateBase))
        painter.drawRect(track)
        if not is_empty:
            painter.setBrush(tone_colour(stage.tone, self.palette()))
            painter.drawRoundedRect(self._bar(track, stage), 2, 2)

    def _bar(self, track: QRectF, stage: Stage) -> QRectF:
        scale = track.width() / self._total_ms
        width = max(stage.duration_ms * scale, _MIN_BAR)
        left = min(track.left() + stage.start_ms * scale, track.right() - width)
        return QRectF(left, track.top(), width, track.height())

    def _paint_total(self, painter: QPainter, columns: _Columns) -> None:
        gap = self.fontMetrics().averageCharWidth()
        top = len(self._stages) * columns.row_height
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._ink())
        height = columns.row_height
        painter.drawText(gap, top, columns.right, height, _LEFT, self._total_label())
        painter.drawText(0, top, columns.right, height, _RIGHT, milliseconds(self._total_ms))

    def _bars_width(self, columns: _Columns) -> int:
        return max(columns.bars_right - columns.bars_left, 1)

    def _ink(self) -> QColor:
        return self.palette().color(QPalette.ColorRole.WindowText)

    def _total_label(self) -> str:
        return self.tr("From key release to text")

    def _explain(self, where: QPoint, on_screen: QPoint) -> None:
        row = where.y() // self._row_height()
        if 0 <= row < len(self._stages):
            stage = self._stages[row]
            QToolTip.showText(on_screen, f"{stage.label}: {stage.explanation}", self)
        else:
            QToolTip.hideText()

    def _in_words(self) -> str:
        parts = [
            f"{stage.label}: {milliseconds(stage.duration_ms)}"
            for stage in self._stages
            if stage.duration_ms
        ]
        return "; ".join([f"{self._total_label()}: {milliseconds(self._total_ms)}", *parts])


_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
