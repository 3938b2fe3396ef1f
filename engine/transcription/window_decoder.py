"""Brings windows to tokens: encoder, search, and the fallback where a result is not believed."""

import logging
from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np

from engine.alignment.aligner import SpokenWindow, WordAligner
from engine.audio.mel import FRAMES_PER_S
from engine.decoding.greedy import DecodingResult, detect_language, initial_tokens
from engine.options import ContextWish, Task, TranscribeOptions
from engine.padding.cache import PaddingCache
from engine.runtime.encoder_output import EncodedAudio, OverwrittenError
from engine.runtime.network import Network, SearchOptions, SearchResult
from engine.steps import Steps, within
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcript import Segment, Timings
from engine.transcription.fallback import (
    Attempt,
    Decoded,
    attempts_for,
    decode_with_fallback,
    token_budget,
)
from engine.transcription.window_encoder import WindowEncoder
from engine.transcription.windows import FRAMES_PER_TIMESTAMP, Window

_LOG: Final = logging.getLogger(__name__)


class WindowDecoder:
    """The network as one recording's options want it; remembers the recording's language."""

    def __init__(
        self,
        network: Network,
        tokenizer: Tokenizer,
        padding: PaddingCache | None,
        options: TranscribeOptions,
        aligner: WordAligner | None = None,
    ) -> None:
        """See ``Transcriber``."""
        self._aligner = aligner if options.word_timestamps else None
        self._encoded: dict[int, EncodedAudio] = {}
        """Of the windows decoded last, by their first frames; kept where words are to be timed."""
        self._network = network
        self._encoder = WindowEncoder(network, padding, options)
        self._tokenizer = tokenizer
        self._options = options
        self.language = options.language if tokenizer.is_multilingual else "en"
        self.timings_ms = Timings()
        """The decoder's own time alone, without what went first in its pauses."""
        self.n_tokens = 0
        self.n_fallbacks = 0
        """Windows whose text looked wrong at first."""

    def decode(
        self,
        windows: Sequence[Window],
        text_before: Sequence[int],
        temperatures: Sequence[float],
    ) -> Steps[list[Decoded]]:
        """Decode windows at once, and those whose result is rejected again.

        Args:
            windows: Of any length up to the model's.
            text_before: Tokens that the text of each follows on.
            temperatures: Of the attempts; see ``TranscribeOptions``.
        """
        attempts = attempts_for(
            can_be_short=self._encoder.can_be_short(windows),
            gains_by_budget=self._network.gains_by_budget,
            temperatures=temperatures,
        )
        language = self.language

        def decode(attempt: Attempt, some: Sequence[Window]) -> Steps[list[DecodingResult]]:
            if attempt.context is not attempts[0].context:
                # What a short context told of it may be as wrong as its text.
                self.language = language
            return self._attempt(attempt, some, text_before)

        decoded = yield from decode_with_fallback(windows, attempts, self._tokenizer, decode)
        for one in decoded:
            self.n_fallbacks += one.was_suspect
            for rejected in one.rejected:
                reasons = ", ".join(sorted(reason.value for reason in rejected.reasons))
                _LOG.debug("a window was decoded again: %s", reasons)
        return decoded

    def _attempt(
        self, attempt: Attempt, windows: Sequence[Window], text_before: Sequence[int]
    ) -> Steps[list[DecodingResult]]:
        while True:
            encoded = yield from within(
                self._encoder.encode(windows, attempt.context),
                partial(self.timings_ms.timed, "encode"),
            )
            if self._aligner is not None:
                self._encoded |= dict.fromkeys((one.seek for one in windows), encoded)
            self._detect_language(encoded)
            search = self._search(attempt, windows, text_before, encoded)
            try:
                found = yield from within(search, encoded.current)
            except OverwrittenError:
                continue  # What went first in a pause took the same buffers.
            self._note(found, encoded)
            return list(found.results)

    def with_words(
        self, window: Window, segments: Sequence[Segment], last_speech_s: float
    ) -> Steps[list[Segment]]:
        """Return a decoded window's segments with the times of their words.

        Args:
            window: What was decoded last, or with others at once.
            segments: What was said in it.
            last_speech_s: Where the words before it ended, in seconds of the recording.
        """
        encoded = self._encoded.pop(window.seek, None)
        while segments and self._aligner is not None:
            if encoded is None or encoded.batch_size > 1 or not encoded.is_current():
                encoded = yield from self._encoder.encode([window], ContextWish.FULL)
            assert self.language is not None
            spoken = SpokenWindow(
                run=self._network.start(encoded),
                cross=encoded.cross_attention(),
                n_frames=window.size // FRAMES_PER_TIMESTAMP,
                start_s=window.seek / FRAMES_PER_S,
                sot_sequence=self._sot_sequence(),
                language=self.language,
                last_speech_s=last_speech_s,
            )
            try:
                return (
                    yield from within(self._aligner.timed(spoken, segments), encoded.current)
                )
            except OverwrittenError:
                encoded = None  # What went first in a pause took the same buffers.
        return list(segments)

    def _search(
        self,
        attempt: Attempt,
        windows: Sequence[Window],
        text_before: Sequence[int],
        encoded: EncodedAudio,
    ) -> Steps[SearchResult]:
        prefix = initial_tokens(
            self._tokenizer,
            self._prefix(),
            text_before if attempt.has_prompt else (),
            self._network.dims.n_text_ctx,
        )
        budget = token_budget(max(window.size for window in windows))
        options = SearchOptions(
            self._options.with_timestamps, self._options.beam_size, attempt.temperature
        )
        search = self._network.search(self._tokenizer, options)
        return search(encoded, prefix, budget if attempt.has_token_budget else None)

    def _detect_language(self, encoded: EncodedAudio) -> None:
        if self.language is not None:
            return
        with self.timings_ms.timed("prefill"):
            start = np.full((encoded.batch_size, 1), self._tokenizer.sot)
            logits = self._network.start(encoded, n_tokens=1).logits(start, (0,))
        self.language = detect_language(logits[0, 0], self._tokenizer, self._options.candidates)

    def _prefix(self) -> tuple[int, ...]:
        sequence = self._sot_sequence()
        has_times = self._options.with_timestamps
        return sequence if has_times else (*sequence, self._tokenizer.no_timestamps)

    def _sot_sequence(self) -> tuple[int, ...]:
        tokenizer, options = self._tokenizer, self._options
        task = tokenizer.translate if options.task is Task.TRANSLATE else tokenizer.transcribe
        assert self.language is not None
        return tokenizer.sot_sequence(self.language, task)

    def _note(self, found: SearchResult, encoded: EncodedAudio) -> None:
        self.timings_ms.prefill += found.prefill
        self.timings_ms.decode += found.decode
        self.timings_ms.decode_device += found.device
        if encoded.clock is not None:
            self.timings_ms.encode_device += encoded.clock.elapsed_ms()
        self.n_tokens += sum(result.n_steps for result in found.results)
