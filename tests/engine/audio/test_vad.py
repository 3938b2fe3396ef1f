"""Speech is detected at any level, and silence is not."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.audio.file import read_audio_file
from engine.audio.vad import (
    CHUNK,
    ONSET,
    SpeechDetector,
    SpeechRegion,
    find_regions,
    find_speech,
    trim_trailing_silence,
)
from engine.audio.waveform import SAMPLE_RATE, Waveform, duration_s

pytestmark = pytest.mark.one_python

QUIETLY = 0.02
SPOKEN = ("cmu-arctic", "fleurs", "fsdd", "speech-to-phrase-en", "vctk")
UNSPOKEN = (
    "digital_silence.wav",
    "glacier-bay-humpback.ogg",
    "picovoice_empty.wav",
    "sheep.ogg",
    "sorohanro_-_solo-trumpet-06.ogg",
    "speechbrain_noise2.wav",
    "voxtype_silence_2s.wav",
    "voxtype_white_noise.wav",
)


def heard(waveform: Waveform) -> tuple[SpeechRegion, ...]:
    """Return the speech found block by block, or else in the second pass."""
    detector = SpeechDetector()
    detector.feed(waveform)
    return detector.finish() or find_speech(waveform)


def noise(length_s: float, level: float) -> Waveform:
    """Return reproducible white noise."""
    samples = np.random.default_rng(1).standard_normal(round(length_s * SAMPLE_RATE))
    return (level * samples).astype(np.float32)


JUDGED = """
import os
import numpy as np
from engine.audio.vad import SpeechDetector

