"""Whisper's encoder in bytes, for the CPU: the network of ``encoder.py`` with its own kernels."""

from max.dtype import DType
from max.graph import Graph, TensorType, TensorValue, ops

from engine.dims import ModelDimensions
from engine.graphs.int8_layers import (
    CPU,
    KERNELS,
    Int8Parameters,
    add_linear,
    convolution,
    mlp,
    norm_linear,
    packed_cross,
    sound_attention,
)


def int8_encoder_graph(dims: ModelDimensions) -> Graph:
    """Build the graph: log-mel in, cross-attention's keys and values out.

    Inputs: float32 ``(batch, n_frames, 2 * n_mels)``, the mel frames in pairs, as many as are to
    be computed; then what is known of those that are not (``padding.cache``): keys and values in
    each layer, float32 ``(n_layer, n_memory, 2 * n_state)``; the finished features, float32
    ``(batch, n_memory, n_state)``; the bias of their scores, float32 ``(n_memory,)``.

    Outputs: for each decoder layer keys and values as the decoder reads them, the memory's last.
    """
    n_state, n_layer = dims.n_audio_state, dims.n_audio_layer
    types = [
        TensorType(DType.float32, ("batch", "n_frames", 2 * dims.n_mels), CPU),
        TensorType(DType.float32, (n_layer, "n_memory", 2 * n_state), CPU),
        TensorType(DType.float32, ("batch", "n_memory", n_state), CPU),
        TensorType(DType.float32, ("n_memory",), CPU),
    ]
    with Graph("int8_encoder", input_types=types, custom_extensions=[KERNELS]) as graph:
        mel, keys_values, features, bias = (value.tensor for value in graph.inputs)
        w = Int8Parameters("encoder")
        table = w.floats("positional_embedding", dims.n_audio_ctx, n_state)
        pairs = convolution(mel, w / "conv1", table, stride=1)
        x = convolution(pairs, w / "conv2", table, stride=2)
        for layer in range(n_layer):
            x = _block(x, (keys_values, bias), w / "blocks" / layer, layer)
        whole = ops.concat((x, features), axis=1)
        graph.output(*_cross_keys_values(whole, w / "ln_post", dims))
    return graph


def _block(
    x: TensorValue, memory: tuple[TensorValue, TensorValue], w: Int8Parameters, layer: int
) -> TensorValue:
    n_state = int(x.shape[-1])
    norm = (w / "attn_ln").norm(n_state)
    qkv = norm_linear(x, norm, w / "attn" / "qkv", 3 * n_state)
    attended = sound_attention(qkv, memory, layer=layer)
    return mlp(add_linear(attended, x, w / "attn" / "out", n_state), w)


def _cross_keys_values(
    x: TensorValue, norm: Int8Parameters, dims: ModelDimensions
) -> list[TensorValue]:
    post = norm.norm(dims.n_audio_state)
    blocks = Int8Parameters("decoder") / "blocks"
    projected = (
        norm_linear(x, post, blocks / i / "cross_attn" / "kv", 2 * dims.n_text_state)
        for i in range(dims.n_text_layer)
    )
    return [part for one in projected for part in packed_cross(one, dims.n_text_head)]
