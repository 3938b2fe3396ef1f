"""Whisper's encoder in int8, for the CPU: the network of ``encoder.py`` with our own kernels."""

from max.dtype import DType
from max.graph import Graph, TensorType, TensorValue, ops

from engine.dims import ModelDimensions
from engine.graphs.int8_layers import (
    CPU,
    KERNELS,
    STOP_TYPE,
    Int8Parameters,
    add_linear,
    convolution,
    encoder_self_attention,
    mlp,
    norm_linear,
    packed_cross,
)


def int8_encoder_graph(dims: ModelDimensions) -> Graph:
    """Build the graph: log-mel in, cross-attention's keys and values out.

    Inputs: float32 ``(batch, n_frames, 2 * n_mels)``, the mel frames in pairs, as many as are to
    be computed; then the padding cache, which stands for those that are not: keys and values of
    each layer, float32 ``(n_layer, n_cached, 2 * n_state)``; finished features, float32
    ``(batch, n_cached, n_state)``; the bias of their scores, float32 ``(n_cached,)``; and the flag
    that stops the call, int32 ``(1,)``.

    Outputs: for each decoder layer keys and values, float16 ``(batch, n_text_head, n_frames +
    n_cached, n_channels)`` each.
    """
    n_state, n_layer = dims.n_audio_state, dims.n_audio_layer
    types = [
        TensorType(DType.float32, ("batch", "n_frames", 2 * dims.n_mels), CPU),
        TensorType(DType.float32, (n_layer, "n_cached", 2 * n_state), CPU),
        TensorType(DType.float32, ("batch", "n_cached", n_state), CPU),
        TensorType(DType.float32, ("n_cached",), CPU),
        STOP_TYPE,
    ]
    with Graph("int8_encoder", input_types=types, custom_extensions=[KERNELS]) as graph:
        mel, keys_values, features, bias, stop = (value.tensor for value in graph.inputs)
        w = Int8Parameters("encoder")
        table = w.floats("positional_embedding", dims.n_audio_ctx, n_state)
        pairs = convolution(mel, w / "conv1", table, stop, stride=1)
        x = convolution(pairs, w / "conv2", table, stop, stride=2)
        for layer in range(n_layer):
            x = _block(x, (keys_values, bias), w / "blocks" / layer, layer, stop)
        # Cross-attention reads the computed frames, then the cached padding.
        whole = ops.concat((x, features), axis=1)
        graph.output(*_cross_keys_values(whole, w / "ln_post", dims, stop))
    return graph


def _block(
    x: TensorValue,
    padding: tuple[TensorValue, TensorValue],
    w: Int8Parameters,
    layer: int,
    stop: TensorValue,
) -> TensorValue:
    n_state = int(x.shape[-1])
    norm = (w / "attn_ln").norm(n_state)
    qkv = norm_linear(x, norm, w / "attn" / "qkv", 3 * n_state, stop)
    attended = encoder_self_attention(qkv, padding, stop, layer=layer)
    return mlp(add_linear(attended, x, w / "attn" / "out", n_state, stop), w, stop)


def _cross_keys_values(
    x: TensorValue, norm: Int8Parameters, dims: ModelDimensions, stop: TensorValue
) -> list[TensorValue]:
    post = norm.norm(dims.n_audio_state)
    blocks = Int8Parameters("decoder") / "blocks"
    projected = (
        norm_linear(x, post, blocks / i / "cross_attn" / "kv", 2 * dims.n_text_state, stop)
        for i in range(dims.n_text_layer)
    )
    return [part for one in projected for part in packed_cross(one, dims.n_text_head)]
