"""Whisper's encoder in plain NumPy: slow, but every layer's output can be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.audio.mel import MelSpectrogram
from engine.checkpoints.weight_names import Weights
from engine.dims import ModelDimensions

Floats: TypeAlias = NDArray[np.float32]

LAYER_NORM_EPS: Final = 1e-5


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
        self._weights = weights
        self._dims = dims

    def layers(self, mel: MelSpectrogram) -> Iterator[LayerOutput]:
        """Run one window of ``(n_mels, 2 * n_audio_ctx)``, layer by layer."""
        x = self._stem(mel)
        for i in range(self._dims.n_audio_layer):
            block = f"encoder.blocks.{i}"
            normed = self.layer_norm(x, f"{block}.attn_ln")
            keys = self._linear(normed, f"{block}.attn.key")
            values = self._linear(normed, f"{block}.attn.value")
            queries = self._linear(normed, f"{block}.attn.query")
            attended = _attention(queries, keys, values, self._dims.n_audio_head)
            x = x + self._linear(attended, f"{block}.attn.out")
            hidden = self._linear(self.layer_norm(x, f"{block}.mlp_ln"), f"{block}.mlp.0")
            x = x + self._linear(_gelu(hidden), f"{block}.mlp.2")
            yield LayerOutput(np.concatenate((keys, values), axis=1), x)

    def layer_norm(self, x: Floats, name: str) -> Floats:
        """Apply the layer norm ``name`` to each row."""
        off = x - x.mean(axis=-1, keepdims=True)
        normed = off / np.sqrt((off * off).mean(axis=-1, keepdims=True) + LAYER_NORM_EPS)
        return _single(normed * self._get(f"{name}.weight") + self._get(f"{name}.bias"))

    def _stem(self, mel: MelSpectrogram) -> Floats:
        x = _gelu(self._convolution(mel.T, "encoder.conv1", stride=1))
        x = _gelu(self._convolution(x, "encoder.conv2", stride=2))
        return x + self._get("encoder.positional_embedding")

    def _convolution(self, x: Floats, name: str, stride: int) -> Floats:
        # Three taps, as products of frames shifted by one: (time, n_in) @ (n_in, n_out) each.
        padded = np.pad(x, ((1, 1), (0, 0)))
        taps = self._get(f"{name}.weight").transpose(2, 1, 0)
        parts = (padded[i : len(x) + i : stride] @ tap for i, tap in enumerate(taps))
        return sum(parts, start=self._get(f"{name}.bias"))

    def _linear(self, x: Floats, name: str) -> Floats:
        product = x @ self._get(f"{name}.weight").T
        # Whisper's keys have no bias.
        return product if name.endswith(".key") else product + self._get(f"{name}.bias")

    def _get(self, name: str) -> Floats:
        return np.asarray(self._weights[name], np.float32)


def _attention(queries: Floats, keys: Floats, values: Floats, n_head: int) -> Floats:
    parts = (np.split(x, n_head, axis=1) for x in (queries, keys, values))
    return np.concatenate([_head(*head) for head in zip(*parts, strict=True)], axis=1)


def _head(queries: Floats, keys: Floats, values: Floats) -> Floats:
    scores = (queries * np.float32(queries.shape[1] ** -0.5)) @ keys.T
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    return _single((weights @ values) / weights.sum(axis=1, keepdims=True))


def _gelu(x: Floats) -> Floats:
    return 0.5 * x * (1 + _erf(x * np.float32(0.5**0.5)))


def _erf(x: Floats) -> Floats:
    """Approximate the error function within 2e-7 (Abramowitz and Stegun, 7.1.26)."""
    size = np.abs(x)
    t = 1 / (1 + np.float32(0.3275911) * size)
    series = np.zeros_like(t)
    for factor in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series = (series + np.float32(factor)) * t
    return _single(np.sign(x) * (1 - series * np.exp(-size * size)))


def _single(x: NDArray[np.floating]) -> Floats:
    """Return what is float32 already: NumPy 2.5 annotates it as float64."""
    return x.astype(np.float32, copy=False)
