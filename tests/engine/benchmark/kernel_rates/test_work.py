"""The work of a kernel is what the network needs, counted by hand."""

import numpy as np
import pytest

from engine.benchmark.kernel_rates.weights import random_weights
from engine.benchmark.kernel_rates.work import (
    DECODER_LAYER,
    LOGITS,
    SELF_ATTENTION,
    Work,
    decoder_matrices,
    decoder_work,
    encoder_matrices,
    encoder_work,
)
from engine.checkpoints.catalogue import PUBLISHED_DIMS
from engine.graphs.spec import CPU_TARGET, INT8, GraphSpec

BASE = PUBLISHED_DIMS["base"]


def _by_kernel(works: list[Work]) -> dict[str, Work]:
    return {work.kernel: work for work in works}


def test_the_shapes_of_base_are_those_of_its_network() -> None:
    shapes = [work.shape for work in encoder_work(BASE, 1500, 1, in_passes=True)]
    assert shapes == [
        "3000 x 240 x 512",
        "1500 x 1536 x 512",
        "1500 x 512 x 1536",
        "1500 x 1501, 8 heads",
        "1500 x 512 x 512",
        "1500 x 512 x 2048",
        "1500 x 2048 x 512",
        "1500 x 512 x 1024",
    ]
    shapes = [work.shape for work in decoder_work(BASE, 5, 1500, in_passes=True)]
    assert shapes == ["5 after 100, 1500 frames", "5 x 512 x 51865"]


def test_the_encoder_s_mlp_and_keys_for_the_decoder_have_8_bit_activations() -> None:
    encoder = _by_kernel(encoder_work(BASE, 1500, 1, in_passes=True))
    in_8_bits = {kernel for kernel, work in encoder.items() if work.bits == 8}
    assert in_8_bits == {"mlp.0", "mlp.2", "cross_attn.kv"}
    assert encoder[SELF_ATTENTION].bits == 32
    assert {work.bits for work in decoder_work(BASE, 1, 1500, in_passes=True)} == {16}


def test_a_product_takes_two_operations_for_each_weight_and_row() -> None:
    encoder = _by_kernel(encoder_work(BASE, 1500, 1, in_passes=True))
    assert encoder["mlp.0"].operations == 3_145_728_000
    assert encoder["conv1"].operations == 2 * 3000 * 240 * 512
    decoder = _by_kernel(decoder_work(BASE, 5, 1500, in_passes=True))
    assert decoder[LOGITS].operations == 265_548_800


def test_attention_takes_two_products_with_every_key() -> None:
    encoder = _by_kernel(encoder_work(BASE, 400, 148, in_passes=True))
    # Scores, and their mixture of values: 400 queries, 548 keys, 8 heads of 64 channels.
    assert encoder[SELF_ATTENTION].operations == 2 * (2 * 400 * 548 * 512)


def test_a_layer_of_the_decoder_is_its_products_and_its_attention() -> None:
    decoder = _by_kernel(decoder_work(BASE, 5, 1500, in_passes=True))
    matrices = {
        name: one for name, one in decoder_matrices(BASE).items() if name != LOGITS
    }.values()
    # Each token sees the 100 before and, of the five new ones, itself and those before it.
    n_scores = sum(100 + n_new for n_new in (1, 2, 3, 4, 5)) + 5 * 1500
    products = sum(2 * 5 * one.n_in * one.n_out for one in matrices)
    assert decoder[DECODER_LAYER].operations == 2 * (2 * n_scores * 512) + products
    # Keys and values once: float16 of the audio, float32 of the tokens.
    kept = 2 * 1500 * 512 * np.float16().nbytes + 2 * 105 * 512 * np.float32().nbytes
    stored = sum(one.stored_bytes(in_passes=True) for one in matrices)
    assert decoder[DECODER_LAYER].read_bytes == kept + stored


@pytest.mark.parametrize("half", ["encoder", "decoder"])
def test_a_product_reads_its_matrix_as_it_is_stored(half: str) -> None:
    spec = GraphSpec("encoder" if half == "encoder" else "decoder", BASE, INT8, CPU_TARGET)
    matrices = encoder_matrices(BASE) if half == "encoder" else decoder_matrices(BASE)
    arrays = random_weights(spec)
    for matrix in matrices.values():
        read = ("values", "scales", "bias")
        without = sum(arrays[f"{matrix.path}.{part}"].nbytes for part in read)
        with_sums = without + arrays[f"{matrix.path}.sums"].nbytes
        assert matrix.stored_bytes(in_passes=True) == with_sums
        in_pairs = with_sums if matrix.n_bytes == 1 else without
        assert matrix.stored_bytes(in_passes=False) == in_pairs
