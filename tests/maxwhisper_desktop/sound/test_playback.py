"""Playback is complete, and a missing loudspeaker does no harm."""

import logging
import queue
from collections.abc import Iterator

import numpy as np
import pytest
from fakes.fake_sounddevice import Card, FakeSoundDevice
from patience import PATIENCE_S

from engine.audio.waveform import SAMPLE_RATE, Waveform
from maxwhisper_desktop.sound.cues import Cues, cue
from maxwhisper_desktop.sound.playback import Player
from maxwhisper_desktop.sound.sound_library import SoundLibrary

RAMP: Waveform = np.linspace(-0.5, 0.5, 1000, dtype=np.float32)


@pytest.fixture
def speaker() -> FakeSoundDevice:
    return FakeSoundDevice(Card("Speaker"))


@pytest.fixture
def player(speaker: FakeSoundDevice) -> Iterator[Player]:
    player = Player(SoundLibrary(speaker))
    yield player
    player.shut_down()


@pytest.fixture
def finished() -> queue.SimpleQueue[str]:
    return queue.SimpleQueue()


def test_a_recording_is_played_to_its_end(
    speaker: FakeSoundDevice, player: Player, finished: queue.SimpleQueue[str]
) -> None:
    player.play(RAMP, lambda: finished.put("ramp"))
    stream = speaker.running()
    blocks = []
    while stream.is_running:
        blocks.append(stream.play(300))
    heard = np.concatenate(blocks)
    np.testing.assert_array_equal(heard[:1000], RAMP)
    assert not heard[1000:].any()
    assert finished.get(timeout=PATIENCE_S) == "ramp"


def test_a_new_recording_stops_the_one_before(
    speaker: FakeSoundDevice, player: Player, finished: queue.SimpleQueue[str]
) -> None:
    player.play(RAMP, lambda: finished.put("first"))
    first = speaker.running()
    player.play(RAMP, lambda: finished.put("second"))
    speaker.running()
    assert finished.get(timeout=PATIENCE_S) == "first"
    assert not first.is_running
    player.stop()
    assert finished.get(timeout=PATIENCE_S) == "second"


def test_shutting_down_stops_playback(
    speaker: FakeSoundDevice, finished: queue.SimpleQueue[str]
) -> None:
    player = Player(SoundLibrary(speaker))
    player.play(RAMP, lambda: finished.put("ramp"))
    stream = speaker.running()
    player.shut_down()
    assert finished.get(timeout=PATIENCE_S) == "ramp"
    assert not stream.is_running


def test_a_missing_loudspeaker_is_logged_once(
    caplog: pytest.LogCaptureFixture, finished: queue.SimpleQueue[str]
) -> None:
    player = Player(SoundLibrary(FakeSoundDevice()))
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            player.play(RAMP, lambda: finished.put("not heard"))
            assert finished.get(timeout=PATIENCE_S) == "not heard"
        player.shut_down()
    assert len(caplog.records) == 1


def test_each_cue_is_different(speaker: FakeSoundDevice, player: Player) -> None:
    cues, heard = Cues(player, lambda act: act()), []
    for play in (cues.play_start, cues.play_stop, cues.play_failure):
        play()
        heard.append(speaker.running().play(SAMPLE_RATE))
        assert heard[-1].any()
    start, stop, failure = heard
    assert not np.array_equal(start, stop)
    assert not np.array_equal(stop, failure)


def test_a_cue_is_short_soft_and_does_not_click() -> None:
    tones = cue(600.0, 900.0)
    assert tones.size < 0.2 * SAMPLE_RATE
    assert np.abs(tones).max() < 0.1
    assert max(abs(tones[0]), abs(tones[-1])) < 1e-3
