"""While the sound server is asked what has changed, nothing is recorded that may not be the microphone."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest
from fakes.fake_pulsectl import FakePulsectl
from fakes.fake_sounddevice import Card, FakeSoundDevice, FakeStream
from patience import PATIENCE_S

from engine.audio.waveform import Waveform
from maxwhisper_desktop.dictation.events import (
    MicrophoneEvent,
    MicrophoneFailed,
    MicrophoneStarted,
    MicrophoneStopped,
)
from maxwhisper_desktop.microphone.capture_messages import Record, ShutDown, Stop
from maxwhisper_desktop.microphone.capture_thread import HOLD_S, CaptureThread
from maxwhisper_desktop.microphone.pulse_sources import SourceWatch
from maxwhisper_desktop.microphone.sources import SourceView
from maxwhisper_desktop.ports import MicrophoneMoved
from maxwhisper_desktop.sound.sound_library import SoundLibrary

VOICE, LOUDSPEAKER = (np.full(160, level, np.float32) for level in (0.25, 0.5))

Report = MicrophoneEvent | MicrophoneMoved


@dataclass
class Scene:
    """A take whose microphone can be removed at any moment."""

    server: FakePulsectl
    thread: CaptureThread
    stream: FakeStream
    blocks: list[Waveform] = field(default_factory=list)
    reports: "queue.SimpleQueue[Report]" = field(default_factory=queue.SimpleQueue)

    on_block: Callable[[], object] = lambda: None

    def take_in(self, block: Waveform) -> None:
        """Receive a block of the take."""
        self.blocks.append(block)
        self.on_block()

    def next(self) -> Report:
        """Wait for the next report."""
        return self.reports.get(timeout=PATIENCE_S)

    @property
    def levels(self) -> list[float]:
        """The level of each block recorded."""
        return [float(block[0]) for block in self.blocks]

    def hear_while_asked(self, query: str, sound: Waveform) -> threading.Event:
        """Deliver a sound during the server's next answer; return what tells that it was."""
        was_heard = threading.Event()

        def hear() -> None:
            self.stream.hear(sound)
            was_heard.set()

        self.server.during_queries[query] = hear
        return was_heard

    def end(self) -> None:
        """Stop the take, and let its last sound arrive."""
        self.thread.post(Stop(1, time.monotonic()))
        self.stream.hear(VOICE)


@pytest.fixture
def scene() -> Iterator[Scene]:
    server, cards = FakePulsectl(), FakeSoundDevice(Card("pulse"))

    def connect() -> tuple[SourceWatch, SourceView]:
        watch = SourceWatch(server)
        return watch, watch.look()

    thread = CaptureThread(SoundLibrary(cards), None, lambda _: None, connect)
    scene = Scene(server, thread, cards.running())
    thread.post(Record(1, scene.take_in, scene.reports.put))
    scene.stream = cards.running()
    scene.stream.hear(VOICE)
    assert scene.next() == MicrophoneStarted(1)
    yield scene
    thread.post(ShutDown())
    thread.post(Stop(None, 0.0))
    thread.join()


@pytest.mark.parametrize("query", ["source_output_list", "server_info", "source_list"])
def test_the_loudspeaker_is_not_heard_in_place_of_a_microphone_that_was_removed(
    scene: Scene, query: str
) -> None:
    scene.hear_while_asked(query, LOUDSPEAKER)
    scene.server.remove_microphone()
    assert isinstance(scene.next(), MicrophoneFailed)
    assert scene.levels == [0.25]


def test_a_change_that_does_not_concern_the_microphone_costs_no_sound(scene: Scene) -> None:
    scene.hear_while_asked("source_output_list", VOICE)
    was_heard = scene.hear_while_asked("source_list", VOICE)
    scene.server.change_something_else()
    assert was_heard.wait(PATIENCE_S)
    scene.end()
    assert scene.next() == MicrophoneStopped(1)
    assert scene.levels == [0.25] * 4


@pytest.fixture
def silent_server(scene: Scene) -> Iterator[Scene]:
    """A server that does not tell what has changed until the test ends."""
    is_asked, may_answer = threading.Event(), threading.Event()

    def answer() -> None:
        is_asked.set()
        assert may_answer.wait(PATIENCE_S)

    scene.server.during_queries["source_list"] = answer
    scene.server.change_something_else()
    assert is_asked.wait(PATIENCE_S)
    yield scene
    may_answer.set()


def test_a_take_ends_with_all_its_sound_though_the_server_does_not_answer(
    silent_server: Scene,
) -> None:
    silent_server.stream.hear(VOICE)
    silent_server.end()
    assert silent_server.next() == MicrophoneStopped(1)
    assert silent_server.levels == [0.25] * 3


def test_a_long_take_goes_on_though_the_server_does_not_answer(silent_server: Scene) -> None:
    arrived = threading.Event()

    def count() -> None:
        if len(silent_server.blocks) == 3:
            arrived.set()

    silent_server.on_block = count
    silent_server.stream.hear(VOICE, age_s=2 * HOLD_S)
    assert not arrived.is_set()
    silent_server.stream.hear(VOICE)
    assert arrived.wait(PATIENCE_S)
