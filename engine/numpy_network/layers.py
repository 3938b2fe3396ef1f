"""The layers of encoder and decoder in plain NumPy, with a checkpoint's own weights."""

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.checkpoints.weight_names import Weights

Floats: TypeAlias = NDArray[np.float32]

LAYER_NORM_EPS: Final = 1e-5


class NumpyLayers:
    """Layers by the names of their weights."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def array(self, name: str) -> Floats:
        """Return a weight in float32."""
        weight = self._weights[name]
        return widened(weight) if weight.dtype == np.float16 else np.asarray(weight, np.float32)

    def rows(self, name: str, rows: NDArray[np.int64]) -> Floats:
        """Return some rows of a weight in float32."""
        return np.asarray(self._weights[name][rows], np.float32)

    def layer_norm(self, x: Floats, name: str) -> Floats:
        """Apply the layer norm ``name`` to each row."""
        off = x - x.mean(axis=-1, keepdims=True)
        normed = off / np.sqrt((off * off).mean(axis=-1, keepdims=True) + LAYER_NORM_EPS)
        return single(normed * self.array(f"{name}.weight") + self.array(f"{name}.bias"))

    def linear(self, x: Floats, name: str) -> Floats:
        """Project each row."""
        product = x @ self.array(f"{name}.weight").T
        # Whisper's keys have no bias.
        return product if name.endswith(".key") else product + self.array(f"{name}.bias")

    def mlp(self, x: Floats, block: str) -> Floats:
        """Return what the feed-forward half of a block adds to each row."""
        hidden = self.linear(self.layer_norm(x, f"{block}.mlp_ln"), f"{block}.mlp.0")
        return self.linear(gelu(hidden), f"{block}.mlp.2")


def split_heads(x: Floats, n_head: int) -> Floats:
    """Turn ``(time, n_state)`` into ``(n_head, time, n_state // n_head)``."""
    return x.reshape(len(x), n_head, -1).transpose(1, 0, 2)


def attended(scores: Floats, values: Floats) -> Floats:
    """Weigh values by scores, which are overwritten.

    Args:
        scores: Shape (n_head, n_queries, n_keys).
        values: Shape (n_head, n_keys, n_channels).

    Returns:
        Shape (n_queries, n_head * n_channels).
    """
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    out: Floats = (scores @ values) / scores.sum(axis=-1, keepdims=True)
    return out.transpose(1, 0, 2).reshape(scores.shape[1], -1)


def scaled(queries: Floats) -> Floats:
    """Return queries ``(n_head, time, n_channels)`` with attention's scale in them."""
    return queries * np.float32(queries.shape[-1] ** -0.5)


def gelu(x: Floats) -> Floats:
    """Apply the exact GELU."""
    return 0.5 * x * (1 + _erf(x * np.float32(0.5**0.5)))


def _erf(x: Floats) -> Floats:
    """Approximate the error function within 2e-7 (Abramowitz and Stegun, 7.1.26)."""
    size = np.abs(x)
    t = 1 / (1 + np.float32(0.3275911) * size)
    series = np.zeros_like(t)
    for factor in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series = (series + np.float32(factor)) * t
    return single(np.sign(x) * (1 - series * np.exp(-size * size)))


def widened(halves: NDArray[np.generic]) -> Floats:
    """Return finite float16 values in float32, exactly: NumPy converts them one by one, four times as slowly."""
    # The bits stand where float32 has its own, but for the exponent, which is 112 too small; the sign
    # is spread over the bits above it.
    bits = np.ascontiguousarray(halves).view(np.int16).astype(np.int32)
    bits <<= _MANTISSA_SHIFT
    bits &= _SIGN_AND_VALUE
    floats: Floats = bits.view(np.float32)
    floats *= _EXPONENT_SHIFT
    return floats


_MANTISSA_SHIFT: Final = 23 - 10
_SIGN_AND_VALUE: Final = np.uint32(0x8FFFFFFF).view(np.int32)
_EXPONENT_SHIFT: Final = np.float32(2.0 ** (127 - 15))


def single(x: NDArray[np.floating]) -> Floats:
    """Return what is float32 already: NumPy 2.5 annotates it as float64."""
    return x.astype(np.float32, copy=False)
