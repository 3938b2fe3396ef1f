"""Brings windows to text: encoder, search, and a fallback to all the context."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from engine.decoding.greedy import DecodingResult, detect_language, initial_tokens
from engine.decoding.logit_filters import (
    LogitFilter,
    SuppressBlank,
    SuppressTokens,
    TimestampRules,
    never_said,
)
from engine.options import Task, TranscribeOptions
from engine.padding.cache import PaddingMemory
from engine.runtime.device_clock import DeviceClock
from engine.runtime.encoder_output import EncodedAudio, OverwrittenError
from engine.runtime.gpu_search import GpuSearch
from engine.runtime.model import WhisperModel
from engine.runtime.search import HostSearch, TokenSearch
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcript import Timings
from engine.transcription.fallback import is_suspect, token_budget
from engine.transcription.window_encoder import OnCall, WindowEncoder
from engine.transcription.windows import Window

_Encode: TypeAlias = Callable[[Sequence[Window], OnCall], EncodedAudio | None]


class WindowDecoder:
    """The model as one recording's options want it; remembers the recording's language."""

    def __init__(
        self,
        model: WhisperModel,
        tokenizer: Tokenizer,
        padding: PaddingMemory | None,
        options: TranscribeOptions,
    ) -> None:
        """See ``Transcriber``."""
        self._model = model
        self._encoder = WindowEncoder(model, padding, options)
        self._tokenizer = tokenizer
        self._options = options
        self._search = _search(model, tokenizer, options)
        self.language = options.language if tokenizer.is_multilingual else "en"
        self.timings_ms = Timings()
        self.n_tokens = 0
        self.n_fallbacks = 0

    def decode(
        self, windows: Sequence[Window], text_before: Sequence[int], on_call: OnCall
    ) -> list[DecodingResult]:
        """Decode windows at once; one alone that looks wrong again, with all its context.

        Args:
            windows: Of any length up to the model's.
            text_before: Tokens that the text of each follows on.
            on_call: Called before each wait for the network. An exception it raises ends the work.
        """
        if len(windows) == 1:
            language, size = self.language, windows[0].size
            short, budget = self._encoder.short, token_budget(size)
            results = self._attempt(short, windows, text_before, on_call, budget)
            if results and not is_suspect(results[0], self._tokenizer, size):
                return results
            if results:
                self.n_fallbacks += 1
                self.language = language  # What was detected may be as wrong as the text.
        return self._with_all_context(windows, text_before, on_call)

    def _with_all_context(
        self, windows: Sequence[Window], text_before: Sequence[int], on_call: OnCall
    ) -> list[DecodingResult]:
        whole = self._encoder.whole
        if self._model.gpu_decoder is None:
            return self._attempt(whole, windows, text_before, on_call, None)
        # A GPU's step reads all the room it was given: little, where little was said.
        budget = token_budget(max(window.size for window in windows))
        results = self._attempt(whole, windows, text_before, on_call, budget)
        cut_off = [i for i, result in enumerate(results) if not result.has_ended]
        if cut_off:
            failed = [windows[i] for i in cut_off]
            again = self._attempt(whole, failed, text_before, on_call, None)
            for i, result in zip(cut_off, again, strict=True):
                results[i] = result
        return results

    def _attempt(
        self,
        encode: _Encode,
        windows: Sequence[Window],
        text_before: Sequence[int],
        on_call: OnCall,
        budget: int | None,
    ) -> list[DecodingResult]:
        """Encode and decode; returns nothing where ``encode`` has nothing to gain."""
        n_filling = self._model.batch_size_for(len(windows)) - len(windows)
        filled = [*windows, *[windows[0]] * n_filling]
        while True:
            with self.timings_ms.timed("encode"):
                encoded = encode(filled, on_call)
            if encoded is None:
                return []
            try:
                results = self._decoded(encoded, text_before, on_call, budget)[: len(windows)]
            except OverwrittenError:
                continue  # An urgent recording went first, through the same buffers.
            self.n_tokens += sum(result.n_steps for result in results)
            return results

    def _decoded(
        self,
        encoded: EncodedAudio,
        text_before: Sequence[int],
        on_call: OnCall,
        budget: int | None,
    ) -> list[DecodingResult]:
        if self.language is None:
            with self.timings_ms.timed("prefill"):
                start = np.full((encoded.batch_size, 1), self._tokenizer.sot)
                logits = self._model.start(encoded, n_tokens=1).logits(start, (0,))
            self.language = detect_language(
                logits[0, 0], self._tokenizer, self._options.candidates
            )
        prefix = initial_tokens(
            self._tokenizer,
            _sot_sequence(self._tokenizer, self.language, self._options),
            text_before,
            self._model.dims.n_text_ctx,
        )

        def on_each_call() -> None:
            on_call()
            encoded.check()

        found = self._search(encoded, prefix, budget, on_each_call)
        self.timings_ms.prefill += found.prefill
        self.timings_ms.decode += found.decode
        self.timings_ms.decode_device += found.device
        if encoded.clock is not None:
            self.timings_ms.encode_device += encoded.clock.elapsed_ms()
        return list(found.results)


def _search(
    model: WhisperModel, tokenizer: Tokenizer, options: TranscribeOptions
) -> TokenSearch:
    if model.gpu_decoder is not None and options.beam_size == 1:
        clock = DeviceClock(model.chosen.device)
        has_timestamps = options.with_timestamps
        return GpuSearch(model.gpu_decoder, tokenizer, clock, has_timestamps=has_timestamps)
    filters, n_text_ctx = _logit_filters(tokenizer, options), model.dims.n_text_ctx
    return HostSearch(model.start, tokenizer, filters, n_text_ctx, options.beam_size)


def _logit_filters(tokenizer: Tokenizer, options: TranscribeOptions) -> list[LogitFilter]:
    filters: list[LogitFilter] = [
        SuppressBlank(tokenizer),
        SuppressTokens(never_said(tokenizer)),
    ]
    return [*filters, TimestampRules(tokenizer)] if options.with_timestamps else filters


def _sot_sequence(
    tokenizer: Tokenizer, language: str, options: TranscribeOptions
) -> tuple[int, ...]:
    task = tokenizer.translate if options.task is Task.TRANSLATE else tokenizer.transcribe
    sequence = tokenizer.sot_sequence(language, task)
    return sequence if options.with_timestamps else (*sequence, tokenizer.no_timestamps)
