"""Whisper's encoder as a MAX graph, with every decoder layer's cross-attention keys and values.

The decoder never sees the encoder's features themselves, only their projections, and those
are the same for every token: computed here once, in the layout the decoder reads.
"""

from max.dtype import DType
from max.graph import DeviceRef, Dim, Graph, TensorType, TensorValue, ops

from engine.dims import ModelDimensions
from engine.graphs.layers import (
    Parameters,
    dense_attention,
    layer_norm,
    linear,
    merge_heads,
    mlp,
    shifted,
    split_heads,
)


def encoder_graph(dims: ModelDimensions, dtype: DType, device: DeviceRef) -> Graph:
    """Build the graph: log-mel in; features and cross-attention keys and values out.

    Input: float32 ``(batch, n_audio_ctx, 2 * n_mels)``, the mel frames in pairs, since the stem
    halves the time axis and a symbolic axis cannot be halved. ``n_audio_ctx`` is free, up to
    the model's.

    Outputs: features, float32 ``(batch, n_audio_ctx, n_audio_state)``; then for each decoder
    layer keys and values, ``(batch, n_text_head, n_audio_ctx, n_channels)`` each.
    """
    mel = TensorType(DType.float32, ("batch", "n_audio_ctx", 2 * dims.n_mels), device)
    with Graph("encoder", input_types=[mel]) as graph:
        w = Parameters(dtype, device)
        x = _features(graph.inputs[0].tensor.cast(dtype), w / "encoder", dims)
        graph.output(x.cast(DType.float32), *_cross_keys_values(x, w / "decoder", dims))
    return graph


def _features(mel: TensorValue, w: Parameters, dims: ModelDimensions) -> TensorValue:
    n_state = dims.n_audio_state
    x = _stem(mel, w, dims)
    table = w("positional_embedding", dims.n_audio_ctx, n_state)
    x = x + _first_rows(table, x.shape[1])
    for i in range(dims.n_audio_layer):
        block = w / "blocks" / i
        x = x + _self_attention(
            layer_norm(x, block / "attn_ln", n_state), block / "attn", dims.n_audio_head
        )
        x = x + mlp(layer_norm(x, block / "mlp_ln", n_state), block / "mlp", n_state)
    return layer_norm(x, w / "ln_post", n_state)


def _stem(mel: TensorValue, w: Parameters, dims: ModelDimensions) -> TensorValue:
    """Apply both convolutions (three taps, the second with stride two) as matrix products.

    MAX's own convolution gave wrong borders on the CPU and needs cuDNN on a GPU; its cost
    here is under one percent of the encoder's.
    """
    n_mels, n_state = dims.n_mels, dims.n_audio_state
    before = shifted(mel, by=1)[:, :, n_mels:]
    after = shifted(mel, by=-1)[:, :, :n_mels]
    first = ops.concat((before, mel), axis=-1)
    second = ops.concat((mel, after), axis=-1)
    conv1 = w.matrix("conv1.weight", 3 * n_mels, n_state)
    bias1 = w("conv1.bias", n_state)
    even, odd = (ops.gelu(x @ conv1 + bias1) for x in (first, second))
    taps = ops.concat((shifted(odd, by=1), even, odd), axis=-1)
    return ops.gelu(linear(taps, w / "conv2", 3 * n_state, n_state))


def _self_attention(x: TensorValue, w: Parameters, n_head: int) -> TensorValue:
    n_state = int(x.shape[-1])
    qkv = linear(x, w / "qkv", n_state, 3 * n_state)
    q, k, v = (split_heads(part, n_head) for part in ops.split(qkv, [n_state] * 3, axis=-1))
    return linear(merge_heads(dense_attention(q, k, v)), w / "out", n_state, n_state)


def _cross_keys_values(
    features: TensorValue, w: Parameters, dims: ModelDimensions
) -> list[TensorValue]:
    n_state, n_parts = dims.n_text_state, 2 * dims.n_text_layer
    every = linear(features, w / "cross_kv", n_state, n_parts * n_state)
    parts = ops.split(every, [n_state] * n_parts, axis=-1)
    return [split_heads(part, dims.n_text_head) for part in parts]


def _first_rows(table: TensorValue, n: Dim) -> TensorValue:
    return ops.slice_tensor(table, [(slice(0, TensorValue(n)), n), slice(None)])
