"""The engine's public face: a waveform in, its transcript out."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TypeAlias

import numpy as np

from engine.audio import N_SAMPLES, SAMPLE_RATE, Waveform, duration_s
from engine.decoding import (
    DecodingResult,
    compression_ratio,
    detect_language,
    initial_tokens,
)
from engine.device_clock import DeviceClock
from engine.device_search import DeviceSearch
from engine.device_trouble import device_errors
from engine.encoded_audio import EncodedAudio
from engine.errors import OptionError
from engine.guard import is_suspect, token_budget
from engine.logit_rules import (
    LogitRule,
    SuppressBlank,
    SuppressTokens,
    TimestampRules,
    never_said,
)
from engine.mel import HOP_LENGTH, MelSpectrogram, log_mel_spectrogram
from engine.model import WhisperModel
from engine.options import Task, TranscribeOptions
from engine.padding_memory import PaddingMemory
from engine.searching import HostSearch, Search
from engine.tokenizer import Tokenizer
from engine.transcript import Segment, Timings, Transcript
from engine.window_encoder import WindowEncoder
from engine.windows import Span, cut_window

ReportProgress: TypeAlias = Callable[[float], None]
"""Given the seconds of the recording that are done, before each decoder call and after each window.

An exception it raises cancels the work.
"""


def _ignore(_: float) -> None:
    """Report to nobody."""


class Transcriber:
    """One loaded model. Not for several threads at once."""

    def __init__(
        self,
        name: str,
        model: WhisperModel,
        tokenizer: Tokenizer,
        padding: PaddingMemory | None = None,
    ) -> None:
        """Put a transcriber together.

        Args:
            name: The model's.
            model: Its network.
            tokenizer: Its vocabulary.
            padding: What is known of its padding; without, each window is computed whole.
        """
        self.name = name
        self.model = model
        self.tokenizer = tokenizer
        self._padding = padding

    @property
    def device(self) -> str:
        """Where it computes: ``cpu``, or a GPU's architecture."""
        return self.model.chosen.name

    @property
    def device_reason(self) -> str:
        """Why there, as a sentence for the user."""
        return self.model.chosen.reason

    def transcribe(
        self,
        waveform: Waveform,
        options: TranscribeOptions | None = None,
        report: ReportProgress = _ignore,
    ) -> Transcript:
        """Return what is said in ``waveform``, however long it is.

        Raises:
            OptionError: The model does not know the language or cannot translate.
            DeviceError: The GPU fails; this process can use it no more.
        """
        options = options or TranscribeOptions()
        self._refuse_what_is_unknown(options)
        work = _Work(self.model, self.tokenizer, self._padding, options)
        with work.timed("total"), device_errors(self.model.chosen.device):
            segments = tuple(work.segments(waveform, report))
            tokens = [token for segment in segments for token in segment.tokens]
            text = self.tokenizer.decode(tokens).strip()
        return Transcript(
            text=text,
            language=work.language,
            duration_s=duration_s(waveform),
            model=self.name,
            device=self.device,
            segments=segments,
            n_tokens=work.n_tokens,
            n_second_looks=work.n_second_looks,
            timings_ms=work.timings_ms,
        )

    def _refuse_what_is_unknown(self, options: TranscribeOptions) -> None:
        languages = self.tokenizer.languages
        if not self.tokenizer.is_multilingual:
            if options.language not in {None, "en"} or options.task is Task.TRANSLATE:
                raise OptionError(
                    f"{self.name} knows English only; choose a multilingual model, such as base"
                )
            return
        asked = {options.language} if options.language else set(options.candidates)
        if unknown := sorted(asked - languages.keys()):
            raise OptionError(
                f"{self.name} does not know the language '{unknown[0]}'; "
                f"it knows {', '.join(sorted(languages))}"
            )


