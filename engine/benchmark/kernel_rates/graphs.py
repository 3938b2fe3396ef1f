"""The graphs that are measured: one layer of encoder and decoder, with a stopwatch between the kernels.

The kernels are those of the network, with its shapes, called by its own layers. In one graph they find
data and weights where the network finds them: what ran before has pushed them out of the nearest cache.
As a program it compiles one of them: see ``engine.compilation.process``.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from max.dtype import DType
from max.graph import BufferType, BufferValue, Graph, TensorType, TensorValue, Value, ops

from engine.benchmark.kernel_rates.work import DECODER_LAYER, LOGITS, SELF_ATTENTION
from engine.compilation.process import run
from engine.dims import ModelDimensions
from engine.graphs.int8_layers import (
    CPU,
    KERNELS,
    Int8Parameters,
    add_linear,
    convolution,
    decoder_layer,
    encoder_self_attention,
    logits,
    never_stopped,
    norm_linear,
)
from engine.graphs.spec import GraphSpec

PROBES: Final = Path(__file__).parent / "probes"
"""The Mojo package of the stopwatch and the plain loops."""

LANES: Final = 16
"""Floats that a plain loop starts with."""

START, PEAKS_START = "start", "start of the peaks"
BYTES, PAIRS, FLOATS, READING = "bytes", "pairs", "floats", "reading"
"""The plain loops: of products with 8-bit and 16-bit activations, in float32, and of reading."""

PEAK_LAPS: Final = (PEAKS_START, BYTES, PAIRS, FLOATS, READING)
ENCODER_LAPS: Final = (
    START,
    "conv1",
    "conv2",
    "attn.qkv",
    SELF_ATTENTION,
    "attn.out",
    "mlp.0",
    "mlp.2",
    "cross_attn.kv",
    *PEAK_LAPS,
)
"""What ends at each lap of the encoder's stopwatch, in its order."""

DECODER_LAPS: Final = (START, DECODER_LAYER, LOGITS, *PEAK_LAPS)


class _Stopwatch:
    """Takes the time after each kernel."""

    def __init__(self, laps: tuple[str, ...], times: BufferValue) -> None:
        self._laps = laps
        self._times = times

    def __call__(self, x: TensorValue, after: str) -> TensorValue:
        """Return ``x`` for the next kernel, once its making has ended."""
        (out,) = ops.inplace_custom(
            "lap", CPU, [x, self._times], [x.type], {"number": self._laps.index(after)}
        )
        return out.tensor


def kernel_graph(spec: GraphSpec) -> Graph:
    """Return the graph of the kernels of ``spec.half``."""
    build = encoder_kernels if spec.half == "encoder" else decoder_kernels
    return build(spec.dims)


def encoder_kernels(dims: ModelDimensions) -> Graph:
    """Build the graph of the encoder's kernels.

    Inputs: log-mel in pairs of frames, float32 ``(1, n_frames, 2 * n_mels)``; the padding's keys and
    values, ``(1, n_cached, 2 * n_state)``, and their bias, ``(n_cached,)``; then those of the probes.

    Outputs: facts of the peaks; input and output of the last product.
    """
    n = dims.n_audio_state
    types = [
        TensorType(DType.float32, (1, "n_frames", 2 * dims.n_mels), CPU),
        TensorType(DType.float32, (1, "n_cached", 2 * n), CPU),
        TensorType(DType.float32, ("n_cached",), CPU),
        *_probe_types(ENCODER_LAPS),
    ]
    name = "encoder_kernels"
    with Graph(name, input_types=types, custom_extensions=[KERNELS, PROBES]) as graph:
        mel, keys_values, bias = (value.tensor for value in graph.inputs[:3])
        lap = _Stopwatch(ENCODER_LAPS, graph.inputs[-1].buffer)
        w, stop = Int8Parameters("encoder"), never_stopped()
        block, norm = w / "blocks" / 0, (w / "norm").norm(n)
        table = w.floats("positional_embedding", dims.n_audio_ctx, n)
        x = lap(mel, START)
        x = lap(convolution(x, w / "conv1", table, stop, stride=1), "conv1")
        x = lap(convolution(x, w / "conv2", table, stop, stride=2), "conv2")
        qkv = lap(norm_linear(x, norm, block / "attn" / "qkv", 3 * n, stop), "attn.qkv")
        attended = encoder_self_attention(qkv, (keys_values, bias), stop, layer=0)
        attended = lap(attended, SELF_ATTENTION)
        x = lap(add_linear(attended, x, block / "attn" / "out", n, stop), "attn.out")
        hidden = norm_linear(x, norm, block / "mlp" / 0, 4 * n, stop, with_gelu=True)
        hidden = lap(hidden, "mlp.0")
        x = lap(add_linear(hidden, x, block / "mlp" / 2, 4 * n, stop), "mlp.2")
        kv = Int8Parameters("decoder.blocks.0.cross_attn.kv")
        last = lap(norm_linear(x, norm, kv, 2 * dims.n_text_state, stop), "cross_attn.kv")
        graph.output(_peaks(lap, graph.inputs[-3:]), x, last)
    return graph


