"""Without a sound server, cards are recorded directly, within their capabilities."""

import queue
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fakes.fake_sounddevice import Card, FakeSoundDevice, FakeStream
from patience import PATIENCE_S

from engine.audio.waveform import SAMPLE_RATE, Waveform
from maxwhisper_desktop.dictation.events import (
    MicrophoneEvent,
    MicrophoneFailed,
    MicrophoneStarted,
    MicrophoneStopped,
)
from maxwhisper_desktop.microphone import capture_thread
from maxwhisper_desktop.microphone.portaudio import PortAudioMicrophone, microphones
from maxwhisper_desktop.ports import MicrophoneMoved
from maxwhisper_desktop.sound.sound_library import SoundLibrary

BLOCK_S = 0.01


class Recording:
    """The reports and audio of a take."""

    def __init__(self) -> None:
        self.blocks: list[Waveform] = []
        self._reports: queue.SimpleQueue[MicrophoneEvent | MicrophoneMoved] = (
            queue.SimpleQueue()
        )

    def report(self, report: MicrophoneEvent | MicrophoneMoved) -> None:
        """Receive a report; from any thread."""
        self._reports.put(report)

    def next(self) -> MicrophoneEvent | MicrophoneMoved:
        """Wait for the next report."""
        return self._reports.get(timeout=PATIENCE_S)

    @property
    def sound(self) -> Waveform:
        """All blocks."""
        return np.concatenate(self.blocks)


@pytest.fixture(autouse=True)
def _no_sound_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nothing'}")


@pytest.fixture
def cards() -> FakeSoundDevice:
    return FakeSoundDevice(Card("Built-in"), Card("USB", rates=(48_000,)))


@pytest.fixture
def microphone(cards: FakeSoundDevice) -> Iterator[PortAudioMicrophone]:
    microphone = PortAudioMicrophone(SoundLibrary(cards))
    yield microphone
    microphone.shut_down()


def begin(microphone: PortAudioMicrophone, take: int = 1) -> Recording:
    """Record a take."""
    recording = Recording()
    microphone.record(take, recording.blocks.append, recording.report)
    return recording


def tone(rate: int, length_s: float) -> Waveform:
    """Return a tone in the middle of the speech band."""
    time_s = np.arange(round(rate * length_s)) / rate
    return (0.5 * np.sin(2 * np.pi * 440 * time_s)).astype(np.float32)


SAID = tone(SAMPLE_RATE, BLOCK_S)


def test_a_card_at_16_khz_is_recorded_unchanged(
    cards: FakeSoundDevice, microphone: PortAudioMicrophone
) -> None:
    recording = begin(microphone)
    said = tone(SAMPLE_RATE, 0.1)
    cards.running().hear(said)
    assert recording.next() == MicrophoneStarted(1)
    microphone.stop(1)
    assert recording.next() == MicrophoneStopped(1)
    np.testing.assert_array_equal(recording.sound, said)


def test_a_card_at_48_khz_is_resampled_seamlessly(
    cards: FakeSoundDevice, microphone: PortAudioMicrophone
) -> None:
    microphone.choose("USB")
    recording = begin(microphone)
    stream = cards.running()
    assert stream.samplerate == 48_000
    for block in tone(48_000, 1.0).reshape(-1, 480):
        stream.hear(block)
    assert recording.next() == MicrophoneStarted(1)
    microphone.stop(1)
    assert recording.next() == MicrophoneStopped(1)
    wanted = tone(SAMPLE_RATE, 1.0)
    assert abs(recording.sound.size - wanted.size) <= 1
    # The filter needs some samples at each end; -40 dB between them is below any room's noise.
    np.testing.assert_allclose(recording.sound[200:-200], wanted[200:-200], atol=0.005)


def test_no_card_is_open_between_takes(
    cards: FakeSoundDevice, microphone: PortAudioMicrophone
) -> None:
    recording = begin(microphone)
    stream = cards.running()
    stream.hear(tone(SAMPLE_RATE, BLOCK_S))
    microphone.stop(1)
    assert [recording.next(), recording.next()] == [MicrophoneStarted(1), MicrophoneStopped(1)]
    again = begin(microphone, 2)
    assert cards.running() is not stream
    microphone.stop(2)
    assert again.next() == MicrophoneStopped(2)


def test_receivers_may_keep_blocks(
    cards: FakeSoundDevice, microphone: PortAudioMicrophone
) -> None:
    recording = begin(microphone)
    buffer = tone(SAMPLE_RATE, BLOCK_S)
    cards.running().hear(buffer)
    assert recording.next() == MicrophoneStarted(1)
    buffer[:] = 0
    microphone.stop(1)
    assert recording.next() == MicrophoneStopped(1)
    assert recording.sound.any()


