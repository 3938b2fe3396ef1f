"""The search for tokens on the host, which reads the logits of each step."""

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from engine.decoding.beam_search import decode_with_beams
from engine.decoding.greedy import DecoderRun, DecodingResult, decode_greedily, most_tokens
from engine.decoding.logit_filters import (
    LogitFilter,
    SuppressBlank,
    SuppressTokens,
    TimestampRules,
    never_said,
)
from engine.decoding.ranking import likeliest
from engine.decoding.repetition import NoRepeatNgram, RepetitionPenalty
from engine.runtime.encoder_output import EncodedAudio
from engine.runtime.network import SearchOptions, SearchResult, StartRun
from engine.steps import Steps, within
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcript import Timings


class HostSearch:
    """A ``TokenSearch`` with all of the reference's ways to choose."""

    def __init__(
        self, start: StartRun, tokenizer: Tokenizer, options: SearchOptions, n_text_ctx: int
    ) -> None:
        """Search with runs that ``start`` begins: ``Network.start``."""
        self._start = start
        self._tokenizer = tokenizer
        self._options = options
        self._filters = logit_filters(tokenizer, options)
        self._n_text_ctx = n_text_ctx

    def __call__(
        self, encoded: EncodedAudio, prefix: Sequence[int], budget: int | None
    ) -> Steps[SearchResult]:
        """See ``TokenSearch``."""
        timings = Timings()
        results = yield from within(
            self._decoded(encoded, prefix, budget, timings), partial(timings.timed, "total")
        )
        decode = timings.total - timings.prefill
        return SearchResult(tuple(results), timings.prefill, decode)

    def _decoded(
        self,
        encoded: EncodedAudio,
        prefix: Sequence[int],
        budget: int | None,
        timings: Timings,
    ) -> Steps[list[DecodingResult]]:
        tokenizer, options = self._tokenizer, self._options
        n_left = most_tokens(self._n_text_ctx, len(prefix), budget)
        n_tokens = len(prefix) + n_left - 1
        run = _TimedRun(self._start(encoded, options.n_rows, n_tokens), timings)
        decoding, temperature = options.decoding, options.temperature
        if temperature == 0.0 and options.n_rows > 1:
            result = yield from decode_with_beams(
                run, tokenizer, prefix, self._filters, n_left, decoding
            )
            return [result]
        prefixes = np.array([prefix] * encoded.batch_size * options.n_rows)
        results = yield from decode_greedily(
            run, tokenizer, prefixes, self._filters, n_left, temperature, seed=decoding.seed
        )
        if options.n_rows > 1:
            return [likeliest(results, decoding.length_penalty)]
        return results[: encoded.n_windows]


def logit_filters(tokenizer: Tokenizer, options: SearchOptions) -> list[LogitFilter]:
    """Return the filters: faster-whisper's, then the reference's, in its order."""
    decoding = options.decoding
    filters: list[LogitFilter] = []
    if decoding.repetition_penalty != 1.0:
        filters.append(RepetitionPenalty(decoding.repetition_penalty))
    if decoding.no_repeat_ngram_size:
        filters.append(NoRepeatNgram(decoding.no_repeat_ngram_size))
    if decoding.suppress_blank:
        filters.append(SuppressBlank(tokenizer))
    filters.append(SuppressTokens(never_said(tokenizer, decoding.suppress_tokens)))
    if options.has_timestamps:
        filters.append(TimestampRules(tokenizer, decoding.max_initial_timestamp))
    return [_Continuing(one, options.begun) for one in filters] if options.begun else filters


class _Continuing:
    """A filter for texts that have begun before what is chosen."""

    def __init__(self, logit_filter: LogitFilter, begun: Sequence[int]) -> None:
        self._filter = logit_filter
        self._begun = np.array([begun], np.int64)

    def __call__(self, logits: NDArray[np.float32], sampled: NDArray[np.int64]) -> None:
        """See ``LogitFilter``."""
        begun = np.repeat(self._begun, len(sampled), axis=0)
        self._filter(logits, np.concatenate((begun, sampled), axis=1))


class _TimedRun:
    """A decoder run whose first call, which takes the whole prefix, is timed as the prefill."""

    def __init__(self, run: DecoderRun, timings: Timings) -> None:
        self._run = run
        self._timings = timings

    def logits(self, tokens: NDArray[np.int64], rows: Sequence[int]) -> NDArray[np.float32]:
        """See ``DecoderRun``."""
        if self._timings.prefill:
            return self._run.logits(tokens, rows)
        with self._timings.timed("prefill"):
            return self._run.logits(tokens, rows)

    def reorder(self, parents: Sequence[int]) -> None:
        """See ``DecoderRun``."""
        self._run.reorder(parents)
