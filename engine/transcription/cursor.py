"""One chunk of a recording on its way through the model: the next window, and the segments so far."""

from collections.abc import Iterator
from typing import Final

from engine.audio.mel import FRAMES_PER_S
from engine.decoding.greedy import compression_ratio
from engine.options import TranscribeOptions, VadMode
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcript import Segment
from engine.transcription.chunking import Chunk
from engine.transcription.fallback import (
    FAILED,
    Decoded,
    is_convincing,
    is_invented,
    is_silence,
)
from engine.transcription.prompt import Prompt, WindowPrompt
from engine.transcription.windows import Span, Spectrogram, Window, cut_window

SHORTEST_REST: Final = FRAMES_PER_S
"""Fewer frames than these at a chunk's end are not decoded alone: models invent words there."""


class WindowCursor:
    """A chunk that is decoded window by window, each from where the one before it ended."""

    def __init__(
        self,
        spectrogram: Spectrogram,
        chunk: Chunk,
        end_s: float,
        tokenizer: Tokenizer,
        options: TranscribeOptions,
        prompt: Prompt,
    ) -> None:
        """Begin with a chunk.

        Args:
            spectrogram: Of the whole recording.
            chunk: Which part of it.
            end_s: Where it ends, in seconds of the recording.
            tokenizer: Of the model.
            options: Of the transcription.
            prompt: Of the windows; chunks whose windows follow on each other share one.
        """
        self._spectrogram = spectrogram
        self._chunk = chunk
        self._end_s = end_s
        self._tokenizer = tokenizer
        self._options = options
        self._seek = chunk.start
        self._prompt = prompt
        self.segments: list[Segment] = []
        """Of the windows that are done."""

    @property
    def n_frames(self) -> int:
        """Mel frames of the chunk."""
        return self._chunk.end - self._chunk.start

    @property
    def start_s(self) -> float:
        """Where the chunk starts, in seconds of the recording."""
        return self._chunk.start / FRAMES_PER_S

    @property
    def n_frames_done(self) -> int:
        """Mel frames that are decoded."""
        return min(self._seek, self._chunk.end) - self._chunk.start

    @property
    def is_doubtful(self) -> bool:
        """Whether nobody may be speaking in the chunk."""
        return self._chunk.is_doubtful

    @property
    def is_over(self) -> bool:
        """Whether all of the chunk is decoded."""
        return self._seek >= self._chunk.end

    @property
    def prompt(self) -> WindowPrompt:
        """What the next window is decoded with."""
        return self._prompt.tokens

    def window(self, n_frames: int) -> Window:
        """Return the next window, at most ``n_frames`` long."""
        return self._spectrogram.window(self._seek, self._chunk.end, n_frames)

    def all_windows(self, n_frames: int) -> Iterator[Window]:
        """Cut the chunk into windows, whatever is said in them."""
        for seek in range(self._chunk.start, self._chunk.end, n_frames):
            yield self._spectrogram.window(seek, self._chunk.end, n_frames)

    def take(self, window: Window, decoded: Decoded) -> None:
        """Add a window's segments, and go on where they end."""
        result = decoded.result
        if is_silence(result, self._options) or not self._is_believed(decoded):
            self._seek += window.size
            return
        begin = self._tokenizer.timestamp_begin
        shortest_rest = SHORTEST_REST if self._chunk.ends_in_pause else 0
        cut = cut_window(result.tokens, begin, window.size, shortest_rest)
        found = [self._segment(span, decoded) for span in cut.spans]
        said = [token for segment in found for token in segment.tokens]
        self._prompt.add(
            said, decoded.attempt.temperature, is_sound=not decoded.doubts & FAILED
        )
        self.segments += found
        self._seek += cut.n_frames_done

    def _is_believed(self, decoded: Decoded) -> bool:
        if self._options.vad is VadMode.OFF:
            return True
        return is_convincing(decoded) if self._chunk.is_doubtful else not is_invented(decoded)

    def _segment(self, span: Span, decoded: Decoded) -> Segment:
        result = decoded.result
        start_s = self._seek / FRAMES_PER_S
        text = self._tokenizer.decode(span.tokens)
        # A model may place the last words after the end of the audio.
        start_s, end_s = (min(start_s + at, self._end_s) for at in (span.start_s, span.end_s))
        is_empty = start_s >= end_s or not text.strip()
        return Segment(
            start=start_s,
            end=end_s,
            text="" if is_empty else text,
            tokens=() if is_empty else span.tokens,
            avg_logprob=result.avg_logprob,
            no_speech_prob=result.no_speech_prob,
            compression_ratio=compression_ratio(self._tokenizer.decode(result.tokens).strip()),
            temperature=decoded.attempt.temperature,
            language=result.language,
        )
