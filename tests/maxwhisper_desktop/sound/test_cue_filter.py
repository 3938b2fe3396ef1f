"""A cue that the microphone hears is not in the recording; what was said meanwhile is."""

from collections.abc import Callable

import numpy as np
import pytest

from engine.audio.vad import find_speech
from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.options import TranscribeOptions
from engine.transcription.transcriber import Transcriber
from maxwhisper_desktop.sound.cue_filter import CueFilter
from maxwhisper_desktop.sound.cues import HIGH_HZ, LOW_HZ, cue

BLOCK = 200
START, STOP = cue(LOW_HZ, HIGH_HZ), cue(HIGH_HZ, LOW_HZ)


def filtered(sound: Waveform, block: int = BLOCK) -> Waveform:
    """Return a sound as it is recorded."""
    take_out = CueFilter()
    parts = [take_out(sound[at : at + block]) for at in range(0, sound.size, block)]
    return np.concatenate(parts)


def heard(tones: Waveform, delay_s: float, length_s: float = 2.0) -> Waveform:
    """Return tones as the microphone hears them, in a room with an echo."""
    sound = np.zeros(round(length_s * SAMPLE_RATE), np.float32)
    for echo_s, share in ((0.0, 1.0), (0.013, 0.5), (0.041, 0.3), (0.094, 0.15)):
        at = round((delay_s + echo_s) * SAMPLE_RATE)
        sound[at : at + tones.size] += share * tones
    return sound


def loudness_db(sound: Waveform) -> float:
    return float(10 * np.log10(np.mean(sound**2)))


@pytest.mark.parametrize("tones", [START, STOP])
@pytest.mark.parametrize("delay_s", [0.0, 0.05, 0.3, 0.6])
def test_a_cue_is_gone_however_late_the_loudspeaker(tones: Waveform, delay_s: float) -> None:
    sound = heard(tones, delay_s)
    assert loudness_db(filtered(sound)) < loudness_db(sound) - 30


def test_what_is_said_at_once_stays_and_later_sound_is_untouched(sample: Waveform) -> None:
    said = sample[round(0.4 * SAMPLE_RATE) :]
    kept = filtered(said)
    first, later = said[:SAMPLE_RATE], slice(round(1.2 * SAMPLE_RATE), None)
    assert loudness_db(kept[:SAMPLE_RATE]) > loudness_db(first) - 3
    assert np.corrcoef(kept[:SAMPLE_RATE], first)[0, 1] > 0.7
    np.testing.assert_array_equal(kept[later], said[later])


@pytest.mark.parametrize("block", [1, 7, 333, 100_000])
def test_the_result_does_not_depend_on_the_blocks(sample: Waveform, block: int) -> None:
    said = sample[: 3 * SAMPLE_RATE]
    np.testing.assert_allclose(filtered(said, block), filtered(said), atol=1e-6)


def test_silence_stays_silence() -> None:
    assert not filtered(np.zeros(2 * SAMPLE_RATE, np.float32)).any()


@pytest.mark.compiles
@pytest.mark.parametrize("name", ["tiny.en"])
def test_words_that_are_said_while_the_cue_sounds_are_recognised(
    name: str, transcriber: Callable[[str], Transcriber], sample: Waveform
) -> None:
    (first, *_) = find_speech(sample)
    said = sample[round(first.start_s * SAMPLE_RATE) :]
    both = said.copy()
    both[800 : 800 + START.size] += START
    text = transcriber(name).transcribe(said, TranscribeOptions()).text
    assert text.split()
    assert transcriber(name).transcribe(filtered(both), TranscribeOptions()).text == text
