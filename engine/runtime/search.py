"""The search for the tokens of windows, on the host or on the device."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from engine.decoding.beam_search import decode_with_beams
from engine.decoding.greedy import DecoderRun, DecodingResult, decode_greedily, most_tokens
from engine.decoding.logit_filters import LogitFilter
from engine.runtime.encoder_output import EncodedAudio
from engine.tokenizer.tokenizer import Tokenizer


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, and how long it took, in milliseconds.

    Attributes:
        results: The tokens of each window.
        prefill: Until the prompt was taken.
        decode: After it.
        device: What a GPU itself spent on both; 0 elsewhere.
    """

    results: tuple[DecodingResult, ...]
    prefill: float
    decode: float
    device: float = 0.0


class TokenSearch(Protocol):
    """Finds the text of a batch of windows."""

    def __call__(
        self,
        encoded: EncodedAudio,
        prefix: Sequence[int],
        budget: int | None,
        on_call: Callable[[], None],
    ) -> SearchResult:
        """Decode windows.

        Args:
            encoded: What was heard.
            prefix: The tokens before each transcript: ``initial_tokens``.
            budget: The most tokens to decode; None for what the model allows.
            on_call: Called before each wait for the network. An exception it raises ends the work.
        """
        ...


class StartRun(Protocol):
    """Begins a decode."""

    def __call__(self, encoded: EncodedAudio, beam_size: int, n_tokens: int) -> DecoderRun:
        """Begin with each window ``beam_size`` times, for at most so many tokens."""
        ...


class HostSearch:
    """A ``TokenSearch`` that looks at the logits of each step here."""

    def __init__(
        self,
        start: StartRun,
        tokenizer: Tokenizer,
        filters: Sequence[LogitFilter],
        n_text_ctx: int,
        beam_size: int = 1,
    ) -> None:
        """Search with runs that ``start`` begins; windows go one by one if there are beams."""
        self._start = start
        self._tokenizer = tokenizer
        self._filters = filters
        self._n_text_ctx = n_text_ctx
        self._beam_size = beam_size

    def __call__(
        self,
        encoded: EncodedAudio,
        prefix: Sequence[int],
        budget: int | None,
        on_call: Callable[[], None],
    ) -> SearchResult:
        """See ``TokenSearch``."""
        started = time.perf_counter()
        n_left = most_tokens(self._n_text_ctx, len(prefix), budget)
        n_tokens = len(prefix) + n_left - 1
        run = _WatchedRun(self._start(encoded, self._beam_size, n_tokens), on_call)
        results = self._decoded(run, prefix, encoded.batch_size, n_left)
        spent_ms = (time.perf_counter() - started) * 1000
        return SearchResult(tuple(results), run.prefill_ms, spent_ms - run.prefill_ms)

    def _decoded(
        self, run: DecoderRun, prefix: Sequence[int], batch_size: int, n_left: int
    ) -> list[DecodingResult]:
        tokenizer, filters = self._tokenizer, self._filters
        if self._beam_size > 1:
            return [
                decode_with_beams(
                    run, tokenizer, prefix, filters, beam_size=self._beam_size, n_left=n_left
                )
            ]
        prefixes = np.array([prefix] * batch_size)
        return decode_greedily(run, tokenizer, prefixes, filters, self._n_text_ctx, n_left)


class _WatchedRun:
    """A decoder run that tells of each call, and times the first: it takes the whole prefix."""

    def __init__(self, run: DecoderRun, on_call: Callable[[], None]) -> None:
        self._run = run
        self._on_call = on_call
        self.prefill_ms = 0.0

    def logits(self, tokens: NDArray[np.int64], rows: Sequence[int]) -> NDArray[np.float32]:
        """See ``DecoderRun``."""
        self._on_call()
        start = time.perf_counter()
        logits = self._run.logits(tokens, rows)
        if not self.prefill_ms:
            self.prefill_ms = (time.perf_counter() - start) * 1000
        return logits

    def reorder(self, parents: Sequence[int]) -> None:
        """See ``DecoderRun``."""
        self._run.reorder(parents)
