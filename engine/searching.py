"""The search for the tokens of windows, on the host or on the device."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from engine.decoding import DecoderRun, DecodingResult, decode_greedily
from engine.encoded_audio import EncodedAudio
from engine.logit_rules import LogitRule
from engine.tokenizer import Tokenizer


@dataclass(frozen=True, slots=True)
class Found:
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


class Search(Protocol):
    """Finds the text of a batch of windows."""

    def __call__(
        self,
        encoded: EncodedAudio,
        prefix: Sequence[int],
        budget: int | None,
        on_call: Callable[[], None],
    ) -> Found:
        """Decode windows.

        Args:
            encoded: What was heard.
            prefix: The tokens before each transcript: ``initial_tokens``.
            budget: The most tokens to decode; None for what the model allows.
            on_call: Called before each wait for the network. An exception it raises ends the work.
        """
        ...


class HostSearch:
    """A ``Search`` that looks at the logits of each step here."""

    def __init__(
        self,
        start: Callable[[EncodedAudio], DecoderRun],
        tokenizer: Tokenizer,
        rules: Sequence[LogitRule],
        n_text_ctx: int,
    ) -> None:
        """Search with runs that ``start`` begins."""
        self._start = start
        self._tokenizer = tokenizer
        self._rules = rules
        self._n_text_ctx = n_text_ctx

    def __call__(
        self,
        encoded: EncodedAudio,
        prefix: Sequence[int],
        budget: int | None,
        on_call: Callable[[], None],
    ) -> Found:
        """See ``Search``."""
        started = time.perf_counter()
        run = WatchedRun(self._start(encoded), on_call)
        prefixes = np.array([prefix] * encoded.batch)
        results = decode_greedily(
            run, self._tokenizer, prefixes, self._rules, self._n_text_ctx, budget
        )
        spent_ms = (time.perf_counter() - started) * 1000
        return Found(tuple(results), run.prefill_ms, spent_ms - run.prefill_ms)


class WatchedRun:
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
