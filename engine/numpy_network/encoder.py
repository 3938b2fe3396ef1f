"""Whisper's encoder in plain NumPy: slow, but every layer's output can be read."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine.audio.mel import MelSpectrogram
from engine.checkpoints.weight_names import Weights
from engine.dims import ModelDimensions
from engine.numpy_network.layers import (
    Floats,
    NumpyLayers,
    attended,
    gelu,
    scaled,
    split_heads,
)


@dataclass(frozen=True, slots=True)
class LayerOutput:
    """One layer's output for a window.

    Attributes:
        keys_values: Shape (n_audio_ctx, 2 * n_audio_state): of its self-attention.
        features: Shape (n_audio_ctx, n_audio_state): the input of the next layer.
    """

    keys_values: Floats
    features: Floats


class NumpyEncoder:
    """The encoder of one checkpoint."""

    def __init__(self, weights: Weights, dims: ModelDimensions) -> None:
        self._layers = NumpyLayers(weights)
        self._dims = dims

    def layers(self, mel: MelSpectrogram) -> Iterator[LayerOutput]:
        """Run one window of ``(n_mels, 2 * n_audio_ctx)``, layer by layer."""
        x = self._stem(mel)
        w = self._layers
        for i in range(self._dims.n_audio_layer):
            block = f"encoder.blocks.{i}"
            normed = w.layer_norm(x, f"{block}.attn_ln")
            keys = w.linear(normed, f"{block}.attn.key")
            values = w.linear(normed, f"{block}.attn.value")
            queries = w.linear(normed, f"{block}.attn.query")
            out = _attention(queries, keys, values, self._dims.n_audio_head)
            x = x + w.linear(out, f"{block}.attn.out")
            x = x + w.mlp(x, block)
            yield LayerOutput(np.concatenate((keys, values), axis=1), x)

    def normed(self, features: Floats) -> Floats:
        """Return what cross-attention reads of the last layer's features."""
        return self._layers.layer_norm(features, "encoder.ln_post")

    def _stem(self, mel: MelSpectrogram) -> Floats:
        x = gelu(self._convolution(mel.T, "encoder.conv1", stride=1))
        x = gelu(self._convolution(x, "encoder.conv2", stride=2))
        return x + self._layers.array("encoder.positional_embedding")

    def _convolution(self, x: Floats, name: str, stride: int) -> Floats:
        # Three taps, as products of frames shifted by one: (time, n_in) @ (n_in, n_out) each.
        padded = np.pad(x, ((1, 1), (0, 0)))
        taps = self._layers.array(f"{name}.weight").transpose(2, 1, 0)
        parts = (padded[i : len(x) + i : stride] @ tap for i, tap in enumerate(taps))
        return sum(parts, start=self._layers.array(f"{name}.bias"))


def _attention(queries: Floats, keys: Floats, values: Floats, n_head: int) -> Floats:
    """Attend head by head: the scores of all 1500 frames for each other take 9 MB a head."""
    heads = zip(*(split_heads(x, n_head) for x in (queries, keys, values)), strict=True)
    return np.concatenate(
        [attended((scaled(q) @ k.T)[None], v[None]) for q, k, v in heads], axis=1
    )
