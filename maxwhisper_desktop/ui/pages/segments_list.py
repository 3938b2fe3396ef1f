"""The segments of a transcript as a list: when each begins, and what is said in it."""

from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from maxwhisper_desktop.ui.words.time_words import place_words

if TYPE_CHECKING:
    from engine.transcript import Segment, Transcript

SEGMENT_ROLE: Final = Qt.ItemDataRole.UserRole
"""The ``Segment`` of a row."""

_Index: TypeAlias = QModelIndex | QPersistentModelIndex


class SegmentsList(QAbstractListModel):
    """The segments with words; their texts can be edited."""

    corrected = Signal(int, str)
    """Emitted with the number of a segment in its transcript and the text that it should have."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[int, Segment]] = []

    def show_transcript(self, transcript: "Transcript | None", *, is_same: bool) -> None:
        """Show a transcript.

        Args:
            transcript: None for an empty list.
            is_same: Whether it is that of the same recording as before, corrected.
        """
        segments = enumerate(transcript.segments if transcript is not None else ())
        rows = [(number, one) for number, one in segments if one.text.strip()]
        if is_same and len(rows) == len(self._rows):
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, place_s: float) -> int | None:
        """Return the row of what is said at a place in the recording, or was said last before."""
        begun = [row for row, (_, segment) in enumerate(self._rows) if segment.start <= place_s]
        return begun[-1] if begun else None

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        _, segment = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return segment.text.strip()
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{place_words(segment.start)} {segment.text.strip()}"
            case _ if role == SEGMENT_ROLE:
                return segment
            case _:
                return None

    @override
    def setData(
        self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        number, segment = self._rows[index.row()]
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or text in {"", segment.text.strip()}:
            return False
        self.corrected.emit(number, text)
        return True
