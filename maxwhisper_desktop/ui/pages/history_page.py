"""The page "History": all kept takes, with full-text search."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from maxwhisper_desktop.dictation.events import TakeId
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.history.export import TAKE_WRITERS
from maxwhisper_desktop.history.history import HistoryQuery
from maxwhisper_desktop.settings.settings import Settings
from maxwhisper_desktop.ui.icons import Symbol, symbol_icon
from maxwhisper_desktop.ui.pages.history_list import HistoryDelegate, HistoryList
from maxwhisper_desktop.ui.pages.take_list import TAKE_ROLE
from maxwhisper_desktop.ui.pages.take_view import TakeView
from maxwhisper_desktop.ui.widgets.deletion_question import DeletionQuestion
from maxwhisper_desktop.ui.widgets.invitation import Invitation
from maxwhisper_desktop.ui.widgets.save_dialog import SaveDialog
from maxwhisper_desktop.ui.widgets.scrolling import scrolling_down
from maxwhisper_desktop.ui.widgets.tab_order import tab_as_laid_out

_PAUSE_MS: Final = 200
"""Pause in typing after which the search starts."""


class HistoryPage(QWidget):
    """Lists takes by day, shows one in full, exports and deletes takes."""

    search_requested = Signal(object)
    """Emitted with a ``HistoryQuery``, to be answered by ``show_found`` with the same query."""
    copy_requested = Signal(str)
    """Emitted with the text to copy to the clipboard."""
    retry_requested = Signal(int, object)
    """Emitted with the take and the model's name, None for the chosen one."""
    play_requested = Signal(int)
    """Emitted with the take to play."""
    stop_requested = Signal()
    """Emitted to stop playing."""
    delete_requested = Signal(int)
    """Emitted with each take to delete, after the user confirmed."""
    delete_all_requested = Signal()
    """Emitted to delete all takes, after the user confirmed."""
    save_requested = Signal(object, object)
    """Emitted with the ``Path`` and what returns the text to write to it, replacing a file."""
    stage_times_opened = Signal(bool)
    """Emitted with whether the user wants to see the time of each stage from now on."""
    way_chosen = Signal(str, object)
    """Emitted with a program and what is always to happen there; None for no rule."""
    language_chosen = Signal(str, object)
    """Emitted with a program and the language spoken there; None for no rule."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search: HistoryQuery | None = None
        self._asked_about: list[TakeRecord] = []
        """The takes that an open dialog will save or delete, whatever is selected by then."""
        self._words = QLineEdit(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._found = HistoryList(self)
        self._list = QListView(self)
        self._list.setModel(self._found)
        self._list.setItemDelegate(HistoryDelegate(self._list))
        self._nothing = QLabel(self.tr("No dictations contain these words."), self)
        self._invitation = Invitation(
            Symbol.MICROPHONE,
            self.tr("What you dictate is kept here"),
            self.tr(
                "Every text with its recording, by day, to be searched, copied, heard again and"
                " saved. It stays on this computer; the settings say for how long."
            ),
            self,
        )
        self._middle = QStackedWidget(self)
        self._view = TakeView(self)
        self._export = QPushButton(symbol_icon(Symbol.SAVE), self.tr("&Export\u2026"), self)
        self._delete = QPushButton(self.tr("De&lete selected\u2026"), self)
        self._delete_all = QPushButton(self.tr("Forget &all\u2026"), self)
        self._name_all()
        self._lay_out()
        self._connect()
        self._show_selection()

    def set_models(self, models: Iterable[str]) -> None:
        """Offer these models for a retry."""
        self._view.set_models(models)

    def show_stage_times(self, *, is_open: bool) -> None:
        """Show or hide the time of each stage of the take."""
        self._view.show_stage_times(is_open=is_open)

    def show_rules(self, settings: Settings) -> None:
        """Mark the rules for the program that a take was for."""
        self._view.show_rules(settings)

    def set_playing(self, take: TakeId | None) -> None:
        """Show which take is playing."""
        self._view.set_playing(take)

    @Slot(object, object)
    def show_found(self, search: HistoryQuery, takes: list[TakeRecord]) -> None:
        """Show the result of a search; results of outdated searches are ignored."""
        if search != self._search:
            return
        has_more = len(takes) >= search.limit
        if search.before is None:
            self._keeping_place(lambda: self._found.show_takes(takes, has_more=has_more))
        else:
            self._found.append(takes, has_more=has_more)
        self._say_if_nothing()

    @Slot(object)
    def put_take(self, take: TakeRecord) -> None:
        """Update a take, or add a new one unless a search is active."""
        is_listed = self._found.row_of(take.take) is not None
        if is_listed or (self._search is not None and not self._search.words):
            self._keeping_place(lambda: self._found.put(take))
        self._say_if_nothing()

    @Slot(int)
    def remove_take(self, take: TakeId) -> None:
        """Remove a take."""
        self._keeping_place(lambda: self._found.remove(take))
        self._say_if_nothing()

    @Slot()
    def show_none(self) -> None:
        """Show that the history is empty."""
        self._found.show_takes([], has_more=False)
        self._show_selection()
        self._say_if_nothing()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._search is None:
            self._ask()

    def _selected(self) -> list[TakeRecord]:
        rows = self._list.selectionModel().selectedRows()
        takes = [index.data(TAKE_ROLE) for index in rows]
        return [take for take in takes if isinstance(take, TakeRecord)]

    def _keeping_place(self, change: Callable[[], None]) -> None:
        """Change the list and keep showing the current take, or the one in its place."""
        current = self._view.take
        row = self._list.currentIndex().row()
        change()
        wanted = self._found.row_of(current.take) if current is not None else None
        if wanted is None:
            last = self._found.rowCount() - 1
            wanted = next((r for r in range(max(row, 0), last + 1) if self._is_take(r)), last)
        if wanted >= 0:
            self._list.setCurrentIndex(self._found.index(wanted))
        self._show_selection()

    def _is_take(self, row: int) -> bool:
        return self._found.index(row).data(TAKE_ROLE) is not None

    def _say_if_nothing(self) -> None:
        is_empty = self._found.rowCount() == 0
        is_search = self._search is not None and bool(self._search.words)
        self._nothing.setVisible(is_empty and is_search)
        self._middle.setCurrentIndex(int(is_empty and not is_search))

    def _name_all(self) -> None:
        self._words.setPlaceholderText(self.tr("Search texts (Ctrl+F)"))
        self._words.setAccessibleName(self.tr("Search texts"))
        self._words.setClearButtonEnabled(True)
        # Files are dropped on the panel: as words to search for, their paths would find nothing.
        self._words.setAcceptDrops(False)
        self._list.setAccessibleName(self.tr("Dictations found, newest first"))
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._nothing.setEnabled(False)
        self._nothing.hide()
        self._export.setToolTip(self.tr("Save the selected dictations to a file"))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self._export, self._delete, self._delete_all):
            buttons.addWidget(button)
        left = QWidget(self)
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._words)
        rows.addWidget(self._nothing)
        rows.addWidget(self._list, 1)
        rows.addLayout(buttons)
        halves = QSplitter(self)
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(scrolling_down(self._view, halves))
        halves.setHandleWidth(self.fontMetrics().averageCharWidth() * 2)
        for half, stretch in enumerate((2, 3)):
            halves.setStretchFactor(half, stretch)
        # Proportions; the actual sizes follow.
        halves.setSizes([1000 * stretch for stretch in (2, 3)])
        self._middle.addWidget(halves)
        self._middle.addWidget(self._invitation)
        QVBoxLayout(self).addWidget(self._middle)
        tab_as_laid_out(self)

    def _connect(self) -> None:
        self._words.textChanged.connect(self._pause.start)
        self._words.returnPressed.connect(self._ask)
        self._pause.timeout.connect(self._ask)
        self._found.more_wanted.connect(self._ask_for_more)
        self._list.selectionModel().selectionChanged.connect(self._show_selection)
        self._list.selectionModel().currentChanged.connect(self._show_selection)
        self._export.clicked.connect(self._ask_where_to_save)
        self._delete.clicked.connect(self._ask_to_delete)
        self._delete_all.clicked.connect(self._ask_to_delete_all)
        self._view.copy_requested.connect(self.copy_requested)
        self._view.retry_requested.connect(self.retry_requested)
        self._view.play_requested.connect(self.play_requested)
        self._view.stop_requested.connect(self.stop_requested)
        self._view.delete_requested.connect(self.delete_requested)
        self._view.way_chosen.connect(self.way_chosen)
        self._view.language_chosen.connect(self.language_chosen)
        self._view.stage_times_opened.connect(self.stage_times_opened)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._words.setFocus)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._ask_to_delete)

    @Slot()
    def _ask(self) -> None:
        self._pause.stop()
        self._search = HistoryQuery(self._words.text().strip())
        self.search_requested.emit(self._search)

    @Slot()
    def _ask_for_more(self) -> None:
        if self._search is not None and self._found.takes:
            last = self._found.takes[-1].take
            self._search = replace(self._search, before=last)
            self.search_requested.emit(self._search)

    @Slot()
    def _show_selection(self) -> None:
        take = self._list.currentIndex().data(TAKE_ROLE)
        self._view.show_take(take if isinstance(take, TakeRecord) else None)
        has_any = bool(self._selected())
        self._export.setEnabled(has_any)
        self._delete.setEnabled(has_any)

    @Slot()
    def _ask_where_to_save(self) -> None:
        self._asked_about = self._selected()
        if self._asked_about:
            dialog = SaveDialog(self.tr("dictation"), [*TAKE_WRITERS], self)
            dialog.chosen.connect(self._save)
            dialog.open()

    @Slot(object, str)
    def _save(self, path: Path, ending: str) -> None:
        takes = tuple(self._asked_about)
        self.save_requested.emit(path, partial(TAKE_WRITERS[ending], takes))

    @Slot()
    def _ask_to_delete(self) -> None:
        self._asked_about = self._selected()
        if self._asked_about:
            n_takes = len(self._asked_about)
            words = self.tr("Delete %n text(s) with their recordings?", "", n_takes)
            question = DeletionQuestion(words, self)
            question.confirmed.connect(self._delete_them)
            question.open()

    @Slot()
    def _delete_them(self) -> None:
        for take in self._asked_about:
            self.delete_requested.emit(take.take)

    @Slot()
    def _ask_to_delete_all(self) -> None:
        words = self.tr(
            "Delete all that was dictated: texts and recordings, what waits in the clipboard,"
            " and the log?"
        )
        question = DeletionQuestion(words, self)
        question.confirmed.connect(self.delete_all_requested)
        question.open()
