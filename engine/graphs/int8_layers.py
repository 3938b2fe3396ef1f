"""The operations of our CPU kernels (``kernels/``), as layers of a graph."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
from max.dtype import DType
from max.graph import (
    BufferValue,
    DeviceRef,
    Dim,
    DimLike,
    Graph,
    TensorType,
    TensorValue,
    Value,
    Weight,
    ops,
)

from engine.graphs.int8_weights import GROUPS, PANEL, activation_bytes, round_up

KERNELS: Final = Path(__file__).parent.parent / "kernels"
"""The Mojo package that a graph with these operations is compiled with."""

CPU: Final = DeviceRef.CPU()

Norm: TypeAlias = tuple[TensorValue, TensorValue]
"""Weight and bias of a layer norm."""


@dataclass(frozen=True, slots=True)
class Int8Matrix:
    """An int8 matrix with its scales and bias, in the order in which the kernels take them.

    Attributes:
        parts: See ``packed``; the bias is float32 (n_out,), filled up to whole panels.
        n_out: Columns without the fill.
        n_bytes: Of the activations that it is multiplied with.
    """

    parts: tuple[TensorValue, ...]
    n_out: int
    n_bytes: int


@dataclass(frozen=True, slots=True)
class Int8Parameters:
    """A scope of the network's weights; their values are bound when the graph is loaded."""

    path: str = ""

    def __truediv__(self, name: str | int) -> "Int8Parameters":
        """Return the scope ``name`` in this one."""
        return Int8Parameters(f"{self.path}.{name}" if self.path else str(name))

    def floats(self, name: str, *shape: int) -> TensorValue:
        """Declare an array that stays in float32."""
        return self._weight(name, DType.float32, *shape)

    def matrix(self, n_in: int, n_out: int) -> Int8Matrix:
        """Declare the matrix of this scope."""
        n_bytes = activation_bytes(self.path)
        group = GROUPS[n_bytes]
        columns, n_groups = round_up(n_out, PANEL), round_up(n_in, group) // group
        by_group = (columns // PANEL, n_groups * PANEL)
        parts = (
            self._weight("values", DType.int8, n_groups * group * columns),
            self._weight("scales", DType.float32, *by_group),
            self._weight("sums", DType.int32, *by_group),
            self._weight("bias", DType.float32, columns),
        )
        return Int8Matrix(parts, n_out, n_bytes)

    def norm(self, n_state: int) -> Norm:
        """Declare a layer norm."""
        return self.floats("weight", n_state), self.floats("bias", n_state)

    def _weight(self, name: str, dtype: DType, *shape: int) -> TensorValue:
        return Graph.current.add_weight(Weight(f"{self.path}.{name}", dtype, shape, CPU))


STOP_TYPE: Final = TensorType(DType.int32, (1,), CPU)
"""Of a flag that another thread sets to 1 to end a call, whose results are then worth nothing."""


def never_stopped() -> TensorValue:
    """Return the flag of a call that goes on to its end."""
    return ops.constant(np.zeros(1, np.int32), DType.int32, CPU)


def add_linear(
    x: TensorValue, residual: TensorValue, w: Int8Parameters, n_in: int, stop: TensorValue
) -> TensorValue:
    """Project ``x``, (batch, time, n_in), and add the residual, (batch, time, n_out)."""
    matrix = w.matrix(n_in, int(residual.shape[-1]))
    values = (x, residual, *matrix.parts, stop)
    return _call("int8_linear_add", values, residual.shape, {"n_bytes": matrix.n_bytes})


def norm_linear(
    x: TensorValue,
    norm: Norm,
    w: Int8Parameters,
    n_out: int,
    stop: TensorValue,
    *,
    with_gelu: bool = False,
) -> TensorValue:
    """Apply layer norm, project to ``n_out``, and apply GELU if asked for."""
    matrix = w.matrix(int(x.shape[-1]), n_out)
    return _call(
        "int8_norm_linear",
        (x, *norm, *matrix.parts, stop),
        (*x.shape[:-1], n_out),
        {"with_gelu": with_gelu, "n_bytes": matrix.n_bytes},
    )


def mlp(x: TensorValue, block: Int8Parameters, stop: TensorValue) -> TensorValue:
    """Apply the feed-forward half of a block, four times as wide inside, with its residual."""
    n_state = int(x.shape[-1])
    norm = (block / "mlp_ln").norm(n_state)
    hidden = norm_linear(x, norm, block / "mlp" / 0, 4 * n_state, stop, with_gelu=True)
    return add_linear(hidden, x, block / "mlp" / 2, 4 * n_state, stop)


def convolution(
    x: TensorValue, w: Int8Parameters, table: TensorValue, stop: TensorValue, *, stride: int
) -> TensorValue:
    """Convolve pairs of frames ``(batch, time, 2 * n_in)`` with three taps, and apply GELU.

    With stride 1 the result is pairs again. With stride 2 it is single frames, plus the rows of
    ``table``, the positional embedding.
    """
    n_state = int(table.shape[-1])
    matrix = w.matrix(3 * int(x.shape[-1]) // 2, n_state)
    return _call(
        "int8_convolution",
        (x, table, *matrix.parts, stop),
        (*x.shape[:-1], n_state * 2 // stride),
        {"stride": stride},
    )


def embedding(
    tokens: TensorValue, offset: TensorValue, table: TensorValue, head: Int8Matrix
) -> TensorValue:
    """Look tokens, (batch, n_tokens), up in the head, and add their positional embeddings."""
    values = (tokens, offset, table, *head.parts)
    return _call("int8_embedding", values, (*tokens.shape, table.shape[-1]))


def logits(
    x: TensorValue, rows: TensorValue, norm: Norm, head: Int8Matrix, stop: TensorValue
) -> TensorValue:
    """Return logits (batch, n_rows, n_vocab) after the tokens of ``x`` that ``rows`` names."""
    values = (x, rows, *norm, *head.parts, stop)
    return _call("int8_logits", values, (x.shape[0], rows.shape[0], head.n_out))


def encoder_self_attention(
    qkv: TensorValue, padding: tuple[TensorValue, TensorValue], stop: TensorValue, *, layer: int
) -> TensorValue:
    """Let all frames attend to each other and to the padding cache of a layer.

    Args:
        qkv: Shape (batch, time, 3 * n_state).
        padding: Keys and values of all layers, (n_layer, n_cached, 2 * n_state), and their bias.
        stop: The call's flag.
        layer: Whose.
    """
    batch, time, width = qkv.shape
    shape = (batch, time, int(width) // 3)
    return _call("encoder_self_attention", (qkv, *padding, stop), shape, {"layer": layer})


def packed_cross(keys_values: TensorValue, n_head: int) -> list[TensorValue]:
    """Lay out cross-attention's keys and values: float16 ``(batch, n_head, time, n_channels)``."""
    batch, time, width = keys_values.shape
    kind = TensorType(DType.float16, (batch, n_head, time, int(width) // 2 // n_head), CPU)
    return _tensors(ops.custom("pack_cross_attention", CPU, [keys_values], [kind, kind]))


def decoder_layer(
    x: TensorValue,
    offset: TensorValue,
    stop: TensorValue,
    audio: tuple[TensorValue, TensorValue, TensorValue],
    caches: Sequence[BufferValue],
    w: Int8Parameters,
) -> TensorValue:
    """Compute a whole layer of the decoder: one operation, since a step's are so short.

    Args:
        x: The new tokens, (batch, n_tokens, n_state).
        offset: Tokens already in the caches.
        stop: The call's flag.
        audio: Keys, values and the frames' bias.
        caches: Of keys and of values; the new tokens' are written to them.
        w: The layer's weights.
    """
    n = int(x.shape[-1])
    attn, cross, network = w / "attn", w / "cross_attn", w / "mlp"
    weights = (
        *(w / "attn_ln").norm(n),
        *(attn / "qkv").matrix(n, 3 * n).parts,
        *(attn / "out").matrix(n, n).parts,
        *(w / "cross_attn_ln").norm(n),
        *(cross / "query").matrix(n, n).parts,
        *(cross / "out").matrix(n, n).parts,
        *(w / "mlp_ln").norm(n),
        *(network / 0).matrix(n, 4 * n).parts,
        *(network / 2).matrix(4 * n, n).parts,
    )
    values: list[Value[Any]] = [x, offset, stop, *audio, *caches, *weights]
    (out,) = _tensors(ops.inplace_custom("int8_decoder_layer", CPU, values, [x.type]))
    return out


def _call(
    name: str,
    values: tuple[TensorValue, ...],
    shape: tuple[DimLike, ...] | list[Dim],
    parameters: dict[str, bool | int] | None = None,
) -> TensorValue:
    kind = TensorType(DType.float32, shape, CPU)
    (out,) = _tensors(ops.custom(name, CPU, list(values), [kind], parameters))
    return out


def _tensors(values: Sequence[Value[Any]]) -> list[TensorValue]:
    return [value.tensor for value in values]
