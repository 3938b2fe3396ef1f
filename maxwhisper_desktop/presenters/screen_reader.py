"""Tells screen readers what others see: recording, the text's arrival, and what went wrong.

Words that are still being spoken are not told: it would disturb whoever is speaking.
"""

from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import Outcome, Tell
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.status.app_status import AppState, AppStatus
from maxwhisper_desktop.status.keeper import QUIET
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.ui.words.outcome_words import notice_words, outcome_words
from maxwhisper_desktop.ui.words.status_words import state_words

_ARRIVED: Final = frozenset({Outcome.DELIVERED, Outcome.SENT})
"""Outcomes of which the user is told nothing else."""


class Announce(Protocol):
    """Announces words, at once if that is urgent."""

    def __call__(self, words: str, *, is_urgent: bool = False) -> None:
        """Announce ``words``."""
        ...


class ScreenReader(QObject):
    """Announces each thing once. On the main thread."""

    def __init__(self, announce: Announce, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._announce = announce
        self._problem: Sentence | None = None
        self._told: Sentence | None = None
        self._is_busy = False

    @Slot(int)
    def tell_recording(self, _: int) -> None:
        """Tell that the microphone is on, and so end what the microphone would hear."""
        self._announce(state_words(AppState.RECORDING), is_urgent=True)

    @Slot(object)
    def tell_end(self, take: TakeRecord) -> None:
        """Tell that the text has arrived; the window itself tells what it was given."""
        if take.outcome in _ARRIVED:
            self._announce(outcome_words(take.outcome))

    @Slot(object)
    def tell(self, tell: Tell) -> None:
        """Tell a notice."""
        self._told = tell.detail
        is_urgent = tell.notice not in QUIET
        self._announce(notice_words(tell.notice, tell.detail), is_urgent=is_urgent)

    @Slot(object)
    def tell_trouble(self, sentence: Sentence) -> None:
        """Tell what went wrong."""
        self._told = sentence
        self._announce(said(sentence), is_urgent=True)

    @Slot(object)
    def tell_status(self, status: AppStatus) -> None:
        """Tell a new problem, unless a notice is about it, and that something will take long."""
        if status.problem != self._problem:
            self._problem = status.problem
            # The notice, if there is one, comes after the status.
            QTimer.singleShot(0, self._tell_problem)
        was_busy, self._is_busy = self._is_busy, status.progress is not None
        if status.progress is not None and not was_busy:
            self._announce(status.progress)

    @Slot()
    def _tell_problem(self) -> None:
        if self._problem is not None and self._problem != self._told:
            self._announce(said(self._problem), is_urgent=True)
