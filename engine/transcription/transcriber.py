"""The engine's public face: a waveform in, its transcript out."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from engine.audio.mel import FRAMES_PER_S, HOP_LENGTH, log_mel_spectrogram
from engine.audio.waveform import N_SAMPLES, Waveform, duration_s
from engine.errors import OptionError
from engine.options import Task, TranscribeOptions
from engine.padding.cache import PaddingMemory
from engine.runtime.faults import device_errors
from engine.runtime.memory_use import memory_mb
from engine.runtime.model import WhisperModel
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcript import Segment, Transcript
from engine.transcription.chunking import Chunk, chunks_at_pauses
from engine.transcription.cursor import WindowCursor
from engine.transcription.window_decoder import WindowDecoder

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
        self._device_name = model.chosen.model_name

    @property
    def device(self) -> str:
        """Where it computes: ``cpu``, or a GPU's architecture."""
        return self.model.chosen.name

    @property
    def device_reason(self) -> str:
        """Why there, as a sentence for the user."""
        return self.model.chosen.reason

    @property
    def memory_mb(self) -> int:
        """Memory in use, in megabytes; see ``memory_use``."""
        return memory_mb(self.model.chosen)

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
        decoder = WindowDecoder(self.model, self.tokenizer, self._padding, options)
        timings_ms = decoder.timings_ms
        with timings_ms.timed("total"), device_errors(self.model.chosen.device):
            segments = self._segments(decoder, waveform, options, report)
            tokens = [token for segment in segments for token in segment.tokens]
            text = self.tokenizer.decode(tokens).strip()
        return Transcript(
            text=text,
            language=decoder.language,
            duration_s=duration_s(waveform),
            model=self.name,
            device=self.device,
            device_name=self._device_name,
            memory_mb=self.memory_mb,
            segments=segments,
            n_tokens=decoder.n_tokens,
            n_second_looks=decoder.n_fallbacks,
            timings_ms=timings_ms,
        )

    def _segments(
        self,
        decoder: WindowDecoder,
        waveform: Waveform,
        options: TranscribeOptions,
        report: ReportProgress,
    ) -> tuple[Segment, ...]:
        """Go through the recording window by window, or through some of its chunks at a time."""
        dims = self.model.dims
        with decoder.timings_ms.timed("mel"):
            # Silence after the end, as the reference has it, also gives the last frames the
            # surroundings the model was trained with.
            mel = log_mel_spectrogram(waveform, dims.n_mels, padding=N_SAMPLES)
        n_frames = waveform.shape[0] // HOP_LENGTH
        batch_size = (
            1 if options.is_in_order else options.batch_size or self.model.default_batch_size
        )
        chunks = [Chunk(0, n_frames)]
        if batch_size > 1:
            chunks = chunks_at_pauses(mel, n_frames, dims.n_frames)
        ends_s = [*(chunk.end / FRAMES_PER_S for chunk in chunks[:-1]), duration_s(waveform)]
        cursors = [
            WindowCursor(mel, chunk, end_s, self.tokenizer, options)
            for chunk, end_s in zip(chunks, ends_s, strict=True)
        ]

        def done_s() -> float:
            return sum(cursor.n_frames_done for cursor in cursors) / FRAMES_PER_S

        while waiting := [cursor for cursor in cursors if not cursor.is_over]:
            before = waiting[0].text_before
            group = [one for one in waiting if one.text_before == before][:batch_size]
            windows = [cursor.window(dims.n_frames) for cursor in group]
            results = decoder.decode(windows, before, partial(report, done_s()))
            for cursor, window, result in zip(group, windows, results, strict=True):
                cursor.take(window, result)
            report(done_s())
        return tuple(segment for cursor in cursors for segment in cursor.segments)

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
