"""Fakes of the ports, which do and report what a test tells them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from engine.audio.waveform import Waveform
from engine.transcript import Headway, Timings, Transcript
from maxwhisper_desktop.dictation.events import (
    Delivered,
    DeliveryEvent,
    HotkeyEvent,
    MicrophoneEvent,
    MicrophoneStarted,
    MicrophoneStopped,
    Receipt,
    TakeId,
)
from maxwhisper_desktop.ports import (
    EngineChoice,
    MicrophoneMoved,
    PasteAgainPressed,
    RecognitionDone,
    RecognitionRequest,
    SpokenSoFar,
)
from maxwhisper_desktop.settings.settings import Delivery


def transcript(text: str, language: str = "en") -> Transcript:
    """Return a transcript with this text."""
    timings_ms = Timings(encode=2.0, total=3.0)
    return Transcript(text, language, 1.0, "base", "cpu", (), 3, timings_ms=timings_ms)


@dataclass
class FakeHotkey:
    name: str = "fake"
    n_other_strokes: int | None = 0
    key_is_down: bool | None = None
    is_shut_down: bool = False

    def listen(self, report: Callable[[HotkeyEvent | PasteAgainPressed], None]) -> None:
        self.report = report

    def is_down(self) -> bool | None:
        return self.key_is_down

    def shut_down(self) -> None:
        self.is_shut_down = True


@dataclass
class FakeMicrophone:
    """Delivers ``sound`` at once, and ends when told to."""

    sound: Waveform
    name: str = "fake"
    is_silent: bool = False
    """Whether it never starts."""
    open_takes: list[TakeId] = field(default_factory=list)
    reports: dict[TakeId, Callable[[MicrophoneEvent | MicrophoneMoved], None]] = field(
        default_factory=dict
    )

    def record(
        self,
        take: TakeId,
        on_block: Callable[[Waveform], None],
        report: Callable[[MicrophoneEvent | MicrophoneMoved], None],
    ) -> None:
        self.open_takes.append(take)
        self.reports[take] = report
        if not self.is_silent:
            on_block(self.sound)
            report(MicrophoneStarted(take))

    def choose(self, source: str | None) -> None:
        self.name = source or "fake"

    def stop(self, take: TakeId) -> None:
        if take in self.open_takes:
            self.open_takes.remove(take)
            self.reports[take](MicrophoneStopped(take))

    def shut_down(self) -> None:
        for take in [*self.open_takes]:
            self.stop(take)


@dataclass
class FakeRecognizer:
    """Answers when the test says so."""

    asked: list[RecognitionRequest] = field(default_factory=list)
    cancelled: list[RecognitionRequest] = field(default_factory=list)
    overheard: list[SpokenSoFar] = field(default_factory=list)
    forgotten: list[TakeId] = field(default_factory=list)
    choices: list[EngineChoice] = field(default_factory=list)

    def recognise(self, recognition: RecognitionRequest) -> None:
        self.asked.append(recognition)

    def overhear(self, spoken: SpokenSoFar) -> None:
        self.overheard.append(spoken)

    def forget(self, take: TakeId) -> None:
        self.forgotten.append(take)

    def cancel(self, recognition: RecognitionRequest) -> None:
        self.cancelled.append(recognition)

    def choose(self, choice: EngineChoice) -> None:
        self.choices.append(choice)

    def shut_down(self) -> None:
        """Do nothing: nothing is running."""

    def answer(self, text: str, headway: Headway | None = None) -> None:
        """Complete the oldest recognition with a text."""
        asked = self.asked.pop(0)
        said = replace(transcript(text), headway=headway)
        asked.report(RecognitionDone(asked.number, said, began_ms=0.0))


@dataclass
class FakePlayers:
    """Notes what it is told."""

    told: list[str] = field(default_factory=list)

    def pause(self) -> None:
        self.told.append("pause")

    def go_on(self) -> None:
        self.told.append("go on")

    def shut_down(self) -> None:
        self.told.append("end")


@dataclass
class FakeTypist:
    name: str = "fake"
    place: str | None = "window"
    receipt: Receipt = Receipt.ARRIVED
    aimed: list[TakeId] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)

    def update(self, delivery: Delivery) -> None:
        self.delivery = delivery

    def aim(self, take: TakeId) -> str | None:
        self.aimed.append(take)
        return self.place

    def deliver(self, take: TakeId, text: str, report: Callable[[DeliveryEvent], None]) -> None:
        self.typed.append(text)
        report(Delivered(take, self.receipt))

    def forget(self) -> None:
        self.typed.clear()

    def shut_down(self) -> None:
        """Do nothing: no key is pressed."""


def silence(duration_s: float = 1.0) -> Waveform:
    return np.zeros(round(duration_s * 16_000), np.float32)
