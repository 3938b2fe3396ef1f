"""Shows one audio file's transcript, or why there is none."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.transcript import Transcript
from engine.writers.formats import FORMATS, exported
from maxwhisper_desktop.files.queue import FileJob, JobState
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.ui.icons import Symbol, symbol_icon
from maxwhisper_desktop.ui.pages.segments_view import SegmentsView
from maxwhisper_desktop.ui.widgets.choice_box import ChoiceBox
from maxwhisper_desktop.ui.widgets.field_note import FieldNote
from maxwhisper_desktop.ui.widgets.save_dialog import SaveDialog
from maxwhisper_desktop.ui.words.format_words import format_words
from maxwhisper_desktop.ui.words.language_names import language_name
from maxwhisper_desktop.ui.words.status_words import engine_words
from maxwhisper_desktop.ui.words.time_words import place_words


class FileView(QWidget):
    """Shows one ``FileJob``, or that none is selected."""

    copy_requested = Signal(object)
    """Emitted with what returns the text to copy to the clipboard."""
    save_requested = Signal(object, object)
    """Emitted with the ``Path`` and what returns the text to write to it, replacing a file."""
    format_chosen = Signal(str)
    """Emitted with the extension of the format in which to copy and to save from now on."""
    corrected = Signal(int, int, str)
    """Emitted with the file's number, the number of a segment and the text that it should have."""
    play_requested = Signal(int, object, float)
    """Emitted with the file's number, its ``Path`` and the place in seconds to play from."""
    stop_requested = Signal()
    """Emitted to stop playing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: FileJob | None = None
        self._playing: int | None = None
        self._symbol: Symbol | None = None
        self._name = QLabel(self)
        self._facts = FieldNote(parent=self)
        self._text = SegmentsView(self)
        self._no_text = QLabel(self)
        self._middle = QStackedWidget(self)
        self._play = QPushButton(self)
        self._copy = QPushButton(symbol_icon(Symbol.COPY), self.tr("&Copy"), self)
        self._save = QPushButton(symbol_icon(Symbol.SAVE), self.tr("&Save as\u2026"), self)
        self._format = ChoiceBox(self)
        self._format.setAccessibleName(self.tr("Format for copying and saving"))
        self._format.setToolTip(self._format.accessibleName())
        self._format.set_choices((format_words(each), each) for each in FORMATS)
        self._text.setAccessibleName(self.tr("Text of the file"))
        self._text.setToolTip(self.tr("Double-click or F2 corrects the words"))
        self._play.setToolTip(self.tr("Play from the selected line on"))
        self._lay_out()
        self._connect()
        self.show_job(None)
        self.show_place(None, 0.0)

    def show_job(self, job: FileJob | None) -> None:
        """Show a file."""
        if job is not None and job is self._job:
            return
        transcript = job.transcript if job is not None else None
        is_same = job is not None and self._job is not None and job.number == self._job.number
        self._job = job
        self._name.setText(job.path.name if job is not None else self.tr("No file selected"))
        self._name.setToolTip(str(job.path) if job is not None else "")
        self._text.show_transcript(transcript, is_same=is_same)
        has_text = transcript is not None and bool(transcript.text)
        self._no_text.setText(self._instead_of_text(job))
        self._middle.setCurrentWidget(self._text if has_text else self._no_text)
        self._facts.set_hint(self._facts_of(transcript) if transcript is not None else "")
        if job is not None and job.problem:
            self._facts.complain(said(job.problem), self._text)
        else:
            self._text.setAccessibleDescription("")
        self._copy.setEnabled(has_text)
        self._save.setEnabled(transcript is not None)
        self._show_playing()

    @property
    def format(self) -> str:
        """The extension of the format in which to copy and to save."""
        return self._format.choice() or FORMATS[0]

    def show_format(self, extension: str) -> None:
        """Show the user's choice."""
        self._format.choose(extension)

    def show_place(self, number: int | None, place_s: float) -> None:
        """Show which file is playing, None if none is, and at which place in seconds."""
        self._playing = number
        if self._is_playing:
            self._text.follow(place_s)
        self._show_playing()

    @property
    def _is_playing(self) -> bool:
        return self._job is not None and self._job.number == self._playing

    def _show_playing(self) -> None:
        symbol = Symbol.STOP if self._is_playing else Symbol.PLAY
        if symbol is not self._symbol:  # Qt lays out the whole window for each new icon.
            self._symbol = symbol
            self._play.setText(self.tr("Sto&p") if self._is_playing else self.tr("&Play"))
            self._play.setIcon(symbol_icon(symbol))
        self._play.setEnabled(self._job is not None and self._job.transcript is not None)

    def _instead_of_text(self, job: FileJob | None) -> str:
        if job is None:
            return ""
        if job.is_folder:
            return self.tr("No audio or video was found in this folder.")
        if job.state is JobState.DONE:
            return self.tr("No speech in this file.")
        if job.state is JobState.RUNNING and job.resumed_s is not None:
            words = self.tr("It was interrupted before, and goes on at %1.")
            return words.replace("%1", place_words(job.resumed_s))
        is_over = job.state in {JobState.FAILED, JobState.CANCELLED}
        return self.tr("No text.") if is_over else self.tr("Not transcribed yet.")

    def _facts_of(self, transcript: Transcript) -> str:
        facts = [
            place_words(transcript.duration_s),
            engine_words(transcript.model, transcript.device),
            *([language_name(transcript.language)] if transcript.language else []),
        ]
        return " \u00b7 ".join(facts)

    def _lay_out(self) -> None:
        font = self._name.font()
        font.setBold(True)
        self._name.setFont(font)
        self._name.setWordWrap(True)
        self._no_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._no_text.setEnabled(False)
        self._no_text.setWordWrap(True)
        self._middle.addWidget(self._no_text)
        self._middle.addWidget(self._text)
        buttons = QHBoxLayout()
        for button in (self._play, self._copy, self._save, self._format):
            buttons.addWidget(button)
        buttons.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._name)
        rows.addWidget(self._facts)
        rows.addWidget(self._middle, 1)
        rows.addLayout(buttons)

    def _connect(self) -> None:
        self._play.clicked.connect(self._on_play)
        self._copy.clicked.connect(self._on_copy)
        self._save.clicked.connect(self._on_save)
        self._format.chosen.connect(self._on_format)
        self._text.clicked.connect(self._on_segment)
        self._text.corrected.connect(self._on_corrected)
        self._text.copy_requested.connect(self._on_passage)

    def _play_from(self, place_s: float) -> None:
        if self._job is not None:
            self.play_requested.emit(self._job.number, self._job.path, place_s)

    @Slot()
    def _on_play(self) -> None:
        if self._is_playing:
            self.stop_requested.emit()
        else:
            self._play_from(self._text.place_s)

    @Slot(QModelIndex)
    def _on_segment(self, _: QModelIndex) -> None:
        if self._is_playing:
            self._play_from(self._text.place_s)

    @Slot(int, str)
    def _on_corrected(self, segment: int, text: str) -> None:
        if self._job is not None:
            self.corrected.emit(self._job.number, segment, text)

    @Slot()
    def _on_format(self) -> None:
        self.format_chosen.emit(self.format)

    @Slot()
    def _on_copy(self) -> None:
        if self._job is not None and self._job.transcript is not None:
            self.copy_requested.emit(partial(_copied, self._job.transcript, self.format))

    @Slot(str)
    def _on_passage(self, text: str) -> None:
        self.copy_requested.emit(lambda: text)

    @Slot()
    def _on_save(self) -> None:
        if self._job is not None and self._job.transcript is not None:
            dialog = SaveDialog(self._job.path.stem, FORMATS, self, self.format)
            dialog.chosen.connect(self._on_chosen)
            dialog.open()

    @Slot(object, str)
    def _on_chosen(self, path: Path, ending: str) -> None:
        if self._job is not None and self._job.transcript is not None:
            self.save_requested.emit(path, partial(exported, self._job.transcript, ending))
            if ending != self.format:
                self._format.choose(ending)
                self.format_chosen.emit(ending)


def _copied(transcript: Transcript, extension: str) -> str:
    return exported(transcript, extension).rstrip("\n")
