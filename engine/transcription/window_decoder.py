"""Brings windows to tokens: encoder, search, and the fallback where a result is not believed."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np

from engine.alignment.aligner import SpokenWindow, WordAligner
from engine.audio.mel import FRAMES_PER_S
from engine.decoding.greedy import DecodingResult, initial_tokens, language_probabilities
from engine.decoding.hotwords import Hotwords
from engine.options import ContextWish, Task, TranscribeOptions
from engine.padding.cache import PaddingCache
from engine.runtime.encoder_output import EncodedAudio, OverwrittenError
from engine.runtime.network import Network, SearchOptions, SearchResult
from engine.steps import Steps, within
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcript import Segment, Timings
from engine.transcription.earlier_passes import WindowAnswer, WindowMemory, WindowQuestion
from engine.transcription.echo import is_echo, is_heard
from engine.transcription.fallback import (
    Attempt,
    Decoded,
    attempts_for,
    decode_with_fallback,
    token_budget,
)
from engine.transcription.prompt import WindowPrompt
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
        memory: WindowMemory | None = None,
    ) -> None:
        """See ``Transcriber``; ``memory`` has the windows of earlier passes over the recording."""
        # The times of words need what the encoder gave, which is not remembered.
        self._memory = None if options.word_timestamps else memory
        self._aligner = aligner if options.word_timestamps else None
        self._encoded: dict[int, EncodedAudio] = {}
        """Of the windows decoded last, by their first frames; kept where words are to be timed."""
        self._network = network
        self._encoder = WindowEncoder(network, padding, options)
        self._tokenizer = tokenizer
        self._options = options
        self._hotwords = Hotwords(tokenizer, options.hotwords) if options.hotwords else None
        known = options.language or (options.before.language if options.before else None)
        self.language = known if tokenizer.is_multilingual else "en"
        """The recording's: of the first window that was asked for it."""
        self.language_probabilities: Mapping[str, float] = {}
        self.more_windows: Sequence[Window] = ()
        """What else may be asked for the language if the first window is in doubt."""
        self.timings_ms = Timings()
        """The decoder's own time alone, without what went first in its pauses."""
        self._timed: EncodedAudio | None = None
        """The last windows whose encoding is in the device's times."""
        self.n_tokens = 0
        self.n_fallbacks = 0
        """Windows whose text looked wrong at first."""
        self.n_decoded = 0
        """Windows that were decoded, not recalled."""
        self.n_recalled = 0
        """Windows whose results were those of an earlier pass."""
        self.n_drafted = 0
        """Tokens of an earlier pass that were checked."""
        self.n_accepted = 0
        """Those of them that were right."""

    def decode(
        self,
        windows: Sequence[Window],
        prompt: WindowPrompt,
        *,
        own_language_from: float | None = None,
        is_doubtful: bool = False,
    ) -> Steps[list[Decoded]]:
        """Decode windows at once, and those whose result is rejected or echoes the prompt again.

        Args:
            windows: Of any length up to the model's.
            prompt: Of each of them.
            own_language_from: How likely the windows' own language must be to be used instead of the
                recording's; None never asks.
            is_doubtful: Whether nobody may be speaking in them: what is rejected there is no speech, so
                that one search is enough.
        """
        question = self._question(windows, prompt, own_language_from, is_doubtful)
        if question is not None and (answer := self._recalled(question)) is not None:
            return [answer.decoded]
        before = self.n_tokens, self.n_fallbacks
        decoded = yield from self._decode_heeding_echo(
            windows, prompt, own_language_from, is_doubtful
        )
        self.n_decoded += len(windows)
        if question is not None and self._memory is not None:
            answer = WindowAnswer(
                decoded[0],
                self.language,
                self.language_probabilities,
                self.n_tokens - before[0],
                self.n_fallbacks - before[1],
            )
            self._memory.note(question, answer)
        return decoded

    def _question(
        self,
        windows: Sequence[Window],
        prompt: WindowPrompt,
        own_language_from: float | None,
        is_doubtful: bool,  # noqa: FBT001
    ) -> WindowQuestion | None:
        """Return what the result depends on; None if that is more than can be remembered."""
        asks_others = self.language is None and bool(self.more_windows)
        if self._memory is None or len(windows) > 1 or asks_others:
            return None
        return WindowQuestion(windows[0], prompt, is_doubtful, own_language_from, self.language)

    def _recalled(self, question: WindowQuestion) -> WindowAnswer | None:
        """Return an earlier pass's answer, as if it had just been found."""
        answer = self._memory.recall(question) if self._memory is not None else None
        if answer is not None:
            self.language = answer.language
            self.language_probabilities = answer.language_probabilities
            self.n_tokens += answer.n_tokens
            self.n_fallbacks += answer.n_fallbacks
            self.n_recalled += 1
        return answer

    def _decode_heeding_echo(
        self,
        windows: Sequence[Window],
        prompt: WindowPrompt,
        own_language_from: float | None,
        is_doubtful: bool,  # noqa: FBT001
    ) -> Steps[list[Decoded]]:
        decoded = yield from self._decode(windows, prompt, own_language_from, is_doubtful)
        told = self._tokenizer.decode(prompt.before)
        texts = [self._tokenizer.decode(one.result.tokens) for one in decoded]
        echoing = [i for i, text in enumerate(texts) if is_echo(text, told)]
        if echoing:
            some = [windows[i] for i in echoing]
            unprompted = replace(prompt, before=())
            again = yield from self._decode(some, unprompted, own_language_from, is_doubtful)
            for i, second in zip(echoing, again, strict=True):
                if not is_heard(texts[i], self._tokenizer.decode(second.result.tokens)):
                    decoded[i] = replace(second, is_unprompted=True)
        return decoded

    def _decode(
        self,
        windows: Sequence[Window],
        prompt: WindowPrompt,
        own_language_from: float | None,
        is_doubtful: bool,  # noqa: FBT001
    ) -> Steps[list[Decoded]]:
        temperatures = self._options.temperatures
        attempts = attempts_for(
            can_be_short=self._encoder.can_be_short(windows),
            gains_by_budget=self._network.gains_by_budget,
            searches_unsure=self._searches_unsure and len(windows) == 1 and not is_doubtful,
            temperatures=temperatures[:1] if is_doubtful else temperatures,
        )
        language = self.language

        def decode(attempt: Attempt, some: Sequence[Window]) -> Steps[list[DecodingResult]]:
            if attempt.context is not attempts[0].context:
                # What a short context told of it may be as wrong as its text.
                self.language = language
            return self._attempt(attempt, some, prompt, own_language_from)

        decoded = yield from decode_with_fallback(
            windows, attempts, self._tokenizer, decode, self._options
        )
        for one in decoded:
            self.n_fallbacks += one.was_suspect
            for rejected in one.rejected:
                reasons = ", ".join(sorted(reason.value for reason in rejected.reasons))
                _LOG.debug("a window was decoded again: %s", reasons)
        return decoded

    def _attempt(
        self,
        attempt: Attempt,
        windows: Sequence[Window],
        prompt: WindowPrompt,
        own_language_from: float | None,
    ) -> Steps[list[DecodingResult]]:
        while True:
            encoded = yield from within(
                self._encoder.encode(windows, attempt.context),
                partial(self.timings_ms.timed, "encode"),
            )
            if self._aligner is not None:
                self._encoded |= dict.fromkeys((one.seek for one in windows), encoded)
            try:
                language = yield from self._language_of(encoded, own_language_from)
                search = self._search(attempt, windows, prompt, encoded, language)
                found = yield from within(search, encoded.current)
            except OverwrittenError:
                continue  # What went first in a pause took the same buffers.
            self._note(found, encoded)
            return [
                replace(one, tokens=(*prompt.prefix, *one.tokens), language=language)
                for one in found.results
            ]

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
            language = segments[0].language or self.language
            assert language is not None
            spoken = SpokenWindow(
                run=self._network.start(encoded),
                cross=encoded.cross_attention(),
                n_frames=window.size // FRAMES_PER_TIMESTAMP,
                start_s=window.seek / FRAMES_PER_S,
                sot_sequence=self._sot_sequence(language),
                language=language,
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
        prompt: WindowPrompt,
        encoded: EncodedAudio,
        language: str,
    ) -> Steps[SearchResult]:
        prefix = initial_tokens(
            self._tokenizer,
            (*self._sot_sequence(language), *self._timeless, *prompt.prefix),
            prompt.before,
            self._network.dims.n_text_ctx,
        )
        decoding = self._options.decoding
        if attempt.is_unsure:
            decoding = replace(decoding, beam_size=decoding.unsure_beam_size)
        budget = token_budget(max(window.size for window in windows))
        options = SearchOptions(
            self._options.with_timestamps,
            attempt.temperature,
            decoding,
            prompt.prefix,
            self._draft(windows, prompt),
            self._hotwords,
        )
        search = self._network.search(self._tokenizer, options)
        return search(encoded, prefix, budget if attempt.has_token_budget else None)

    def _draft(self, windows: Sequence[Window], prompt: WindowPrompt) -> tuple[int, ...]:
        if self._memory is None or len(windows) > 1:
            return ()
        return self._memory.draft(windows[0])[len(prompt.prefix) :]

    def _language_of(
        self, encoded: EncodedAudio, own_language_from: float | None
    ) -> Steps[str]:
        """Return the language in which to decode some windows."""
        if self.language is None:
            self.language_probabilities = yield from self._detected(encoded)
            self.language, _ = _likeliest(self.language_probabilities)
        elif own_language_from is not None and self._tokenizer.is_multilingual:
            language, probability = _likeliest(self._asked(encoded))
            if probability >= own_language_from:
                return language
        return self.language

    def _detected(self, encoded: EncodedAudio) -> Steps[Mapping[str, float]]:
        """Return the probabilities of the first window that is sure, or of all together."""
        asked = [self._asked(encoded)]
        threshold = self._options.language_detection_threshold
        waiting = list(self.more_windows)
        while _likeliest(asked[-1])[1] < threshold and waiting:
            more = yield from within(
                self._encoder.encode([waiting.pop(0)], ContextWish.FULL),
                partial(self.timings_ms.timed, "encode"),
            )
            asked.append(self._asked(more))
        if _likeliest(asked[-1])[1] >= threshold:
            return asked[-1]
        return {code: sum(one[code] for one in asked) / len(asked) for code in asked[0]}

    def _asked(self, encoded: EncodedAudio) -> Mapping[str, float]:
        """Return how likely each language is in the first of some windows."""
        with self.timings_ms.timed("prefill"), encoded.current():
            start = np.full((encoded.batch_size, 1), self._tokenizer.sot)
            logits = self._network.start(encoded, n_tokens=1).logits(start, (0,))
        return language_probabilities(logits[0, 0], self._tokenizer, self._options.candidates)

    def _sot_sequence(self, language: str) -> tuple[int, ...]:
        tokenizer, options = self._tokenizer, self._options
        task = tokenizer.translate if options.task is Task.TRANSLATE else tokenizer.transcribe
        return tokenizer.sot_sequence(language, task)

    @property
    def _searches_unsure(self) -> bool:
        """Whether a text of which greedy decoding is unsure is searched for with beams."""
        decoding = self._options.decoding
        is_greedy = decoding.beam_size == 1 and self._options.temperatures[0] == 0.0
        return is_greedy and decoding.unsure_beam_size > 1

    @property
    def _timeless(self) -> tuple[int, ...]:
        """What follows on the start sequence where no times are wanted."""
        return () if self._options.with_timestamps else (self._tokenizer.no_timestamps,)

    def _note(self, found: SearchResult, encoded: EncodedAudio) -> None:
        self.timings_ms.prefill += found.prefill
        self.timings_ms.decode += found.decode
        self.timings_ms.decode_device += found.device
        self.n_drafted += found.n_drafted
        self.n_accepted += found.n_accepted
        if encoded.clock is not None and encoded is not self._timed:
            self._timed = encoded
            self.timings_ms.encode_device += encoded.clock.elapsed_ms()
        self.n_tokens += sum(result.n_steps for result in found.results)


def _likeliest(probabilities: Mapping[str, float]) -> tuple[str, float]:
    return max(probabilities.items(), key=lambda one: one[1])
