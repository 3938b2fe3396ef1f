"""Whisper's decoder as a MAX graph that chooses its own next token, for a GPU.

All state is in buffers on the device. A step neither reads from the host nor sends to it, so that it
can be captured, and several steps replayed in a row before the host reads the tokens.
"""

import enum
from dataclasses import dataclass

from max.dtype import DType
from max.graph import (
    BufferType,
    BufferValue,
    DeviceRef,
    Dim,
    Graph,
    TensorType,
    TensorValue,
    ops,
)

from engine.dims import ModelDimensions
from engine.graphs.decoder import Attended, decoder_logits
from engine.graphs.gpu_token_rules import FORBIDDEN, Choice, Mark, Marks, choose, probability
from engine.graphs.kv_cache import MaskedWindow
from engine.graphs.layers import Parameters, positions


class Mode(enum.Enum):
    """What a call is for, as the graph's input ``mode``: (takes the prompt, is the first)."""

    START = (1, 1)
    """Forget all, and take a prompt."""
    MORE = (1, 0)
    """Take more of the prompt."""
    STEP = (0, 0)
    """Choose the next token, and take it."""


@dataclass(frozen=True, slots=True)
class _State:
    """The buffers of one decode.

    Attributes:
        logits: float32 (batch, n_vocab): after the last token.
        sampled: int64 (batch, n_text_ctx): the tokens chosen, zeros after them.
        counts: int64 (1, 2): tokens taken, tokens chosen.
        sums: float32 (batch, 1): of the chosen tokens' log-probabilities.
        no_speech: float32 (batch, 1): probability of the no-speech token.
    """

    logits: BufferValue
    sampled: BufferValue
    counts: BufferValue
    sums: BufferValue
    no_speech: BufferValue


def gpu_decoder_graph(dims: ModelDimensions, dtype: DType, device: DeviceRef) -> Graph:
    """Build the graph of one call: a part of the prompt, or a step.

    Inputs: prompt, int64 ``(batch, n_tokens)``, on a step any one token; mode, int64 ``(2,)``, as in
    ``Mode``; marks, int64 ``(len(Mark),)``; suppressed and blank, float32 ``(n_vocab,)``, added to
    the logits of each and of the first choice; for each layer cross keys and values as the encoder
    gives them; the state (see ``_State``); for each layer the caches of keys and of values,
    ``(batch, n_text_head, n_cache, n_channels)``. ``n_cache`` is free, up to the model's positions;
    tokens beyond it overwrite the last place, and choices after that mean nothing.

    Output: the chosen tokens, int64 ``(batch, 1)``.
    """
    n_channels = dims.n_text_state // dims.n_text_head
    cross_type = TensorType(
        dtype, ("batch", dims.n_text_head, "n_audio_ctx", n_channels), device
    )
    cache_type = BufferType(dtype, ("batch", dims.n_text_head, "n_cache", n_channels), device)
    types: list[TensorType | BufferType] = [
        TensorType(DType.int64, ("batch", "n_tokens"), device),
        TensorType(DType.int64, (2,), device),
        TensorType(DType.int64, (len(Mark),), device),
        TensorType(DType.float32, (dims.n_vocab,), device),
        TensorType(DType.float32, (dims.n_vocab,), device),
        *[cross_type] * 2 * dims.n_text_layer,
        BufferType(DType.float32, ("batch", dims.n_vocab), device),
        BufferType(DType.int64, ("batch", dims.n_text_ctx), device),
        BufferType(DType.int64, (1, 2), device),
        BufferType(DType.float32, ("batch", 1), device),
        BufferType(DType.float32, ("batch", 1), device),
        *[cache_type] * 2 * dims.n_text_layer,
    ]
    with Graph("gpu_decoder", input_types=types) as graph:
        prompt, mode, marks, suppressed, blank = (value.tensor for value in graph.inputs[:5])
        values = iter(graph.inputs[5:])
        cross = [next(values).tensor for _ in range(2 * dims.n_text_layer)]
        state = _State(*(next(values).buffer for _ in range(5)))
        caches = [value.buffer for value in values]
        takes_prompt, is_start = (mode[i : i + 1].reshape((1, 1)) > 0 for i in range(2))
        known = Marks(marks)
        choice = _choose(state, known, suppressed, blank)
        tokens = ops.where(takes_prompt, prompt, choice.tokens)
        n_taken = _note(state, choice, takes_prompt, is_start, prompt.shape[1])
        n_tokens, n_cache = prompt.shape[1], caches[0].shape[2]
        last = positions(1, device) + (TensorValue(n_tokens).to(device) - 1)
        # Never beyond the cache's end, where a replayed step may run after the text has ended.
        latest = TensorValue(n_cache).to(device) - TensorValue(n_tokens).to(device)
        window = MaskedWindow(ops.min(n_taken.reshape((1,)), latest), n_tokens, n_cache)
        w = Parameters(dtype, device, "decoder")
        logits = decoder_logits(tokens, last, Attended(window, cross, caches), w, dims)
        _keep(state, logits.reshape((logits.shape[0], dims.n_vocab)), known)
        graph.output(choice.tokens)
    return graph


def _choose(state: _State, marks: Marks, suppressed: TensorValue, blank: TensorValue) -> Choice:
    n_vocab = suppressed.shape[0]
    n_sampled = ops.buffer_load(state.counts)[:, 1:2]
    nothing = ops.constant(0.0, DType.float32, suppressed.device)
    first = ops.where(n_sampled == 0, blank.reshape((1, n_vocab)), nothing)
    logits = ops.buffer_load(state.logits) + suppressed.reshape((1, n_vocab)) + first
    floor = ops.constant(FORBIDDEN, DType.float32, suppressed.device)
    sampled = ops.buffer_load(state.sampled)
    return choose(ops.max(logits, floor), sampled, n_sampled, marks)


def _note(
    state: _State,
    choice: Choice,
    takes_prompt: TensorValue,
    is_start: TensorValue,
    n_tokens: Dim,
) -> TensorValue:
    """Add the choice to the state, or forget it where a prompt is taken.

    Returns:
        int64 (1, 1): the tokens taken before this call.
    """
    device = state.counts.device
    zero = ops.constant(0, DType.int64, device)
    counts = ops.buffer_load(state.counts)
    n_taken = ops.where(is_start, zero, counts[:, 0:1])
    n_sampled = counts[:, 1:2]
    sampled = ops.buffer_load(state.sampled)
    place = positions(sampled.shape[1], device).reshape((1, sampled.shape[1]))
    noted = ops.where(place == n_sampled, choice.tokens, sampled)
    ops.buffer_store(state.sampled, ops.where(takes_prompt, zero, noted))
    sums = ops.buffer_load(state.sums) + choice.logprobs
    nothing = ops.constant(0.0, DType.float32, device)
    ops.buffer_store(state.sums, ops.where(takes_prompt, nothing, sums))
    now_taken = n_taken + TensorValue(n_tokens).to(device)
    now_sampled = ops.where(takes_prompt, zero, n_sampled + 1)
    ops.buffer_store(state.counts, ops.concat((now_taken, now_sampled), axis=1))
    return n_taken


def _keep(state: _State, logits: TensorValue, marks: Marks) -> None:
    """Keep the logits, and the no-speech probability after the start token."""
    ops.buffer_store(state.logits, logits)
    n_taken = ops.buffer_load(state.counts)[:, 0:1]
    is_there = n_taken == marks[Mark.SOT_END]
    found = probability(logits, marks[Mark.NO_SPEECH])
    before = ops.buffer_load(state.no_speech)
    ops.buffer_store(state.no_speech, ops.where(is_there, found, before))
