"""Which stretches of a recording are decoded."""

from itertools import pairwise

import numpy as np
import pytest

from engine.audio.waveform import SAMPLE_RATE, Waveform, duration_s
from engine.options import VadMode
from engine.transcription.speech import GAP_S, MARGIN_S, Stretch, clips_of, survey

pytestmark = pytest.mark.one_python

LONG_S = 2 * GAP_S


def stretches_of(
    recording: Waveform, mode: VadMode, clip: Stretch | None = None
) -> list[Stretch]:
    return list(survey(recording, mode, clip).stretches)


def silence(length_s: float) -> Waveform:
    return np.zeros(round(length_s * SAMPLE_RATE), np.float32)


def noise(length_s: float, level: float) -> Waveform:
    samples = np.random.default_rng(1).standard_normal(round(length_s * SAMPLE_RATE))
    return (level * samples).astype(np.float32)


def joined(*parts: Waveform) -> Waveform:
    return np.concatenate(parts)


@pytest.mark.parametrize("mode", VadMode)
def test_a_recording_without_a_long_pause_is_decoded_whole(
    sample: Waveform, mode: VadMode
) -> None:
    recording = joined(silence(1.0), sample, silence(1.0))
    assert stretches_of(recording, mode) == [Stretch(0.0, duration_s(recording))]


def test_without_detection_all_is_decoded() -> None:
    assert stretches_of(silence(LONG_S), VadMode.OFF) == [Stretch(0.0, LONG_S)]


@pytest.mark.parametrize("mode", [VadMode.AUTO, VadMode.STRICT])
def test_of_silence_nothing_is_decoded(mode: VadMode) -> None:
    assert stretches_of(silence(LONG_S), mode) == []
    assert stretches_of(silence(0.0), mode) == []


@pytest.mark.parametrize("between", [silence(LONG_S), noise(LONG_S, 1e-4)])
def test_a_long_pause_is_left_out_but_for_its_edges(
    sample: Waveform, between: Waveform
) -> None:
    recording = joined(sample, between, sample)
    first, second = stretches_of(recording, VadMode.STRICT)
    said_s = duration_s(sample)
    assert first.start_s == 0.0
    assert said_s - 1.0 < first.end_s < said_s + 2 * MARGIN_S
    assert said_s + LONG_S - 2 * MARGIN_S < second.start_s < said_s + LONG_S + 1.0
    assert second.end_s == duration_s(recording)


def test_a_short_pause_is_decoded_with_the_speech_around_it(sample: Waveform) -> None:
    recording = joined(sample, silence(1.0), sample)
    assert stretches_of(recording, VadMode.AUTO) == [Stretch(0.0, duration_s(recording))]


@pytest.mark.parametrize("level", [1.0, 0.3, 0.02, 0.005])
def test_speech_after_a_long_silence_is_decoded_however_quiet(
    sample: Waveform, level: float
) -> None:
    recording = joined(sample, silence(LONG_S), sample * np.float32(level))
    second_s = duration_s(sample) + LONG_S
    found = [one for one in stretches_of(recording, VadMode.AUTO) if one.end_s > second_s + 1.0]
    assert found[0].start_s <= second_s + 1.0


def test_stretches_are_in_order_and_apart(sample: Waveform) -> None:
    recording = joined(noise(20.0, 0.05), sample, noise(10.0, 0.01), sample, silence(9.0))
    found = stretches_of(recording, VadMode.AUTO)
    assert all(one.start_s < one.end_s for one in found)
    assert all(one.end_s <= other.start_s for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("points", "clips"),
    [
        ((), [Stretch(0.0, 20.0)]),
        ((5.0,), [Stretch(5.0, 20.0)]),
        ((1.0, 2.0, 5.0), [Stretch(1.0, 2.0), Stretch(5.0, 20.0)]),
        ((1.0, 30.0), [Stretch(1.0, 20.0)]),
        ((25.0, 30.0), []),
        ((3.0, 3.0), []),
    ],
)
def test_clips_start_and_end_by_turns_and_lie_within_the_recording(
    points: tuple[float, ...], clips: list[Stretch]
) -> None:
    assert clips_of(points, 20.0) == clips


def test_a_clip_is_decoded_whole_without_detection() -> None:
    clip = Stretch(1.0, 2.5)
    assert stretches_of(silence(LONG_S), VadMode.OFF, clip) == [clip]


def test_within_a_clip_what_is_decoded_is_at_its_place_in_the_recording(
    sample: Waveform,
) -> None:
    recording = joined(silence(LONG_S), sample, silence(LONG_S), sample)
    start_s = LONG_S + duration_s(sample)
    (found,) = stretches_of(recording, VadMode.STRICT, Stretch(start_s, duration_s(recording)))
    (alone,) = stretches_of(joined(silence(LONG_S), sample), VadMode.STRICT)
    assert found.start_s == pytest.approx(start_s + alone.start_s, abs=0.1)
    assert found.end_s == pytest.approx(duration_s(recording), abs=0.1)
