"""Draws a take in a list: two lines, the second one muted except for the outcome."""

from typing import Final, TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.ui.colours import quiet_text, tone_colour
from maxwhisper_desktop.ui.pages.take_list import TAKE_ROLE, clock_time, headline
from maxwhisper_desktop.ui.words.outcome_words import outcome_tone, outcome_words
from maxwhisper_desktop.ui.words.stage_words import seconds

_Index: TypeAlias = QModelIndex | QPersistentModelIndex


class TakeDelegate(QStyledItemDelegate):
    """Draws the rows of a ``TakeList``."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        metrics = QFontMetrics(option.font)
        return QSize(metrics.averageCharWidth() * 30, round(metrics.height() * 2.9))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        row.text = ""
        style = row.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, row, painter, row.widget)
        take: TakeRecord = index.data(TAKE_ROLE)
        painter.save()
        pad = QFontMetrics(row.font).averageCharWidth()
        self._paint_lines(painter, row, row.rect.adjusted(pad, pad // 2, -pad, -pad // 2), take)
        painter.restore()

    def time_words(self, take: TakeRecord) -> str:
        """Return when a take started, as its row says it."""
        return clock_time(take)

    def _paint_lines(
        self, painter: QPainter, row: QStyleOptionViewItem, space: QRect, take: TakeRecord
    ) -> None:
        half = space.height() // 2
        upper = QRect(space.left(), space.top(), space.width(), half)
        lower = QRect(space.left(), space.top() + half, space.width(), half)
        painter.setFont(row.font)
        painter.setPen(_ink(row, None if take.text else quiet_text(row.palette)))
        metrics = QFontMetrics(row.font)
        text = metrics.elidedText(headline(take), Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, _LEFT, text)
        tone = tone_colour(outcome_tone(take.outcome), row.palette)
        total = seconds(take.stages_ms.total) if take.model is not None else ""
        quiet = quiet_text(row.palette)
        time = self.time_words(take)
        used = metrics.horizontalAdvance(f"{time}   ")
        painter.setPen(_ink(row, quiet))
        painter.drawText(lower, _LEFT, time)
        painter.drawText(lower, _RIGHT, total)
        painter.setPen(_ink(row, tone))
        middle = lower.adjusted(used, 0, -metrics.horizontalAdvance(f"{total} "), 0)
        outcome = outcome_words(take.outcome)
        outcome = metrics.elidedText(outcome, Qt.TextElideMode.ElideRight, middle.width())
        painter.drawText(middle, _LEFT, outcome)


def _ink(row: QStyleOptionViewItem, colour: QColor | None) -> QColor:
    if row.state & QStyle.StateFlag.State_Selected:
        return row.palette.color(QPalette.ColorRole.HighlightedText)
    return colour or row.palette.color(QPalette.ColorRole.Text)


_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
