"""Quantises a checkpoint's weights to int8, as our CPU kernels (``kernels/``) read them.

Weights are int8, activations 8 or 16 bit. Both have one scale for each group of neighbouring inputs:
an outlier, of which Whisper's activations are full, costs only its own group precision.
"""

import platform
from collections.abc import Mapping
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from engine.checkpoints.weight_names import Weights
from engine.dims import ModelDimensions
from engine.graphs.weights import GraphWeights, Layout

Number = TypeVar("Number", np.float32, np.int32)

GROUPS: Final[Mapping[int, int]] = {1: 64, 2: 32}
"""Inputs that share a scale, by the bytes of an activation (``group_size`` in the kernels)."""

PANEL: Final = 16
"""Columns that are stored and computed together (``LANES`` in the kernels)."""

LARGEST: Final = 127
"""The range of int8 that is used, symmetric around zero. Where activations have 8 bits it is that of the sum
of two neighbouring weights of one sign: each may be rounded up by a half, and 128 times 255, the largest of
these activations, still fits into 16 bits."""


def int8_encoder_weights(weights: Weights, dims: ModelDimensions) -> GraphWeights:
    """Lay out what ``int8_encoder_graph`` declares.

    Raises:
        CheckpointError: A weight is missing.
    """
    return Int8Layout(weights).encoder(dims)


def int8_decoder_weights(weights: Weights, dims: ModelDimensions) -> GraphWeights:
    """Lay out what ``int8_decoder_graph`` declares.

    Raises:
        CheckpointError: A weight is missing.
    """
    return Int8Layout(weights).decoder(dims)


class Int8Layout(Layout):
    """The layout of ``Layout`` with each matrix in int8."""

    def __init__(self, weights: Weights) -> None:
        super().__init__(weights, "float32")

    def cross(self, dims: ModelDimensions) -> None:
        """Take the projections to keys and values, a product for each layer."""
        for i in range(dims.n_text_layer):
            cross = f"decoder.blocks.{i}.cross_attn"
            self.linear(f"{cross}.kv", f"{cross}.key", f"{cross}.value")

    def head(self, target: str, source: str) -> None:
        """See ``Layout``."""
        matrix = self._get(source)
        self._put_matrix(target, matrix, np.zeros(len(matrix), np.float32))

    def _put_matrix(
        self, name: str, matrix: NDArray[np.generic], bias: NDArray[np.generic]
    ) -> None:
        values, scales, sums = packed(matrix, activation_bytes(name))
        self.out[f"{name}.values"] = values
        self.out[f"{name}.scales"] = scales
        self.out[f"{name}.sums"] = sums
        fill = len(scales) * PANEL - len(bias)
        self.out[f"{name}.bias"] = np.pad(bias.astype(np.float32), (0, fill))


def activation_bytes(name: str) -> int:
    """Return the bytes of the activations that a matrix of this name is multiplied with.

    8 bits are enough for the encoder's MLP and for what cross-attention reads of the frames.
    """
    is_mlp = name.startswith("encoder.blocks.") and ".mlp." in name
    return 1 if is_mlp or name.endswith(".cross_attn.kv") else 2


def packed(
    matrix: NDArray[np.generic], n_bytes: int
) -> tuple[NDArray[np.int8], NDArray[np.float32], NDArray[np.int32]]:
    """Quantise a matrix, as ``kernels/quantised.mojo`` reads it.

    x86 without VNNI sums the products of two neighbouring bytes in 16 bits: weights for activations of one byte
    are no larger than lets all these sums fit. Both axes are filled up with zeros, to whole panels and whole groups.

    Args:
        matrix: Shape (n_out, n_in).
        n_bytes: Of the activations that it is multiplied with.

    Returns:
        int8 values, (n_out * n_in,); float32 scales and int32 sums, (n_panels, n_groups * PANEL) each.
        The sums take the activations' zero point out of a product.
    """
    group = GROUPS[n_bytes]
    n_out, n_in = round_up(matrix.shape[0], PANEL), round_up(matrix.shape[1], group)
    filled = np.zeros((n_out, n_in), np.float32)
    filled[: matrix.shape[0], : matrix.shape[1]] = matrix
    groups = filled.reshape(n_out, n_in // group, group)
    largest = _largest_sums(groups) if n_bytes == 1 else np.abs(groups).max(axis=-1)
    scales = largest / np.float32(LARGEST)  # (n_out, n_groups)
    groups /= np.where(scales == 0, np.float32(1), scales)[..., None]
    values = np.rint(groups, out=groups).astype(np.int8)
    sums = values.sum(axis=-1, dtype=np.int32) * -_zero_point()
    # (panel, four inputs, column, input): the kernel's dot product takes four inputs of 16 columns.
    panels = values.reshape(n_out // PANEL, PANEL, n_in // 4, 4).transpose(0, 2, 1, 3)
    return np.ascontiguousarray(panels).reshape(-1), _by_panel(scales), _by_panel(sums)


def _largest_sums(groups: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the largest sum of two neighbours' weights of one sign in each group, (n_out, n_groups)."""
    pairs = groups.reshape(*groups.shape[:2], -1, 2)
    positive = np.maximum(pairs, 0).sum(axis=-1).max(axis=-1)
    negative = np.minimum(pairs, 0).sum(axis=-1).min(axis=-1)
    largest: NDArray[np.float32] = np.maximum(positive, -negative)
    return largest


def _by_panel(numbers: NDArray[Number]) -> NDArray[Number]:
    """Lay (n_out, n_groups) out as (n_panels, n_groups * PANEL), as a product reads it."""
    n_out, n_groups = numbers.shape
    panels = numbers.reshape(n_out // PANEL, PANEL, n_groups).transpose(0, 2, 1)
    return np.ascontiguousarray(panels).reshape(n_out // PANEL, n_groups * PANEL)


def round_up(n: int, to: int) -> int:
    """Return the first multiple of ``to`` that is not below ``n``."""
    return -(-n // to) * to


def _zero_point() -> int:
    """Return what the kernels add to an activation's byte: x86 multiplies unsigned by signed."""
    return 128 if platform.machine() in {"x86_64", "AMD64"} else 0
