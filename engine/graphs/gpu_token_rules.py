"""The choice of the next token inside a graph: ``decoding.logit_filters`` and the greedy search.

The rules' own numbers are tensors too, so that one graph serves all vocabularies of its size, with
and without timestamps.
"""

import enum
from dataclasses import dataclass
from typing import Final

from max.dtype import DType
from max.graph import DeviceRef, TensorValue, ops

from engine.graphs.layers import positions

FORBIDDEN: Final = -1e30
"""As a logit. Not -inf, since -inf minus -inf is NaN."""


class Mark(enum.IntEnum):
    """Numbers that the rules need, by their place in the graph's input ``marks``."""

    TIMESTAMP_BEGIN = 0
    EOT = 1
    NO_TIMESTAMPS = 2
    LAST_INITIAL = 3
    """The latest timestamp that a window may begin with."""
    NO_SPEECH = 4
    SOT_END = 5
    """Tokens up to the one after which the no-speech token's probability is read."""
    HAS_TIMESTAMPS = 6
    """Whether segments are marked: 0 or 1."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The input ``marks``, int64 (len(Mark),)."""

    tensor: TensorValue

    def __getitem__(self, mark: Mark) -> TensorValue:
        """Return one mark, (1, 1)."""
        return self.tensor[int(mark) : int(mark) + 1].reshape((1, 1))


@dataclass(frozen=True, slots=True)
class Choice:
    """The likeliest token of each window.

    Attributes:
        tokens: int64 (batch, 1); the end token where it came before.
        logprobs: float32 (batch, 1); 0 where the end came before.
    """

    tokens: TensorValue
    logprobs: TensorValue


def choose(
    logits: TensorValue, sampled: TensorValue, n_sampled: TensorValue, marks: Marks
) -> Choice:
    """Take the likeliest token that may come next.

    Args:
        logits: float32 (batch, n_vocab), what is never said forbidden already.
        sampled: int64 (batch, n): the tokens so far, zeros after them.
        n_sampled: int64 (1, 1): how many they are.
        marks: Of the vocabulary.
    """
    device = logits.device
    ids = positions(logits.shape[1], device).reshape((1, logits.shape[1]))
    is_text = ids < marks[Mark.TIMESTAMP_BEGIN]
    forbidden = _constant(FORBIDDEN, device)
    has_timestamps = marks[Mark.HAS_TIMESTAMPS] > 0
    misplaced = _breaks_order(ids, is_text, sampled, n_sampled, marks)
    allowed = ops.where(ops.logical_and(has_timestamps, misplaced), forbidden, logits)
    prefers_time = ops.logical_and(has_timestamps, _is_time_likelier(allowed, is_text))
    allowed = ops.where(ops.logical_and(prefers_time, is_text), forbidden, allowed)
    # log softmax of the largest logit: minus the log of the sum of all, relative to it.
    best = ops.max(allowed, axis=-1)
    logprobs = -ops.log(ops.sum(ops.exp(allowed - best), axis=-1))
    eot = marks[Mark.EOT]
    is_over = ops.max((sampled == eot).cast(DType.int64), axis=-1) > 0
    return Choice(
        ops.where(is_over, eot, ops.argmax(allowed, axis=-1)),
        ops.where(is_over, _constant(0.0, device), logprobs),
    )


def probability(logits: TensorValue, token: TensorValue) -> TensorValue:
    """Return the probability of ``token``, int64 (1, 1), by logits (batch, n_vocab): (batch, 1)."""
    best = ops.max(logits, axis=-1)
    every = ops.sum(ops.exp(logits - best), axis=-1)
    return ops.exp(ops.gather(logits, token.reshape((1,)), axis=1) - best) / every


def _breaks_order(
    ids: TensorValue,
    is_text: TensorValue,
    sampled: TensorValue,
    n_sampled: TensorValue,
    marks: Marks,
) -> TensorValue:
    """Return which tokens would break the order of timestamps: bool (batch, n_vocab)."""
    begin = marks[Mark.TIMESTAMP_BEGIN]
    is_first = n_sampled == 0
    is_later = n_sampled > 0
    last, before = (_latest(sampled, n_sampled, back) for back in (1, 2))
    is_time = ops.logical_and(last >= begin, is_later)
    # The very first token is a timestamp and opens a segment, as if another stood before it.
    follows_time = ops.logical_or(n_sampled < 2, before >= begin)
    is_opening = ops.logical_and(is_time, follows_time)
    is_closing = ops.logical_and(is_time, ops.logical_not(follows_time))
    none = ops.constant(-1, DType.int64, sampled.device)
    last_time = ops.max(ops.where(sampled >= begin, sampled, none), axis=-1)
    # A segment may start where the last one ended, but none is without length.
    earliest = last_time + ops.logical_not(is_closing).cast(DType.int64)
    is_time_token = ops.logical_not(is_text)
    too_early = ops.logical_and(is_time_token, ids < earliest)
    out_of_place = (
        ids == marks[Mark.NO_TIMESTAMPS],
        ops.logical_and(is_first, ops.logical_or(is_text, ids > marks[Mark.LAST_INITIAL])),
        ops.logical_and(is_opening, is_time_token),
        ops.logical_and(is_closing, ids < marks[Mark.EOT]),
        ops.logical_and(last_time >= 0, too_early),
    )
    result = out_of_place[0]
    for other in out_of_place[1:]:
        result = ops.logical_or(result, other)
    return result


def _latest(sampled: TensorValue, n_sampled: TensorValue, back: int) -> TensorValue:
    """Return the token ``back`` places before the end, (batch, 1); the first where there is none."""
    place = ops.max(n_sampled - back, ops.constant(0, DType.int64, sampled.device))
    return ops.gather(sampled, place.reshape((1,)), axis=1)


def _is_time_likelier(logits: TensorValue, is_text: TensorValue) -> TensorValue:
    """Return whether all timestamps together outweigh the likeliest text token: bool (batch, 1)."""
    forbidden = _constant(FORBIDDEN, logits.device)
    times = ops.where(is_text, forbidden, logits)
    best_text = ops.max(ops.where(is_text, logits, forbidden), axis=-1)
    best_time = ops.max(times, axis=-1)
    every_time = best_time + ops.log(ops.sum(ops.exp(times - best_time), axis=-1))
    # If no timestamp is allowed, the sum of their forbidden logits means nothing.
    may_come = best_time > FORBIDDEN / 2
    return ops.logical_and(may_come, every_time > best_text)


def _constant(value: float, device: DeviceRef) -> TensorValue:
    return ops.constant(value, DType.float32, device)