def decoder_kernels(dims: ModelDimensions) -> Graph:
    """Build the graph of the decoder's kernels.

    Inputs: embedded tokens, float32 ``(1, n_tokens, n_state)``; their numbers, int64 ``(n_tokens,)``;
    tokens in the cache, an int64 scalar; the bias of the audio's keys, ``(n_frames,)``; its keys and
    values, float16; the caches of keys and values; then those of the probes.

    Outputs: facts of the peaks; input and output of the last product.
    """
    n, n_head = dims.n_text_state, dims.n_text_head
    audio = TensorType(DType.float16, (1, n_head, "n_frames", n // n_head), CPU)
    cache = BufferType(DType.float32, (1, n_head, dims.n_text_ctx, n // n_head), CPU)
    types = [
        TensorType(DType.float32, (1, "n_tokens", n), CPU),
        TensorType(DType.int64, ("n_tokens",), CPU),
        TensorType(DType.int64, (), CPU),
        TensorType(DType.float32, ("n_frames",), CPU),
        *[audio] * 2,
        *[cache] * 2,
        *_probe_types(DECODER_LAPS),
    ]
    name = "decoder_kernels"
    with Graph(name, input_types=types, custom_extensions=[KERNELS, PROBES]) as graph:
        embedded, rows, offset, bias, keys, values = (v.tensor for v in graph.inputs[:6])
        caches = [value.buffer for value in graph.inputs[6:8]]
        lap = _Stopwatch(DECODER_LAPS, graph.inputs[-1].buffer)
        w, stop = Int8Parameters("decoder"), never_stopped()
        norm = (w / "norm").norm(n)
        x = lap(embedded, START)
        attended = keys, values, bias
        x = decoder_layer(x, offset, stop, attended, caches, w / "blocks" / 0)
        x = lap(x, DECODER_LAYER)
        head = (w / "head").matrix(n, dims.n_vocab)
        last = lap(logits(x, rows, norm, head, stop), LOGITS)
        graph.output(_peaks(lap, graph.inputs[-3:]), x, last)
    return graph


def _probe_types(laps: tuple[str, ...]) -> list[TensorType | BufferType]:
    """Return what the plain loops start with, the memory that one reads, and the laps' times."""
    return [
        TensorType(DType.float32, (1, 1, LANES), CPU),
        TensorType(DType.float32, ("n_memory",), CPU),
        BufferType(DType.int64, (len(laps), 2, 2), CPU),
    ]


def _peaks(lap: _Stopwatch, probes: Sequence[Value[Any]]) -> TensorValue:
    """Run the plain loops and return their facts."""
    start, memory = probes[0].tensor, probes[1].tensor
    kind = start.type
    x = lap(start, PEAKS_START)
    for name in (BYTES, PAIRS, FLOATS, READING):
        values = [x, memory] if name == READING else [x]
        (made,) = ops.custom(f"peak_{name}", CPU, values, [kind])
        x = lap(made.tensor, name)
    (facts,) = ops.custom("peak_facts", CPU, [], [TensorType(DType.int64, (5,), CPU)])
    return facts.tensor


if __name__ == "__main__":
    run(kernel_graph)
