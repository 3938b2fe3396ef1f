"""Compares word times with openai-whisper's stored ones (``tests/golden/word-times.json``)."""

import difflib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import numpy as np
from project_files import GOLDEN
from typing_extensions import override

from engine.transcript import Transcript, Word

Timed: TypeAlias = tuple[str, float, float]
"""A word, its start and its end."""

FILE: Final = GOLDEN / "word-times.json"


@dataclass(slots=True)
class Differences:
    """How far words, and the segments that begin and end with the same words, are apart.

    Attributes:
        n_words: The reference's words.
        words_s: Seconds between starts and between ends of words that both have.
        segments_s: The same of segments.
    """

    n_words: int = 0
    words_s: list[float] = field(default_factory=list)
    segments_s: list[float] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of the reference's words that were found."""
        return len(self.words_s) / 2 / self.n_words

    def median(self) -> float:
        """Return the median difference of words."""
        return float(np.median(self.words_s))

    def percentile(self, q: float) -> float:
        """Return a percentile of the differences of words."""
        return float(np.percentile(self.words_s, q))

    def add(self, transcript: Transcript, model: str, path: str) -> None:
        """Add a recording's."""
        golden = reference_segments(model)[path]
        expected = [word for *_, words in golden for word in words]
        found = [
            _timed(word) for segment in transcript.segments for word in segment.words or ()
        ]
        self.n_words += len(expected)
        for ours, theirs in _same(found, expected):
            self.words_s += _apart(ours, theirs)
        spans = _spans(golden)
        own = (
            (segment.start, segment.end, [_timed(word) for word in segment.words or ()])
            for segment in transcript.segments
        )
        for text, (start, end) in _spans(own).items():
            if text in spans:
                self.segments_s += [abs(start - spans[text][0]), abs(end - spans[text][1])]

    @override
    def __str__(self) -> str:
        within = np.mean(np.array(self.words_s) <= 0.02)
        segments = np.percentile(self.segments_s, 95) if self.segments_s else 0.0
        return (
            f"{self.n_words} words, {100 * self.share:.1f} % found; apart: median "
            f"{self.median():.3f} s, 95th percentile {self.percentile(95):.3f} s, largest "
            f"{max(self.words_s):.2f} s, {100 * within:.1f} % within 0.02 s; "
            f"{len(self.segments_s) // 2} segments: 95th percentile {segments:.3f} s"
        )


Golden: TypeAlias = list[tuple[float, float, list[Timed]]]


def reference_segments(model: str) -> dict[str, Golden]:
    """Return the reference's segments with words, by recording."""
    found: dict[str, Golden] = json.loads(FILE.read_text(encoding="utf-8"))[model]
    return found


def _timed(word: Word) -> Timed:
    return word.word, word.start, word.end


def _key(timed: Timed) -> str:
    return re.sub(r"\W", "", timed[0].lower())


def _same(ours: list[Timed], theirs: list[Timed]) -> Iterator[tuple[Timed, Timed]]:
    one, other = ([_key(word) for word in words] for words in (ours, theirs))
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    for block in matcher.get_matching_blocks():
        for i in range(block.size):
            yield ours[block.a + i], theirs[block.b + i]


def _apart(one: Timed, other: Timed) -> list[float]:
    return [abs(one[1] - other[1]), abs(one[2] - other[2])]


def _spans(
    segments: Iterable[tuple[float, float, list[Timed]]],
) -> dict[str, tuple[float, float]]:
    """Return the times of segments by what is said in them."""
    return {" ".join(map(_key, words)): (start, end) for start, end, words in segments if words}
