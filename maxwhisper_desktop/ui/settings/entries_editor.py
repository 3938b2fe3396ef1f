"""An editor for a table of pairs, with fields below for the selected entry."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from maxwhisper_desktop.settings.file import SCHEMA
from maxwhisper_desktop.settings.values import Entries
from maxwhisper_desktop.ui.settings.page import add_rows, is_of_kind
from maxwhisper_desktop.ui.widgets.field_note import FieldNote

Pair = tuple[str, str]
"""One entry: the left value, and the right one as in the settings file."""

_N_ROWS: Final = 5


@dataclass(frozen=True, slots=True)
class EntryWords:
    """An editor's texts.

    Attributes:
        table: The table's name for screen readers.
        left: Header of the left column, and label of its field.
        right: Header of the right column, and label of its field.
        left_problem: The error message for an invalid left value.
        right_problem: The error message for an invalid right value.
    """

    table: str
    left: str
    right: str
    left_problem: str
    right_problem: str


class EntriesEditor(QWidget):
    """Adds, changes, moves and removes entries."""

    def __init__(
        self, key: str, words: EntryWords, right: QWidget, parent: QWidget | None = None
    ) -> None:
        """Create the editor without entries.

        Args:
            key: The setting's.
            words: The texts.
            right: The field for the right value.
            parent: The Qt parent.
        """
        super().__init__(parent)
        entries = SCHEMA[key]
        assert isinstance(entries, Entries)
        self._entries = entries
        self._words = words
        self._pairs: list[Pair] = []
        self._table = QTreeWidget(self)
        self._left = QLineEdit(self)
        self._right = right
        self._note = FieldNote(parent=self)
        self._add = QPushButton(self.tr("&Add"), self)
        self._remove = QPushButton(self.tr("Re&move"), self)
        self._up = QPushButton(self.tr("Move &up"), self)
        self._down = QPushButton(self.tr("Move d&own"), self)
        self._set_up_table()
        self._lay_out()
        self._table.currentItemChanged.connect(self._show_current)
        self._left.textEdited.connect(self._on_left_edited)
        self._add.clicked.connect(self._on_add)
        self._remove.clicked.connect(self._on_remove)
        self._up.clicked.connect(self._on_up)
        self._down.clicked.connect(self._on_down)

    def show_pairs(self, pairs: tuple[Pair, ...]) -> None:
        """Show entries, discarding changes."""
        self._pairs = [*pairs]
        self._note.clear_complaint()
        self._fill(0)

    def leave_shortcuts(self) -> None:
        """Leave the keys of its buttons to another editor of the same page."""
        for button in (self._add, self._remove, self._up, self._down):
            button.setText(button.text().replace("&", ""))

    def pairs(self) -> tuple[Pair, ...]:
        """Return the entries, without empty ones."""
        return tuple(pair for pair in self._pairs if pair[0] or pair != self._new_pair())

    def check(self) -> QWidget | None:
        """Show an error at the first invalid entry; return its field."""
        self._note.clear_complaint()
        seen: set[str] = set()
        for row, (left, right) in enumerate(self._pairs):
            if (left, right) == self._new_pair():
                continue
            if not is_of_kind(self._entries.name, left):
                return self._complain(row, self._words.left_problem, self._left)
            if left in seen:
                sentence = self.tr("“%1” occurs twice.").replace("%1", left)
                return self._complain(row, sentence, self._left)
            if not is_of_kind(self._entries.value, right):
                return self._complain(row, self._words.right_problem, self._right)
            seen.add(left)
        return None

    @abstractmethod
    def _new_pair(self) -> Pair:
        """Return an empty entry."""

    @abstractmethod
    def _words_for(self, right: str) -> str:
        """Return a right value as shown in the table."""

    @abstractmethod
    def _show_right(self, right: str) -> None:
        """Show a right value in its field."""

    def _change_right(self, right: str) -> None:
        """Store the user's input in the field for the right value."""
        row = self._row()
        if row is not None and self._pairs[row][1] != right:
            self._pairs[row] = self._pairs[row][0], right
            self._item(row).setText(1, self._words_for(right))

    def _row(self) -> int | None:
        row = self._table.currentIndex().row()
        return row if row >= 0 else None

    def _item(self, row: int) -> QTreeWidgetItem:
        item = self._table.topLevelItem(row)
        assert item is not None, "there is a row for each entry"
        return item

    def _fill(self, current: int) -> None:
        # While rows are added or removed one by one, they do not match the entries.
        was_blocked = self._table.blockSignals(True)  # noqa: FBT003 - Qt's own form
        self._table.clear()
        for left, right in self._pairs:
            self._table.addTopLevelItem(QTreeWidgetItem([left, self._words_for(right)]))
        if self._pairs:
            last = len(self._pairs) - 1
            self._table.setCurrentItem(self._item(min(current, last)))
        self._table.blockSignals(was_blocked)
        self._show_current()

    def _complain(self, row: int, sentence: str, field: QWidget) -> QWidget:
        self._table.setCurrentItem(self._item(row))
        self._note.complain(sentence, field)
        return field

    def _move(self, row: int, by: int) -> None:
        self._pairs.insert(row + by, self._pairs.pop(row))
        self._fill(row + by)

    def _set_up_table(self) -> None:
        table, metrics = self._table, self.fontMetrics()
        table.setHeaderLabels([self._words.left, self._words.right])
        table.setAccessibleName(self._words.table)
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setAlternatingRowColors(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTextElideMode(Qt.TextElideMode.ElideRight)
        table.setMinimumHeight(round(metrics.lineSpacing() * 1.4 * _N_ROWS))
        table.header().resizeSection(0, metrics.averageCharWidth() * 22)

    def _lay_out(self) -> None:
        buttons = QVBoxLayout()
        for button in (self._add, self._remove, self._up, self._down):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        upper = QHBoxLayout()
        upper.addWidget(self._table, 1)
        upper.addLayout(buttons)
        fields = QFormLayout()
        add_rows(
            fields,
            [(f"{self._words.left}:", self._left), (f"{self._words.right}:", self._right)],
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(upper, 1)
        rows.addLayout(fields)
        rows.addWidget(self._note)

    @Slot()
    def _show_current(self) -> None:
        row = self._row()
        left, right = self._new_pair() if row is None else self._pairs[row]
        self._left.setText(left)
        self._show_right(right)
        for widget in (self._left, self._right, self._remove):
            widget.setEnabled(row is not None)
        self._up.setEnabled(row is not None and row > 0)
        self._down.setEnabled(row is not None and row < len(self._pairs) - 1)

    @Slot(str)
    def _on_left_edited(self, text: str) -> None:
        row = self._row()
        if row is not None:
            self._pairs[row] = text.strip(), self._pairs[row][1]
            self._item(row).setText(0, text.strip())

    @Slot()
    def _on_add(self) -> None:
        self._pairs.append(self._new_pair())
        self._fill(len(self._pairs) - 1)
        self._left.setFocus()

    @Slot()
    def _on_remove(self) -> None:
        row = self._row()
        if row is not None:
            del self._pairs[row]
            self._fill(row)

    @Slot()
    def _on_up(self) -> None:
        row = self._row()
        if row:
            self._move(row, -1)

    @Slot()
    def _on_down(self) -> None:
        row = self._row()
        if row is not None and row < len(self._pairs) - 1:
            self._move(row, 1)
