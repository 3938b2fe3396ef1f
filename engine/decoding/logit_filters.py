"""Which tokens may come next: the reference's rules, which change logits in place."""

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.options import NON_SPEECH
from engine.tokenizer.tokenizer import TIMESTAMP_STEP_S, Tokenizer

FORBIDDEN: Final = -np.inf


def blank_tokens(tokenizer: Tokenizer) -> list[int]:
    """Return what a transcript may not begin with: a lone space, or its end token."""
    return [*tokenizer.encode(" "), tokenizer.eot]


def never_said(tokenizer: Tokenizer, suppress: Sequence[int] = (NON_SPEECH,)) -> list[int]:
    """Return what is never part of a transcript: ``suppress_tokens``, and what controls the model."""
    listed = [token for token in suppress if token != NON_SPEECH]
    unspoken = tokenizer.non_speech_tokens if NON_SPEECH in suppress else ()
    return [*listed, *unspoken, *tokenizer.control_tokens]


def last_initial_timestamp(tokenizer: Tokenizer, max_initial_s: float | None) -> int:
    """Return the latest timestamp that a window may begin with; None is any."""
    if max_initial_s is None:
        return tokenizer.n_vocab - 1
    return tokenizer.timestamp_begin + round(max_initial_s / TIMESTAMP_STEP_S)


class LogitFilter(Protocol):
    """Forbids tokens."""

    def __call__(self, logits: NDArray[np.float32], sampled: NDArray[np.int64]) -> None:
        """Set forbidden entries of ``logits`` (batch, n_vocab) to -inf.

        Args:
            logits: Changed in place.
            sampled: Shape (batch, n_sampled): the tokens chosen so far, without the prefix.
        """
        ...


class SuppressBlank:
    """A transcript may begin neither with a lone space nor with its end."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokens = blank_tokens(tokenizer)

    def __call__(self, logits: NDArray[np.float32], sampled: NDArray[np.int64]) -> None:
        """Forbid them at the first step only."""
        if sampled.shape[1] == 0:
            logits[:, self._tokens] = FORBIDDEN


class SuppressTokens:
    """Some tokens are never part of a transcript."""

    def __init__(self, tokens: Sequence[int]) -> None:
        self._tokens = np.array(tokens, np.int64)

    def __call__(self, logits: NDArray[np.float32], sampled: NDArray[np.int64]) -> None:
        """Forbid them at every step."""
        logits[:, self._tokens] = FORBIDDEN


class TimestampRules:
    """Timestamps open and close each segment, in order, beginning near the window's start."""

    def __init__(self, tokenizer: Tokenizer, max_initial_s: float | None = 1.0) -> None:
        """Let windows begin at ``max_initial_s`` at the latest."""
        self._begin = tokenizer.timestamp_begin
        self._eot = tokenizer.eot
        self._no_timestamps = tokenizer.no_timestamps
        self._last_initial = last_initial_timestamp(tokenizer, max_initial_s)

    def __call__(self, logits: NDArray[np.float32], sampled: NDArray[np.int64]) -> None:
        """Forbid what would break the order, and text where a timestamp is likelier."""
        logits[:, self._no_timestamps] = FORBIDDEN
        for row, tokens in zip(logits, sampled.tolist(), strict=True):
            if tokens:
                self._keep_order(row, tokens)
            else:
                row[: self._begin] = FORBIDDEN
                row[self._last_initial + 1 :] = FORBIDDEN
            self._prefer_timestamp(row)

    def _keep_order(self, row: NDArray[np.float32], tokens: list[int]) -> None:
        is_time = tokens[-1] >= self._begin
        # The very first token is a timestamp and opens a segment, as if another stood before it.
        is_opening = is_time and (len(tokens) < 2 or tokens[-2] >= self._begin)
        if is_opening:
            row[self._begin :] = FORBIDDEN
        elif is_time:
            row[: self._eot] = FORBIDDEN
        times = [token for token in tokens if token >= self._begin]
        if times:
            # A segment may start where the last one ended, but none is without length.
            is_closing = is_time and not is_opening
            row[self._begin : times[-1] + (0 if is_closing else 1)] = FORBIDDEN

    def _prefer_timestamp(self, row: NDArray[np.float32]) -> None:
        """Let all timestamps together outweigh the likeliest single text token."""
        best_text = row[: self._begin].max()
        with np.errstate(invalid="ignore"):  # all timestamps forbidden: -inf - -inf
            best_time = row[self._begin :].max()
            any_time = best_time + np.log(np.exp(row[self._begin :] - best_time).sum())
        if any_time > best_text:
            row[: self._begin] = FORBIDDEN


def log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return log-probabilities along the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def log_probs_of(tokens: NDArray[np.int64], logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the log-probability of one token (batch,) in each row of logits (batch, n_vocab).

    It is ``log_softmax``'s, to the bit, in half the time: somebody waits for each step.
    """
    shifted = logits - logits.max(axis=-1, keepdims=True)
    found = np.take_along_axis(shifted, tokens[:, None], axis=-1)[:, 0]
    return found - np.log(np.exp(shifted, out=shifted).sum(axis=-1))
