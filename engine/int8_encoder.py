"""Whisper's encoder in bytes, for the CPU: the network of ``encoder.py`` with its own kernels."""

from max.dtype import DType
from max.graph import Graph, TensorType, TensorValue

from engine.dims import ModelDimensions
from engine.int8_layers import (
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

    Inputs: float32 ``(batch, n_frames, 2 * n_mels)``, the mel frames in pairs; positions, int64
    ``(n_frames,)``, where in the window each pair stands; key bias, float32 ``(n_frames,)``, added
    to all attention scores of a frame (see ``audio_context``).

    Outputs: for each decoder layer keys and values as the decoder reads them.
    """
    types = [
        TensorType(DType.float32, ("batch", "n_frames", 2 * dims.n_mels), CPU),
        TensorType(DType.int64, ("n_frames",), CPU),
        TensorType(DType.float32, ("n_frames",), CPU),
    ]
    with Graph("int8_encoder", input_types=types, custom_extensions=[KERNELS]) as graph:
        mel, positions, key_bias = (value.tensor for value in graph.inputs)
        w = Int8Parameters("encoder")
        n_state = dims.n_audio_state
        table = w.floats("positional_embedding", dims.n_audio_ctx, n_state)
        pairs = convolution(mel, w / "conv1", table, positions, stride=1)
        x = convolution(pairs, w / "conv2", table, positions, stride=2)
        for i in range(dims.n_audio_layer):
            x = _block(x, key_bias, w / "blocks" / i)
        graph.output(*_cross_keys_values(x, w / "ln_post", dims))
    return graph


def _block(x: TensorValue, key_bias: TensorValue, w: Int8Parameters) -> TensorValue:
    n_state = int(x.shape[-1])
    norm = (w / "attn_ln").norm(n_state)
    qkv = norm_linear(x, norm, w / "attn" / "qkv", 3 * n_state)
    x = add_linear(sound_attention(qkv, key_bias), x, w / "attn" / "out", n_state)
    return mlp(x, w)


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
