"""The conditions in which word errors are compared."""

import numpy as np
import pytest
from numpy.typing import NDArray
from parity.hard_recordings import LONG_S, long_recordings, short_recordings

from engine.audio.waveform import SAMPLE_RATE, Waveform, duration_s
from engine.benchmark.clips import Clip

PITCH_HZ = 125


def voice(source: str, length_s: float = 4.0) -> Clip:
    """Return pulses at a voice's pitch, which swell like syllables."""
    times = np.arange(round(length_s * SAMPLE_RATE)) / SAMPLE_RATE
    pulses = sum(np.cos(2 * np.pi * PITCH_HZ * n * times) for n in range(1, 30))
    waveform = (0.01 * pulses * (1.2 + np.sin(6 * times))).astype(np.float32)
    return Clip(f"{source}.wav", source, waveform, f"words of {source}")


CLIPS = [voice(f"voice {n}", 4.0 + n / 10) for n in range(8)]
MUSIC = np.random.default_rng(1).standard_normal(5 * SAMPLE_RATE).astype(np.float32)


@pytest.fixture(scope="module")
def recordings() -> dict[str, Waveform]:
    """Return one clip's recordings by condition."""
    found = short_recordings(CLIPS[:1], CLIPS, MUSIC)
    return {one.condition: one.waveform for one in found}


def rms_dbfs(waveform: NDArray[np.float32]) -> float:
    return float(10 * np.log10(np.mean(np.square(waveform))))


def test_quiet_speech_is_quiet(recordings: dict[str, Waveform]) -> None:
    assert rms_dbfs(recordings["-45 dBFS"]) == pytest.approx(-45, abs=0.1)


@pytest.mark.parametrize("condition", ["music, 5 dB", "babble, 5 dB"])
def test_speech_is_5_db_above_what_masks_it(
    condition: str, recordings: dict[str, Waveform]
) -> None:
    clean = recordings["clean"]
    noise = recordings[condition] - clean
    assert rms_dbfs(clean) - rms_dbfs(noise) == pytest.approx(5, abs=0.2)


def test_a_telephone_has_a_narrow_band(recordings: dict[str, Waveform]) -> None:
    waveform = recordings["telephone"]
    power = np.abs(np.fft.rfft(waveform)) ** 2
    hz = np.fft.rfftfreq(waveform.size, 1 / SAMPLE_RATE)
    assert power[(hz < 250) | (hz > 3500)].sum() < 0.01 * power.sum()


def test_a_whisper_has_no_pitch(recordings: dict[str, Waveform]) -> None:
    def voicing(waveform: Waveform) -> float:
        period = SAMPLE_RATE // PITCH_HZ
        return float(np.corrcoef(waveform[:-period], waveform[period:])[0, 1])

    assert voicing(recordings["clean"]) > 0.9
    assert abs(voicing(recordings["whispered"])) < 0.2


def test_long_recordings_hold_the_words_of_their_clips() -> None:
    for one, length_s in zip(long_recordings(CLIPS), LONG_S, strict=True):
        assert length_s <= duration_s(one.waveform) < length_s + 15
        assert all(clip.reference in one.reference for clip in CLIPS if clip.reference)
