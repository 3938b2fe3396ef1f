"""The greedy search with the decode loop on the device: the host looks every few tokens."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

import numpy as np

from engine.decoding.greedy import decoding_result, most_tokens
from engine.decoding.logit_filters import blank_tokens, last_initial_timestamp, never_said
from engine.graphs.gpu_token_rules import Mark
from engine.runtime.device_clock import DeviceClock
from engine.runtime.encoder_output import EncodedAudio
from engine.runtime.gpu_decoder_state import GpuTokenRules, forbidding
from engine.runtime.gpu_decoding import GpuDecoder, GpuDecoderRun
from engine.runtime.search import SearchResult
from engine.tokenizer.tokenizer import Tokenizer

STEPS_PER_LOOK: Final = 8
"""Tokens that are chosen before the host looks for the end: those after it are lost."""


class GpuSearch:
    """A ``TokenSearch`` of which only the tokens leave the device."""

    def __init__(
        self,
        gpu_decoder: GpuDecoder,
        tokenizer: Tokenizer,
        clock: DeviceClock,
        *,
        has_timestamps: bool,
    ) -> None:
        """Search with ``gpu_decoder``."""
        self._decoder = gpu_decoder
        self._tokenizer = tokenizer
        self._clock = clock
        self._rules = gpu_token_rules(
            tokenizer, gpu_decoder.n_vocab, has_timestamps=has_timestamps
        )

    def __call__(
        self,
        encoded: EncodedAudio,
        prefix: Sequence[int],
        budget: int | None,
        on_call: Callable[[], None],
    ) -> SearchResult:
        """See ``TokenSearch``."""
        n_left = most_tokens(self._decoder.n_text_ctx, len(prefix), budget)
        started = time.perf_counter()
        self._clock.start()
        n_start = prefix.index(self._tokenizer.sot) + 1
        run = self._decoder.start(encoded, self._after(n_start), len(prefix) + n_left - 1)
        for part in (prefix[:n_start], prefix[n_start:]):
            if part:
                run.take(np.array([part] * encoded.batch_size))
        taken = time.perf_counter()
        rows = self._decoded(run, n_left, on_call)
        self._clock.stop()
        likelihoods = zip(
            rows, run.sums().tolist(), run.no_speech_probs().tolist(), strict=True
        )
        results = tuple(
            decoding_result(row, total, no_speech_prob, self._tokenizer.eot)
            for row, total, no_speech_prob in likelihoods
        )
        ended = time.perf_counter()
        return SearchResult(
            results,
            prefill=(taken - started) * 1000,
            decode=(ended - taken) * 1000,
            device=self._clock.elapsed_ms(),
        )

    def _decoded(
        self, run: GpuDecoderRun, n_left: int, on_call: Callable[[], None]
    ) -> list[list[int]]:
        """Return the tokens chosen for each window until all have ended, or ``n_left``."""
        n_done, rows = 0, []
        while n_done < n_left:
            on_call()
            n_steps = min(STEPS_PER_LOOK, n_left - n_done)
            run.step(n_steps)
            n_done += n_steps
            rows = run.sampled()[:, :n_done].tolist()
            if all(self._tokenizer.eot in row for row in rows):
                break
        return rows

    def _after(self, n_start: int) -> GpuTokenRules:
        """Return the rules for a prompt whose start token is the last of so many."""
        if self._rules.marks[Mark.SOT_END] != n_start:
            marks = self._rules.marks.copy()
            marks[Mark.SOT_END] = n_start
            self._rules = replace(self._rules, marks=marks)
        return self._rules


@lru_cache(maxsize=2)
def gpu_token_rules(
    tokenizer: Tokenizer, n_vocab: int, *, has_timestamps: bool
) -> GpuTokenRules:
    """Return the rules of ``logit_filters`` in the form that ``loop_graph`` reads.

    The same arrays each time, so that a device is sent them once and not with each recording.
    """
    marks = np.zeros(len(Mark), np.int64)
    marks[Mark.TIMESTAMP_BEGIN] = tokenizer.timestamp_begin
    marks[Mark.EOT] = tokenizer.eot
    marks[Mark.NO_TIMESTAMPS] = tokenizer.no_timestamps
    marks[Mark.LAST_INITIAL] = last_initial_timestamp(tokenizer)
    marks[Mark.NO_SPEECH] = tokenizer.no_speech
    marks[Mark.SOT_END] = 1
    marks[Mark.HAS_TIMESTAMPS] = has_timestamps
    return GpuTokenRules(
        forbidding(never_said(tokenizer), n_vocab),
        forbidding(blank_tokens(tokenizer), n_vocab),
        marks,
    )
