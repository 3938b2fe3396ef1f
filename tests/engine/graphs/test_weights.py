"""The graphs get the checkpoint's weights in the shapes and the order they compute with."""

from collections.abc import Callable
from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from models.tiny_whisper import TINY, tiny_weights
from numpy.typing import NDArray

from engine.checkpoints.formats.bfloat16 import narrowed_bfloat16, widened_bfloat16
from engine.checkpoints.weight_names import Weights
from engine.dims import ModelDimensions
from engine.errors import CheckpointError
from engine.graphs.spec import DTypeName
from engine.graphs.weights import GraphWeights, decoder_weights, encoder_weights

WEIGHTS = tiny_weights()
ENCODER = encoder_weights(WEIGHTS, TINY, "float32")
DECODER = decoder_weights(WEIGHTS, TINY, "float32")
N_STATE, N_FRAMES = TINY.n_audio_state, 12

BLOCK = {
    "attn_ln.weight": (8,),
    "attn_ln.bias": (8,),
    "attn.qkv.weight": (8, 24),
    "attn.qkv.bias": (24,),
    "attn.out.weight": (8, 8),
    "attn.out.bias": (8,),
    "mlp_ln.weight": (8,),
    "mlp_ln.bias": (8,),
    "mlp.0.weight": (8, 32),
    "mlp.0.bias": (32,),
    "mlp.2.weight": (32, 8),
    "mlp.2.bias": (8,),
}
CROSS = {
    "cross_attn_ln.weight": (8,),
    "cross_attn_ln.bias": (8,),
    "cross_attn.query.weight": (8, 8),
    "cross_attn.query.bias": (8,),
    "cross_attn.out.weight": (8, 8),
    "cross_attn.out.bias": (8,),
}


