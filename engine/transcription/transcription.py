"""One recording on its way to its transcript: it can pause, and go on where it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from engine.alignment.aligner import WordAligner
from engine.audio.mel import FRAMES_PER_S, HOP_LENGTH, log_mel_spectrogram
from engine.audio.waveform import N_SAMPLES, Waveform, duration_s
from engine.options import TranscribeOptions
from engine.padding.cache import PaddingCache
from engine.runtime.faults import device_errors
from engine.runtime.memory import memory_mb
from engine.runtime.network import Network
from engine.steps import Steps, within
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcript import Segment, Transcript
from engine.transcription.chunking import Chunk, chunks_at_pauses
from engine.transcription.cursor import WindowCursor
from engine.transcription.speech import stretches_of
from engine.transcription.window_decoder import WindowDecoder
from engine.transcription.windows import Window


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """All that a transcription needs of a model.

    Attributes:
        name: The model's.
        network: On its device.
        tokenizer: With the model's vocabulary.
        padding: What is cached of its padding; without, each window is computed whole.
        aligner: Finds the times of words.
        device_name: What the device's maker calls it.
    """

    name: str
    network: Network
    tokenizer: Tokenizer
    padding: PaddingCache | None
    device_name: str
    aligner: WordAligner | None = None


class Transcription:
    """Works on a recording step by step, whenever ``advance`` is called.

    Between two steps anything else may use the network, other transcriptions as well: what they
    overwrite on a GPU is computed again.
    """

    def __init__(
        self, model: LoadedModel, waveform: Waveform, options: TranscribeOptions
    ) -> None:
        """See ``Transcriber.begin``."""
        self._model = model
        self._waveform = waveform
        self._options = options
        self._decoder = WindowDecoder(
            model.network, model.tokenizer, model.padding, options, model.aligner
        )
        self._cursors: list[WindowCursor] = []
        self._steps = self._all_windows()

    @property
    def done_s(self) -> float:
        """Seconds of the recording that are done."""
        return sum(cursor.n_frames_done for cursor in self._cursors) / FRAMES_PER_S

    def advance(self) -> Transcript | None:
        """Work to the next point where something else may go first; return the text at the end.

        There is such a point before each call of the encoder and of the decoder, and after each
        window. The times of the transcript, the total too, are those of the work itself: they do
        not grow between two steps.

        Raises:
            DeviceError: The GPU fails; this process can use it no more.
        """
        device = self._model.network.chosen.device
        with self._decoder.timings_ms.timed("total"), device_errors(device):
            try:
                next(self._steps)
            except StopIteration:
                text = self._text()
            else:
                return None
        return self._transcript(text)

    def _all_windows(self) -> Steps[None]:
        """Go through the recording window by window, or through some of its chunks at a time."""
        n_frames = self._model.network.dims.n_frames
        batch_size = self._batch_size()
        self._cursors = self._chunked(batch_size)
        # The first window tells the language, so it must not be one without speech.
        spoken_first = sorted(self._cursors, key=lambda cursor: cursor.is_doubtful)
        while waiting := [cursor for cursor in spoken_first if not cursor.is_over]:
            first = waiting[0]
            before = first.text_before
            group = [
                one
                for one in waiting
                if (one.text_before, one.is_doubtful) == (before, first.is_doubtful)
            ][:batch_size]
            windows = [cursor.window(n_frames) for cursor in group]
            temperatures = self._options.temperatures
            if first.is_doubtful:  # What is rejected there is no speech: nothing to gain.
                temperatures = temperatures[:1]
            decoded = yield from self._decoder.decode(windows, before, temperatures)
            for cursor, window, one in zip(group, windows, decoded, strict=True):
                n_before = len(cursor.segments)
                cursor.take(window, one)
                if self._options.word_timestamps:
                    yield from self._time_words(cursor, window, n_before)
            yield

    def _time_words(self, cursor: WindowCursor, window: Window, n_before: int) -> Steps[None]:
        """Time the words of the segments that a window added to those before."""
        before, added = cursor.segments[:n_before], cursor.segments[n_before:]
        last_speech_s = before[-1].end if before else cursor.start_s
        cursor.segments[n_before:] = yield from within(
            self._decoder.with_words(window, added, last_speech_s),
            partial(self._decoder.timings_ms.timed, "align"),
        )

    def _batch_size(self) -> int:
        if self._options.is_in_order:
            return 1
        return self._options.batch_size or self._model.network.default_batch_size

    def _chunked(self, batch_size: int) -> list[WindowCursor]:
        dims, tokenizer = self._model.network.dims, self._model.tokenizer
        with self._decoder.timings_ms.timed("mel"):
            # Silence after the end, as the reference has it, also gives the last frames the
            # surroundings the model was trained with.
            mel = log_mel_spectrogram(self._waveform, dims.n_mels, padding=N_SAMPLES)
        with self._decoder.timings_ms.timed("vad"):
            chunks = self._spoken_chunks()
        if batch_size > 1:
            chunks = [
                part for chunk in chunks for part in chunks_at_pauses(mel, chunk, dims.n_frames)
            ]
        length_s = duration_s(self._waveform)
        return [
            WindowCursor(
                mel,
                chunk,
                length_s if chunk.end == self._n_frames else chunk.end / FRAMES_PER_S,
                tokenizer,
                self._options,
            )
            for chunk in chunks
        ]

    def _spoken_chunks(self) -> list[Chunk]:
        return [
            Chunk(
                round(stretch.start_s * FRAMES_PER_S),
                min(round(stretch.end_s * FRAMES_PER_S), self._n_frames),
                ends_in_pause=stretch.end_s < duration_s(self._waveform),
                is_doubtful=stretch.is_doubtful,
            )
            for stretch in stretches_of(self._waveform, self._options.vad)
        ]

    @property
    def _n_frames(self) -> int:
        return self._waveform.shape[0] // HOP_LENGTH

    def _text(self) -> str:
        tokens = [token for segment in self._segments() for token in segment.tokens]
        return self._model.tokenizer.decode(tokens).strip()

    def _segments(self) -> Iterator[Segment]:
        return (segment for cursor in self._cursors for segment in cursor.segments)

    def _transcript(self, text: str) -> Transcript:
        model, decoder = self._model, self._decoder
        return Transcript(
            text=text,
            language=decoder.language,
            duration_s=duration_s(self._waveform),
            model=model.name,
            device=model.network.chosen.name,
            device_name=model.device_name,
            memory_mb=memory_mb(model.network.chosen.device),
            segments=tuple(self._segments()),
            n_tokens=decoder.n_tokens,
            n_second_looks=decoder.n_fallbacks,
            timings_ms=decoder.timings_ms,
        )
