"""The step in which one sentence is dictated."""

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from maxwhisper_desktop.status.app_status import KEY_DOWN_STATES, AppState, AppStatus
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.ui.settings.page import text_field
from maxwhisper_desktop.ui.welcome.step import WelcomeStep, large_key_cap
from maxwhisper_desktop.ui.widgets.field_note import FieldNote
from maxwhisper_desktop.ui.words.status_words import state_words


class TryStep(WelcomeStep):
    """Settled once a text has arrived in its box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("One sentence to try it"),
            self.tr("Your words should appear in this box, as they will in any other window."),
            parent,
        )
        self._cap = large_key_cap(self)
        self._box = text_field(3)
        self._box.setMaximumHeight(self._box.minimumHeight())
        self._box.setAccessibleName(self.tr("Try it here"))
        self._state = FieldNote(parent=self)
        self._download = FieldNote(parent=self)
        self._status = AppStatus()
        self.body.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignHCenter)
        for widget in (self._box, self._state, self._download):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._box.textChanged.connect(self._on_text)

    def set_hotkey(self, label: str) -> None:
        """Show the key to hold."""
        self._cap.show_key(label)
        words = self.tr("Hold %1, say a sentence, and let go.")
        self._box.setPlaceholderText(words.replace("%1", label))

    def show_status(self, status: AppStatus) -> None:
        """Show whether dictation can be tried, and if not, what is missing."""
        self._status = status
        self._cap.show_key(self._cap.name, is_pressed=status.state in KEY_DOWN_STATES)
        if self._download.text():
            self._state.set_hint("")  # That there is no model yet is no problem then.
            return
        if status.problem is not None:
            self._state.complain(said(status.problem), self._box)
            return
        self._box.setAccessibleDescription("")
        if self.is_settled and status.state is AppState.READY:
            self._state.confirm(self._arrived())
            return
        is_loading = status.state is AppState.LOADING
        self._state.set_hint((is_loading and status.progress) or state_words(status.state))

    def show_download(self, words: str) -> None:
        """Show the progress of the download that this step waits for; empty if there is none."""
        self._download.set_hint(words)
        self.show_status(self._status)

    def begin_again(self) -> None:
        """Empty the box."""
        self._box.clear()
        self.settle(is_settled=False)

    @override
    def first_field(self) -> QWidget | None:
        return self._box

    def _arrived(self) -> str:
        last = self._status.last
        if last is None or not last.stages_ms.total:
            return self.tr("It has arrived.")
        seconds = QLocale().toString(last.stages_ms.total / 1000, "f", 1)
        return self.tr("It has arrived, %1 s after you let go.").replace("%1", seconds)

    @Slot()
    def _on_text(self) -> None:
        if self._box.toPlainText().strip():
            self.settle(is_settled=True)
            self._state.confirm(self._arrived())