def test_an_unplugged_card_is_replaced_by_another(
    cards: FakeSoundDevice, microphone: PortAudioMicrophone
) -> None:
    recording = begin(microphone)
    stream = cards.running()
    stream.hear(tone(SAMPLE_RATE, BLOCK_S))
    assert recording.next() == MicrophoneStarted(1)
    del cards.plugged[0]
    stream.abort()
    moved = recording.next()
    assert isinstance(moved, MicrophoneMoved)
    assert "USB" in moved.detail
    cards.running().hear(tone(48_000, 0.1))
    microphone.stop(1)
    assert recording.next() == MicrophoneStopped(1)
    assert recording.sound.size > SAMPLE_RATE * 0.1


def test_a_card_plugged_in_later_is_found(
    cards: FakeSoundDevice, microphone: PortAudioMicrophone
) -> None:
    cards.plugged.clear()
    assert isinstance(begin(microphone).next(), MicrophoneFailed)
    cards.plugged.append(Card("Headset"))
    recording = begin(microphone, 2)
    cards.running().hear(tone(SAMPLE_RATE, BLOCK_S))
    assert recording.next() == MicrophoneStarted(2)
    assert microphone.name == "Headset"


@pytest.mark.parametrize(
    ("problem", "advice"),
    [
        (("Device unavailable", -9985), "in use by another program"),
        (("Unanticipated host error", -9999), "Check that it is connected"),
    ],
)
def test_a_failing_card_is_explained(problem: tuple[str, int], advice: str) -> None:
    microphone = PortAudioMicrophone(SoundLibrary(FakeSoundDevice(Card("A", problem=problem))))
    failed = begin(microphone).next()
    microphone.shut_down()
    assert isinstance(failed, MicrophoneFailed)
    assert advice in failed.detail


def test_the_end_of_the_app_completes_the_take(cards: FakeSoundDevice) -> None:
    microphone = PortAudioMicrophone(SoundLibrary(cards))
    recording = begin(microphone)
    cards.running().hear(tone(SAMPLE_RATE, BLOCK_S))
    microphone.shut_down()
    assert [recording.next(), recording.next()] == [MicrophoneStarted(1), MicrophoneStopped(1)]


@pytest.fixture
def ending(
    cards: FakeSoundDevice, microphone: PortAudioMicrophone, monkeypatch: pytest.MonkeyPatch
) -> tuple[Recording, FakeStream]:
    """A take that was stopped after ``SAID``, and waits for its last audio."""
    monkeypatch.setattr(capture_thread, "TAIL_S", PATIENCE_S)
    recording, stream = begin(microphone), cards.running()
    stream.hear(SAID)
    assert recording.next() == MicrophoneStarted(1)
    microphone.stop(1)
    return recording, stream


def test_words_that_arrive_seconds_after_their_take_was_stopped_belong_to_it(
    ending: tuple[Recording, FakeStream],
) -> None:
    recording, stream = ending
    for age_s in (4.0, 4.0, BLOCK_S):
        stream.hear(SAID, age_s=age_s)
    assert recording.next() == MicrophoneStopped(1)
    np.testing.assert_array_equal(recording.sound, np.tile(SAID, 4))


def test_a_driver_whose_clock_is_wrong_does_not_keep_a_take_open(
    ending: tuple[Recording, FakeStream],
) -> None:
    recording, stream = ending
    stream.hear(SAID, age_s=1e6)
    assert recording.next() == MicrophoneStopped(1)


def test_a_failing_receiver_affects_only_its_own_take(
    cards: FakeSoundDevice, microphone: PortAudioMicrophone
) -> None:
    def fail(_: Waveform) -> None:
        raise ValueError("no more room")

    broken = Recording()
    microphone.record(1, fail, broken.report)
    cards.running().hear(tone(SAMPLE_RATE, BLOCK_S))
    assert broken.next() == MicrophoneStarted(1)
    assert isinstance(broken.next(), MicrophoneFailed)
    recording = begin(microphone, 2)
    cards.running().hear(tone(SAMPLE_RATE, BLOCK_S))
    assert recording.next() == MicrophoneStarted(2)


def test_without_a_server_the_user_chooses_among_cards(cards: FakeSoundDevice) -> None:
    assert [source.name for source in microphones(SoundLibrary(cards))] == ["Built-in", "USB"]
