"""Whisper's decoder in int8, for the CPU: the network of ``decoder.py`` with our own kernels."""

from collections.abc import Iterator
from typing import Any

from max.dtype import DType
from max.graph import BufferType, BufferValue, Graph, TensorType, TensorValue, Value

from engine.dims import ModelDimensions
from engine.graphs.int8_layers import (
    CPU,
    KERNELS,
    Int8Parameters,
    decoder_layer,
    embedding,
    logits,
    never_stopped,
)


def int8_decoder_graph(dims: ModelDimensions) -> Graph:
    """Build the graph of one decoder call: any number of new tokens.

    Inputs: tokens, int64 ``(batch, n_tokens)``; offset, int64 scalar, tokens already in the cache;
    rows, int64 ``(n_rows,)``, which of the new tokens' logits are wanted; key bias, float32
    ``(n_frames,)``, added to the scores of each frame, the cached padding's included; for each layer
    cross keys and values as the encoder gives them, ``n_windows`` of each, the batch being the texts of
    the first one, then of the next; for each layer the caches of keys and of values, written in place.

    Output: logits, float32 ``(batch, n_rows, n_vocab)``.
    """
    n_channels = dims.n_text_state // dims.n_text_head
    cross_type = TensorType(
        DType.float16, ("n_windows", dims.n_text_head, "n_frames", n_channels), CPU
    )
    cache_type = BufferType(
        DType.float32, ("batch", dims.n_text_head, dims.n_text_ctx, n_channels), CPU
    )
    types: list[TensorType | BufferType] = [
        TensorType(DType.int64, ("batch", "n_tokens"), CPU),
        TensorType(DType.int64, (), CPU),
        TensorType(DType.int64, ("n_rows",), CPU),
        TensorType(DType.float32, ("n_frames",), CPU),
        *[cross_type] * 2 * dims.n_text_layer,
        *[cache_type] * 2 * dims.n_text_layer,
    ]
    with Graph("int8_decoder", input_types=types, custom_extensions=[KERNELS]) as graph:
        tokens, offset, rows, key_bias = (value.tensor for value in graph.inputs[:4])
        states = iter(graph.inputs[4:])
        cross = [_next_tensors(states) for _ in range(dims.n_text_layer)]
        caches = [_next_buffers(states) for _ in range(dims.n_text_layer)]
        w = Int8Parameters("decoder")
        head = (w / "head").matrix(dims.n_text_state, dims.n_vocab)
        table = w.floats("positional_embedding", dims.n_text_ctx, dims.n_text_state)
        x = embedding(tokens, offset, table, head)
        stop = never_stopped()
        for i in range(dims.n_text_layer):
            keys, values = cross[i]
            audio = keys, values, key_bias
            x = decoder_layer(x, offset, stop, audio, caches[i], w / "blocks" / i)
        graph.output(logits(x, rows, (w / "ln").norm(dims.n_text_state), head, stop))
    return graph


def _next_tensors(values: Iterator[Value[Any]]) -> list[TensorValue]:
    return [next(values).tensor, next(values).tensor]


def _next_buffers(values: Iterator[Value[Any]]) -> list[BufferValue]:
    return [next(values).buffer, next(values).buffer]