class _Work:
    """One recording on its way through the model."""

    def __init__(
        self,
        model: WhisperModel,
        tokenizer: Tokenizer,
        padding: PaddingMemory | None,
        options: TranscribeOptions,
    ) -> None:
        self._model = model
        self._encoder = WindowEncoder(model, padding, options)
        self._tokenizer = tokenizer
        self._options = options
        self._search = _search(model, tokenizer, options)
        self._text_before = (
            tokenizer.encode(" " + prompt) if (prompt := options.prompt.strip()) else []
        )
        self.language = options.language if tokenizer.is_multilingual else "en"
        self.timings_ms = Timings()
        self.n_tokens = 0
        self.n_second_looks = 0

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the time of the block to a stage of ``timings_ms``."""
        start = time.perf_counter()
        yield
        spent_ms = (time.perf_counter() - start) * 1000
        setattr(self.timings_ms, stage, getattr(self.timings_ms, stage) + spent_ms)

    def segments(self, waveform: Waveform, report: ReportProgress) -> Iterator[Segment]:
        """Go through the recording window by window."""
        dims = self._model.dims
        with self.timed("mel"):
            # Silence after the end, as the reference has it, also gives the last frames the
            # surroundings the model was trained with.
            mel = log_mel_spectrogram(waveform, dims.n_mels, padding=N_SAMPLES)
        n_frames = waveform.shape[0] // HOP_LENGTH
        length_s = duration_s(waveform)
        seek = 0
        while seek < n_frames:
            size = min(dims.n_frames, n_frames - seek)
            still_at = partial(report, seek * HOP_LENGTH / SAMPLE_RATE)
            result = self._recognise(mel, seek, size, still_at)
            if _is_silence(result, self._options):
                seek += size
            else:
                cut = cut_window(result.tokens, self._tokenizer.timestamp_begin, size)
                found = [self._segment(span, seek, result, length_s) for span in cut.spans]
                self._remember(found)
                yield from found
                seek += cut.n_frames_done
            report(min(seek, n_frames) * HOP_LENGTH / SAMPLE_RATE)

    def _recognise(
        self, mel: MelSpectrogram, seek: int, size: int, on_call: Callable[[], None]
    ) -> DecodingResult:
        """Decode one window, a second time with its whole context where the first looks wrong."""
        with self.timed("encode"):
            short = self._encoder.short(mel, seek, size)
        if short is not None:
            language = self.language
            result = self._decode(short, on_call, token_budget(size))
            if not is_suspect(result, self._tokenizer, size):
                return result
            self.n_second_looks += 1
            self.language = language  # What was detected may be as wrong as the text.
        with self.timed("encode"):
            whole = self._encoder.whole(mel, seek, size)
        # A GPU's step reads all the room it was given: little, where little was said.
        budget = None if self._model.loop is None else token_budget(size)
        result = self._decode(whole, on_call, budget)
        if budget is not None and not result.has_ended:
            result = self._decode(whole, on_call)
        if whole.clock is not None:
            self.timings_ms.encode_device += whole.clock.elapsed_ms()
        return result

    def _decode(
        self, encoded: EncodedAudio, on_call: Callable[[], None], budget: int | None = None
    ) -> DecodingResult:
        if self.language is None:
            with self.timed("prefill"):
                start = np.array([[self._tokenizer.sot]])
                logits = self._model.start(encoded).logits(start, (0,))
            self.language = detect_language(
                logits[0, 0], self._tokenizer, self._options.candidates
            )
        prefix = initial_tokens(
            self._tokenizer,
            _sot_sequence(self._tokenizer, self.language, self._options),
            self._text_before,
            self._model.dims.n_text_ctx,
        )
        found = self._search(encoded, prefix, budget, on_call)
        self.timings_ms.prefill += found.prefill
        self.timings_ms.decode += found.decode
        self.timings_ms.decode_device += found.device
        self.n_tokens += found.result.n_steps
        return found.result

    def _segment(
        self, span: Span, seek: int, result: DecodingResult, length_s: float
    ) -> Segment:
        start_s = seek * HOP_LENGTH / SAMPLE_RATE
        text = self._tokenizer.decode(span.tokens)
        is_empty = span.start_s == span.end_s or not text.strip()
        return Segment(
            # A model may place the last words after the end of the recording.
            start=min(start_s + span.start_s, length_s),
            end=min(start_s + span.end_s, length_s),
            text="" if is_empty else text,
            tokens=() if is_empty else span.tokens,
            avg_logprob=result.avg_logprob,
            no_speech_prob=result.no_speech_prob,
            compression_ratio=compression_ratio(self._tokenizer.decode(result.tokens).strip()),
            temperature=0.0,
        )

    def _remember(self, segments: Sequence[Segment]) -> None:
        said = [token for segment in segments for token in segment.tokens]
        self._text_before = (
            [*self._text_before, *said] if self._options.condition_on_previous_text else []
        )


def _search(model: WhisperModel, tokenizer: Tokenizer, options: TranscribeOptions) -> Search:
    if model.loop is not None:
        clock = DeviceClock(model.chosen.device)
        has_timestamps = options.with_timestamps
        return DeviceSearch(model.loop, tokenizer, clock, has_timestamps=has_timestamps)
    return HostSearch(model.start, tokenizer, _rules(tokenizer, options), model.dims.n_text_ctx)


def _rules(tokenizer: Tokenizer, options: TranscribeOptions) -> list[LogitRule]:
    rules: list[LogitRule] = [
        SuppressBlank(tokenizer),
        SuppressTokens(never_said(tokenizer)),
    ]
    return [*rules, TimestampRules(tokenizer)] if options.with_timestamps else rules


def _sot_sequence(
    tokenizer: Tokenizer, language: str, options: TranscribeOptions
) -> tuple[int, ...]:
    task = tokenizer.translate if options.task is Task.TRANSLATE else tokenizer.transcribe
    sequence = tokenizer.sot_sequence(language, task)
    return sequence if options.with_timestamps else (*sequence, tokenizer.no_timestamps)


def _is_silence(result: DecodingResult, options: TranscribeOptions) -> bool:
    if (
        options.no_speech_threshold is None
        or result.no_speech_prob <= options.no_speech_threshold
    ):
        return False
    is_sure = (
        options.logprob_threshold is not None and result.avg_logprob > options.logprob_threshold
    )
    return not is_sure
