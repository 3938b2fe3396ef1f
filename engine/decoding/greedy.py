"""From logits to tokens by the reference's rules; the network is anything that gives logits."""

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.decoding.hotwords import HotwordSearch
from engine.decoding.logit_filters import LogitFilter, log_probs_of, log_softmax
from engine.errors import DamagedModelError
from engine.sentence import Sentence
from engine.steps import Steps
from engine.tokenizer.tokenizer import Tokenizer

LOOP_TOKENS: Final = 32
N_LOOPS: Final = 4
"""A decode whose last ``LOOP_TOKENS`` tokens repeat a phrase ``N_LOOPS`` times or more is in a loop."""


class DecoderRun(Protocol):
    """One decode of some encoded windows: remembers the tokens it was given."""

    def logits(self, tokens: NDArray[np.int64], rows: Sequence[int]) -> NDArray[np.float32]:
        """Take more tokens and return what may follow some of them.

        Args:
            tokens: Shape (batch, n_tokens).
            rows: Which of ``tokens`` to answer for, as indices along its second axis.

        Returns:
            Shape (batch, len(rows), n_vocab).
        """
        ...

    def reorder(self, parents: Sequence[int]) -> None:
        """Let row ``i`` of the batch continue the tokens of row ``parents[i]``."""
        ...


@dataclass(frozen=True, slots=True)
class DecodingResult:
    """What was decoded from one window.

    Attributes:
        tokens: Text and timestamps, up to the end token.
        avg_logprob: Mean log-probability of the tokens, the end token counted.
        no_speech_prob: Probability of the no-speech token where the transcript would start.
        n_steps: Tokens chosen, the end token counted.
        has_ended: Whether the end token came, not just the last step.
        language: In which it was decoded, where that is known.
    """

    tokens: tuple[int, ...]
    avg_logprob: float
    no_speech_prob: float
    n_steps: int
    has_ended: bool
    language: str | None = None


