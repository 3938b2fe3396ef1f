"""The decoder's KV cache: self-attention keys and values of the tokens so far, on the device.

A cache is a buffer of fixed size ``(batch, n_head, n_cache, n_channels)`` which the graph writes in
place. A CPU reads only the part in use. A GPU reads all of it under a mask: a length known only to
the host would force the host to wait for each step, and could not be captured.
"""

from typing import Protocol

from max.dtype import DType
from max.graph import BufferValue, Dim, DimLike, TensorValue, ops

from engine.graphs.layers import positions


class CacheWindow(Protocol):
    """The place of one call's tokens in the caches, the same for all layers.

    Attributes:
        position: int64 (n_tokens,): where each token stands in the transcript.
        mask: float32 (n_tokens, n_kv): 0 where a token may attend, -inf beyond itself.
    """

    position: TensorValue
    mask: TensorValue

    def append(self, cache: BufferValue, new: TensorValue) -> TensorValue:
        """Write ``new`` into the cache and return the entries to attend to.

        Args:
            cache: Shape (batch, n_head, n_cache, n_channels).
            new: Shape (batch, n_head, n_tokens, n_channels).

        Returns:
            Shape (batch, n_head, n_kv, n_channels).
        """
        ...


class SlicedWindow:
    """A ``CacheWindow`` that reads what is in use, ``n_kv`` tokens, by a position on the host."""

    def __init__(self, offset: TensorValue, n_tokens: Dim) -> None:
        """Place ``n_tokens`` tokens after the ``offset`` (int64 scalar) that went before."""
        self._offset = offset
        self._n_tokens = n_tokens
        self._end = offset + TensorValue(n_tokens)
        self.position = positions(n_tokens, offset.device) + offset
        used = ops.range(0, self._end, out_dim="n_kv", dtype=DType.int64, device=offset.device)
        self.mask = _mask(self.position, used)

    def append(self, cache: BufferValue, new: TensorValue) -> TensorValue:
        """See ``CacheWindow``."""
        every = slice(None)
        place = (slice(self._offset, self._end), self._n_tokens)
        ops.buffer_store_slice(cache, new, [every, every, place, every])
        used = (slice(0, self._end), "n_kv")
        return ops.slice_tensor(ops.buffer_load(cache), [every, every, used, every])


class MaskedWindow:
    """A ``CacheWindow`` that reads the whole cache; its position never leaves the device."""

    def __init__(self, offset: TensorValue, n_tokens: Dim, n_cache: DimLike) -> None:
        """Place ``n_tokens`` tokens after the ``offset`` (int64 (1,)) that went before."""
        self._row = positions(n_cache, offset.device)
        self._offset = offset
        self._end = offset + TensorValue(n_tokens).to(offset.device)
        self.position = positions(n_tokens, offset.device) + offset
        self.mask = _mask(self.position, self._row)

    def append(self, cache: BufferValue, new: TensorValue) -> TensorValue:
        """See ``CacheWindow``."""
        old = ops.buffer_load(cache)
        is_new = ops.logical_and(self._row >= self._offset, self._row < self._end)
        first = ops.constant(0, DType.int64, old.device)
        source = ops.where(is_new, self._row - self._offset, first)
        # Each place of the cache gets its new token, if it has one: a write without a known offset.
        spread = ops.gather(new, source, axis=2)
        merged = ops.where(is_new.reshape((1, 1, old.shape[2], 1)), spread, old)
        ops.buffer_store(cache, merged)
        return merged


def _mask(position: TensorValue, key: TensorValue) -> TensorValue:
    may_attend = key.reshape((1, key.shape[0])) <= position.reshape((position.shape[0], 1))
    zero, hidden = (ops.constant(x, DType.float32, key.device) for x in (0.0, -float("inf")))
    return ops.where(may_attend, zero, hidden)
