"""The decoder's memory of the tokens so far: self-attention keys and values, kept on the device.

A cache is a buffer of fixed size ``(batch, n_head, n_text_ctx, n_channels)`` which the graph
writes in place. The CPU reads only the part in use. A GPU reads all of it under a mask: a length
known only to the host would force the host to wait for each step, and could not be captured.
"""

from max.dtype import DType
from max.graph import BufferValue, Dim, TensorValue, ops

from engine.layers import positions


class CacheWindow:
    """The place of one call's tokens in the caches, the same for all layers.

    Attributes:
        position: int64 (n_tokens,): where each token stands in the transcript.
        mask: float32 (n_tokens, n_kv): 0 where a token may look, -inf beyond itself.
    """

    def __init__(self, offset: TensorValue, n_tokens: Dim, n_text_ctx: int) -> None:
        """Place ``n_tokens`` tokens after the ``offset`` (int64 scalar) that went before."""
        self._offset = offset
        self._n_tokens = n_tokens
        self._end = offset + TensorValue(n_tokens).to(offset.device)
        self.position = positions(n_tokens, offset.device) + offset
        if offset.device.is_cpu():
            key = ops.range(
                0, self._end, out_dim="n_kv", dtype=DType.int64, device=offset.device
            )
        else:
            key = positions(n_text_ctx, offset.device)
        may_look = key.reshape((1, key.shape[0])) <= self.position.reshape((n_tokens, 1))
        zero, hidden = (
            ops.constant(x, DType.float32, offset.device) for x in (0.0, -float("inf"))
        )
        self.mask = ops.where(may_look, zero, hidden)

    def append(self, cache: BufferValue, new: TensorValue) -> TensorValue:
        """Write ``new`` into the cache and return the entries to attend to.

        Args:
            cache: Shape (batch, n_head, n_text_ctx, n_channels).
            new: Shape (batch, n_head, n_tokens, n_channels).

        Returns:
            Shape (batch, n_head, n_kv, n_channels): on the CPU ``n_kv`` is what is in use, on a
            GPU all of ``n_text_ctx``, of which ``mask`` hides the rest.
        """
        if cache.device.is_cpu():
            every = slice(None)
            place = (slice(self._offset, self._end), self._n_tokens)
            ops.buffer_store_slice(cache, new, [every, every, place, every])
            used = (slice(0, self._end), "n_kv")
            return ops.slice_tensor(ops.buffer_load(cache), [every, every, used, every])
        merged = self._merged(ops.buffer_load(cache), new)
        ops.buffer_store(cache, merged)
        return merged

    def _merged(self, old: TensorValue, new: TensorValue) -> TensorValue:
        """Replace rows of ``old`` by ``new`` without an index that the host would have to know."""
        n_text_ctx = old.shape[2]
        row = positions(n_text_ctx, old.device)
        is_new = ops.logical_and(row >= self._offset, row < self._end)
        first = ops.constant(0, DType.int64, old.device)
        source = ops.where(is_new, row - self._offset, first)
        spread = ops.gather(new, source, axis=2)
        return ops.where(is_new.reshape((1, 1, n_text_ctx, 1)), spread, old)
