"""Long pauses are not recognised; whatever may be a voice is."""

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.audio.vad import SpeechDetector
from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.options import TranscribeOptions, for_dictation
from maxwhisper_desktop.recording.long_pauses import (
    EDGE_S,
    KEPT_S,
    PIECE_S,
    LongPauses,
    kept,
    n_without,
    without,
    worth_recognising,
)
from maxwhisper_desktop.recording.speech_follower import SpeechFollower

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.transcription.transcriber import Transcriber
    from maxwhisper_desktop.dictation.spoken_part import SpokenPart

pytestmark = pytest.mark.one_python

QUIETLY = 0.01
"""A voice 40 dB below another one."""


def silence(seconds: float) -> Waveform:
    return np.zeros(round(seconds * SAMPLE_RATE), np.float32)


def room(seconds: float) -> Waveform:
    """Return the noise of a quiet room."""
    noise = np.random.default_rng(1).standard_normal(round(seconds * SAMPLE_RATE))
    return (noise * 0.001).astype(np.float32)


@pytest.mark.parametrize("pause", [silence(30.0), room(30.0)], ids=["digital", "of a room"])
def test_most_of_a_long_silence_is_left_out(sample: Waveform, pause: Waveform) -> None:
    heard = worth_recognising(np.concatenate([sample, pause, sample]))
    pause_s = (heard.size - 2 * sample.size) / SAMPLE_RATE
    assert KEPT_S - 1 < pause_s < KEPT_S + PIECE_S + EDGE_S
    # The sentence after it is whole, as is the one before.
    assert np.array_equal(heard[: sample.size], sample)
    n_compared = sample.size // 2
    assert find(heard, sample[:n_compared])


def test_so_is_most_of_a_silence_before_the_first_word(sample: Waveform) -> None:
    heard = worth_recognising(np.concatenate([silence(60.0), sample]))
    assert heard.size < sample.size + (PIECE_S + EDGE_S) * SAMPLE_RATE
    assert find(heard, sample[: sample.size // 2])


def test_a_recording_without_a_voice_stays_whole() -> None:
    assert worth_recognising(room(20.0)).size == room(20.0).size


def test_a_pause_to_think_stays(sample: Waveform) -> None:
    said = np.concatenate([sample, silence(KEPT_S), sample])
    assert worth_recognising(said).size > said.size - SAMPLE_RATE


def test_a_quiet_voice_in_a_long_pause_stays(sample: Waveform) -> None:
    quiet = sample * np.float32(QUIETLY)
    said = np.concatenate([sample, silence(20.0), quiet, silence(20.0), sample])
    heard = worth_recognising(said)
    assert heard.size < said.size - 20 * SAMPLE_RATE
    assert find(heard, quiet[SAMPLE_RATE : sample.size // 2])


def test_what_is_told_while_it_is_said_is_what_is_recognised(sample: Waveform) -> None:
    said = np.concatenate([sample, silence(13.0), sample, silence(17.0), sample])
    told: list[SpokenPart] = []
    detector, pauses, follower = SpeechDetector(), LongPauses(), SpeechFollower(told.append)
    for start in range(0, said.size, 200):
        block = said[start : start + 200]
        detector.feed(block)
        pauses.feed(block, detector)
        follower.feed(block, detector, pauses.cuts)
    heard = kept(said, detector.finish(), pauses.cuts)
    assert len(pauses.cuts) > 10
    n_sent = told[-1].start + told[-1].samples.size
    assert np.array_equal(np.concatenate([part.samples for part in told])[: heard.size], heard)
    assert [part.start for part in told] == [
        sum(before.samples.size for before in told[:n]) for n in range(len(told))
    ]
    assert all(part.n_samples <= part.start + part.samples.size for part in told)
    assert told[-1].n_samples == heard.size <= n_sent


def test_the_sound_of_a_part_and_its_length_leave_out_the_same() -> None:
    sound = np.arange(100, dtype=np.float32)
    cuts = [(10, 20), (50, 60)]
    for start, end in ((0, 100), (0, 15), (15, 55), (20, 50), (60, 100)):
        part = without(sound[start:end], cuts, start)
        assert part.size == n_without(end, cuts) - n_without(start, cuts)
        assert not set(part.astype(int)) & {*range(10, 20), *range(50, 60)}


@pytest.mark.compiles
def test_silence_becomes_no_words(
    transcriber: "Callable[[str], Transcriber]", name: str, sample: Waveform
) -> None:
    said = np.concatenate([silence(70.0), sample, silence(100.0), sample])
    options = for_dictation(TranscribeOptions())
    alone, both = (
        re.findall(r"\w+", transcriber(name).transcribe(worth_recognising(sound), options).text)
        for sound in (sample, said)
    )
    # A word may be heard differently after another one.
    assert abs(len(both) - 2 * len(alone)) <= 1, both


def find(heard: Waveform, part: Waveform) -> bool:
    """Tell whether a part is somewhere in a sound, sample by sample."""
    return part.tobytes() in heard.tobytes()
