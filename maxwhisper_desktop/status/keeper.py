"""Combines the reports of the app's parts into one ``AppStatus``."""

from dataclasses import replace
from typing import assert_never

from PySide6.QtCore import QObject, Signal, Slot

from engine.sentence import NOTHING, Sentence
from maxwhisper_desktop.dictation.events import Notice, TakeId, Tell
from maxwhisper_desktop.dictation.state import Dictation, Phase
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.mechanisms import Verdict
from maxwhisper_desktop.recognizer.messages import (
    Compiling,
    EngineReport,
    Loaded,
    LoadFailed,
    Loading,
    Restarted,
    Unloaded,
)
from maxwhisper_desktop.status.app_status import AppState, AppStatus
from maxwhisper_desktop.status.compile_words import compile_words

_STATES = {
    Phase.ARMING: AppState.ARMING,
    Phase.RECORDING: AppState.RECORDING,
    Phase.RECOGNISING: AppState.RECOGNISING,
    Phase.DELIVERING: AppState.DELIVERING,
}

QUIET = frozenset({Notice.CANCELLED, Notice.NOTHING_HEARD, Notice.COPIED})
"""Notices that are no problem: they are, or may be, what the user intended."""


class StatusKeeper(QObject):
    """Keeps the app's status up to date. On the main thread."""

    changed = Signal(object)
    """Emitted with the new ``AppStatus``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._status = AppStatus()
        self._phase = Phase.IDLE
        self._is_loading = True
        self._engine_problem: Sentence | None = None
        self._take_problem: Sentence | None = None
        self._port_problems: dict[str, Sentence] = {}
        self._other_problems: dict[str, Sentence | None] = {}

    @property
    def status(self) -> AppStatus:
        """The current status."""
        return self._status

    @Slot(object)
    def show_dictation(self, dictation: Dictation) -> None:
        """Update from the dictation; a take's problem is cleared when the next one starts."""
        self._phase = dictation.phase
        if dictation.problem is None:
            self._take_problem = None
        self._put(self._status)

    @Slot(object)
    def show_tell(self, tell: Tell) -> None:
        """Update from a notice to the user."""
        if tell.notice not in QUIET and tell.detail:
            self._take_problem = tell.detail
            self._put(self._status)

    @Slot(object)
    def show_engine(self, report: EngineReport) -> None:
        """Update from the engine."""
        self._is_loading = isinstance(report, Loading | Compiling | Restarted)
        status = self._status if self._is_loading else replace(self._status, progress=None)
        match report:
            case Loading() | Restarted() | Unloaded():
                pass
            case Compiling(progress):
                status = replace(status, progress=compile_words(progress))
            case Loaded(model, device, reason, memory_mb=memory_mb):
                self._engine_problem = None
                status = replace(
                    status,
                    model=model,
                    device=device,
                    device_reason=reason,
                    memory_mb=memory_mb,
                )
            case LoadFailed(reason):
                self._engine_problem = reason
                status = replace(
                    status, model=None, device=None, device_reason=NOTHING, memory_mb=0
                )
            case _:
                assert_never(report)
        self._put(status)

    @Slot(object)
    def show_take(self, record: TakeRecord) -> None:
        """Update from the last take that ended."""
        self._put(replace(self._status, last=record))

    @Slot()
    def forget_takes(self) -> None:
        """Show no take any more, nor what went wrong with one."""
        self._take_problem = None
        self._put(replace(self._status, last=None))

    @Slot(int)
    def forget_take(self, take: TakeId) -> None:
        """Show ``take`` no more."""
        if self._status.last is not None and self._status.last.take == take:
            self.forget_takes()

    def show_port(
        self,
        port: str,
        name: str | None,
        problem: Sentence | None = None,
        verdicts: tuple[Verdict, ...] | None = None,
    ) -> None:
        """Set the adapter of ``hotkey``, ``microphone`` or ``typist``, or why there is none.

        Args:
            port: The port.
            name: The adapter's name.
            problem: Why there is none, as a sentence.
            verdicts: The verdicts on its mechanisms; None to keep the last ones.
        """
        self._port_problems.pop(port, None)
        if problem is not None:
            self._port_problems[port] = problem
        match port:
            case "hotkey":
                verdicts = self._status.hotkey_verdicts if verdicts is None else verdicts
                status = replace(self._status, hotkey=name, hotkey_verdicts=verdicts)
            case "microphone":
                status = replace(self._status, microphone=name)
            case "typist":
                verdicts = self._status.typist_verdicts if verdicts is None else verdicts
                status = replace(self._status, typist=name, typist_verdicts=verdicts)
            case _:
                raise ValueError(port)
        self._put(status)

    def show_problem(self, part: str, problem: Sentence | None) -> None:
        """Set or clear the problem of a part that dictation does not depend on."""
        self._other_problems[part] = problem
        self._put(self._status)

    def _put(self, status: AppStatus) -> None:
        """Complete ``status`` with its derived fields, and emit it if it has changed."""
        problems = (
            self._engine_problem,
            *self._port_problems.values(),
            self._take_problem,
            *self._other_problems.values(),
        )
        problem = next((sentence for sentence in problems if sentence), None)
        status = replace(status, state=self._state(), problem=problem)
        if status != self._status:
            self._status = status
            self.changed.emit(status)

    def _state(self) -> AppState:
        if self._phase in _STATES:
            return _STATES[self._phase]
        if self._is_loading:
            return AppState.LOADING
        has_failed = self._phase is Phase.FAILED or self._engine_problem or self._port_problems
        return AppState.FAILED if has_failed else AppState.READY
