"""Takes of the history as a list: by day, newest first, fetched as the user scrolls."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyleOptionViewItem
from typing_extensions import override

from maxwhisper_desktop.dictation.events import TakeId
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.ui.pages.take_delegate import TakeDelegate
from maxwhisper_desktop.ui.pages.take_list import TAKE_ROLE, data_of_take, time_of_day

_Index: TypeAlias = QModelIndex | QPersistentModelIndex
_Row: TypeAlias = TakeRecord | date


class HistoryList(QAbstractListModel):
    """The takes found so far, grouped under their dates."""

    more_wanted = Signal()
    """Emitted when the user has scrolled to the end and there are more takes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._takes: list[TakeRecord] = []
        self._rows: list[_Row] = []
        self._has_more = False

    @property
    def takes(self) -> tuple[TakeRecord, ...]:
        """All takes in the list, newest first."""
        return tuple(self._takes)

    def show_takes(self, takes: Iterable[TakeRecord], *, has_more: bool) -> None:
        """Replace the list by these."""
        self.beginResetModel()
        self._takes = [*takes]
        self._rows = _rows_of(self._takes)
        self._has_more = has_more
        self.endResetModel()

    def append(self, takes: Iterable[TakeRecord], *, has_more: bool) -> None:
        """Append earlier takes."""
        self._takes += takes
        self._has_more = has_more
        rows = _rows_of(self._takes)
        if len(rows) > len(self._rows):
            self.beginInsertRows(QModelIndex(), len(self._rows), len(rows) - 1)
            self._rows = rows
            self.endInsertRows()

    def put(self, take: TakeRecord) -> None:
        """Update a take in place, or insert it at the top if it is new."""
        row = self.row_of(take.take)
        if row is None:
            newer = [each for each in self._takes if each.take > take.take]
            self._takes.insert(len(newer), take)
            self._lay_out_anew()
        else:
            self._takes = [take if each.take == take.take else each for each in self._takes]
            self._rows[row] = take
            self.dataChanged.emit(self.index(row), self.index(row))

    def remove(self, take: TakeId) -> None:
        """Remove a take; harmless if it is not in the list."""
        if self.row_of(take) is not None:
            self._takes = [each for each in self._takes if each.take != take]
            self._lay_out_anew()

    def row_of(self, take: TakeId) -> int | None:
        """Return a take's row, or None if it is not in the list."""
        rows = enumerate(self._rows)
        return next(
            (at for at, row in rows if isinstance(row, TakeRecord) and row.take == take), None
        )

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        is_day = index.isValid() and isinstance(self._rows[index.row()], date)
        # The arrow keys skip items without flags.
        return Qt.ItemFlag.NoItemFlags if is_day else super().flags(index)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if isinstance(row, TakeRecord):
            return data_of_take(row, role)
        if role == Qt.ItemDataRole.DisplayRole:
            day = QDate(row.year, row.month, row.day)
            return QLocale().toString(day, QLocale.FormatType.LongFormat)
        return None

    @override
    def canFetchMore(self, parent: _Index) -> bool:
        return self._has_more

    @override
    def fetchMore(self, parent: _Index) -> None:
        # Requested once: the answer says whether there are more.
        self._has_more = False
        self.more_wanted.emit()

    def _lay_out_anew(self) -> None:
        self.beginResetModel()
        self._rows = _rows_of(self._takes)
        self.endResetModel()


class HistoryDelegate(TakeDelegate):
    """Draws takes as in other lists, and their dates as headings instead of in each row."""

    @override
    def time_words(self, take: TakeRecord) -> str:
        return time_of_day(take)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        size = super().sizeHint(option, index)
        if index.data(TAKE_ROLE) is not None:
            return size
        return QSize(size.width(), round(QFontMetrics(option.font).height() * 1.7))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        if index.data(TAKE_ROLE) is not None:
            super().paint(painter, option, index)
            return
        painter.save()
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        group = QPalette.ColorGroup.Active
        painter.setPen(option.palette.color(group, QPalette.ColorRole.Text))
        pad = QFontMetrics(option.font).averageCharWidth()
        space = option.rect.adjusted(pad, 0, -pad, 0)
        below = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(space, below, str(index.data()))
        painter.restore()


def _rows_of(takes: Iterable[TakeRecord]) -> list[_Row]:
    rows: list[_Row] = []
    day: date | None = None
    for take in takes:
        own = datetime.fromtimestamp(take.started_s).astimezone().date()
        if own != day:
            rows.append(own)
            day = own
        rows.append(take)
    return rows
