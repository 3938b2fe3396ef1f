"""The dictation cycle under any order of events that hypothesis generates."""

from collections.abc import Sequence
from typing import TypeVar

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from engine.sentence import Sentence
from maxwhisper_desktop.dictation.cycle import advance
from maxwhisper_desktop.dictation.events import (
    CancelAsked,
    CancelRecognition,
    Command,
    Deliver,
    Delivered,
    DeliveryFailed,
    EscapePressed,
    Event,
    HotkeyLost,
    KeepTake,
    KeyPressed,
    KeyReleased,
    KeyStateChecked,
    MicrophoneFailed,
    MicrophoneStarted,
    MicrophoneStopped,
    OtherKeyPressed,
    QuitAsked,
    Receipt,
    Recognise,
    Recognised,
    RecognitionFailed,
    RecordingAsked,
    StartMicrophone,
    StopMicrophone,
    Tell,
    Wish,
)
from maxwhisper_desktop.dictation.state import (
    Closing,
    Delivering,
    Dictation,
    Hold,
    Pending,
    Phase,
    Recognising,
    Waiting,
)

STEPS_MS = st.sampled_from([0, 1, 40, 200, 399, 400, 3_000])
ANY = st.integers(0, 11)
T = TypeVar("T")


def pick(choices: Sequence[T], which: int) -> T:
    """Return one of ``choices`` for any drawn number."""
    return choices[which % len(choices)]


def reports(take: int) -> list[Event]:
    """Return all reports that ports could send about ``take``, true or not."""
    return [
        MicrophoneStarted(take),
        MicrophoneStopped(take),
        MicrophoneFailed(take, Sentence("gone")),
        Recognised(take, "text"),
        Recognised(take, ""),
        RecognitionFailed(take, Sentence("no memory")),
        *(Delivered(take, receipt) for receipt in Receipt),
        DeliveryFailed(take, Sentence("no display")),
    ]


def answers(pending: Pending) -> list[Event]:
    """Return the reports that a correct port could send about ``pending``, success first."""
    take = pending.take
    match pending:
        case Closing():
            return [
                MicrophoneStopped(take),
                MicrophoneStarted(take),
                MicrophoneFailed(take, Sentence("gone")),
            ]
        case Recognising():
            text = Recognised(take, "text")
            return [text, Recognised(take, ""), RecognitionFailed(take, Sentence("no memory"))]
        case Delivering():
            receipts = [Delivered(take, receipt) for receipt in Receipt]
            return [*receipts, DeliveryFailed(take, Sentence("no display"))]
        case Waiting():
            return []  # No port has it.


def kept(commands: list[Command]) -> list[int]:
    """Return the takes that ``commands`` end."""
    return sorted(command.take for command in commands if isinstance(command, KeepTake))


class Ledger:
    """Checks each command, and tracks their effects."""

    def __init__(self) -> None:
        self.started: list[int] = []
        self.ended: list[int] = []
        self.recording: set[int] = set()
        self.complete: set[int] = set()
        self.recognised: list[int] = []
        self.delivered: list[int] = []
        self.is_typing = False

    @property
    def open_takes(self) -> list[int]:
        """The takes that have not ended."""
        return [take for take in self.started if take not in self.ended]

    def note(self, event: Event) -> None:
        match event:
            case MicrophoneStopped(take) | MicrophoneFailed(take, _):
                self.recording.discard(take)
                self.complete.add(take)
            case Delivered(take) | DeliveryFailed(take, _):
                if self.delivered[-1:] == [take]:
                    self.is_typing = False
            case _:
                pass

    def carry_out(self, command: Command) -> None:
        match command:
            case StartMicrophone(take):
                assert not self.recording, "one microphone records at a time"
                assert not self.started or take > self.started[-1]
                self.recording.add(take)
                self.started.append(take)
            case StopMicrophone(take):
                assert self.recording == {take}
                self.recording.clear()
            case Recognise(take):
                assert take in self.complete
                assert take in self.open_takes
                assert take not in self.recognised
                self.recognised.append(take)
            case CancelRecognition(take):
                assert take in self.recognised
                assert take in self.open_takes
            case Deliver(take, text):
                assert text
                assert not self.is_typing
                assert take in self.recognised
                assert take in self.open_takes, "nothing is typed of a take that ended"
                assert all(take > earlier for earlier in self.delivered)
                assert take == min(self.open_takes)
                self.delivered.append(take)
                self.is_typing = True
            case KeepTake(take):
                assert take in self.open_takes, "each take ends once"
                self.ended.append(take)
            case Tell(_, take):
                assert take is None or take in self.started


