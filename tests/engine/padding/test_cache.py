"""What is kept of the padding: every frame of it once, the telling ones alone."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from models.tiny_whisper import TINY, tiny_weights

from engine.audio.mel import HOP_LENGTH, log_mel_spectrogram
from engine.audio.waveform import N_SAMPLES, SAMPLE_RATE, Waveform
from engine.numpy_network.encoder import LayerOutput, NumpyEncoder
from engine.padding.cache import (
    GROUP,
    HIDDEN,
    MARGIN,
    N_LAST,
    N_SINGLE,
    PaddingCache,
    learn_padding,
    n_computed,
    no_padding,
)

# Like 1500, no multiple of a group.
DIMS = replace(TINY, n_audio_ctx=390)
WEIGHTS = tiny_weights(DIMS)


def _noise(seconds: float, seed: int) -> Waveform:
    rng = np.random.default_rng(seed)
    return (0.1 * rng.standard_normal(round(seconds * SAMPLE_RATE))).astype(np.float32)


PIECES = (_noise(0.3, seed=1), _noise(1.0, seed=2))
FIRSTS = [n_computed(len(piece) // HOP_LENGTH, DIMS.n_audio_ctx) for piece in PIECES]
FIRST = min(FIRSTS)


def _learn(pieces: Sequence[Waveform] = PIECES) -> PaddingCache:
    return learn_padding(WEIGHTS, DIMS, pieces, lambda: None)


def _outputs(piece: Waveform) -> list[LayerOutput]:
    mel = log_mel_spectrogram(piece, DIMS.n_mels, padding=N_SAMPLES)
    n_frames = len(piece) // HOP_LENGTH
    window = np.pad(mel[:, :n_frames], ((0, 0), (0, DIMS.n_frames - n_frames)))
    return list(NumpyEncoder(WEIGHTS, DIMS).layers(window))


CACHE = _learn()
OUTPUTS = [_outputs(piece) for piece in PIECES]


def _mean_features() -> np.ndarray:
    """Return what the encoder makes of each frame, in the mean of those pieces it pads."""
    both = np.stack([outputs[-1].features for outputs in OUTPUTS])
    is_padding = np.arange(DIMS.n_audio_ctx) >= np.array(FIRSTS)[:, None]
    counts = np.maximum(is_padding.sum(axis=0), 1)
    mean: np.ndarray = (both * is_padding[..., None]).sum(axis=0) / counts[:, None]
    return mean


def _sizes() -> np.ndarray:
    """Return the number of frames that each entry stands for."""
    sizes: np.ndarray = np.rint(np.exp(CACHE.bias)).astype(int)
    assert np.exp(CACHE.bias) == pytest.approx(sizes, rel=1e-6)
    return sizes


def test_every_frame_that_was_padding_is_counted_once() -> None:
    assert _sizes().sum() == DIMS.n_audio_ctx - FIRST


def test_frames_that_never_were_padding_are_absent() -> None:
    assert CACHE.positions[0] == FIRST
    assert FIRST > 0


def test_entries_are_in_order_of_time_and_of_one_group_each() -> None:
    groups = CACHE.positions // GROUP
    assert (np.diff(groups) >= 0).all()
    for group in np.unique(groups):
        end = min((group + 1) * GROUP, DIMS.n_audio_ctx)
        assert _sizes()[groups == group].sum() == end - group * GROUP


def test_the_last_frames_stand_alone() -> None:
    last = np.arange(DIMS.n_audio_ctx - N_LAST, DIMS.n_audio_ctx)
    assert (CACHE.positions[-N_LAST:] == last).all()
    assert not CACHE.bias[-N_LAST:].any()


def test_frames_of_the_smallest_norm_stand_alone_and_no_others() -> None:
    norms = np.linalg.norm(NumpyEncoder(WEIGHTS, DIMS).normed(_mean_features()), axis=1)
    norms[:FIRST] = np.inf
    last = range(DIMS.n_audio_ctx - N_LAST, DIMS.n_audio_ctx)
    wanted = set(np.argsort(norms)[:N_SINGLE].tolist()) | set(last)
    alone = set(CACHE.positions[_sizes() == 1].tolist())
    assert wanted <= alone
    # What else stands alone has had all of its group taken away.
    for frame in alone - wanted:
        start = frame // GROUP * GROUP
        assert set(range(start, start + GROUP)) - {frame} <= wanted


def test_a_frame_alone_is_the_mean_of_the_pieces_that_it_pads() -> None:
    in_both = DIMS.n_audio_ctx - 1
    in_one = next(
        int(frame)
        for frame, size in zip(CACHE.positions, _sizes(), strict=True)
        if size == 1 and frame < max(FIRSTS)
    )
    for frame, outputs in ((in_both, OUTPUTS), (in_one, [OUTPUTS[int(np.argmin(FIRSTS))]])):
        entry = int(np.flatnonzero(CACHE.positions == frame)[0])
        for layer in range(DIMS.n_audio_layer):
            expected = np.mean([view[layer].keys_values[frame] for view in outputs], axis=0)
            assert CACHE.keys_values[layer, entry] == pytest.approx(expected, abs=1e-5)
        features = np.mean([view[-1].features[frame] for view in outputs], axis=0)
        assert CACHE.features[entry] == pytest.approx(features, abs=1e-5)


def test_an_entry_of_several_frames_is_their_mean() -> None:
    features = _mean_features()
    entry = int(np.argmax(CACHE.bias))
    size = _sizes()[entry]
    start = CACHE.positions[entry] // GROUP * GROUP
    others = CACHE.positions[(_sizes() == 1) & (CACHE.positions // GROUP == start // GROUP)]
    members = sorted(set(range(start, start + GROUP)) - set(others.tolist()))
    assert len(members) == size > 1
    assert CACHE.features[entry] == pytest.approx(features[members].mean(axis=0), abs=1e-4)


def test_arrays_have_the_shapes_and_types_that_the_encoder_takes() -> None:
    n = len(CACHE.positions)
    n_state = DIMS.n_audio_state
    assert CACHE.keys_values.shape == (DIMS.n_audio_layer, n, 2 * n_state)
    assert CACHE.features.shape == (n, n_state)
    assert CACHE.bias.shape == (n,)
    floats = (CACHE.keys_values, CACHE.features, CACHE.bias)
    assert {array.dtype for array in floats} == {np.dtype(np.float32)}


def test_each_layer_of_each_piece_is_told() -> None:
    n_told = 0

    def tell() -> None:
        nonlocal n_told
        n_told += 1

    learn_padding(WEIGHTS, DIMS, PIECES, tell)
    assert n_told == len(PIECES) * DIMS.n_audio_layer


@pytest.mark.parametrize("frame", [0, FIRST, 256, 368, 384])
def test_beyond_a_frame_later_entries_are_kept_and_no_others(frame: int) -> None:
    kept = CACHE.beyond(frame)
    is_kept = CACHE.positions >= frame
    assert (kept.positions == CACHE.positions[is_kept]).all()
    assert (kept.keys_values == CACHE.keys_values[:, is_kept]).all()
    assert (kept.features == CACHE.features[is_kept]).all()
    assert (kept.bias == CACHE.bias[is_kept]).all()
    assert kept.keys_values.flags.c_contiguous
    n_frames = DIMS.n_audio_ctx - max(frame, FIRST)
    assert np.exp(kept.bias).sum() == pytest.approx(n_frames, rel=1e-5)


@given(n_mel_frames=st.integers(0, 3000), n_audio_ctx=st.sampled_from([390, 1500]))
def test_the_speech_and_a_margin_are_computed_in_whole_groups(
    n_mel_frames: int, n_audio_ctx: int
) -> None:
    n = n_computed(n_mel_frames, n_audio_ctx)
    if n == n_audio_ctx:
        assert n_audio_ctx - MARGIN - GROUP < n_mel_frames / 2
    else:
        assert n % GROUP == 0
        assert MARGIN <= n - n_mel_frames / 2 < MARGIN + GROUP
        assert n < n_audio_ctx


def test_no_padding_leaves_nothing_of_its_attention() -> None:
    nothing = no_padding(DIMS)
    assert nothing.bias.tolist() == [HIDDEN]
    # In float32, whatever the scores: an entry's own of 1e6, the others' of -1e6.
    scores = np.array([-1e6, -1e6, 1e6], np.float32) + np.array([0, 0, HIDDEN], np.float32)
    weights = np.exp(scores - scores.max())
    assert weights.tolist() == [1.0, 1.0, 0.0]


def test_no_padding_has_an_entry_in_each_layer() -> None:
    nothing = no_padding(DIMS)
    assert nothing.keys_values.shape == (DIMS.n_audio_layer, 1, 2 * DIMS.n_audio_state)
    assert nothing.features.shape == (1, DIMS.n_audio_state)
    assert not nothing.keys_values.any()
    assert not nothing.features.any()
