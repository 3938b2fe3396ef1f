"""Carries out what the dictation decides: events of the ports in, commands to the ports out.

Runs on the main thread; what the ports report comes from other threads through queued signals, so
that nothing here is called while something here is running.
"""

import logging
import time
from dataclasses import dataclass, replace
from typing import Final, TypeAlias, assert_never

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from engine.options import TranscribeOptions
from maxwhisper_desktop.dictation.cycle import advance
from maxwhisper_desktop.dictation.events import (
    CancelRecognition,
    Command,
    Deliver,
    Delivered,
    DeliveryFailed,
    Event,
    KeepTake,
    KeyStateChecked,
    MicrophoneFailed,
    MicrophoneStarted,
    MicrophoneStopped,
    Notice,
    Outcome,
    QuitAsked,
    Receipt,
    Recognise,
    Recognised,
    RecognitionFailed,
    StartMicrophone,
    StopMicrophone,
    TakeId,
    Tell,
)
from maxwhisper_desktop.dictation.state import Dictation
from maxwhisper_desktop.ports import (
    Hotkey,
    PasteAgainPressed,
    RecognitionDone,
    RecognitionProgress,
    RecognitionRequest,
    Recognizer,
    Typist,
)
from maxwhisper_desktop.recording.take_recorder import RecordedTake
from maxwhisper_desktop.services.active_take import TakeInHand
from maxwhisper_desktop.services.capture import Captures
from maxwhisper_desktop.text.text import TextRules, prepare
from maxwhisper_desktop.text.text_before import TextBefore

log = logging.getLogger(__name__)

KEY_CHECK_MS: Final = 200
"""How often the keyboard is asked while the key is down: well within a tap."""

CHORD_KEPT_S: Final = 2.0
"""Seconds from which on a recording that a chord ended is kept: somebody may have spoken."""

_RecordingEnd: TypeAlias = MicrophoneStopped | MicrophoneFailed


@dataclass(slots=True)
class Ports:
    """What the app has of the outside; hotkey and typist may be missing, and may be replaced."""

    captures: Captures
    recognizer: Recognizer
    hotkey: Hotkey | None = None
    typist: Typist | None = None


