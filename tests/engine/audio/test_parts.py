"""Recordings are cut into parts in their pauses, always at the same places."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from engine.audio.mel import FRAMES_PER_S
from engine.audio.parts import SoundPart, parts_of
from engine.audio.waveform import SAMPLE_RATE, Waveform, duration_s


def _blocks(waveform: Waveform, n_samples: int = 16_000) -> Iterator[bytes]:
    for start in range(0, waveform.size, n_samples):
        yield waveform[start : start + n_samples].tobytes()


def _joined(parts: list[SoundPart]) -> Waveform:
    return np.concatenate([part.waveform for part in parts])


@pytest.fixture(scope="module")
def talk(sample: Waveform) -> Waveform:
    """The sample four times, with pauses of a second."""
    pause = np.zeros(SAMPLE_RATE, np.float32)
    return np.concatenate([sample, pause] * 4)


def test_a_recording_up_to_the_stated_length_is_one_part(talk: Waveform) -> None:
    length_s = duration_s(talk)
    (part,) = parts_of(_blocks(talk), whole_s=length_s, part_s=10.0)
    np.testing.assert_array_equal(part.waveform, talk)
    assert (part.start_s, part.is_last) == (0.0, True)


def test_parts_of_a_longer_one_follow_on_each_other_and_none_is_too_long(
    talk: Waveform,
) -> None:
    parts = [*parts_of(_blocks(talk), whole_s=30.0, part_s=12.0)]
    np.testing.assert_array_equal(_joined(parts), talk)
    assert all(duration_s(part.waveform) <= 12.0 for part in parts)
    assert [part.is_last for part in parts] == [False] * (len(parts) - 1) + [True]
    for part, following in pairwise(parts):
        assert following.start_s == pytest.approx(part.end_s)


def test_a_joint_lies_in_a_pause_and_on_a_frame(talk: Waveform) -> None:
    first, *_ = parts_of(_blocks(talk), whole_s=30.0, part_s=12.0)
    nearby = talk[first.waveform.size - 1600 : first.waveform.size + 1600]
    assert np.abs(nearby).max() < 0.01
    frames = first.end_s * FRAMES_PER_S
    assert frames == pytest.approx(round(frames))


def test_the_parts_do_not_depend_on_how_the_sound_arrives(talk: Waveform) -> None:
    ends = [
        [part.end_s for part in parts_of(_blocks(talk, n), whole_s=30.0, part_s=12.0)]
        for n in (1_000, 7_777, talk.size)
    ]
    assert ends[0] == ends[1] == ends[2]


def test_where_nobody_pauses_a_part_ends_where_it_is_quietest() -> None:
    loud = np.random.default_rng(0).normal(0.0, 0.3, 30 * SAMPLE_RATE).astype(np.float32)
    loud[9 * SAMPLE_RATE : 9 * SAMPLE_RATE + 8_000] *= 0.5
    # Noise is no speech: the whole of it is one pause.
    first, *_ = parts_of(_blocks(loud), whole_s=20.0, part_s=12.0)
    assert first.end_s == pytest.approx(9.0, abs=0.5)
