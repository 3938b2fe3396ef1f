"""The microphone's side of a take: from the first audio block to the complete recording."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import (
    MicrophoneFailed,
    MicrophoneStarted,
    MicrophoneStopped,
    TakeId,
)
from maxwhisper_desktop.ports import Microphone, MicrophoneMoved
from maxwhisper_desktop.recording.take_recorder import RecordedTake, TakeRecorder


class TakeCapture(QObject):
    """Connects microphone and recorder, which have their own threads. On the main thread."""

    started = Signal(object)
    """Emitted with ``MicrophoneStarted``."""
    moved = Signal(object)
    """Emitted with a sentence when a take continues with another device."""
    ended = Signal(object, object)
    """Emitted with ``MicrophoneStopped`` or ``MicrophoneFailed``, and the ``RecordedTake``."""
    _reported = Signal(object)
    _completed = Signal(object, object)

    def __init__(
        self,
        microphone: Microphone | None,
        open_recorder: Callable[[TakeId], TakeRecorder],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._microphone = microphone
        self._open_recorder = open_recorder
        self._recorders: dict[TakeId, TakeRecorder] = {}
        self._test: TakeId | None = None
        self._reported.connect(self._on_report, Qt.ConnectionType.QueuedConnection)
        self._completed.connect(self.ended, Qt.ConnectionType.QueuedConnection)

    def start(self, take: TakeId) -> None:
        """Record ``take``."""
        self.end_test()
        if self._microphone is None:
            reason = Sentence("No microphone found; connect one and restart MaxWhisper.")
            self._reported.emit(MicrophoneFailed(take, reason))
            return
        recorder = self._recorders[take] = self._open_recorder(take)
        self._microphone.record(take, recorder.append, self._reported.emit)

    def begin_test(self, take: TakeId) -> None:
        """Record so that the level can be shown; nothing is kept."""
        if self._test is None:
            self.start(take)
            self._test = take

    def end_test(self) -> None:
        """Stop the test, unless the user is dictating."""
        if self._test is not None:
            self.stop(self._test)
            self._test = None

    def stop(self, take: TakeId) -> None:
        """End ``take`` with all audio up to now."""
        if self._microphone is not None:
            self._microphone.stop(take)

    def shut_down(self) -> list[RecordedTake]:
        """End open takes, release the microphone and return what was recorded."""
        if self._microphone is not None:
            self._microphone.shut_down()
        recorders, self._recorders = self._recorders, {}
        return [_finish(recorder) for recorder in recorders.values()]

    @Slot(object)
    def _on_report(
        self, report: MicrophoneStarted | MicrophoneMoved | MicrophoneStopped | MicrophoneFailed
    ) -> None:
        match report:
            case MicrophoneStarted():
                self.started.emit(report)
            case MicrophoneMoved(_, detail):
                self.moved.emit(detail)
            case MicrophoneStopped(take) | MicrophoneFailed(take):
                recorder = self._recorders.pop(take, None)
                if recorder is None:
                    self.ended.emit(report, None)
                else:
                    recorder.finish(lambda recorded: self._completed.emit(report, recorded))


def _finish(recorder: TakeRecorder) -> RecordedTake:
    """Wait until a recording is complete, which takes milliseconds."""
    complete = threading.Event()
    found: list[RecordedTake] = []

    def take(recorded: RecordedTake) -> None:
        found.append(recorded)
        complete.set()

    recorder.finish(take)
    complete.wait()
    return found[0]