class Controller(QObject):
    """The dictation cycle at work."""

    dictation_changed = Signal(object)
    """Emitted with the new ``Dictation`` after each event that changed it."""
    listening = Signal(int)
    """Emitted with the take whose first block of sound has come."""
    told = Signal(object)
    """Emitted with a ``Tell`` for the user."""
    take_ended = Signal(object)
    """Emitted once with the ``TakeRecord`` of each take of which there is anything to keep."""
    trouble = Signal(str)
    """Emitted with a sentence where a take goes on, though not as it should."""
    paste_again_asked = Signal()
    """Emitted when the key for it was pressed."""
    _reported = Signal(object)

    def __init__(self, ports: Ports, next_take: TakeId, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ports = ports
        self.options = TranscribeOptions()
        self.rules = TextRules()
        self._state = Dictation(next_take=next_take)
        self._in_hand: dict[TakeId, TakeInHand] = {}
        self._before = TextBefore()
        self._key_check = QTimer(self, interval=KEY_CHECK_MS)
        self._key_check.timeout.connect(self._check_key)
        self._reported.connect(self._on_report, Qt.ConnectionType.QueuedConnection)
        ports.captures.started.connect(self._on_sound)
        ports.captures.ended.connect(self._on_recorded)

    def reserve_take(self) -> TakeId:
        """Return a number that no take will have."""
        number = self._state.next_take
        self._state = replace(self._state, next_take=number + 1)
        return number

    @property
    def state(self) -> Dictation:
        """Where the dictation stands."""
        return self._state

    def report(self, report: object) -> None:
        """Take word of hotkey, recognizer or typist; from any thread."""
        self._reported.emit(report)

    def ask(self, event: Event) -> None:
        """Let an event happen now."""
        old = self._state
        self._state, commands = advance(old, event)
        for command in commands:
            log.info("%s", command)
            self._carry_out(command)
        is_down = self._state.key is not None
        if is_down != self._key_check.isActive():
            (self._key_check.start if is_down else self._key_check.stop)()
        if self._state != old:
            self.dictation_changed.emit(self._state)

    def shut_down(self) -> None:
        """End all takes, keeping what was recorded, and let go of the microphone."""
        self.ask(QuitAsked())
        for recorded in self.ports.captures.shut_down():
            self._in_hand[recorded.take].recorded = recorded
            self._in_hand[recorded.take].captured_ms = _now_ms()
        for hand in [*self._in_hand.values()]:
            hand.outcome = hand.outcome or Outcome.QUIT
            self._close(hand)

    def _carry_out(self, command: Command) -> None:
        match command:
            case StartMicrophone(take):
                self._in_hand[take] = TakeInHand(take, time.time())
                self.ports.captures.start(take)
            case StopMicrophone(take):
                self._aim(self._in_hand[take])
                self.ports.captures.stop(take)
            case KeepTake(take, outcome):
                self._in_hand[take].outcome = outcome
                self._close(self._in_hand[take])
            case Tell():
                self.told.emit(command)
            case Recognise() | CancelRecognition() | Deliver():
                self._bring_to_text(command, self._in_hand[command.take])
            case _:
                assert_never(command)

    def _bring_to_text(
        self, command: Recognise | CancelRecognition | Deliver, hand: TakeInHand
    ) -> None:
        match command:
            case Recognise():
                self._recognise(hand)
            case CancelRecognition() if hand.recognition is not None:
                self.ports.recognizer.cancel(hand.recognition)
            case Deliver(_, text):
                self._deliver(hand, text)
            case _:
                pass

    @Slot(object)
    def _on_sound(self, started: MicrophoneStarted) -> None:
        self.ask(started)
        if self._state.capture is not None and self._state.capture.take == started.take:
            self.listening.emit(started.take)

    @Slot(object, object)
    def _on_recorded(self, end: _RecordingEnd, recorded: RecordedTake | None) -> None:
        hand = self._in_hand.get(end.take)
        if hand is None:
            if recorded is not None:
                recorded.discard()  # Of a test, or a chord that is over.
            return
        if recorded is not None and recorded.problem and hand.outcome is None:
            self.trouble.emit(recorded.problem)
        hand.recorded = recorded
        hand.captured_ms = _now_ms()
        if isinstance(end, MicrophoneFailed):
            hand.detail = end.detail
        if hand.stopped_ms is None:
            self._aim(hand)
        self.ask(end)
        self._close(hand)

    @Slot(object)
    def _on_report(self, report: object) -> None:
        match report:
            case RecognitionDone():
                self._take_transcript(report)
            case RecognitionProgress():
                pass
            case PasteAgainPressed():
                self.paste_again_asked.emit()
            case RecognitionFailed() | DeliveryFailed():
                self._note(report.take, report.detail)
                self.ask(report)
            case Delivered():
                self._take_receipt(report)
                self.ask(report)
            case _:
                self.ask(report)  # type: ignore[arg-type] # of the hotkey, an Event as it is

    def _aim(self, hand: TakeInHand) -> None:
        hand.stopped_ms = _now_ms()
        if self.ports.typist is not None:
            hand.place = self.ports.typist.aim(hand.take)

    def _recognise(self, hand: TakeInHand) -> None:
        recorded = hand.recorded
        if recorded is None or not recorded.has_speech:
            self.report(Recognised(hand.take, ""))
            return
        hand.recognition = RecognitionRequest(
            hand.take, lambda: recorded.speech, self.options, self.report
        )
        self.ports.recognizer.recognise(hand.recognition)

    def _take_transcript(self, transcribed: RecognitionDone) -> None:
        hand = self._in_hand.get(transcribed.number)
        if hand is None:
            return
        hand.take_transcript(transcribed, _now_ms())
        said = transcribed.transcript
        # Music and noise that pass for speech often become a lone full stop or note sign.
        has_words = any(map(str.isalnum, said.text))
        is_empty = not has_words or not prepare(said.text, self.rules, None, said.language)
        self.ask(Recognised(hand.take, "" if is_empty else said.text))

    def _deliver(self, hand: TakeInHand, text: str) -> None:
        before = self._before.at(hand.place, self._n_strokes())
        language = hand.transcript.language if hand.transcript else None
        hand.text = prepare(text, self.rules, before, language)
        hand.handed_over_ms = _now_ms()
        if self.ports.typist is None:
            reason = self.tr("Nothing can be typed here; copy the text from the panel.")
            self.report(DeliveryFailed(hand.take, reason))
        else:
            self.ports.typist.deliver(hand.take, hand.text, self.report)

    def _take_receipt(self, delivered: Delivered) -> None:
        self._note(delivered.take, delivered.detail)
        hand = self._in_hand.get(delivered.take)
        if hand is not None and delivered.receipt is not Receipt.IN_CLIPBOARD:
            self._before.remember(hand.place, hand.text, self._n_strokes())

    def _note(self, take: TakeId, detail: str) -> None:
        if hand := self._in_hand.get(take):
            hand.ended_ms = _now_ms()
            hand.detail = detail or hand.detail

    def _close(self, hand: TakeInHand) -> None:
        """Hand the take over once both its outcome and its recording are there."""
        if hand.outcome is None or hand.captured_ms is None:
            return
        if self._in_hand.pop(hand.take, None) is None or hand.recorded is None:
            return
        is_long = hand.recorded.duration_s >= CHORD_KEPT_S
        if hand.outcome is Outcome.CHORD and is_long:
            self.told.emit(Tell(Notice.CANCELLED, hand.take))
        elif hand.outcome in {Outcome.CHORD, Outcome.NOTHING_RECORDED}:
            hand.recorded.discard()
            return
        self.take_ended.emit(hand.record(hand.outcome))

    def _n_strokes(self) -> int | None:
        return self.ports.hotkey.n_other_strokes if self.ports.hotkey else None

    @Slot()
    def _check_key(self) -> None:
        at_ms = int(_now_ms())
        is_down = self.ports.hotkey.is_down() if self.ports.hotkey else False
        self.ask(KeyStateChecked(at_ms, is_down))


def _now_ms() -> float:
    return time.monotonic() * 1000
