"""Cuts a transcript into the cues of subtitles: what is on the screen at once, and when.

The layout's options have the names and the meaning of openai-whisper's subtitle writers.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from typing import Final

from engine.transcript import Segment, Transcript, Word

LONG_PAUSE_S: Final = 3.0
"""From one word's start to the next: where lines are filled across segments, it ends a cue (the
reference's value)."""

_MS_PER_S: Final = 1000


@dataclass(frozen=True, slots=True)
class CueLayout:
    """How words are laid out in cues.

    Attributes:
        max_line_width: Characters of a line; None for lines as long as their segment.
        max_line_count: Lines of a cue. With a width as well, cues are filled across segments;
            otherwise each segment begins a cue of its own.
        max_words_per_line: Words of a cue; of no effect where cues are filled across segments.
        highlight_words: Whether each word has a cue of its own in which it is underlined.
    """

    max_line_width: int | None = None
    max_line_count: int | None = None
    max_words_per_line: int | None = None
    highlight_words: bool = False

    @property
    def keeps_segments(self) -> bool:
        """Whether no cue has words of two segments."""
        return self.max_line_count is None or self.max_line_width is None


@dataclass(frozen=True, slots=True)
class Cue:
    """Text on the screen. Cues of a channel follow each other in time: none overlap, and all last.

    Attributes:
        start_ms: Milliseconds from the beginning of the recording.
        end_ms: Later than ``start_ms``.
        words: Parts of the text, in order, with the spaces and line breaks between them.
        highlighted: Which of ``words`` is underlined; None if none is.
    """

    start_ms: int
    end_ms: int
    words: tuple[str, ...]
    highlighted: int | None = None


def cues_of(transcript: Transcript, layout: CueLayout) -> Iterator[Cue]:
    """Return the cues of a transcript; a segment without word times counts as one word.

    Those of several channels are merged by their start, and may overlap.
    """
    channels = {segment.channel: None for segment in transcript.segments}
    each = [
        _cues([one for one in transcript.segments if one.channel == channel], layout)
        for channel in channels
    ]
    return merge(*each, key=lambda cue: cue.start_ms)


def _cues(segments: Sequence[Segment], layout: CueLayout) -> Iterator[Cue]:
    clock = _Clock()
    for lines in _filled_lines(segments, layout):
        words = [word for line in lines for word in line]
        texts = tuple(_texts(lines))
        if layout.highlight_words:
            yield from _highlighted(words, texts, clock)
        else:
            yield clock.cue(words[0].start, words[-1].end, texts)


class _Clock:
    """Times of cues in whole milliseconds, each after the one before."""

    def __init__(self) -> None:
        self.now_ms = 0

    def cue(
        self, start: float, end: float, texts: tuple[str, ...], highlighted: int | None = None
    ) -> Cue:
        start_ms = max(round(start * _MS_PER_S), self.now_ms)
        self.now_ms = max(round(end * _MS_PER_S), start_ms + 1)
        return Cue(start_ms, self.now_ms, texts, highlighted)


def _highlighted(words: Sequence[Word], texts: tuple[str, ...], clock: _Clock) -> Iterator[Cue]:
    """Underline one word after the other; the pauses between them show the same text plainly."""
    last = words[0].start
    for i, word in enumerate(words):
        if round(word.start * _MS_PER_S) > max(round(last * _MS_PER_S), clock.now_ms):
            yield clock.cue(last, word.start, texts)
        yield clock.cue(word.start, word.end, texts, i)
        last = word.end


def _filled_lines(segments: Iterable[Segment], layout: CueLayout) -> Iterator[list[list[Word]]]:
    """Return the lines of each cue, each line a list of words."""
    width = layout.max_line_width or math.inf
    most_lines = layout.max_line_count or math.inf
    lines: list[list[Word]] = []
    line_width, last_start = 0, 0.0
    for word, begins_cue in _marked_words(segments, layout):
        is_late = not layout.keeps_segments and word.start - last_start > LONG_PAUSE_S
        fits = line_width + len(word.word) <= width
        last_start = word.start
        if lines and fits and not is_late and not begins_cue:
            lines[-1].append(word)
            line_width += len(word.word)
            continue
        if lines and (begins_cue or is_late or len(lines) >= most_lines):
            yield lines
            lines = []
        lines.append([word])
        line_width = len(word.word.strip())
    if lines:
        yield lines


def _marked_words(
    segments: Iterable[Segment], layout: CueLayout
) -> Iterator[tuple[Word, bool]]:
    """Return all words, and whether each begins a cue whatever there is room for."""
    for segment in segments:
        per_cue = layout.max_words_per_line or max(len(_words_of(segment)), 1)
        for i, word in enumerate(_words_of(segment)):
            yield word, layout.keeps_segments and i % per_cue == 0


def _words_of(segment: Segment) -> Sequence[Word]:
    if segment.words is None:
        text = " ".join(segment.text.split())
        return (Word(segment.start, segment.end, segment.label + text, 1.0),) if text else ()
    if segment.label and segment.words:
        first, *others = segment.words
        return (replace(first, word=f" {segment.label}{first.word.strip()}"), *others)
    return segment.words


def _texts(lines: Sequence[Sequence[Word]]) -> Iterator[str]:
    for n, line in enumerate(lines):
        first, *others = (word.word for word in line)
        yield "\n" * (n > 0) + first.strip()
        yield from others
