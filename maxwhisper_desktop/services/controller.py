"""Executes the dictation cycle's decisions: events from ports in, commands to ports out.

Runs on the main thread. The ports report from other threads through queued signals, so nothing
here is re-entered.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, TypeAlias, assert_never

from PySide6.QtCore import QObject, Qt, Signal, Slot

from engine.options import TranscribeOptions
from engine.sentence import Sentence
from maxwhisper_desktop.dictation.cycle import advance
from maxwhisper_desktop.dictation.events import (
    CancelRecognition,
    Command,
    Deliver,
    Delivered,
    DeliveryFailed,
    Event,
    KeepTake,
    KeyPressed,
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
from maxwhisper_desktop.dictation.spoken_part import SpokenPart
from maxwhisper_desktop.dictation.state import Capture, Closing, Dictation, Recognising
from maxwhisper_desktop.ports import (
    BY_HAND_ONLY,
    Hotkey,
    LiveText,
    PasteAgainPressed,
    RecognitionDone,
    RecognitionProgress,
    RecognitionRequest,
    Recognizer,
    SpokenSoFar,
    Typist,
)
from maxwhisper_desktop.recording.take_recorder import RecordedTake
from maxwhisper_desktop.services.active_take import ActiveTake
from maxwhisper_desktop.services.capture import TakeCapture
from maxwhisper_desktop.services.key_check import KeyCheck
from maxwhisper_desktop.settings.settings import (
    Delivery,
    ProgramWay,
    Recognition,
    in_program,
)
from maxwhisper_desktop.text.text import TextRules, prepare
from maxwhisper_desktop.text.text_before import TextBefore

log = logging.getLogger(__name__)

CHORD_KEPT_S: Final = 2.0
"""Recordings ended by a key combination are kept from this length on: they may contain
speech."""

_IN_NO_WINDOW: Final = frozenset({Receipt.IN_CLIPBOARD, Receipt.COPIED})

_RecordingEnd: TypeAlias = MicrophoneStopped | MicrophoneFailed


@dataclass(slots=True)
class Ports:
    """The adapters in use; hotkey and typist may be missing, and may be replaced."""

    capture: TakeCapture
    recognizer: Recognizer
    hotkey: Hotkey | None = None
    typist: Typist | None = None
    program: Callable[[], str | None] = lambda: None
    """Returns the name of the program in use; None if unknown."""
    copy: Callable[[str], None] = lambda _: None
    """Puts a text in the clipboard."""


class Controller(QObject):
    """Runs the dictation cycle."""

    dictation_changed = Signal(object)
    """Emitted with the new ``Dictation`` after each event that changed it."""
    listening = Signal(int)
    """Emitted with the take whose first audio block has arrived."""
    told = Signal(object)
    """Emitted with a ``Tell`` for the user."""
    recognised = Signal(object)
    """Emitted with the ``TakeRecord`` of a take as soon as it has a text, before delivery."""
    live_text = Signal(object)
    """Emitted with the ``LiveText`` of the newest take while it is recorded or recognised."""
    take_ended = Signal(object)
    """Emitted once with the ``TakeRecord`` of each take that left anything to keep."""
    trouble = Signal(object)
    """Emitted with a sentence when something went wrong but the take continues."""
    paste_again_asked = Signal()
    """Emitted when the user pressed Shift with the hotkey."""
    _reported = Signal(object)

    def __init__(self, ports: Ports, next_take: TakeId, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ports = ports
        self.options = TranscribeOptions()
        self.rules = TextRules()
        self.delivery = Delivery()
        self.recognition = Recognition()
        self._state = Dictation(next_take=next_take)
        self._active: dict[TakeId, ActiveTake] = {}
        self._before = TextBefore()
        self._key_check = KeyCheck(self._ask_keyboard, self.report)
        self._reported.connect(self._on_report, Qt.ConnectionType.QueuedConnection)
        ports.capture.started.connect(self._on_sound)
        ports.capture.ended.connect(self._on_recorded)

    def reserve_take(self) -> TakeId:
        """Return a number that no take will get."""
        number = self._state.next_take
        self._state = replace(self._state, next_take=number + 1)
        return number

    @property
    def state(self) -> Dictation:
        """The dictation's current state."""
        return self._state

    def report(self, report: object) -> None:
        """Receive an event of hotkey, recognizer or typist; from any thread."""
        self._reported.emit(report)

    def ask(self, event: Event) -> None:
        """Process an event now."""
        old = self._state
        self._state, commands = advance(old, event)
        for command in commands:
            log.info("%s", command)
            self._carry_out(command)
        is_down = self._state.key is not None
        if is_down != self._key_check.is_active:
            (self._key_check.start if is_down else self._key_check.stop)()
        if self._state != old:
            self.dictation_changed.emit(self._state)

    @property
    def takes_on_their_way(self) -> frozenset[TakeId]:
        """The takes that have not ended yet."""
        return frozenset(self._active)

    def overhear(self, take: TakeId, part: SpokenPart) -> None:
        """Let what was said so far in a take be recognised; from any thread."""
        if (active := self._active.get(take)) is not None:
            spoken = SpokenSoFar(take, part, active.options, self.report)
            self.ports.recognizer.overhear(spoken)

    def forget(self) -> None:
        """Forget what was typed last, and remove it from the clipboard."""
        self._before.forget()
        if self.ports.typist is not None:
            self.ports.typist.forget()

    def shut_down(self) -> None:
        """End all takes, keeping what was recorded, and release the microphone."""
        self.ask(QuitAsked())
        self._key_check.shut_down()
        for recorded in self.ports.capture.shut_down():
            self._active[recorded.take].recorded = recorded
            self._active[recorded.take].captured_ms = _now_ms()
        for active in [*self._active.values()]:
            active.outcome = active.outcome or Outcome.QUIT
            self._close(active)

    def _carry_out(self, command: Command) -> None:
        match command:
            case StartMicrophone(take):
                active = self._active[take] = ActiveTake(take, time.time(), self.options)
                self.ports.capture.start(take)
                # The microphone is on its way: only now there is time to look at windows.
                active.program = self.ports.program()
                active.options = in_program(
                    self.options, self.recognition.languages_by_program, active.program
                )
            case StopMicrophone(take):
                self._aim(self._active[take])
                self.ports.capture.stop(take)
                self._active[take].program = self.ports.program()
            case KeepTake(take, outcome):
                self._active[take].outcome = outcome
                self._close(self._active[take])
            case Tell():
                self.told.emit(command)
            case Recognise() | CancelRecognition() | Deliver():
                self._bring_to_text(command, self._active[command.take])
            case _:
                assert_never(command)

    def _bring_to_text(
        self, command: Recognise | CancelRecognition | Deliver, active: ActiveTake
    ) -> None:
        match command:
            case Recognise():
                self._recognise(active)
            case CancelRecognition() if active.recognition is not None:
                self.ports.recognizer.cancel(active.recognition)
            case Deliver(_, text):
                self._deliver(active, text)
            case _:
                pass

    @Slot(object)
    def _on_sound(self, started: MicrophoneStarted) -> None:
        self.ask(started)
        if self._state.capture is not None and self._state.capture.take == started.take:
            self.listening.emit(started.take)

    @Slot(object, object)
    def _on_recorded(self, end: _RecordingEnd, recorded: RecordedTake | None) -> None:
        active = self._active.get(end.take)
        if active is None:
            if recorded is not None:
                recorded.discard()  # From a microphone test, or a take ended by a key combination.
            return
        if recorded is not None and recorded.problem and active.outcome is None:
            self.trouble.emit(recorded.problem)
        active.recorded = recorded
        active.captured_ms = _now_ms()
        if isinstance(end, MicrophoneFailed):
            active.detail = end.detail
        if active.stopped_ms is None:
            self._aim(active)
        self.ask(end)
        self._close(active)

    @Slot(object)
    def _on_report(self, report: object) -> None:
        match report:
            case RecognitionDone():
                self._take_transcript(report)
            case RecognitionProgress():
                pass
            case LiveText():
                self._pass_on(report)
            case PasteAgainPressed():
                self.paste_again_asked.emit()
            case RecognitionFailed() | DeliveryFailed():
                self._note(report.take, report.detail)
                self.ask(report)
            case Delivered():
                self._take_receipt(report)
                self.ask(report)
            case KeyPressed() if self._is_unwelcome():
                log.info("the user wants no dictation in this program")
            case _:
                self.ask(report)  # type: ignore[arg-type] # from the hotkey, already an Event

    def _is_unwelcome(self) -> bool:
        """Return whether the user has said never to listen in the program in use."""
        is_at_rest = self._state.key is None and self._state.capture is None
        has_rule = any(rule.way is ProgramWay.NEVER for rule in self.delivery.by_program)
        # The display is asked only where it matters, since the recording waits for its answer.
        if not (is_at_rest and has_rule):
            return False
        return self.delivery.way_for(self.ports.program()) is ProgramWay.NEVER

    def _pass_on(self, live: LiveText) -> None:
        """Tell windows what was said so far; nothing else ever gets it."""
        match self._state.newest:
            case Capture(take) | Closing(take) | Recognising(take) if take == live.take:
                self.live_text.emit(live)

    def _aim(self, active: ActiveTake) -> None:
        active.stopped_ms = _now_ms()
        if self.ports.typist is not None:
            active.place = self.ports.typist.aim(active.take)

    def _recognise(self, active: ActiveTake) -> None:
        recorded = active.recorded
        if recorded is None or not recorded.has_speech:
            self.report(Recognised(active.take, ""))
            return
        active.recognition = RecognitionRequest(
            active.take,
            lambda: recorded.speech,
            active.options,
            self.report,
            take=active.take,
        )
        self.ports.recognizer.recognise(active.recognition)

    def _take_transcript(self, transcribed: RecognitionDone) -> None:
        active = self._active.get(transcribed.number)
        if active is None:
            return
        active.take_transcript(transcribed, _now_ms())
        said = transcribed.transcript
        # Music and noise mistaken for speech often become a lone full stop or note symbol.
        has_words = any(map(str.isalnum, said.text))
        is_empty = not has_words or not prepare(said.text, self.rules, None, said.language)
        if not is_empty:
            self.recognised.emit(active.record(Outcome.QUIT))
        self.ask(Recognised(active.take, "" if is_empty else said.text))

    def _deliver(self, active: ActiveTake, text: str) -> None:
        before = self._before.at(active.place, self._n_strokes())
        language = active.transcript.language if active.transcript else None
        active.text = prepare(text, self.rules, before, language)
        active.handed_over_ms = _now_ms()
        if self.delivery.way_for(active.program) is ProgramWay.COPY:
            self.ports.copy(active.text)
            self.report(Delivered(active.take, Receipt.COPIED))
        elif self.ports.typist is None:
            self.report(DeliveryFailed(active.take, BY_HAND_ONLY))
        else:
            self.ports.typist.update(self.delivery.for_program(active.program))
            self.ports.typist.deliver(active.take, active.text, self.report)

    def _take_receipt(self, delivered: Delivered) -> None:
        self._note(delivered.take, delivered.detail)
        active = self._active.get(delivered.take)
        if active is not None and delivered.receipt not in _IN_NO_WINDOW:
            self._before.remember(active.place, active.text, self._n_strokes())

    def _note(self, take: TakeId, detail: Sentence) -> None:
        if active := self._active.get(take):
            active.ended_ms = _now_ms()
            active.detail = detail or active.detail

    def _close(self, active: ActiveTake) -> None:
        """Emit the take once both its outcome and its recording are known."""
        if active.outcome is None or active.captured_ms is None:
            return
        if self._active.pop(active.take, None) is None:
            return
        self.ports.recognizer.forget(active.take)
        if active.recorded is None:
            return
        is_long = active.recorded.duration_s >= CHORD_KEPT_S
        if active.outcome is Outcome.CHORD and is_long:
            self.told.emit(Tell(Notice.CANCELLED, active.take))
        elif active.outcome in {Outcome.CHORD, Outcome.NOTHING_RECORDED}:
            active.recorded.discard()
            return
        self.take_ended.emit(active.record(active.outcome))

    def _n_strokes(self) -> int | None:
        return self.ports.hotkey.n_other_strokes if self.ports.hotkey else None

    def _ask_keyboard(self) -> bool | None:
        hotkey = self.ports.hotkey  # Once, since the main thread may replace it.
        return hotkey.is_down() if hotkey is not None else False


def _now_ms() -> float:
    return time.monotonic() * 1000
