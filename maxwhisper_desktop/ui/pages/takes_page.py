"""The page "Dictation": the app's status and the takes of this session."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.options import DeviceWish
from maxwhisper_desktop.dictation.events import TakeId
from maxwhisper_desktop.dictation.take_figures import take_spread
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.ports import LiveText
from maxwhisper_desktop.settings.settings import Settings
from maxwhisper_desktop.status.app_status import AppStatus
from maxwhisper_desktop.ui.pages.first_words import FirstWords
from maxwhisper_desktop.ui.pages.status_header import StatusHeader
from maxwhisper_desktop.ui.pages.take_delegate import TakeDelegate
from maxwhisper_desktop.ui.pages.take_list import LIMIT, TAKE_ROLE, TakeList
from maxwhisper_desktop.ui.pages.take_view import TakeView
from maxwhisper_desktop.ui.widgets.scrolling import scrolling_down
from maxwhisper_desktop.ui.widgets.tab_order import tab_as_laid_out
from maxwhisper_desktop.ui.words.stage_words import milliseconds


class TakesPage(QWidget):
    """Shows the last takes, and one of them in full."""

    copy_requested = Signal(str)
    """Emitted with the text to copy to the clipboard."""
    retry_requested = Signal(int, object)
    """Emitted with the take and the model's name, None for the chosen one."""
    play_requested = Signal(int)
    """Emitted with the take to play."""
    stop_requested = Signal()
    """Emitted to stop playing."""
    delete_requested = Signal(int)
    """Emitted with the take to delete, after the user confirmed."""
    engine_chosen = Signal(object, str)
    """Emitted with the chosen model (None for the best installed one) and device."""
    stage_times_opened = Signal(bool)
    """Emitted with whether the user wants to see the time of each stage from now on."""
    way_chosen = Signal(str, object)
    """Emitted with a program and what is always to happen there; None for no rule."""
    language_chosen = Signal(str, object)
    """Emitted with a program and the language spoken there; None for no rule."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: dict[TakeId, TakeRecord] = {}
        self._live: TakeId | None = None
        self._are_times_shown = False
        self._header = StatusHeader(self)
        self._takes = TakeList(self)
        self._list = QListView(self)
        self._list.setModel(self._takes)
        self._list.setItemDelegate(TakeDelegate(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setAccessibleName(self.tr("Dictations, newest first"))
        self._view = TakeView(self)
        self._first_words = FirstWords(self)
        self._middle = QStackedWidget(self)
        self._figures = QLabel(self)
        self._lay_out()
        self._connect()

    def show_status(self, status: AppStatus) -> None:
        """Show the app's status."""
        self._header.show_status(status)
        self._first_words.show_status(status)

    @Slot(float)
    def set_level(self, rms_dbfs: float) -> None:
        """Show how loud the recording is, where there is no take to be read."""
        self._first_words.set_level(rms_dbfs)

    def set_models(self, models: Iterable[str]) -> None:
        """Offer these models."""
        names = [*models]
        self._header.set_models(names)
        self._view.set_models(names)

    def show_choice(self, model: str | None, device: DeviceWish) -> None:
        """Show the chosen model and device, which may differ from the loaded ones."""
        self._header.show_choice(model, device)

    def add_take(self, take: TakeRecord) -> None:
        """Insert a finished take at the top; show it unless the user is reading another."""
        if self._takes.row_of(take.take) is not None:
            self.update_take(take)
            return
        # Words that are still being spoken give way to their own text only.
        is_followed = self._is_at_newest() and self._live in {None, take.take}
        self._session[take.take] = take
        if len(self._session) > LIMIT:
            del self._session[next(iter(self._session))]
        self._takes.add(take)
        if is_followed:
            self._list.setCurrentIndex(self._takes.index(0))
            self._list.scrollToTop()
        self._show_figures()

    def add_earlier(self, takes: Iterable[TakeRecord]) -> None:
        """Append takes of earlier sessions, newest first; their times do not count."""
        self._takes.append(takes)
        if self._live is None and not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._takes.index(0))

    def update_take(self, take: TakeRecord) -> None:
        """Update a take."""
        self._takes.replace(take)
        if take.take in self._session:
            self._session[take.take] = take
        if self._view.take is not None and self._view.take.take == take.take:
            self._view.show_take(take)
        self._show_figures()

    def remove_take(self, take: TakeId) -> None:
        """Remove a take."""
        self._session.pop(take, None)
        self._takes.remove(take)
        self._show_figures()

    @Slot()
    def show_none(self) -> None:
        """Show that there are no takes."""
        self._session.clear()
        for take in self._takes.takes:
            self._takes.remove(take.take)
        self._show_figures()

    def show_live(self, live: LiveText) -> None:
        """Show the words of a take on its way, unless the user is reading another take."""
        if self._live is None and self._is_at_newest():
            self._list.selectionModel().clear()
        self._live = live.take
        self._show_or_invite()
        if not self._list.currentIndex().isValid():
            self._view.show_live(live)

    def end_live(self) -> None:
        """Show the newest take again, where the words of one on its way are shown."""
        self._live = None
        self._show_or_invite()
        if not self._list.currentIndex().isValid():
            self._view.show_take(None)
            self._list.setCurrentIndex(self._takes.index(0))

    def show_stage_times(self, *, is_open: bool) -> None:
        """Show or hide the time of each stage of the take."""
        self._are_times_shown = is_open
        self._view.show_stage_times(is_open=is_open)
        self._show_figures()

    def show_rules(self, settings: Settings) -> None:
        """Mark the rules for the program that a take was for."""
        self._view.show_rules(settings)

    def set_playing(self, take: TakeId | None) -> None:
        """Show which take is playing."""
        self._view.set_playing(take)

    def _is_at_newest(self) -> bool:
        current = self._list.currentIndex()
        return not current.isValid() or current.row() == 0

    def _lay_out(self) -> None:
        width = self.fontMetrics().averageCharWidth()
        # On a small screen or with large text, the take scrolls instead of being cut off.
        self._view.setContentsMargins(width, 0, 0, 0)
        right = scrolling_down(self._view, self)
        self._list.setMinimumWidth(width * 28)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self._list)
        split.addWidget(right)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setChildrenCollapsible(False)
        split.setSizes([width * 46, width * 70])
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Sunken)
        self._figures.setWordWrap(True)
        self._figures.hide()
        rows = QVBoxLayout(self)
        rows.addWidget(self._header)
        rows.addWidget(line)
        self._middle.addWidget(self._first_words)
        self._middle.addWidget(split)
        rows.addWidget(self._middle, 1)
        rows.addWidget(self._figures)
        tab_as_laid_out(self)

    def _connect(self) -> None:
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._takes.rowsInserted.connect(self._show_or_invite)
        self._takes.rowsRemoved.connect(self._show_or_invite)
        self._header.engine_chosen.connect(self.engine_chosen)
        self._view.copy_requested.connect(self.copy_requested)
        self._view.retry_requested.connect(self.retry_requested)
        self._view.play_requested.connect(self.play_requested)
        self._view.stop_requested.connect(self.stop_requested)
        self._view.delete_requested.connect(self.delete_requested)
        self._view.way_chosen.connect(self.way_chosen)
        self._view.language_chosen.connect(self.language_chosen)
        self._view.stage_times_opened.connect(self._on_opened)

    def _show_figures(self) -> None:
        figures = take_spread(self._session.values())
        self._figures.setVisible(figures is not None and self._are_times_shown)
        if figures is None:
            return
        words = self.tr(
            "%n dictations of this session: half within %1, 95 % within %2", "", figures.n_takes
        )
        words = words.replace("%1", milliseconds(figures.p50_ms))
        words = words.replace("%2", milliseconds(figures.p95_ms))
        if figures.n_cold:
            words += self.tr("; without %n that had to load a model", "", figures.n_cold)
        self._figures.setText(words)

    @Slot(bool)
    def _on_opened(self, is_open: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.show_stage_times(is_open=is_open)
        self.stage_times_opened.emit(is_open)

    @Slot()
    def _show_or_invite(self) -> None:
        has_any = self._live is not None or bool(self._takes.takes)
        self._middle.setCurrentIndex(int(has_any))

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        self._view.show_take(current.data(TAKE_ROLE) if current.isValid() else None)
