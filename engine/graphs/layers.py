"""The layers of encoder and decoder, as MAX graph operations.

Weights come from a ``Parameters`` scope under the names of OpenAI's checkpoints. A CPU has its
projections as ``(n_in, n_out)``: a one-row product with the checkpoint's layout, ``(n_out, n_in)``,
is twice as slow there. MAX's GPU kernels are tuned for the checkpoint's.
"""

from dataclasses import dataclass
from typing import Final

from max.dtype import DType
from max.graph import DeviceRef, Dim, DimLike, Graph, TensorType, TensorValue, Weight, ops

LAYER_NORM_EPS: Final = 1e-5
"""PyTorch's default, which Whisper was trained with."""


@dataclass(frozen=True)
class Parameters:
    """A scope of the network's weights, in its data type and on its device."""

    dtype: DType
    device: DeviceRef
    path: str = ""

    def __truediv__(self, name: str | int) -> "Parameters":
        """Return the scope ``name`` in this one."""
        path = f"{self.path}.{name}" if self.path else str(name)
        return Parameters(self.dtype, self.device, path)

    def __call__(self, name: str, *shape: int) -> TensorValue:
        """Declare one weight of the given shape; its values are bound when the graph is loaded."""
        weight = Weight(f"{self.path}.{name}", self.dtype, shape, self.device)
        return Graph.current.add_weight(weight)

    def matrix(self, name: str, n_in: int, n_out: int) -> TensorValue:
        """Declare a projection, in its device's own layout, and return it as ``(n_in, n_out)``."""
        if self.device.is_cpu():
            return self(name, n_in, n_out)
        return self(name, n_out, n_in).transpose(0, 1)


def linear(x: TensorValue, w: Parameters, n_in: int, n_out: int) -> TensorValue:
    """Project ``(..., n_in)`` to ``(..., n_out)``.

    Whisper's key projections have no bias (the softmax would cancel it); where keys are projected
    together with queries or values, the bias holds zeros for them.
    """
    return x @ w.matrix("weight", n_in, n_out) + w("bias", n_out)


def layer_norm(x: TensorValue, w: Parameters, n_state: int) -> TensorValue:
    """Normalise the last axis in float32: half precision loses the small differences."""
    normed = ops.layer_norm(
        x.cast(DType.float32),
        w("weight", n_state).cast(DType.float32),
        w("bias", n_state).cast(DType.float32),
        LAYER_NORM_EPS,
    )
    return normed.cast(w.dtype)


def mlp(x: TensorValue, w: Parameters, n_state: int) -> TensorValue:
    """Apply the feed-forward block, four times as wide inside, with the exact (erf) GELU."""
    hidden = ops.gelu(linear(x, w / 0, n_state, 4 * n_state))
    return linear(hidden, w / 2, 4 * n_state, n_state)


def split_heads(x: TensorValue, n_head: int) -> TensorValue:
    """Turn ``(batch, time, n_state)`` into ``(batch, n_head, time, n_state // n_head)``."""
    batch, time, n_state = x.shape
    return x.reshape((batch, time, n_head, int(n_state) // n_head)).permute([0, 2, 1, 3])


def merge_heads(x: TensorValue) -> TensorValue:
    """Undo ``split_heads``."""
    batch, n_head, time, n_channels = x.shape
    return x.permute([0, 2, 1, 3]).reshape((batch, time, int(n_head) * int(n_channels)))


def attention(
    q: TensorValue, k: TensorValue, v: TensorValue, mask: TensorValue | None = None
) -> TensorValue:
    """Attend from ``q`` to ``k`` and ``v``, all ``(batch, n_head, time, n_channels)``.

    The softmax is computed in float32. The product, scale, mask, softmax, product order is the
    pattern MAX's CPU compiler fuses.
    """
    scale = ops.constant(int(q.shape[-1]) ** -0.5, DType.float32, q.device)
    scores = (q @ k.transpose(-1, -2)).cast(DType.float32) * scale
    if mask is not None:
        scores = scores + mask
    return ops.softmax(scores).cast(v.dtype) @ v


def dense_attention(q: TensorValue, k: TensorValue, v: TensorValue) -> TensorValue:
    """Attend without a mask; on a GPU by MAX's flash kernel, which wants time before heads.

    The kernel is named here, not imported from ``max.nn``: that package builds a Mojo library when
    it is first imported, which takes a C compiler that users do not have.
    """
    if q.device.is_cpu():
        return attention(q, k, v)
    q, k, v = (x.permute([0, 2, 1, 3]) for x in (q, k, v))
    scale = ops.constant(int(q.shape[-1]) ** -0.5, DType.float32, DeviceRef.CPU())
    (out,) = ops.custom(
        "mo.mha.no_cache",
        q.device,
        [q, k, v, scale],
        [TensorType(q.dtype, q.shape, q.device)],
        {"mask_str": "null", "local_window_size": -1},
    )
    return out.tensor.permute([0, 2, 1, 3])


def shifted(x: TensorValue, by: int) -> TensorValue:
    """Move ``(batch, time, n)`` by one step (+1 later, -1 earlier), filling with zeros."""
    batch, time, width = x.shape
    zeros = ops.broadcast_to(ops.constant(0, x.dtype, x.device), (batch, 1, width))
    parts = (zeros, x[:, :-1]) if by > 0 else (x[:, 1:], zeros)
    return ops.rebind(ops.concat(parts, axis=1), (batch, time, width))


def positions(n: DimLike, device: DeviceRef) -> TensorValue:
    """Return ``0, 1, ... n - 1`` as int64 on ``device``."""
    return ops.range(0, TensorValue(Dim(n)), out_dim=n, dtype=DType.int64, device=device)