class AnyOrder(RuleBasedStateMachine):
    """Keys, requests and reports in any order, of any take."""

    def __init__(self) -> None:
        super().__init__()
        self.state = Dictation()
        self.ledger = Ledger()
        self.now_ms = 0

    def feed(self, event: Event) -> None:
        self.ledger.note(event)
        self.state, commands = advance(self.state, event)
        for command in commands:
            self.ledger.carry_out(command)

    @rule(step_ms=STEPS_MS)
    def press(self, step_ms: int) -> None:
        self.now_ms += step_ms
        self.feed(KeyPressed(self.now_ms))

    @rule(step_ms=STEPS_MS)
    def release(self, step_ms: int) -> None:
        self.now_ms += step_ms
        self.feed(KeyReleased(self.now_ms))

    @rule(step_ms=STEPS_MS, is_down=st.sampled_from([True, False, None]))
    def ask_the_keyboard(self, step_ms: int, *, is_down: bool | None) -> None:
        self.now_ms += step_ms
        self.feed(KeyStateChecked(self.now_ms, is_down))

    @rule(
        event=st.sampled_from(
            [
                OtherKeyPressed(),
                EscapePressed(),
                HotkeyLost(Sentence("gone")),
                *map(RecordingAsked, Wish),
                CancelAsked(),
            ]
        )
    )
    def interfere(self, event: Event) -> None:
        self.feed(event)

    @rule(back=st.integers(0, 3), which=ANY)
    def report_anything(self, back: int, which: int) -> None:
        self.feed(pick(reports(self.state.next_take - 1 - back), which))

    @rule()
    def the_first_block_comes(self) -> None:
        self.feed(MicrophoneStarted(self.state.next_take - 1))

    @rule(take=ANY, which=ANY)
    def a_port_answers(self, take: int, which: int) -> None:
        if at_work := [one for one in self.state.pending if answers(one)]:
            self.feed(pick(answers(pick(at_work[:2], take)), which))

    @rule(n_answers=st.integers(1, 6))
    def the_ports_do_well(self, n_answers: int) -> None:
        for _ in range(n_answers):
            if self.state.pending:
                self.feed(answers(self.state.pending[0])[0])

    @rule(held_ms=STEPS_MS)
    def speak(self, held_ms: int) -> None:
        self.press(0)
        self.the_first_block_comes()
        self.release(held_ms)

    @invariant()
    def what_the_state_holds_is_what_has_not_ended(self) -> None:
        takes = [pending.take for pending in self.state.pending]
        if self.state.capture is not None:
            takes.append(self.state.capture.take)
        assert takes == self.ledger.open_takes

    @invariant()
    def the_microphone_runs_only_for_the_capture(self) -> None:
        capture = self.state.capture
        assert self.ledger.recording == (set() if capture is None else {capture.take})

    @invariant()
    def a_held_recording_has_its_key_down(self) -> None:
        if self.state.capture is not None and self.state.capture.hold is Hold.HELD:
            assert self.state.key is not None
            assert not self.state.key.is_spent

    @invariant()
    def key_repeat_changes_nothing(self) -> None:
        if self.state.key is not None:
            assert advance(self.state, KeyPressed(self.now_ms + 40)) == (self.state, ())

    @invariant()
    def a_key_up_too_many_changes_nothing(self) -> None:
        if self.state.key is None:
            assert advance(self.state, KeyReleased(self.now_ms)) == (self.state, ())

    @invariant()
    def ended_and_unknown_takes_change_nothing(self) -> None:
        for take in (*self.ledger.ended[-3:], 0, self.state.next_take):
            for event in reports(take):
                assert advance(self.state, event) == (self.state, ())

    @invariant()
    def a_report_out_of_place_changes_nothing(self) -> None:
        for pending in self.state.pending[:3]:
            in_place = {type(event) for event in answers(pending)}
            for event in reports(pending.take):
                if type(event) not in in_place:
                    assert advance(self.state, event) == (self.state, ())

    @invariant()
    def quitting_keeps_all_that_has_not_ended(self) -> None:
        state, commands = advance(self.state, QuitAsked())
        assert kept(list(commands)) == self.ledger.open_takes
        stopped = {command.take for command in commands if isinstance(command, StopMicrophone)}
        assert stopped == self.ledger.recording
        assert advance(state, KeyPressed(self.now_ms)) == (state, ())

    @invariant()
    def with_the_key_up_and_the_ports_done_it_comes_to_rest(self) -> None:
        state, commands = self.state, list[Command]()
        events: list[Event] = [KeyReleased(self.now_ms), RecordingAsked(Wish.STOP)]
        for _ in range(1 + 3 * len(self.ledger.open_takes)):
            for event in events:
                state, more = advance(state, event)
                commands += more
            events = [event for pending in state.pending for event in answers(pending)[:1]]
        assert state.phase in {Phase.IDLE, Phase.FAILED}
        assert state.key is None
        assert kept(commands) == self.ledger.open_takes


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=80, stateful_step_count=50)