detector = SpeechDetector()
before = len(os.listdir("/proc/self/task"))
detector.feed(np.full(4096, 0.1, np.float32))
assert len(os.listdir("/proc/self/task")) == before
assert "OMP_THREAD_LIMIT" not in os.environ
"""


def test_silero_runs_in_the_calling_thread() -> None:
    program = f"import sys; sys.path[:] = {sys.path!r}\n{JUDGED}"
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("level", [1.0, QUIETLY])
def test_speech_is_found_at_any_level(sample: Waveform, level: float) -> None:
    regions = heard(sample * np.float32(level))
    assert sum(region.end_s - region.start_s for region in regions) > 0.7 * duration_s(sample)


@pytest.mark.parametrize(("level", "offset"), [(QUIETLY, 0.2), (QUIETLY / 4, 0.05)])
def test_an_offset_of_the_zero_line_hides_no_speech(
    sample: Waveform, level: float, offset: float
) -> None:
    assert heard(sample * np.float32(level) + np.float32(offset))


def test_a_click_before_a_quiet_voice_does_not_hide_it(sample: Waveform) -> None:
    at = np.arange(SAMPLE_RATE // 2)
    click = (0.9 * np.exp(-at / 400) * np.sin(at / 2)).astype(np.float32)
    assert find_speech(np.concatenate([click, sample * np.float32(QUIETLY / 20)]))


def test_speech_is_found_in_noise(sample: Waveform) -> None:
    assert heard(sample + noise(duration_s(sample), 0.01))


@pytest.mark.parametrize("level", [0.0, 1e-4, 0.01, 0.3])
def test_silence_and_noise_are_not_speech(level: float) -> None:
    assert heard(noise(3, level)) == ()


def test_the_size_of_the_blocks_does_not_matter(sample: Waveform) -> None:
    whole, parted = SpeechDetector(), SpeechDetector()
    whole.feed(sample)
    for start in range(0, sample.size, 333):
        parted.feed(sample[start : start + 333])
    assert parted.finish() == whole.finish()


def test_speech_shorter_than_a_chunk_is_detected_too() -> None:
    detector = SpeechDetector(judge=lambda _: 1.0)
    detector.feed(np.full(CHUNK // 3, 0.1, np.float32))
    assert len(detector.finish()) == 1


def test_an_empty_recording_has_no_speech() -> None:
    assert heard(np.zeros(0, np.float32)) == ()


def test_a_region_ends_where_speech_has_faded() -> None:
    chunk_s = CHUNK / SAMPLE_RATE
    (region,) = find_regions([0.0, 0.2, ONSET, 0.9, 0.2, 0.1, 0.0])
    assert (region.start_s, region.end_s) == (chunk_s, 5 * chunk_s)


def faded(n_faint: int) -> Waveform:
    """Return ten loud chunks and then faint ones, 40 dB below."""
    sound = noise((10 + n_faint) * CHUNK / SAMPLE_RATE, 0.1)
    sound[10 * CHUNK :] *= np.float32(0.01)
    return sound


@pytest.mark.parametrize("n_faint", range(6))
def test_a_voice_ends_where_it_falls_silent_not_where_it_is_forgotten(n_faint: int) -> None:
    detector = SpeechDetector(judge=lambda _: 0.9)
    detector.feed(faded(n_faint))
    (region,) = detector.regions
    assert (region.start_s, region.end_s) == (0.0, 10 * CHUNK / SAMPLE_RATE)


def test_a_voice_that_goes_on_faintly_is_kept() -> None:
    detector = SpeechDetector(judge=lambda _: 0.9)
    detector.feed(faded(20))
    (region,) = detector.regions
    assert region.end_s == 30 * CHUNK / SAMPLE_RATE
    detector.feed(faded(3))
    (region,) = detector.regions
    assert region.end_s == 40 * CHUNK / SAMPLE_RATE


def test_probabilities_below_the_onset_are_no_region() -> None:
    assert find_regions([0.2, 0.3, 0.39, 0.3]) == ()


@given(st.lists(st.floats(0, 1)))
def test_regions_are_ordered_disjoint_and_contain_all_speech(chances: list[float]) -> None:
    regions = find_regions(chances)
    bounds = [bound for region in regions for bound in (region.start_s, region.end_s)]
    assert bounds == sorted(set(bounds))
    middles = [
        (i + 0.5) * CHUNK / SAMPLE_RATE for i, chance in enumerate(chances) if chance >= ONSET
    ]
    assert all(any(r.start_s < m < r.end_s for r in regions) for m in middles)


def test_silence_after_the_last_word_is_cut_and_no_word_is(sample: Waveform) -> None:
    said = np.concatenate([sample, noise(3, 1e-4)])
    kept = trim_trailing_silence(said, heard(said))
    assert sample.size - SAMPLE_RATE // 2 < kept.size < sample.size + SAMPLE_RATE


def test_loud_audio_after_the_speech_is_kept(sample: Waveform) -> None:
    said = np.concatenate([sample, noise(3, 0.2)])
    regions = (SpeechRegion(0.0, duration_s(sample)),)
    assert trim_trailing_silence(said, regions) is said


def test_without_speech_nothing_is_trimmed() -> None:
    hum = noise(2, 0.01)
    assert trim_trailing_silence(hum, ()) is hum


def first_seconds(paths: Iterable[Path]) -> Iterator[tuple[str, Waveform]]:
    """Yield names and beginnings of the recorded clips that are available."""
    here = [path for path in paths if path.is_file()]
    if not here:
        pytest.skip("this kind of recordings is not here")
    for path in here:
        yield path.name, read_audio_file(path).waveform[: 5 * SAMPLE_RATE]


@pytest.mark.recordings
@pytest.mark.parametrize("folder", SPOKEN)
def test_no_spoken_clip_is_silent(recordings: Path, folder: str) -> None:
    every_third = sorted((recordings / folder).glob("*"))[::3]
    missed = [
        (name, level)
        for name, waveform in first_seconds(every_third)
        for level in (1.0, QUIETLY)
        if not heard(waveform * np.float32(level))
    ]
    assert missed == []


@pytest.mark.recordings
def test_rooms_noises_and_animals_are_not_speech(recordings: Path) -> None:
    clips = first_seconds(recordings / "noise" / name for name in UNSPOKEN)
    assert [name for name, waveform in clips if heard(waveform)] == []
