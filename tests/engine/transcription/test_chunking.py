"""Where a long recording is cut into chunks."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.audio.mel import FRAMES_PER_S, MelSpectrogram
from engine.transcription.chunking import Chunk, chunks_at_pauses

LONGEST = 30 * FRAMES_PER_S


def _noise(
    seconds: float, pauses_s: tuple[float, ...] = (), pause_s: float = 0.5
) -> MelSpectrogram:
    """Return a loud spectrogram, quiet for a while after each of ``pauses_s``."""
    rng = np.random.default_rng(0)
    mel = rng.uniform(0.5, 1.0, (4, round(seconds * FRAMES_PER_S))).astype(np.float32)
    for start_s in pauses_s:
        start = round(start_s * FRAMES_PER_S)
        mel[:, start : start + round(pause_s * FRAMES_PER_S)] = -0.5
    return mel


@given(st.integers(0, LONGEST))
def test_what_fits_into_a_window_is_one_part(n_frames: int) -> None:
    mel = np.zeros((4, LONGEST), np.float32)
    assert chunks_at_pauses(mel, Chunk(0, n_frames), LONGEST) == [Chunk(0, n_frames)]


@given(st.integers(LONGEST + 1, 20 * LONGEST), st.integers(0, 100))
def test_parts_follow_each_other_without_a_gap_and_fit_into_windows(
    n_frames: int, seed: int
) -> None:
    mel = np.random.default_rng(seed).random((2, n_frames + 3000), np.float32)
    chunks = chunks_at_pauses(mel, Chunk(0, n_frames), LONGEST)
    assert chunks[0].start == 0
    assert chunks[-1].end == n_frames
    assert all(one.end == other.start for one, other in pairwise(chunks))
    lengths = [chunk.end - chunk.start for chunk in chunks]
    assert max(lengths) <= LONGEST
    # None is so short that the model would hear next to nothing around its words.
    assert min(lengths) >= 7 * FRAMES_PER_S
    assert [chunk.ends_in_pause for chunk in chunks] == [True] * (len(chunks) - 1) + [False]


def test_cuts_are_in_pauses() -> None:
    pauses_s = (18.0, 22.5, 47.0, 71.0)
    mel = _noise(90.0, pauses_s)
    cuts_s = [
        chunk.end / FRAMES_PER_S
        for chunk in chunks_at_pauses(mel, Chunk(0, mel.shape[1]), LONGEST)
    ]
    assert len(cuts_s) == 4
    for cut_s in cuts_s[:-1]:
        assert any(start_s < cut_s < start_s + 0.5 for start_s in pauses_s)


def test_a_pause_is_preferred_to_single_frames_that_are_quieter() -> None:
    mel = _noise(40.0, (21.0,))
    mel[:, 1900:1902] = -1.0
    first, _ = chunks_at_pauses(mel, Chunk(0, mel.shape[1]), LONGEST)
    assert 21.0 < first.end / FRAMES_PER_S < 21.5
