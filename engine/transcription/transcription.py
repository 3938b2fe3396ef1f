"""One recording on its way to its transcript: it can pause, and go on where it was."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Final

from engine.alignment.aligner import WordAligner
from engine.alignment.segments import clipped_to_speech
from engine.audio.mel import (
    FRAMES_PER_S,
    HOP_LENGTH,
    levelled,
    log_mel_energies,
    n_settled,
)
from engine.audio.vad import SpeechRegion
from engine.audio.waveform import N_SAMPLES, Waveform, duration_s
from engine.decoding.hotwords import names_in
from engine.options import TranscribeOptions, VadMode
from engine.padding.cache import PaddingCache
from engine.runtime.faults import device_errors
from engine.runtime.memory import memory_mb
from engine.runtime.network import Network
from engine.steps import Steps, within
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcript import Guard, Headway, Segment, Timings, Transcript
from engine.transcription.chunking import Chunk, chunks_at_pauses
from engine.transcription.coverage import disagreements
from engine.transcription.cursor import WindowCursor
from engine.transcription.earlier_passes import EarlierPasses
from engine.transcription.prompt import Prompt
from engine.transcription.speech import Survey, clips_of, survey
from engine.transcription.window_decoder import WindowDecoder
from engine.transcription.windows import Spectrogram, Window

SURE_LANGUAGE: Final = 0.8
"""How likely another language than the recording's must be in a stretch that is decoded once more."""


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
        self,
        model: LoadedModel,
        waveform: Waveform,
        options: TranscribeOptions,
        earlier: EarlierPasses | None = None,
    ) -> None:
        """See ``Transcriber.begin``; ``earlier`` knows passes over the beginning of ``waveform``."""
        self._model = model
        self._waveform = waveform
        self._options = options
        self._earlier = earlier
        self._decoder = WindowDecoder(
            model.network,
            model.tokenizer,
            model.padding,
            options,
            model.aligner,
            earlier.windows if earlier is not None else None,
        )
        self._cursors: list[WindowCursor] = []
        self._segments: list[Segment] = []
        self._guards: list[Guard] = []
        self.longest_wait_s = 0.0
        """Seconds of the longest step so far, without calls that the network's ``stop`` can end."""
        self._steps = self._all_windows()

    @property
    def done_s(self) -> float:
        """Seconds of the recording that are done."""
        return sum(cursor.n_frames_done for cursor in self._cursors) / FRAMES_PER_S

    @property
    def length_s(self) -> float:
        """Seconds of the recording that are decoded, once that is known."""
        return sum(cursor.n_frames for cursor in self._cursors) / FRAMES_PER_S

    @property
    def timings_ms(self) -> Timings:
        """The time of the work so far."""
        return replace(self._decoder.timings_ms)

    @property
    def language(self) -> str | None:
        """The recording's language, once it is known."""
        return self._decoder.language

    @property
    def language_probabilities(self) -> Mapping[str, float]:
        """How likely each language is; empty until one is detected, or where it was given."""
        return self._decoder.language_probabilities

    def advance(self) -> Transcript | None:
        """Work to the next point where something else may go first; return the text at the end.

        There is such a point before each call of the encoder and of the decoder, and after each
        window. The times of the transcript, the total too, are those of the work itself: they do
        not grow between two steps.

        Raises:
            DeviceError: The GPU fails; this process can use it no more.
        """
        device = self._model.network.chosen.device
        began_ms = self._unstoppable_ms
        with self._decoder.timings_ms.timed("total"), device_errors(device):
            text = None
            try:
                next(self._steps)
            except StopIteration:
                text = self._text()
        wait_s = (self._unstoppable_ms - began_ms) / 1000
        self.longest_wait_s = max(self.longest_wait_s, wait_s)
        if text is None:
            return None
        return self._transcript(text, duration_s(self._waveform))

    @property
    def _unstoppable_ms(self) -> float:
        timings = self._decoder.timings_ms
        return timings.total - (timings.encode if self._model.network.stop is not None else 0)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Those that are found so far, in order."""
        if self._segments:
            return tuple(self._segments)
        found = (one for cursor in self._cursors for one in cursor.segments)
        return tuple(sorted(found, key=lambda segment: segment.start))

    def so_far(self) -> Transcript:
        """Return what is found so far, as a transcript that ends with its last segment."""
        segments = self.segments
        end_s = segments[-1].end if segments else 0.0
        return self._transcript(self._text(), end_s)

    def _all_windows(self) -> Steps[None]:
        """Go through the recording window by window, or through some of its chunks at a time."""
        batch_size = self._batch_size()
        with self._decoder.timings_ms.timed("mel"):
            spectrogram = self._spectrogram()
        with self._decoder.timings_ms.timed("vad"):
            surveys = self._surveyed()
        self._cursors = self._chunked(spectrogram, surveys, batch_size)
        # The first window tells the language, so it must not be one without speech.
        spoken_first = sorted(self._cursors, key=lambda cursor: cursor.is_doubtful)
        self._decoder.more_windows = self._language_windows(spoken_first)
        own_language_from = 0.0 if self._options.multilingual else None
        yield from self._decoded(spoken_first, batch_size, own_language_from)
        self._segments = [one for cursor in self._cursors for one in cursor.segments]
        speech = [region for one in surveys for region in one.speech]
        if self._options.vad is not VadMode.OFF:
            yield from self._checked(spectrogram, speech)
        if self._options.word_timestamps:
            self._segments = [clipped_to_speech(one, speech) for one in self._segments]

    def _decoded(
        self, cursors: Sequence[WindowCursor], batch_size: int, own_language_from: float | None
    ) -> Steps[None]:
        """Decode some cursors to their ends."""
        n_frames = self._model.network.dims.n_frames
        while waiting := [cursor for cursor in cursors if not cursor.is_over]:
            first = waiting[0]
            prompt = first.prompt
            group = [
                one
                for one in waiting
                if (one.prompt, one.is_doubtful) == (prompt, first.is_doubtful)
            ][:batch_size]
            windows = [cursor.window(n_frames) for cursor in group]
            decoded = yield from self._decoder.decode(
                windows,
                prompt,
                own_language_from=own_language_from,
                is_doubtful=first.is_doubtful,
            )
            for cursor, window, one in zip(group, windows, decoded, strict=True):
                n_before = len(cursor.segments)
                cursor.take(window, one)
                if one.is_unprompted:
                    self._note_echo(window)
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

    def _checked(self, spectrogram: Spectrogram, speech: Sequence[SpeechRegion]) -> Steps[None]:
        """Decode once more where words and speech disagree; see ``coverage``."""
        worded = [one for one in self._segments if one.text]
        own_language_from = SURE_LANGUAGE if self._options.language is None else None
        for one in disagreements(worded, speech, self._n_text_tokens):
            chunk = self._chunk(one.start_s, one.end_s, is_doubtful=True)
            cursor = self._cursor(spectrogram, chunk)
            yield from self._decoded([cursor], 1, own_language_from)
            second = [segment for segment in cursor.segments if segment.text]
            kept = one.better(second, self._n_text_tokens)
            self._segments = one.settled(self._segments, kept)
            self._guards.append(one.guard(kept))

    def _note_echo(self, window: Window) -> None:
        start_s, end_s = (
            frame / FRAMES_PER_S for frame in (window.seek, window.seek + window.size)
        )
        self._guards.append(
            Guard(start_s, end_s, "prompt echoed", "decoded again without the prompt")
        )

    def _n_text_tokens(self, segments: Iterable[Segment]) -> int:
        eot = self._model.tokenizer.eot
        return sum(token < eot for segment in segments for token in segment.tokens)

    def _language_windows(self, cursors: Sequence[WindowCursor]) -> list[Window]:
        """Return windows that may be asked for the language after the first one."""
        n_frames = self._model.network.dims.n_frames
        windows = (window for cursor in cursors for window in cursor.all_windows(n_frames))
        return list(islice(windows, 1, self._options.language_detection_segments))

    def _spectrogram(self) -> Spectrogram:
        # Silence after the end, as the reference has it, also gives the last frames the
        # surroundings the model was trained with.
        n_mels = self._model.network.dims.n_mels
        n_known = n_settled(self._waveform.shape[0])
        known = self._earlier.energies if self._earlier is not None else None
        known = known if known is None else known[:, :n_known]
        energies = log_mel_energies(self._waveform, n_mels, N_SAMPLES, known)
        if self._earlier is not None:
            self._earlier.energies = energies[:, :n_known]
        if self._options.level_by_window:
            return Spectrogram(energies, is_levelled=False)
        return Spectrogram(levelled(energies, out=energies if self._earlier is None else None))

    def _batch_size(self) -> int:
        if self._options.is_in_order:
            return 1
        return self._options.batch_size or self._model.network.default_batch_size

    def _surveyed(self) -> list[Survey]:
        clips = clips_of(self._options.clip_timestamps, duration_s(self._waveform))
        return [survey(self._waveform, self._options.vad, clip) for clip in clips]

    def _chunked(
        self, spectrogram: Spectrogram, surveys: Sequence[Survey], batch_size: int
    ) -> list[WindowCursor]:
        chunks = [
            self._chunk(
                stretch.start_s,
                stretch.end_s,
                ends_in_pause=stretch.end_s < one.clip.end_s,
                is_doubtful=stretch.is_doubtful,
            )
            for one in surveys
            for stretch in one.stretches
        ]
        if batch_size > 1:
            n_frames = self._model.network.dims.n_frames
            chunks = [
                part
                for chunk in chunks
                for part in chunks_at_pauses(spectrogram.frames, chunk, n_frames)
            ]
        shared = self._prompt(self._options)
        alone = replace(self._options, before=None)
        follows_on = self._options.condition_on_previous_text and batch_size == 1
        return [
            self._cursor(
                spectrogram,
                chunk,
                shared if follows_on and not chunk.is_doubtful else self._prompt(alone),
            )
            for chunk in chunks
        ]

    def _cursor(
        self, spectrogram: Spectrogram, chunk: Chunk, prompt: Prompt | None = None
    ) -> WindowCursor:
        """Return a cursor on a chunk, without a prompt if none is given."""
        length_s = duration_s(self._waveform)
        end_s = length_s if chunk.end == self._n_frames else chunk.end / FRAMES_PER_S
        prompt = prompt or self._prompt(TranscribeOptions())
        tokenizer = self._model.tokenizer
        return WindowCursor(spectrogram, chunk, end_s, tokenizer, self._options, prompt)

    def _prompt(self, options: TranscribeOptions) -> Prompt:
        model = self._model
        if not model.network.can_look_ahead:
            listed = ", ".join(names_in(options.hotwords))
            options = replace(options, hotwords_prompt=options.hotwords_prompt or listed)
        return Prompt(model.tokenizer, options, model.network.dims.n_text_ctx)

    def _chunk(
        self,
        start_s: float,
        end_s: float,
        *,
        ends_in_pause: bool = True,
        is_doubtful: bool = False,
    ) -> Chunk:
        start, end = (round(at_s * FRAMES_PER_S) for at_s in (start_s, end_s))
        return Chunk(
            start,
            min(end, self._n_frames),
            ends_in_pause=ends_in_pause,
            is_doubtful=is_doubtful,
        )

    @property
    def _n_frames(self) -> int:
        return self._waveform.shape[0] // HOP_LENGTH

    def _text(self) -> str:
        tokens = [token for segment in self.segments for token in segment.tokens]
        return self._model.tokenizer.decode(tokens).strip()

    def _transcript(self, text: str, length_s: float) -> Transcript:
        model, decoder = self._model, self._decoder
        return Transcript(
            text=text,
            language=decoder.language,
            duration_s=length_s,
            model=model.name,
            device=model.network.chosen.name,
            device_name=model.device_name,
            memory_mb=memory_mb(model.network.chosen.device),
            segments=self.segments,
            n_tokens=decoder.n_tokens,
            n_second_looks=decoder.n_fallbacks,
            language_probability=max(decoder.language_probabilities.values(), default=1.0),
            guards=tuple(self._guards),
            timings_ms=decoder.timings_ms,
            headway=self._headway(),
        )

    def _headway(self) -> Headway | None:
        earlier, decoder = self._earlier, self._decoder
        if earlier is None:
            return None
        return Headway(
            n_passes=earlier.n_passes,
            n_drafted=decoder.n_drafted,
            n_accepted=decoder.n_accepted,
            n_windows_kept=decoder.n_recalled,
            cpu_s=earlier.cpu_s,
            is_whole=decoder.n_recalled > 0 and decoder.n_decoded == 0,
        )
