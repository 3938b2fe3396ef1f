"""Whisper's decoder as a MAX graph for a CPU: any number of new tokens in, logits out.

One graph serves the prompt (many tokens), each step (one token) and the check of a draft.
"""

from dataclasses import dataclass

from max.dtype import DType
from max.graph import BufferType, BufferValue, DeviceRef, Graph, TensorType, TensorValue, ops

from engine.dims import ModelDimensions
from engine.graphs.kv_cache import CacheWindow, SlicedWindow
from engine.graphs.layers import (
    Parameters,
    attention,
    dense_attention,
    layer_norm,
    linear,
    merge_heads,
    mlp,
    split_heads,
)


def decoder_graph(dims: ModelDimensions, dtype: DType, device: DeviceRef) -> Graph:
    """Build the graph of one decoder call.

    Inputs: tokens, int64 ``(batch, n_tokens)``; offset, int64 scalar, tokens already in the cache;
    rows, int64 ``(n_rows,)``, which of the new tokens' logits are wanted (the head is the largest
    product, and a prompt needs two rows of it); for each layer cross keys and values as the encoder
    gives them; for each layer the self-attention caches of keys and of values, written in place.

    Output: logits, float32 ``(batch, n_rows, n_vocab)``.
    """
    n_channels = dims.n_text_state // dims.n_text_head
    cross_type = TensorType(
        dtype, ("batch", dims.n_text_head, "n_audio_ctx", n_channels), device
    )
    cache_type = BufferType(
        dtype, ("batch", dims.n_text_head, dims.n_text_ctx, n_channels), device
    )
    types: list[TensorType | BufferType] = [
        TensorType(DType.int64, ("batch", "n_tokens"), device),
        TensorType(DType.int64, (), device),
        TensorType(DType.int64, ("n_rows",), device),
        *[cross_type] * 2 * dims.n_text_layer,
        *[cache_type] * 2 * dims.n_text_layer,
    ]
    with Graph("decoder", input_types=types) as graph:
        tokens, offset, rows = (value.tensor for value in graph.inputs[:3])
        states = iter(graph.inputs[3:])
        cross = [next(states).tensor for _ in range(2 * dims.n_text_layer)]
        caches = [value.buffer for value in states]
        w = Parameters(dtype, device, "decoder")
        window = SlicedWindow(offset, tokens.shape[1])
        graph.output(decoder_logits(tokens, rows, Attended(window, cross, caches), w, dims))
    return graph


@dataclass(frozen=True, slots=True)
class Attended:
    """What tokens attend to.

    Attributes:
        window: Where they stand among the tokens before.
        cross: For each layer keys, then values, of the audio.
        caches: For each layer keys, then values, of the tokens so far.
    """

    window: CacheWindow
    cross: list[TensorValue]
    caches: list[BufferValue]


def decoder_logits(
    tokens: TensorValue,
    rows: TensorValue,
    attended: Attended,
    w: Parameters,
    dims: ModelDimensions,
) -> TensorValue:
    """Run the network on tokens ``(batch, n_tokens)``.

    Returns:
        float32 (batch, n_rows, n_vocab): what may follow the tokens in ``rows``.
    """
    head = w.matrix("head.weight", dims.n_text_state, dims.n_vocab)
    table = w("positional_embedding", dims.n_text_ctx, dims.n_text_state)
    x = _embed(tokens, head) + ops.gather(table, attended.window.position, axis=0)
    x = _blocks(x, attended, w / "blocks", dims)
    x = layer_norm(ops.gather(x, rows, axis=1), w / "ln", dims.n_text_state)
    return (x @ head).cast(DType.float32)


def _blocks(
    x: TensorValue, attended: Attended, w: Parameters, dims: ModelDimensions
) -> TensorValue:
    n_state, n_head = dims.n_text_state, dims.n_text_head
    for i in range(dims.n_text_layer):
        block, pair = w / i, slice(2 * i, 2 * i + 2)
        normed = layer_norm(x, block / "attn_ln", n_state)
        x = x + _self_attention(
            normed, attended.caches[pair], attended.window, block / "attn", n_head
        )
        normed = layer_norm(x, block / "cross_attn_ln", n_state)
        x = x + _cross_attention(normed, attended.cross[pair], block / "cross_attn", n_head)
        x = x + mlp(layer_norm(x, block / "mlp_ln", n_state), block / "mlp", n_state)
    return x


def _embed(tokens: TensorValue, head: TensorValue) -> TensorValue:
    """Look tokens up in the output head: Whisper ties both, and one copy of it is enough."""
    batch, n_tokens = tokens.shape
    if not tokens.device.is_cpu():  # where the head's rows are the tokens
        return ops.gather(head.transpose(0, 1), tokens, axis=0)
    columns = ops.gather(head, tokens.reshape((batch * n_tokens,)), axis=1)
    return columns.transpose(0, 1).reshape((batch, n_tokens, head.shape[0]))


def _self_attention(
    x: TensorValue,
    caches: list[BufferValue],
    window: CacheWindow,
    w: Parameters,
    n_head: int,
) -> TensorValue:
    n_state = int(x.shape[-1])
    qkv = linear(x, w / "qkv", n_state, 3 * n_state)
    q, k, v = (split_heads(part, n_head) for part in ops.split(qkv, [n_state] * 3, axis=-1))
    keys, values = (
        window.append(cache, new) for cache, new in zip(caches, (k, v), strict=True)
    )
    attended = attention(q, keys, values, window.mask)
    return linear(merge_heads(attended), w / "out", n_state, n_state)


def _cross_attention(
    x: TensorValue, keys_values: list[TensorValue], w: Parameters, n_head: int
) -> TensorValue:
    n_state = int(x.shape[-1])
    q = split_heads(linear(x, w / "query", n_state, n_state), n_head)
    return linear(merge_heads(dense_attention(q, *keys_values)), w / "out", n_state, n_state)
