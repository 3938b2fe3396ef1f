"""What is said is told while it is said, and a pause as soon as it may be the end."""

import numpy as np

from engine.audio.vad import CHUNK, MARGIN_S, SpeechDetector, trim_trailing_silence
from engine.audio.waveform import SAMPLE_RATE, Waveform
from maxwhisper_desktop.dictation.spoken_part import SpokenPart
from maxwhisper_desktop.recording.speech_follower import INTERVAL_S, SpeechFollower

VOICE, QUIET = 0.5, 0.001


def _sound(*parts: tuple[float, float]) -> Waveform:
    """Return sound of some levels, each for some seconds."""
    rng = np.random.default_rng(0)
    lengths = [round(seconds * SAMPLE_RATE) for _, seconds in parts]
    levels = np.repeat([level for level, _ in parts], lengths)
    return (levels * rng.uniform(-1.0, 1.0, levels.size)).astype(np.float32)


def _is_loud(chunk: list[float]) -> float:
    return 1.0 if max(chunk) > VOICE / 2 else 0.0


def _followed(sound: Waveform) -> tuple[list[SpokenPart], SpeechDetector]:
    told: list[SpokenPart] = []
    detector, follower = SpeechDetector(_is_loud, gain=1.0), SpeechFollower(told.append)
    for start in range(0, sound.size, 160):
        block = sound[start : start + 160]
        detector.feed(block)
        follower.feed(block, detector)
    return told, detector


def test_nothing_is_told_before_somebody_speaks() -> None:
    told, _ = _followed(_sound((QUIET, 3.0)))
    assert told == []


def test_while_somebody_speaks_it_is_told_at_intervals() -> None:
    told, _ = _followed(_sound((VOICE, 3.0)))
    assert [part.is_pause for part in told] == [False] * 4
    ends = [part.n_samples / SAMPLE_RATE for part in told]
    assert np.allclose(np.diff(ends), INTERVAL_S, atol=0.02)


def test_the_parts_together_are_the_sound() -> None:
    sound = _sound((QUIET, 0.4), (VOICE, 2.0), (QUIET, 1.0), (VOICE, 1.0), (QUIET, 1.0))
    told, _ = _followed(sound)
    n_sent = told[-1].start + told[-1].samples.size
    assert (np.concatenate([part.samples for part in told]) == sound[:n_sent]).all()
    assert [part.start for part in told] == [
        sum(before.samples.size for before in told[:i]) for i in range(len(told))
    ]
    assert all(part.n_samples <= part.start + part.samples.size for part in told)


def test_a_pause_is_told_once_and_is_what_is_recognised_whenever_the_take_ends_in_it() -> None:
    sound = _sound((VOICE, 1.0), (QUIET, 2.0))
    told, detector = _followed(sound)
    (pause,) = [part for part in told if part.is_pause]
    for seconds in (1.0 + MARGIN_S + 2 * CHUNK / SAMPLE_RATE, 2.0, 3.0):
        take = sound[: round(seconds * SAMPLE_RATE)]
        assert trim_trailing_silence(take, detector.regions).size == pause.n_samples


def test_after_a_pause_the_next_one_is_told_too() -> None:
    told, _ = _followed(_sound((VOICE, 1.0), (QUIET, 1.0), (VOICE, 1.0), (QUIET, 1.0)))
    assert sum(part.is_pause for part in told) == 2
