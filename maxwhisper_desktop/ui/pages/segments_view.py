"""Shows a transcript's segments, follows the playback, and lets the user correct words."""

from typing import Final, TypeAlias

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPalette, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from engine.transcript import Segment, Transcript
from maxwhisper_desktop.ui.colours import quiet_text
from maxwhisper_desktop.ui.pages.segments_list import SEGMENT_ROLE, SegmentsList
from maxwhisper_desktop.ui.words.time_words import place_words

_Index: TypeAlias = QModelIndex | QPersistentModelIndex

_TIME_WIDTH_OF: Final = "8:88:88"
"""The longest time for which room is kept."""
_WRAPPED: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
_BATCH: Final = 20
"""Texts that are laid out at once. Qt lays out two batches, and paints all, at each step of a resize."""
_TALL: Final = 1 << 20
"""Pixels: more than any text takes."""


class SegmentsView(QListView):
    """A list of segments, each with the time at which it begins."""

    corrected = Signal(int, str)
    """Emitted with the number of a segment in its transcript and the text that it should have."""
    copy_requested = Signal(str)
    """Emitted with the selected text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments = SegmentsList(self)
        self._segments.corrected.connect(self.corrected)
        self.setModel(self._segments)
        self.setItemDelegate(_SegmentDelegate(self))
        self.setWordWrap(True)
        # Heights depend on the width. In batches, since those of a long talk take their time:
        # 100 texts about 15 ms.
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._on_copy)

    def show_transcript(self, transcript: Transcript | None, *, is_same: bool) -> None:
        """Show a transcript, or a correction of the same one, which keeps its place."""
        self._segments.show_transcript(transcript, is_same=is_same)
        # From a second batch on, a scroll bar that comes with one and goes with the other, and so
        # changes the width, would have all laid out again for ever.
        is_long = self._segments.rowCount() > _BATCH
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn
            if is_long
            else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )

    def follow(self, place_s: float) -> None:
        """Select what is said at a place in the recording, unless the user is correcting."""
        row = self._segments.row_at(place_s)
        is_editing = self.state() == QAbstractItemView.State.EditingState
        if row is not None and row != self.currentIndex().row() and not is_editing:
            self.setCurrentIndex(self._segments.index(row))

    @property
    def place_s(self) -> float:
        """Where the selected segment begins; the beginning if none is selected."""
        segment = self.currentIndex().data(SEGMENT_ROLE)
        return segment.start if isinstance(segment, Segment) else 0.0

    @Slot()
    def _on_copy(self) -> None:
        chosen = sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)
        self.copy_requested.emit("\n".join(str(index.data()) for index in chosen))


class _SegmentDelegate(QStyledItemDelegate):
    """Draws the time in a column of its own, and the wrapped text beside it."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        room = _text_room(QRect(0, 0, width, _TALL), option.fontMetrics)
        text = option.fontMetrics.boundingRect(room, _WRAPPED, str(index.data()))
        return QSize(width, text.height() + 2 * _pad(option.fontMetrics))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        text, row.text = row.text, ""
        style = row.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, row, painter, row.widget)
        is_selected = bool(row.state & QStyle.StateFlag.State_Selected)
        ink = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
        painter.save()
        painter.setFont(row.font)
        painter.setPen(row.palette.color(ink))
        painter.drawText(_text_room(row.rect, row.fontMetrics), _WRAPPED, text)
        if not is_selected:
            painter.setPen(quiet_text(row.palette))
        pad = _pad(row.fontMetrics)
        left = row.rect.adjusted(pad, pad, -pad, -pad)
        left.setWidth(row.fontMetrics.horizontalAdvance(_TIME_WIDTH_OF))
        time = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(left, time, place_words(index.data(SEGMENT_ROLE).start))
        painter.restore()

    @override
    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> QWidget:
        editor = QPlainTextEdit(parent, tabChangesFocus=True)
        editor.setAccessibleName(self.tr("Text from %1").replace("%1", _begin(index)))
        editor.document().setDocumentMargin(0)
        editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        editor.setAcceptDrops(False)
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(str(index.data()))
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, " ".join(editor.toPlainText().split()))

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        pad = _pad(option.fontMetrics)
        room = _text_room(option.rect, option.fontMetrics)
        editor.setGeometry(room.adjusted(-pad, -pad, pad, pad))

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        # In a field of several lines, Qt leaves Return to the field; here it ends the correction.
        is_return = isinstance(event, QKeyEvent) and event.key() in {
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        }
        if is_return and event.type() == QEvent.Type.KeyPress and isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)
            return True
        return super().eventFilter(editor, event)


def _begin(index: _Index) -> str:
    return place_words(index.data(SEGMENT_ROLE).start)


def _pad(metrics: QFontMetrics) -> int:
    return metrics.averageCharWidth() * 2 // 3


def _text_room(row: QRect, metrics: QFontMetrics) -> QRect:
    pad = _pad(metrics)
    time = metrics.horizontalAdvance(_TIME_WIDTH_OF)
    return row.adjusted(time + 3 * pad, pad, -pad, -pad)
