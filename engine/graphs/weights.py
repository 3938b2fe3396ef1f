"""Lays a checkpoint's weights out as the graphs read them."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.checkpoints.formats.bfloat16 import narrowed_bfloat16
from engine.checkpoints.weight_names import Weights
from engine.dims import ModelDimensions
from engine.errors import CheckpointError
from engine.graphs.spec import DTypeName

GraphWeights: TypeAlias = dict[str, NDArray[np.generic]]
"""Contiguous arrays by the names the graphs declare."""


def encoder_weights(
    weights: Weights, dims: ModelDimensions, dtype: DTypeName, *, for_gpu: bool = False
) -> GraphWeights:
    """Lay out what ``encoder_graph`` declares, cross-attention keys and values included.

    NumPy has no bfloat16: its bits come as uint16.

    Raises:
        CheckpointError: A weight is missing.
    """
    return Layout(weights, dtype, for_gpu=for_gpu).encoder(dims)


def decoder_weights(
    weights: Weights, dims: ModelDimensions, dtype: DTypeName, *, for_gpu: bool = False
) -> GraphWeights:
    """Lay out what ``decoder_graph`` and ``gpu_decoder_graph`` declare.

    Raises:
        CheckpointError: A weight is missing.
    """
    return Layout(weights, dtype, for_gpu=for_gpu).decoder(dims)


class Layout:
    """Collects arrays under the graph's names; matrices stand as ``Parameters.matrix`` has them."""

    def __init__(self, weights: Weights, dtype: DTypeName, *, for_gpu: bool = False) -> None:
        self._weights = weights
        self._dtype = dtype
        self._for_gpu = for_gpu
        self.out: GraphWeights = {}

    def encoder(self, dims: ModelDimensions) -> GraphWeights:
        """Return the encoder's arrays, with the projections of cross-attention that it computes."""
        self.convolution("encoder.conv1")
        self.convolution("encoder.conv2")
        self.plain("encoder.positional_embedding")
        for i in range(dims.n_audio_layer):
            self.block(f"encoder.blocks.{i}")
        self.norm("encoder.ln_post")
        self.cross(dims)
        return self.out

    def decoder(self, dims: ModelDimensions) -> GraphWeights:
        """Return the decoder's arrays."""
        self.head("decoder.head", "decoder.token_embedding.weight")
        self.plain("decoder.positional_embedding")
        for i in range(dims.n_text_layer):
            block = f"decoder.blocks.{i}"
            self.block(block)
            self.norm(f"{block}.cross_attn_ln")
            self.linear(f"{block}.cross_attn.query", f"{block}.cross_attn.query")
            self.linear(f"{block}.cross_attn.out", f"{block}.cross_attn.out")
        self.norm("decoder.ln")
        return self.out

    def cross(self, dims: ModelDimensions) -> None:
        """Take the projections to keys and values of all layers, for one product."""
        names = (f"decoder.blocks.{i}.cross_attn" for i in range(dims.n_text_layer))
        parts = (f"{name}.{part}" for name in names for part in ("key", "value"))
        self.linear("decoder.cross_kv", *parts)

    def plain(self, name: str) -> None:
        """Take an array as it is."""
        self._put(name, self._get(name))

    def norm(self, name: str) -> None:
        """Take the weight and the bias of a layer norm."""
        self.plain(f"{name}.weight")
        self.plain(f"{name}.bias")

    def head(self, target: str, source: str) -> None:
        """Take a matrix ``(n_out, n_in)`` without bias."""
        self._put(f"{target}.weight", self._turned(self._get(source)))

    def linear(self, target: str, *sources: str) -> None:
        """Fuse projections of one input side by side, as ``(n_in, sum of n_out)``."""
        matrices = [self._get(f"{source}.weight") for source in sources]
        biases = [
            # Whisper's keys have none.
            np.zeros(len(matrix), matrix.dtype)
            if source.endswith(".key")
            else self._get(f"{source}.bias")
            for source, matrix in zip(sources, matrices, strict=True)
        ]
        self._put_matrix(target, np.concatenate(matrices), np.concatenate(biases))

    def convolution(self, name: str) -> None:
        """Turn ``(n_out, n_in, 3 taps)`` into a matrix whose rows run tap by tap."""
        taps = self._get(f"{name}.weight").transpose(2, 1, 0)
        matrix = taps.reshape(-1, taps.shape[-1]).T
        self._put_matrix(name, matrix, self._get(f"{name}.bias"))

    def block(self, name: str) -> None:
        """Take what encoder's and decoder's blocks have in common."""
        attn = f"{name}.attn"
        self.norm(f"{name}.attn_ln")
        self.linear(f"{attn}.qkv", f"{attn}.query", f"{attn}.key", f"{attn}.value")
        self.linear(f"{attn}.out", f"{attn}.out")
        self.norm(f"{name}.mlp_ln")
        self.linear(f"{name}.mlp.0", f"{name}.mlp.0")
        self.linear(f"{name}.mlp.2", f"{name}.mlp.2")

    def _get(self, name: str) -> NDArray[np.generic]:
        try:
            return self._weights[name]
        except KeyError as error:
            raise CheckpointError(f"The checkpoint lacks {name}") from error

    def _put_matrix(
        self, name: str, matrix: NDArray[np.generic], bias: NDArray[np.generic]
    ) -> None:
        """Take a matrix ``(n_out, n_in)`` and its bias."""
        self._put(f"{name}.weight", self._turned(matrix))
        self._put(f"{name}.bias", bias)

    def _turned(self, matrix: NDArray[np.generic]) -> NDArray[np.generic]:
        """Return ``(n_out, n_in)`` in the device's own layout."""
        return matrix if self._for_gpu else matrix.T

    def _put(self, name: str, values: NDArray[np.generic]) -> None:
        if self._dtype == "bfloat16":
            self.out[name] = narrowed_bfloat16(np.ascontiguousarray(values, np.float32))
        else:
            self.out[name] = np.ascontiguousarray(values, self._dtype)
