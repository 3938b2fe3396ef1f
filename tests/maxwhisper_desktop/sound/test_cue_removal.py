"""A cue that the microphone hears is not in the recording; what was said meanwhile is."""

from collections.abc import Callable

import numpy as np
import pytest

from engine.audio.vad import find_speech
from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.options import TranscribeOptions
from engine.transcription.transcriber import Transcriber
from maxwhisper_desktop.sound.cue_removal import HELD_S, CueRemoval
from maxwhisper_desktop.sound.cues import HIGH_HZ, LOW_HZ, cue

START, STOP = cue(LOW_HZ, HIGH_HZ), cue(HIGH_HZ, LOW_HZ)


def recorded(sound: Waveform, block: int = 200) -> Waveform:
    """Return a sound as it is recorded."""
    clean = CueRemoval()
    parts = [clean(sound[at : at + block]) for at in range(0, sound.size, block)]
    return np.concatenate([*parts, clean.rest()])


def heard(tones: Waveform, delay_s: float, loudness: float = 1.0) -> Waveform:
    """Return tones as the microphone hears them, in a room with an echo."""
    sound = np.zeros(2 * SAMPLE_RATE, np.float32)
    for echo_s, share in ((0.0, 1.0), (0.013, 0.5), (0.041, 0.3), (0.094, 0.15)):
        at = round((delay_s + echo_s) * SAMPLE_RATE)
        sound[at : at + tones.size] += loudness * share * tones
    return sound


def loudness_db(sound: Waveform) -> float:
    return float(10 * np.log10(np.mean(sound**2)))


@pytest.mark.parametrize("tones", [START, STOP])
@pytest.mark.parametrize("delay_s", [0.0, 0.05, 0.2, 0.34])
@pytest.mark.parametrize("loudness", [1.0, 0.05])
def test_a_cue_and_its_echo_are_gone(tones: Waveform, delay_s: float, loudness: float) -> None:
    sound = heard(tones, delay_s, loudness)
    assert loudness_db(recorded(sound)) < loudness_db(sound) - 30


def test_what_is_said_right_after_the_cue_stays(sample: Waveform) -> None:
    (first, *_) = find_speech(sample)
    pause = np.zeros(round(0.25 * SAMPLE_RATE), np.float32)
    said = np.concatenate([pause, sample[round(first.start_s * SAMPLE_RATE) :]])
    said = said[: 2 * SAMPLE_RATE]
    error = recorded(said + heard(START, 0.05)) - said
    assert loudness_db(error) < loudness_db(said) - 20
    assert loudness_db(error) < loudness_db(heard(START, 0.05)) - 10


def test_speech_that_drowns_the_cue_stays_as_it_is(sample: Waveform) -> None:
    (first, *_) = find_speech(sample)
    said = sample[round(first.start_s * SAMPLE_RATE) :][: 2 * SAMPLE_RATE]
    both = said + heard(START, 0.05, loudness=0.1)
    np.testing.assert_array_equal(recorded(both), both)


def test_without_a_cue_every_sample_stays_as_it_is(sample: Waveform) -> None:
    (first, *_) = find_speech(sample)
    said = sample[round(first.start_s * SAMPLE_RATE) :]
    np.testing.assert_array_equal(recorded(said), said)


def test_a_later_sound_is_no_cue() -> None:
    sound = heard(START, HELD_S + 0.2)
    np.testing.assert_array_equal(recorded(sound), sound)


@pytest.mark.parametrize("length_s", [0.0, 0.1, 0.3])
def test_a_take_that_ends_at_once_is_complete(length_s: float) -> None:
    sound = heard(START, 0.01)[: round(length_s * SAMPLE_RATE)]
    assert recorded(sound).size == sound.size


def test_silence_stays_silence() -> None:
    assert not recorded(np.zeros(SAMPLE_RATE, np.float32)).any()


@pytest.mark.compiles
@pytest.mark.parametrize("name", ["tiny.en"])
def test_words_that_are_said_while_the_cue_sounds_are_recognised(
    name: str, transcriber: Callable[[str], Transcriber], sample: Waveform
) -> None:
    (first, *_) = find_speech(sample)
    said = sample[round(first.start_s * SAMPLE_RATE) :]
    both = said.copy()
    both[: 2 * SAMPLE_RATE] += heard(START, 0.05)
    text = transcriber(name).transcribe(said, TranscribeOptions()).text
    assert text.split()
    assert transcriber(name).transcribe(recorded(both), TranscribeOptions()).text == text
