"""Random weights of the kernels' graphs, quantised as a checkpoint's are."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.benchmark.kernel_rates.work import decoder_matrices, encoder_matrices
from engine.dims import ModelDimensions
from engine.graphs.int8_weights import PANEL, packed
from engine.graphs.spec import GraphSpec

LINE: Final = 64
"""Bytes of a line of the cache, at whose beginnings a checkpoint's arrays begin."""


def random_weights(spec: GraphSpec) -> dict[str, NDArray[np.generic]]:
    """Return what the graph of ``spec`` declares; a product's results are about as large as its inputs."""
    dims, rng = spec.dims, np.random.default_rng(0)
    arrays: dict[str, NDArray[np.generic]] = {}
    matrices = encoder_matrices if spec.half == "encoder" else decoder_matrices
    for matrix in matrices(dims).values():
        weights = rng.standard_normal((matrix.n_out, matrix.n_in), np.float32)
        weights /= np.sqrt(np.float32(matrix.n_in))
        values, scales, sums = packed(weights, matrix.n_bytes)
        arrays[f"{matrix.path}.values"] = values
        arrays[f"{matrix.path}.scales"] = scales
        arrays[f"{matrix.path}.sums"] = sums
        arrays[f"{matrix.path}.bias"] = np.zeros(len(scales) * PANEL, np.float32)
    return {name: _aligned(array) for name, array in (arrays | _floats(spec, dims)).items()}


def _aligned(array: NDArray[np.generic]) -> NDArray[np.generic]:
    """Return a copy that begins with a line of the cache."""
    room = np.empty(array.nbytes + LINE, np.uint8)
    start = -room.ctypes.data % LINE
    copy = room[start : start + array.nbytes].view(array.dtype).reshape(array.shape)
    copy[...] = array
    return copy


def _floats(spec: GraphSpec, dims: ModelDimensions) -> dict[str, NDArray[np.generic]]:
    n = dims.n_audio_state if spec.half == "encoder" else dims.n_text_state
    arrays: dict[str, NDArray[np.generic]] = {}
    layer = "decoder.blocks.0"
    in_layer = [f"{layer}.{norm}" for norm in ("attn_ln", "cross_attn_ln", "mlp_ln")]
    for norm in [f"{spec.half}.norm", *(in_layer if spec.half == "decoder" else [])]:
        arrays |= {
            f"{norm}.weight": np.ones(n, np.float32),
            f"{norm}.bias": np.zeros(n, np.float32),
        }
    if spec.half == "encoder":
        table = np.zeros((dims.n_audio_ctx, n), np.float32)
        arrays["encoder.positional_embedding"] = table
    return arrays