def initial_tokens(
    tokenizer: Tokenizer, sot_sequence: Sequence[int], prompt: Sequence[int], n_text_ctx: int
) -> list[int]:
    """Return the decoder's prompt: earlier text, then the start sequence.

    Half of the decoder's positions are left for the transcript, so that only the end of a long
    ``prompt`` is used.
    """
    kept = list(prompt)[-(n_text_ctx // 2 - 1) :]
    return [tokenizer.sot_prev, *kept, *sot_sequence] if kept else list(sot_sequence)


def most_tokens(n_text_ctx: int, n_prefix: int, budget: int | None) -> int:
    """Return how many tokens may be decoded: half the positions, those left, and the budget at most."""
    return min(n_text_ctx // 2, n_text_ctx - n_prefix + 1, budget or n_text_ctx)


def decode_greedily(
    run: DecoderRun,
    tokenizer: Tokenizer,
    prefix: NDArray[np.int64],
    filters: Sequence[LogitFilter],
    n_left: int,
    temperature: float = 0.0,
    *,
    seed: int = 0,
    hotwords: HotwordSearch | None = None,
) -> Steps[list[DecodingResult]]:
    """Choose one token after the other until all windows of a batch have ended.

    Pauses before each call of the network.

    Args:
        run: The network, fresh.
        tokenizer: For the special tokens.
        prefix: Shape (batch, n_prefix): ``initial_tokens`` of each window.
        filters: Applied in order to the logits of each step.
        n_left: Most tokens to decode: ``most_tokens``.
        temperature: 0 takes the likeliest token. Above, tokens are drawn by chance, from
            probabilities that are the flatter the higher it is.
        seed: Of that chance: the same one, the same tokens.
        hotwords: Names to listen for.
    """
    rng = np.random.default_rng(seed)
    sot_row = int(np.flatnonzero(prefix[0] == tokenizer.sot)[0])
    yield
    # (batch, 2, n_vocab): after the start token, for the no-speech probability, and after the last.
    both = run.logits(prefix, (sot_row, prefix.shape[1] - 1))
    no_speech_probs = np.exp(log_softmax(both[:, 0])[:, tokenizer.no_speech])
    logits = both[:, 1]
    batch_size = prefix.shape[0]
    sampled = np.empty((batch_size, 0), np.int64)
    sums = np.zeros(batch_size, np.float64)
    is_over = np.zeros(batch_size, bool)
    n_looped = np.full(batch_size, n_left)
    for step in range(n_left):
        for logit_filter in filters:
            logit_filter(logits, sampled)
        chosen = _chosen(logits, temperature, rng)
        if hotwords is not None:
            for lift in hotwords.lifts(logits, sampled):
                chosen[lift.row] = lift.token
        chosen = np.where(is_over, tokenizer.eot, chosen)
        sums += np.where(is_over, 0.0, log_probs_of(chosen, logits))
        sampled = np.concatenate((sampled, chosen[:, None]), axis=1)
        is_over |= chosen == tokenizer.eot
        for row in np.flatnonzero(~is_over):
            if loop_period(sampled[row, -LOOP_TOKENS:].tolist()) is not None:
                is_over[row], n_looped[row] = True, step + 1
        if is_over.all() or step == n_left - 1:
            break
        yield
        logits = run.logits(chosen[:, None], (0,))[:, 0]
    return [
        decoding_result(row[:n], total, float(prob), tokenizer.eot)
        for row, n, total, prob in zip(
            sampled.tolist(), n_looped, sums.tolist(), no_speech_probs, strict=True
        )
    ]


def _chosen(
    logits: NDArray[np.float32], temperature: float, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Choose a token for each row of logits (batch, n_vocab)."""
    if temperature == 0.0:
        return logits.argmax(axis=-1)
    # The Gumbel-max trick: the largest of these is distributed as softmax(logits / temperature).
    return (logits / temperature + rng.gumbel(size=logits.shape)).argmax(axis=-1)


def loop_period(tokens: Sequence[int]) -> int | None:
    """Return after how many tokens the last ones repeat themselves; None if they do not."""
    last = tokens[-LOOP_TOKENS:]
    if len(last) < LOOP_TOKENS:
        return None
    periods = range(1, LOOP_TOKENS // N_LOOPS + 1)
    return next((period for period in periods if last[period:] == last[:-period]), None)


def decoding_result(
    row: list[int], total: float, no_speech_prob: float, eot: int
) -> DecodingResult:
    """Return what a search found.

    Args:
        row: The tokens chosen, the end token and any after it included.
        total: Sum of their log-probabilities, up to the end token.
        no_speech_prob: See ``DecodingResult``.
        eot: The end token.

    Raises:
        DamagedModelError: The network's results are not numbers.
    """
    if not math.isfinite(total):
        raise DamagedModelError(
            Sentence(
                "The model computes nonsense, so its files or the memory may be damaged; "
                "check them with: maxwhisper models verify"
            )
        )
    has_ended = eot in row
    tokens = row[: row.index(eot)] if has_ended else row
    avg_logprob = total / (len(tokens) + 1)
    n_steps = len(tokens) + has_ended
    return DecodingResult(tuple(tokens), avg_logprob, no_speech_prob, n_steps, has_ended)


def language_probabilities(
    logits: NDArray[np.float32], tokenizer: Tokenizer, candidates: Sequence[str] = ()
) -> dict[str, float]:
    """Return how likely each language is, from the logits ``(n_vocab,)`` after the start token.

    Args:
        logits: Of the start token.
        tokenizer: Knows the languages' tokens.
        candidates: The only ones to choose from; empty for all.
    """
    codes = list(candidates or tokenizer.languages)
    logprobs = log_softmax(logits[[tokenizer.languages[code] for code in codes]])
    return dict(zip(codes, np.exp(logprobs).tolist(), strict=True))


def compression_ratio(text: str) -> float:
    """Return the bytes of ``text`` over its compressed bytes: over 2.4 it is likely a loop."""
    data = text.encode()
    return len(data) / len(zlib.compress(data))
