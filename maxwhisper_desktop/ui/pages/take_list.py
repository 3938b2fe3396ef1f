"""The takes of this session as a list: text, and below it the time, outcome and duration."""

from collections.abc import Iterable
from typing import Final, TypeAlias

from PySide6.QtCore import (
    QAbstractListModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from maxwhisper_desktop.dictation.events import TakeId
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.ui.words.outcome_words import outcome_sentence, outcome_words
from maxwhisper_desktop.ui.words.stage_words import seconds

TAKE_ROLE: Final = Qt.ItemDataRole.UserRole
"""The ``TakeRecord`` of a row."""

LIMIT: Final = 500
"""Takes that are shown and counted; the history has older ones."""

_LINE_CHARACTERS: Final = 300
"""More characters than fit in any list."""

_Index: TypeAlias = QModelIndex | QPersistentModelIndex


class TakeList(QAbstractListModel):
    """The last takes, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._takes: list[TakeRecord] = []

    @property
    def takes(self) -> tuple[TakeRecord, ...]:
        """All takes, newest first."""
        return tuple(self._takes)

    def add(self, take: TakeRecord) -> None:
        """Insert a new take at the top."""
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._takes.insert(0, take)
        self.endInsertRows()
        if len(self._takes) > LIMIT:
            self.beginRemoveRows(QModelIndex(), LIMIT, LIMIT)
            self._takes.pop()
            self.endRemoveRows()

    def append(self, takes: Iterable[TakeRecord]) -> None:
        """Append earlier takes, newest first."""
        known = {take.take for take in self._takes}
        new = [take for take in takes if take.take not in known][: LIMIT - len(self._takes)]
        if new:
            first = len(self._takes)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._takes += new
            self.endInsertRows()

    def replace(self, take: TakeRecord) -> bool:
        """Update a take; return False if it is not in the list."""
        row = self.row_of(take.take)
        if row is None:
            return False
        self._takes[row] = take
        self.dataChanged.emit(self.index(row), self.index(row))
        return True

    def remove(self, take: TakeId) -> None:
        """Remove a take; harmless if it is not in the list."""
        row = self.row_of(take)
        if row is not None:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._takes[row]
            self.endRemoveRows()

    def row_of(self, take: TakeId) -> int | None:
        """Return a take's row, or None if it is not in the list."""
        return next((row for row, one in enumerate(self._takes) if one.take == take), None)

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._takes)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        return data_of_take(self._takes[index.row()], role)


def data_of_take(take: TakeRecord, role: int) -> object:
    """Return a take's data for a role of Qt's item models."""
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return headline(take)
        case Qt.ItemDataRole.AccessibleTextRole:
            return f"{headline(take)}. {byline(take)}"
        case _ if role == TAKE_ROLE:
            return take
        case _:
            return None


def headline(take: TakeRecord) -> str:
    """Return the text in one line, or why there is none."""
    return (
        " ".join(take.text[:_LINE_CHARACTERS].split())
        or said(take.detail)
        or outcome_sentence(take.outcome)
    )


def byline(take: TakeRecord) -> str:
    """Return a take's time, outcome and duration."""
    parts = [clock_time(take), outcome_words(take.outcome)]
    if take.stages_ms.total and take.model is not None:
        parts.append(seconds(take.stages_ms.total))
    return " \u00b7 ".join(parts)


def clock_time(take: TakeRecord) -> str:
    """Return when a take started as the user's locale has it, with the date unless it is today."""
    began, short = (
        QDateTime.fromSecsSinceEpoch(int(take.started_s)),
        QLocale.FormatType.ShortFormat,
    )
    is_today = began.date() == QDateTime.currentDateTime().date()
    return QLocale().toString(began.time() if is_today else began, short)


def time_of_day(take: TakeRecord) -> str:
    """Return at what time of its day a take started."""
    began = QDateTime.fromSecsSinceEpoch(int(take.started_s))
    return QLocale().toString(began.time(), QLocale.FormatType.ShortFormat)
