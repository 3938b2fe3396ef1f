"""Matrices become bytes that the CPU's kernels read, and lose no more than half a step."""

import platform

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from models.tiny_whisper import TINY, tiny_weights
from numpy.typing import NDArray

from engine.errors import CheckpointError
from engine.graphs.int8_weights import (
    GROUPS,
    LARGEST,
    PANEL,
    Number,
    activation_bytes,
    int8_decoder_weights,
    int8_encoder_weights,
    packed,
)

pytestmark = pytest.mark.one_python

WEIGHTS = tiny_weights()
GROUP = GROUPS[2]
N_BYTES = pytest.mark.parametrize("n_bytes", GROUPS)

# Odd sizes leave panels and groups unfilled.
sizes = st.tuples(st.integers(1, 50), st.integers(1, 300))


def _matrix(size: tuple[int, int], seed: int) -> NDArray[np.float32]:
    """Return a matrix whose groups differ in size by powers of ten, as a network's do."""
    rng = np.random.default_rng(seed)
    spread = 10.0 ** rng.integers(-4, 4, size)
    return (rng.standard_normal(size) * spread).astype(np.float32)


def _element(values: NDArray[np.int8], n_in: int, row: int, column: int) -> int:
    """Find one byte as ``element`` in ``kernels/quantised.mojo`` does; a row is an input."""
    panel = (column // PANEL) * PANEL * n_in
    place = (row // 4) * PANEL * 4 + (column % PANEL) * 4 + row % 4
    return int(values[panel + place])


def _by_column(numbers: NDArray[Number]) -> NDArray[Number]:
    """Return scales or sums as (n_out, n_groups)."""
    n_panels, width = numbers.shape
    panels = numbers.reshape(n_panels, width // PANEL, PANEL).transpose(0, 2, 1)
    return panels.reshape(n_panels * PANEL, width // PANEL)


def _unpacked(values: NDArray[np.int8], n_out: int, n_in: int) -> NDArray[np.int8]:
    columns = [[_element(values, n_in, i, j) for i in range(n_in)] for j in range(n_out)]
    return np.array(columns, np.int8)


@N_BYTES
@given(size=sizes, seed=st.integers(0, 2**32 - 1))
def test_bytes_give_the_matrix_back_within_half_a_step_of_their_group(
    n_bytes: int, size: tuple[int, int], seed: int
) -> None:
    matrix = _matrix(size, seed)
    values, scales, _ = packed(matrix, n_bytes)
    scales = _by_column(scales)
    n_out, n_groups = scales.shape
    steps = scales.repeat(GROUPS[n_bytes], axis=1)
    restored = _unpacked(values, n_out, n_groups * GROUPS[n_bytes]) * steps
    error = np.abs(restored[: size[0], : size[1]] - matrix)
    # A thousandth more for the rounding of float32 itself.
    assert (error <= 0.501 * steps[: size[0], : size[1]]).all()


@given(size=sizes, seed=st.integers(0, 2**32 - 1), is_smooth=st.booleans())
def test_products_with_bytes_are_summed_in_16_bits_without_overflow(
    size: tuple[int, int], seed: int, *, is_smooth: bool
) -> None:
    # Weights of one size let all sums be as large as they can be.
    matrix = np.sign(_matrix(size, seed)) if is_smooth else _matrix(size, seed)
    values, scales, _ = packed(matrix, 1)
    n_out, n_groups = _by_column(scales).shape
    by_column = _unpacked(values, n_out, n_groups * GROUPS[1]).astype(np.int64)
    pairs = by_column.reshape(n_out, -1, 2)
    assert np.maximum(pairs, 0).sum(axis=-1).max() * 255 < 2**15
    assert np.minimum(pairs, 0).sum(axis=-1).min() * 255 >= -(2**15)


@given(size=sizes, seed=st.integers(0, 2**32 - 1))
def test_both_axes_are_filled_up_with_zeros(size: tuple[int, int], seed: int) -> None:
    values, scales, sums = packed(_matrix(size, seed), 2)
    n_out, n_groups = _by_column(scales).shape
    assert n_out % PANEL == 0
    assert 0 <= n_out - size[0] < PANEL
    assert 0 <= n_groups * GROUP - size[1] < GROUP
    assert values.shape == (n_out * n_groups * GROUP,)
    assert sums.shape == scales.shape
    whole = _unpacked(values, n_out, n_groups * GROUP)
    assert not whole[size[0] :].any()
    assert not whole[:, size[1] :].any()
    assert not _by_column(scales)[size[0] :].any()


@given(size=sizes, seed=st.integers(0, 2**32 - 1))
def test_sums_take_the_zero_point_of_the_other_factor_out(
    size: tuple[int, int], seed: int
) -> None:
    values, scales, sums = packed(_matrix(size, seed), 2)
    n_out, n_groups = _by_column(scales).shape
    bytes_ = _unpacked(values, n_out, n_groups * GROUP).astype(np.int64)
    zero_point = 128 if platform.machine() in {"x86_64", "AMD64"} else 0
    expected = -zero_point * bytes_.reshape(n_out, n_groups, GROUP).sum(axis=-1)
    assert (_by_column(sums) == expected).all()


def test_the_largest_of_each_group_uses_the_whole_byte() -> None:
    matrix = _matrix((PANEL, 2 * GROUP), seed=1)
    values, _, _ = packed(matrix, 2)
    bytes_ = _unpacked(values, PANEL, 2 * GROUP).reshape(PANEL, 2, GROUP)
    assert (np.abs(bytes_).max(axis=-1) == LARGEST).all()
    assert bytes_.min() >= -LARGEST


def test_a_group_of_zeros_stays_zero() -> None:
    matrix = np.zeros((PANEL, 2 * GROUP), np.float32)
    matrix[:, GROUP:] = 1.0
    values, scales, sums = packed(matrix, 2)
    assert not _by_column(scales)[:, 0].any()
    assert not _by_column(sums)[:, 0].any()
    assert not _unpacked(values, PANEL, 2 * GROUP)[:, :GROUP].any()


def test_arrays_are_of_the_types_the_graphs_declare() -> None:
    values, scales, sums = packed(_matrix((20, 130), seed=2).astype(np.float16), 2)
    kinds = [array.dtype.name for array in (values, scales, sums)]
    assert kinds == ["int8", "float32", "int32"]
    assert all(array.flags.c_contiguous for array in (values, scales, sums))


def test_keys_stand_between_queries_and_values_without_a_bias() -> None:
    bias = int8_encoder_weights(WEIGHTS, TINY)["encoder.blocks.1.attn.qkv.bias"]
    queries, keys, values = bias[:8], bias[8:16], bias[16:24]
    assert (queries == WEIGHTS["encoder.blocks.1.attn.query.bias"]).all()
    assert not keys.any()
    assert (values == WEIGHTS["encoder.blocks.1.attn.value.bias"]).all()
    assert not bias[24:].any()


def test_a_convolution_reads_its_three_frames_one_after_the_other() -> None:
    weights = int8_encoder_weights(WEIGHTS, TINY)
    scales = weights["encoder.conv1.scales"].astype(np.float32)
    values = weights["encoder.conv1.values"].astype(np.int8)
    restored = _unpacked(values, PANEL, GROUP) * _by_column(scales)
    taps = np.asarray(WEIGHTS["encoder.conv1.weight"], np.float32)
    for tap in range(3):
        frame = restored[: TINY.n_audio_state, tap * TINY.n_mels : (tap + 1) * TINY.n_mels]
        assert np.abs(frame - taps[:, :, tap]).max() <= 0.501 * scales.max()


def test_the_head_is_the_token_embedding_without_a_bias() -> None:
    weights = int8_decoder_weights(WEIGHTS, TINY)
    n_out = -(-TINY.n_vocab // PANEL) * PANEL
    assert weights["decoder.head.values"].shape == (n_out * GROUP,)
    assert weights["decoder.head.bias"].shape == (n_out,)
    assert not weights["decoder.head.bias"].any()


def test_activations_have_8_bits_in_the_encoder_s_mlp_and_for_cross_attention() -> None:
    weights = int8_encoder_weights(WEIGHTS, TINY) | int8_decoder_weights(WEIGHTS, TINY)
    matrices = [name.removesuffix(".values") for name in weights if name.endswith(".values")]
    in_8_bits = {name for name in matrices if activation_bytes(name) == 1}
    assert in_8_bits == {
        name
        for name in matrices
        if ("encoder" in name and ".mlp." in name) or "cross_attn.kv" in name
    }
    assert {activation_bytes(name) for name in matrices} == {1, 2}


def test_norms_and_positions_keep_their_floats() -> None:
    weights = int8_encoder_weights(WEIGHTS, TINY) | int8_decoder_weights(WEIGHTS, TINY)
    for name in ("encoder.ln_post.weight", "decoder.ln.bias", "decoder.positional_embedding"):
        assert weights[name].dtype == np.float32
        assert (weights[name] == WEIGHTS[name]).all()


def test_a_missing_weight_is_named() -> None:
    lacking = {name: array for name, array in WEIGHTS.items() if "ln_post" not in name}
    with pytest.raises(CheckpointError, match=r"lacks encoder\.ln_post\.weight"):
        int8_encoder_weights(lacking, TINY)
