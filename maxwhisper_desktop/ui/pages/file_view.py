"""Shows one audio file's transcript, or why there is none."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QTime, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.transcript import Transcript
from engine.writers.formats import FORMATS, exported, to_txt
from maxwhisper_desktop.files.queue import FileJob, JobState
from maxwhisper_desktop.ui.icons import Symbol, symbol_icon
from maxwhisper_desktop.ui.widgets.choice_box import ChoiceBox
from maxwhisper_desktop.ui.widgets.field_note import FieldNote
from maxwhisper_desktop.ui.widgets.save_dialog import SaveDialog
from maxwhisper_desktop.ui.words.format_words import format_words
from maxwhisper_desktop.ui.words.language_names import language_name
from maxwhisper_desktop.ui.words.status_words import engine_words

_MS_PER_S: Final = 1000


class FileView(QWidget):
    """Shows one ``FileJob``, or that none is selected."""

    copy_requested = Signal(str)
    """Emitted with the text to copy to the clipboard."""
    save_requested = Signal(object, str)
    """Emitted with the ``Path`` and the text to write to it, replacing an existing file."""
    format_chosen = Signal(str)
    """Emitted with the extension of the format in which to copy and to save from now on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: FileJob | None = None
        self._name = QLabel(self)
        self._facts = FieldNote(parent=self)
        self._text = QPlainTextEdit(self, readOnly=True, tabChangesFocus=True)
        self._copy = QPushButton(symbol_icon(Symbol.COPY), self.tr("&Copy"), self)
        self._save = QPushButton(symbol_icon(Symbol.SAVE), self.tr("&Save as\u2026"), self)
        self._format = ChoiceBox(self)
        self._format.setAccessibleName(self.tr("Format for copying and saving"))
        self._format.setToolTip(self._format.accessibleName())
        self._format.set_choices((format_words(each), each) for each in FORMATS)
        self._text.setAccessibleName(self.tr("Text of the file"))
        self._lay_out()
        self._copy.clicked.connect(self._on_copy)
        self._save.clicked.connect(self._on_save)
        self._format.chosen.connect(self._on_format)
        self.show_job(None)

    def show_job(self, job: FileJob | None) -> None:
        """Show a file."""
        if job is not None and job is self._job:
            return
        transcript = job.transcript if job is not None else None
        is_other = (self._job.transcript if self._job else None) is not transcript
        self._job = job
        self._name.setText(job.path.name if job is not None else self.tr("No file selected"))
        self._name.setToolTip(str(job.path) if job is not None else "")
        if is_other:
            # An unchanged text keeps the user's selection.
            self._text.setPlainText(_lines_of(transcript) if transcript is not None else "")
        self._text.setPlaceholderText(self._instead_of_text(job))
        self._facts.set_hint(self._facts_of(transcript) if transcript is not None else "")
        if job is not None and job.problem:
            self._facts.complain(job.problem, self._text)
        else:
            self._text.setAccessibleDescription("")
        self._copy.setEnabled(transcript is not None and bool(transcript.text))
        self._save.setEnabled(transcript is not None)

    @property
    def format(self) -> str:
        """The extension of the format in which to copy and to save."""
        return self._format.choice() or FORMATS[0]

    def show_format(self, extension: str) -> None:
        """Show the user's choice."""
        self._format.choose(extension)

    def _instead_of_text(self, job: FileJob | None) -> str:
        if job is None:
            return ""
        if job.is_folder:
            return self.tr("No audio or video was found in this folder.")
        if job.state is JobState.DONE:
            return self.tr("No speech in this file.")
        is_over = job.state in {JobState.FAILED, JobState.CANCELLED}
        return self.tr("No text.") if is_over else self.tr("Not transcribed yet.")

    def _facts_of(self, transcript: Transcript) -> str:
        length = QTime(0, 0).addMSecs(round(transcript.duration_s * _MS_PER_S))
        facts = [
            length.toString("h:mm:ss"),
            engine_words(transcript.model, transcript.device),
            *([language_name(transcript.language)] if transcript.language else []),
        ]
        return " \u00b7 ".join(facts)

    def _lay_out(self) -> None:
        font = self._name.font()
        font.setBold(True)
        self._name.setFont(font)
        self._name.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self._copy)
        buttons.addWidget(self._save)
        buttons.addWidget(self._format)
        buttons.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._name)
        rows.addWidget(self._facts)
        rows.addWidget(self._text, 1)
        rows.addLayout(buttons)

    @Slot()
    def _on_format(self) -> None:
        self.format_chosen.emit(self.format)

    @Slot()
    def _on_copy(self) -> None:
        if self._job is not None and self._job.transcript is not None:
            self.copy_requested.emit(exported(self._job.transcript, self.format).rstrip("\n"))

    @Slot()
    def _on_save(self) -> None:
        if self._job is not None and self._job.transcript is not None:
            dialog = SaveDialog(self._job.path.stem, FORMATS, self, self.format)
            dialog.chosen.connect(self._on_chosen)
            dialog.open()

    @Slot(object, str)
    def _on_chosen(self, path: Path, ending: str) -> None:
        if self._job is not None and self._job.transcript is not None:
            self.save_requested.emit(path, exported(self._job.transcript, ending))
            if ending != self.format:
                self._format.choose(ending)
                self.format_chosen.emit(ending)


def _lines_of(transcript: Transcript) -> str:
    return to_txt(transcript).rstrip("\n")