def blocks(half: str, n: int, *parts: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    return {
        f"{half}.blocks.{i}.{name}": shape
        for i in range(n)
        for name, shape in chain.from_iterable(part.items() for part in parts)
    }


def shapes(weights: GraphWeights) -> dict[str, tuple[int, ...]]:
    return {name: values.shape for name, values in weights.items()}


def float32(values: NDArray[np.generic]) -> NDArray[np.float32]:
    """Return the array as what it is; its annotation leaves that open."""
    assert values.dtype == np.float32
    return np.asarray(values, np.float32)


def linear(x: NDArray[np.float32], weights: GraphWeights, name: str) -> NDArray[np.float32]:
    """Return what the graphs make of ``x``."""
    result: NDArray[np.float32] = x @ float32(weights[f"{name}.weight"])
    return result + float32(weights[f"{name}.bias"])


def features() -> NDArray[np.float32]:
    return np.random.default_rng(1).standard_normal((3, N_STATE)).astype(np.float32)


def projected(x: NDArray[np.float32], name: str) -> NDArray[np.float32]:
    """Return what the checkpoint's own layout makes of ``x``."""
    bias = WEIGHTS.get(f"{name}.bias", np.zeros(1, np.float32))
    result: NDArray[np.float32] = x @ float32(WEIGHTS[f"{name}.weight"]).T
    return result + float32(bias)


def test_the_encoder_gets_its_own_weights_and_every_layers_cross_projections() -> None:
    assert shapes(ENCODER) == {
        "encoder.conv1.weight": (3 * TINY.n_mels, 8),
        "encoder.conv1.bias": (8,),
        "encoder.conv2.weight": (3 * 8, 8),
        "encoder.conv2.bias": (8,),
        "encoder.positional_embedding": (TINY.n_audio_ctx, 8),
        "encoder.ln_post.weight": (8,),
        "encoder.ln_post.bias": (8,),
        **blocks("encoder", TINY.n_audio_layer, BLOCK),
        "decoder.cross_kv.weight": (8, 16 * TINY.n_text_layer),
        "decoder.cross_kv.bias": (16 * TINY.n_text_layer,),
    }


def test_the_decoder_gets_all_the_rest() -> None:
    assert shapes(DECODER) == {
        "decoder.head.weight": (8, TINY.n_vocab),
        "decoder.positional_embedding": (TINY.n_text_ctx, 8),
        "decoder.ln.weight": (8,),
        "decoder.ln.bias": (8,),
        **blocks("decoder", TINY.n_text_layer, BLOCK, CROSS),
    }


@pytest.mark.parametrize(
    ("weights", "half", "n"), [(ENCODER, "encoder", 2), (DECODER, "decoder", 3)]
)
def test_query_key_and_value_stand_side_by_side(
    weights: GraphWeights, half: str, n: int
) -> None:
    x = features()
    for i in range(n):
        attn = f"{half}.blocks.{i}.attn"
        fused = linear(x, weights, f"{attn}.qkv")
        apart = [projected(x, f"{attn}.{part}") for part in ("query", "key", "value")]
        assert fused == pytest.approx(np.concatenate(apart, axis=1), abs=1e-5)


def test_keys_have_a_bias_of_zero() -> None:
    qkv = ENCODER["encoder.blocks.0.attn.qkv.bias"].reshape(3, N_STATE)
    cross = ENCODER["decoder.cross_kv.bias"].reshape(-1, 2, N_STATE)
    for key, value in (qkv[1:], *cross):
        assert not key.any()
        assert value.any()


def test_cross_attention_keys_and_values_of_all_layers_stand_side_by_side() -> None:
    x = features()
    fused = linear(x, ENCODER, "decoder.cross_kv")
    names = [f"decoder.blocks.{i}.cross_attn" for i in range(TINY.n_text_layer)]
    apart = [projected(x, f"{name}.{part}") for name in names for part in ("key", "value")]
    np.testing.assert_allclose(fused, np.concatenate(apart, axis=-1), rtol=1e-5)


def test_a_gpu_gets_the_same_matrices_as_the_checkpoint_has_them() -> None:
    for lay_out, on_cpu in ((encoder_weights, ENCODER), (decoder_weights, DECODER)):
        on_gpu = lay_out(WEIGHTS, TINY, "float32", for_gpu=True)
        assert on_gpu.keys() == on_cpu.keys()
        for name, array in on_cpu.items():
            is_matrix = array.ndim == 2 and not name.endswith("positional_embedding")
            expected = array.T if is_matrix else array
            np.testing.assert_array_equal(on_gpu[name], expected, err_msg=name)


@pytest.mark.parametrize("name", ["attn.out", "mlp.0", "cross_attn.query", "cross_attn.out"])
def test_single_projections_are_turned_to_follow_their_input(name: str) -> None:
    x = features()
    layer = f"decoder.blocks.2.{name}"
    assert linear(x, DECODER, layer) == pytest.approx(projected(x, layer), abs=1e-5)


def test_the_head_is_the_token_embedding_turned() -> None:
    embedding = WEIGHTS["decoder.token_embedding.weight"]
    assert (DECODER["decoder.head.weight"] == embedding.T).all()


@pytest.mark.parametrize(
    ("name", "n_in", "stride"), [("conv1", TINY.n_mels, 1), ("conv2", N_STATE, 2)]
)
def test_a_convolution_is_a_matrix_over_the_frame_before_itself_and_after(
    name: str, n_in: int, stride: int
) -> None:
    x = np.random.default_rng(2).standard_normal((N_FRAMES, n_in)).astype(np.float32)
    padded = np.pad(x, ((1, 1), (0, 0)))
    taps = float32(WEIGHTS[f"encoder.{name}.weight"])  # (n_out, n_in, 3)
    direct = [
        [
            sum(taps[out, :, k] @ padded[frame + k] for k in range(3))
            for out in range(taps.shape[0])
        ]
        for frame in range(0, N_FRAMES, stride)
    ]
    rows = np.concatenate((padded[:-2], padded[1:-1], padded[2:]), axis=1)[::stride]
    as_matrix = rows @ float32(ENCODER[f"encoder.{name}.weight"])
    assert as_matrix == pytest.approx(np.array(direct), abs=1e-5)


@pytest.mark.parametrize("lay_out", [encoder_weights, decoder_weights])
def test_weights_come_contiguous_in_the_wanted_precision(
    lay_out: Callable[[Weights, ModelDimensions, DTypeName], GraphWeights],
) -> None:
    exact = lay_out(WEIGHTS, TINY, "float32")
    half = lay_out(WEIGHTS, TINY, "float16")
    bits = lay_out(WEIGHTS, TINY, "bfloat16")
    assert shapes(exact) == shapes(half) == shapes(bits)
    for name, values in exact.items():
        assert values.dtype == np.float32
        assert half[name].dtype == np.float16
        assert bits[name].dtype == np.uint16
        assert values.flags.c_contiguous
        assert half[name].flags.c_contiguous
        assert bits[name].flags.c_contiguous
        # The tiny weights are exact in all three.
        assert (half[name] == values).all()
        assert (widened_bfloat16(bits[name]) == values).all()


def test_half_precision_weights_can_be_widened() -> None:
    halves: Weights = {name: values.astype(np.float16) for name, values in WEIGHTS.items()}
    for name, values in encoder_weights(halves, TINY, "float32").items():
        assert values.dtype == np.float32
        assert (values == ENCODER[name]).all()


@pytest.mark.parametrize("name", WEIGHTS)
def test_a_missing_weight_is_named(name: str) -> None:
    lacking = {other: values for other, values in WEIGHTS.items() if other != name}
    with pytest.raises(CheckpointError, match=f"lacks {name}"):
        (encoder_weights(lacking, TINY, "float32"), decoder_weights(lacking, TINY, "float32"))


@given(bits=st.integers(0, 0xFFFF).filter(lambda bits: bits & 0x7F80 != 0x7F80))
def test_every_finite_bfloat16_survives_the_round_trip(bits: int) -> None:
    assert narrowed_bfloat16(widened_bfloat16(np.array([bits], np.uint16))) == [bits]


@given(value=st.floats(-(2.0**99), 2.0**99, width=32))
def test_a_bfloat16_is_the_nearest_to_a_float(value: float) -> None:
    exact = np.array([value], np.float32)
    bits = narrowed_bfloat16(exact)
    # A float's magnitude grows with its bits, so the neighbours are one bit pattern away.
    around = np.concatenate((bits, np.maximum(bits, 1) - 1, bits + 1)).astype(np.uint16)
    distances = np.abs(widened_bfloat16(around).astype(np.float64) - exact.astype(np.float64))
    assert distances[0] == np.nanmin(distances)


def test_a_float_between_two_bfloat16_goes_to_the_even_one() -> None:
    halfway = np.array([0x3F808000, 0x3F818000], np.uint32).view(np.float32)
    assert narrowed_bfloat16(halfway).tolist() == [0x3F80, 0x3F82]
