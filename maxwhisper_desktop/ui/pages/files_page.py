"""The page "Files": transcribes audio files one by one."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from engine.writers.formats import exported
from maxwhisper_desktop.files.output_names import output_names
from maxwhisper_desktop.files.queue import OPEN, FileJob
from maxwhisper_desktop.ui.icons import Symbol, symbol_icon
from maxwhisper_desktop.ui.pages.file_view import FileView
from maxwhisper_desktop.ui.pages.files_table import JOB_ROLE, FilesTable, ProgressDelegate
from maxwhisper_desktop.ui.widgets.drop_zone import DropZone
from maxwhisper_desktop.ui.widgets.field_note import FieldNote
from maxwhisper_desktop.ui.widgets.tab_order import tab_as_laid_out


class FilesPage(QWidget):
    """Lists the files, shows the text of one, and accepts more; the panel accepts drops."""

    files_added = Signal(object)
    """Emitted with the ``list[Path]`` of files and folders to transcribe."""
    cancel_requested = Signal(int)
    """Emitted with the number of a file to cancel."""
    cancel_all_requested = Signal()
    """Emitted to cancel all files that are not finished."""
    retry_requested = Signal(int)
    """Emitted with the number of a file to retry."""
    remove_finished_requested = Signal()
    """Emitted to remove finished files from the list."""
    copy_requested = Signal(object)
    """Emitted with what returns the text to copy to the clipboard."""
    save_requested = Signal(object, object)
    """Emitted with the ``Path`` and what returns the text to write to it, replacing a file."""
    save_all_requested = Signal(object)
    """Emitted with a mapping of ``Path`` to what returns its text: new files, replacing none."""
    format_chosen = Signal(str)
    """Emitted with the extension of the format in which to copy and to save from now on."""
    word_times_chosen = Signal(bool)
    """Emitted with whether the times of words are to be found in files from now on."""

    corrected = Signal(int, int, str)
    """Emitted with the file's number, the number of a segment and the text that it should have."""
    play_requested = Signal(int, object, float)
    """Emitted with the file's number, its ``Path`` and the place in seconds to play from."""
    stop_requested = Signal()
    """Emitted to stop playing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._playing: int | None = None
        self._n_to_save = self._n_saved = 0
        self._files = FilesTable(self)
        self._list = QTreeView(self)
        self._drop_zone = DropZone(
            self.tr("Drop recordings here"),
            self.tr(
                "Audio or video files, or whole folders. Each becomes text with times, to be"
                " read, corrected and saved; nothing leaves this computer."
            ),
            self,
        )
        self._middle = QStackedWidget(self)
        self._view = FileView(self)
        files, folder = self.tr("Add &files\u2026"), self.tr("Add f&older\u2026")
        self._add = QPushButton(symbol_icon(Symbol.FILES), files, self)
        self._add_folder = QPushButton(folder, self)
        self._word_times = QCheckBox(self.tr("Times of each &word"), self)
        self._word_times.setToolTip(
            self.tr("Slower: finds when each word is spoken, and exact times of subtitles")
        )
        self._saved = FieldNote(parent=self)
        self._save_all = QPushButton(symbol_icon(Symbol.SAVE), self.tr("Sa&ve all\u2026"), self)
        self._cancel = QPushButton(self.tr("Ca&ncel"), self)
        self._cancel_all = QPushButton(self.tr("Cancel &all"), self)
        self._retry = QPushButton(symbol_icon(Symbol.RETRY), self.tr("&Retry"), self)
        self._remove = QPushButton(self.tr("Re&move finished"), self)
        # A long path must not widen the window.
        self._saved.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._set_up_list()
        self._lay_out()
        self._connect()
        self._show_current()

    @Slot(object)
    def show_jobs(self, jobs: Sequence[FileJob]) -> None:
        """Show the current queue."""
        current = self._current()
        if not self._files.show_jobs(jobs):
            row = self._files.row_of(current.number) if current is not None else None
            if jobs:
                self._list.setCurrentIndex(self._files.index(row or 0, 0))
        self._show_current()
        if self._playing is not None and self._files.row_of(self._playing) is None:
            # Nothing would be left to stop it with.
            self.stop_requested.emit()

    def show_choice(self, extension: str, *, word_times: bool) -> None:
        """Show the user's choice of format, and whether the times of words are found."""
        self._view.show_format(extension)
        self._word_times.setChecked(word_times)

    @Slot(object)
    def show_saved(self, path: Path) -> None:
        """Tell that a file was saved, or how many of those that are saved at once."""
        if self._n_saved == self._n_to_save:
            return  # Another page has saved it.
        self._n_saved += 1
        if self._n_to_save == 1:
            words = self.tr("Saved as %1").replace("%1", str(path))
        else:
            words = self.tr("%n file(s) saved in %1", "", self._n_saved)
            words = words.replace("%1", str(path.parent))
        self._saved.set_hint(words)

    @Slot(object, float)
    def show_place(self, number: int | None, place_s: float) -> None:
        """Show which file is playing, None if none is, and at which place in seconds."""
        self._playing = number
        self._view.show_place(number, place_s)

    def _current(self) -> FileJob | None:
        job = self._list.currentIndex().data(JOB_ROLE)
        return job if isinstance(job, FileJob) else None

    def _set_up_list(self) -> None:
        self._list.setModel(self._files)
        self._list.setItemDelegateForColumn(1, ProgressDelegate(self._list))
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setAllColumnsShowFocus(True)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setAccessibleName(self.tr("Files"))
        header = self._list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        # Only by the visible rows, since there may be thousands.
        header.setResizeContentsPrecision(0)

    def _lay_out(self) -> None:
        adding, acting = QHBoxLayout(), QGridLayout()
        for widget in (self._add, self._add_folder, self._word_times):
            adding.addWidget(widget)
        adding.addStretch(1)
        adding.addWidget(self._save_all)
        for at, button in enumerate(
            (self._cancel, self._retry, self._cancel_all, self._remove)
        ):
            acting.addWidget(button, at // 2, at % 2)
        acting.setColumnStretch(2, 1)
        left = QWidget(self)
        listed = QVBoxLayout(left)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.addWidget(self._list, 1)
        listed.addLayout(acting)
        halves = QSplitter(self)
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(self._view)
        halves.setHandleWidth(self.fontMetrics().averageCharWidth() * 2)
        for half, stretch in enumerate((1, 1)):
            halves.setStretchFactor(half, stretch)
        # Proportions; the actual sizes follow.
        halves.setSizes([1000 * stretch for stretch in (1, 1)])
        self._middle.addWidget(self._drop_zone)
        self._middle.addWidget(halves)
        rows = QVBoxLayout(self)
        rows.addLayout(adding)
        rows.addWidget(self._saved)
        rows.addWidget(self._middle, 1)
        tab_as_laid_out(self)

    def _connect(self) -> None:
        self._list.selectionModel().currentChanged.connect(self._show_current)
        self._add.clicked.connect(self._ask_for_files)
        self._add_folder.clicked.connect(self._ask_for_folder)
        self._cancel.clicked.connect(self._on_cancel)
        self._cancel_all.clicked.connect(self.cancel_all_requested)
        self._retry.clicked.connect(self._on_retry)
        self._remove.clicked.connect(self.remove_finished_requested)
        self._word_times.clicked.connect(self.word_times_chosen)
        self._save_all.clicked.connect(self._ask_where_to_save_all)
        self._view.format_chosen.connect(self.format_chosen)
        self._view.copy_requested.connect(self.copy_requested)
        self._view.save_requested.connect(self._on_save)
        self._view.corrected.connect(self.corrected)
        self._view.play_requested.connect(self.play_requested)
        self._view.stop_requested.connect(self.stop_requested)

    @Slot()
    def _show_current(self) -> None:
        job, jobs = self._current(), self._files.jobs
        self._view.show_job(job)
        self._cancel.setEnabled(job is not None and job.state in OPEN)
        self._middle.setCurrentIndex(int(bool(jobs)))
        self._save_all.setVisible(bool(jobs))
        self._save_all.setEnabled(any(each.transcript is not None for each in jobs))
        self._retry.setEnabled(job is not None and job.state not in OPEN)
        self._cancel_all.setEnabled(any(each.state in OPEN for each in jobs))
        self._remove.setEnabled(any(each.state not in OPEN for each in jobs))

    @Slot(object, object)
    def _on_save(self, path: Path, content: object) -> None:
        self._await_saved(1)
        self.save_requested.emit(path, content)

    def _await_saved(self, n_files: int) -> None:
        self._n_to_save, self._n_saved = n_files, 0
        self._saved.set_hint("")

    @Slot()
    def _on_cancel(self) -> None:
        if (job := self._current()) is not None:
            self.cancel_requested.emit(job.number)

    @Slot()
    def _on_retry(self) -> None:
        if (job := self._current()) is not None:
            self.retry_requested.emit(job.number)

    @Slot()
    def _ask_for_files(self) -> None:
        self._ask(self.tr("Files to transcribe"), QFileDialog.FileMode.ExistingFiles)

    @Slot()
    def _ask_for_folder(self) -> None:
        self._ask(self.tr("Folder to transcribe"), QFileDialog.FileMode.Directory)

    def _ask(self, title: str, mode: QFileDialog.FileMode) -> None:
        dialog = self._dialog(title, mode)
        dialog.filesSelected.connect(self._add_named)
        dialog.open()

    @Slot()
    def _ask_where_to_save_all(self) -> None:
        dialog = self._dialog(self.tr("Folder to save in"), QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._save_all_in)
        dialog.open()

    def _dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        return dialog

    @Slot(str)
    def _save_all_in(self, folder: str) -> None:
        done = [
            (job.path, job.transcript) for job in self._files.jobs if job.transcript is not None
        ]
        names = output_names([path for path, _ in done])
        extension = self._view.format
        self._await_saved(len(done))
        self.save_all_requested.emit(
            {
                Path(folder, f"{name}.{extension}"): partial(exported, transcript, extension)
                for name, (_, transcript) in zip(names, done, strict=True)
            }
        )

    @Slot(list)
    def _add_named(self, names: list[str]) -> None:
        self.files_added.emit([Path(name) for name in names])
