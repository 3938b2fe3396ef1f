"""Recognises recordings again: on the user's request, or after a crash."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from engine.audio.waveform import Waveform
from engine.options import TranscribeOptions
from engine.sentence import NOTHING, Sentence
from maxwhisper_desktop.dictation.events import Outcome, RecognitionFailed
from maxwhisper_desktop.dictation.take_record import StageTimes, TakeRecord
from maxwhisper_desktop.ports import (
    RecognitionDone,
    RecognitionProgress,
    RecognitionReport,
    RecognitionRequest,
    Recognizer,
)
from maxwhisper_desktop.recording.long_pauses import worth_recognising
from maxwhisper_desktop.services.active_take import gpu_times
from maxwhisper_desktop.text.text import TextRules, prepare


@dataclass(frozen=True, slots=True)
class _Asked:
    """A recording that is being recognised again."""

    record: TakeRecord
    request: RecognitionRequest
    asked_ms: float


class ReRecognition(QObject):
    """Recognises existing recordings. On the main thread."""

    heard = Signal(object)
    """Emitted with the updated ``TakeRecord``; its text has not been typed."""
    failed = Signal(int, object)
    """Emitted with the take and a sentence."""
    _reported = Signal(object)

    def __init__(
        self,
        recognizer: Recognizer,
        options: Callable[[], TranscribeOptions],
        rules: Callable[[], TextRules],
        read: Callable[[Path], Waveform],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._recognizer = recognizer
        self._options = options
        self._rules = rules
        self._read = read
        self._asked: dict[int, _Asked] = {}
        self._reported.connect(self._on_report, Qt.ConnectionType.QueuedConnection)

    def hear(self, record: TakeRecord, model: str | None = None) -> None:
        """Recognise the recording of ``record`` again, with ``model`` this time if given."""
        if record.recording is None:
            reason = Sentence("The recording of this dictation was not kept.")
            self.failed.emit(record.take, reason)
            return
        if record.take in self._asked:
            return
        request = RecognitionRequest(
            record.take,
            partial(self._sound, record.recording),
            self._options(),
            self._reported.emit,
            model,
            is_urgent=False,
        )
        self._asked[record.take] = _Asked(record, request, time.monotonic() * 1000)
        self._recognizer.recognise(request)

    def _sound(self, recording: Path) -> Waveform:
        return worth_recognising(self._read(recording))

    @Slot(int)
    def forget(self, take: int) -> None:
        """Recognise a take no more, since it was deleted."""
        if (asked := self._asked.pop(take, None)) is not None:
            self._recognizer.cancel(asked.request)

    @Slot()
    def forget_all(self) -> None:
        """Recognise no take any more, since all were deleted."""
        for take in [*self._asked]:
            self.forget(take)

    @Slot(object)
    def _on_report(self, report: RecognitionReport) -> None:
        match report:
            case RecognitionProgress():
                pass
            case RecognitionDone(take):
                # A cancelled one may still be reported.
                if (asked := self._asked.pop(take, None)) is not None:
                    self.heard.emit(self._record(asked.record, report, asked.asked_ms))
            case RecognitionFailed(take, detail):
                if self._asked.pop(take, None) is not None:
                    self.failed.emit(take, detail)

    def _record(self, old: TakeRecord, report: RecognitionDone, asked_ms: float) -> TakeRecord:
        said = report.transcript
        spent = said.timings_ms
        stages = StageTimes(
            queue=report.began_ms - asked_ms,
            mel=spent.mel,
            encode=spent.encode,
            prefill=spent.prefill,
            decode=spent.decode,
            overhead=spent.total - spent.mel - spent.encode - spent.prefill - spent.decode,
        )
        return replace(
            old,
            outcome=Outcome.HEARD_AGAIN,
            gpu_ms=gpu_times(said),
            headway=said.headway,
            text=prepare(said.text, self._rules(), None, said.language),
            detail=NOTHING,
            language=said.language,
            model=said.model,
            device=said.device,
            n_tokens=said.n_tokens,
            is_cold=report.is_cold,
            stages_ms=stages,
        )
