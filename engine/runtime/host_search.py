"""The search for tokens on the host, which reads the logits of each step."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.decoding.beam_search import decode_with_beams
from engine.decoding.drafted_run import DraftedRun
from engine.decoding.greedy import DecoderRun, DecodingResult, decode_greedily, most_tokens
from engine.decoding.hotwords import HotwordSearch, PeekingRun
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

StartDrafted: TypeAlias = Callable[[EncodedAudio, Sequence[int]], DraftedRun]
"""Begins a decode of one window whose first call checks a draft."""


class HostSearch:
    """A ``TokenSearch`` with all of the reference's ways to choose."""

    def __init__(
        self,
        start: StartRun,
        tokenizer: Tokenizer,
        options: SearchOptions,
        n_text_ctx: int,
        start_drafted: StartDrafted | None = None,
    ) -> None:
        """Search with runs that ``start`` begins: ``Network.start``.

        Args:
            start: Begins a decode.
            tokenizer: Of the model.
            options: How tokens are chosen.
            n_text_ctx: Positions of the decoder.
            start_drafted: Begins one that checks a draft; None if drafts are of no use.
        """
        self._start = start
        self._start_drafted = start_drafted
        self._tokenizer = tokenizer
        self._options = options
        self._filters = logit_filters(tokenizer, options)
        self._n_text_ctx = n_text_ctx

    def __call__(
        self, encoded: EncodedAudio, prefix: Sequence[int], budget: int | None
    ) -> Steps[SearchResult]:
        """See ``TokenSearch``."""
        timings = Timings()
        n_left = most_tokens(self._n_text_ctx, len(prefix), budget)
        draft = self._options.draft[: n_left - 1]
        drafted: DraftedRun | None = None
        if draft and self._start_drafted and self._chooses_one_text(encoded):
            drafted = self._start_drafted(encoded, draft)
        n_tokens = len(prefix) + n_left - 1
        run = drafted or self._start(encoded, self._options.n_rows, n_tokens)
        results = yield from within(
            self._decoded(
                _TimedRun(run, timings), self._hotwords(run), encoded, prefix, n_left
            ),
            partial(timings.timed, "total"),
        )
        return SearchResult(
            tuple(results),
            timings.prefill,
            timings.total - timings.prefill,
            n_drafted=len(draft) if drafted else 0,
            n_accepted=drafted.n_accepted if drafted else 0,
        )

    def _chooses_one_text(self, encoded: EncodedAudio) -> bool:
        options = self._options
        return encoded.batch_size == 1 and options.n_rows == 1 and options.temperature == 0.0

    def _hotwords(self, run: DecoderRun) -> HotwordSearch | None:
        hotwords = self._options.hotwords
        if hotwords is None or not isinstance(run, PeekingRun):
            return None
        return HotwordSearch(hotwords, run, self._filters)

    def _decoded(
        self,
        run: DecoderRun,
        hotwords: HotwordSearch | None,
        encoded: EncodedAudio,
        prefix: Sequence[int],
        n_left: int,
    ) -> Steps[list[DecodingResult]]:
        tokenizer, options = self._tokenizer, self._options
        decoding, temperature = options.decoding, options.temperature
        if temperature == 0.0 and options.n_rows > 1:
            result = yield from decode_with_beams(
                run, tokenizer, prefix, self._filters, n_left, decoding, hotwords=hotwords
            )
            return [result]
        prefixes = np.array([prefix] * encoded.batch_size * options.n_rows)
        results = yield from decode_greedily(
            run,
            tokenizer,
            prefixes,
            self._filters,
            n_left,
            temperature,
            seed=decoding.seed,
            hotwords=hotwords,
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
