"""The measured graphs multiply what they say, and their stopwatch takes the time of each kernel."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.benchmark.kernel_rates.graphs import DECODER_LAPS, ENCODER_LAPS
from engine.benchmark.kernel_rates.measuring import (
    KernelGraph,
    Situation,
    decoder_situations,
    encoder_situations,
    kernel_store,
)
from engine.benchmark.kernel_rates.work import Matrix, decoder_matrices, encoder_matrices
from engine.checkpoints.catalogue import PUBLISHED_DIMS
from engine.graphs.int8_weights import GROUPS, PANEL
from engine.graphs.spec import CPU_TARGET, INT8, both_halves

DIMS = PUBLISHED_DIMS["base"]
ENCODER, DECODER = both_halves(DIMS, CPU_TARGET, INT8)


@pytest.mark.parametrize("in_passes", [True, False])
def test_the_stopwatch_has_a_lap_for_each_kernel_in_its_order(*, in_passes: bool) -> None:
    for laps, situation in (
        (ENCODER_LAPS, encoder_situations(DIMS)[1]),
        (DECODER_LAPS, decoder_situations(DIMS)[1]),
    ):
        kernels = [work.kernel for work in situation.work(in_passes)]
        assert list(laps[1 : 1 + len(kernels)]) == kernels


@pytest.fixture(scope="module")
def graphs() -> dict[str, KernelGraph]:
    specs = (ENCODER, DECODER)
    paths = kernel_store().ensure(specs, lambda _: None)
    return {spec.half: KernelGraph(spec, path) for spec, path in zip(specs, paths, strict=True)}


@pytest.mark.compiles
@pytest.mark.timeout(2400)
@pytest.mark.parametrize(
    ("half", "situation", "matrix"),
    [
        ("encoder", encoder_situations(DIMS)[1], encoder_matrices(DIMS)["cross_attn.kv"]),
        ("decoder", decoder_situations(DIMS)[1], decoder_matrices(DIMS)["logits"]),
    ],
    ids=["encoder", "decoder"],
)
def test_the_last_product_is_that_of_numpy(
    graphs: dict[str, KernelGraph], half: str, situation: Situation, matrix: Matrix
) -> None:
    graph = graphs[half]
    _, x, got = graph.results(situation)
    centred = x - x.mean(axis=-1, keepdims=True)
    normed = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-5)
    expected = normed @ _in_floats(graph.weights, matrix)
    assert got.shape == expected.shape
    # Only the activations are rounded, to 8 or 16 bits.
    most = {1: 1e-2, 2: 1e-3}[matrix.n_bytes]
    assert np.abs(got - expected).max() < most * np.abs(expected).max()


@pytest.mark.compiles
@pytest.mark.timeout(2400)
def test_every_kernel_and_every_plain_loop_takes_time(graphs: dict[str, KernelGraph]) -> None:
    encoder = graphs["encoder"].seconds(encoder_situations(DIMS)[1])
    decoder = graphs["decoder"].seconds(decoder_situations(DIMS)[0])
    assert tuple(encoder) == ENCODER_LAPS[1:]
    assert tuple(decoder) == DECODER_LAPS[1:]
    assert min(*encoder.values(), *decoder.values()) > 0


def _in_floats(weights: Mapping[str, NDArray[Any]], matrix: Matrix) -> NDArray[np.float32]:
    """Return (n_in, n_out) of what ``packed`` made of a matrix."""
    group = GROUPS[matrix.n_bytes]
    values = weights[f"{matrix.path}.values"].reshape(-1, matrix.n_in // 4, PANEL, 4)
    by_column = values.transpose(0, 2, 1, 3).reshape(-1, matrix.n_in).astype(np.float32)
    scales = weights[f"{matrix.path}.scales"].reshape(-1, matrix.n_in // group, PANEL)
    by_column *= np.repeat(scales.transpose(0, 2, 1).reshape(len(by_column), -1), group, axis=1)
    return by_column[: matrix.n_out].T
