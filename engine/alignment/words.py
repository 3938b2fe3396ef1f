"""Tokens to words, and how long words may be: the reference's rules."""

import codecs
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np

from engine.tokenizer.tokenizer import Tokenizer

WITHOUT_SPACES: Final = frozenset({"zh", "ja", "th", "lo", "my", "yue"})
"""Languages in which every character counts as a word."""

OPENING: Final = "\"'“¿([{-"
"""Punctuation that belongs to the word after it."""

CLOSING: Final = "\"'.。,，!！?？:：”)]}、"  # noqa: RUF001 - Chinese and Japanese
"""Punctuation that belongs to the word before it."""

SENTENCE_ENDS: Final = ".。!！?？"  # noqa: RUF001 - Chinese and Japanese

LONGEST_MEDIAN_S: Final = 0.7
"""The median duration of words counts as this at most."""


@dataclass(frozen=True, slots=True)
class TimedWord:
    """A word with its times.

    Attributes:
        text: With its leading space.
        n_tokens: How many tokens it has.
        start: Seconds from the start of the window.
        end: Seconds from the start of the window.
        probability: The mean of its tokens'.
    """

    text: str
    n_tokens: int
    start: float
    end: float
    probability: float

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.end - self.start


def split_words(
    tokens: Sequence[int], tokenizer: Tokenizer, language: str
) -> list[tuple[str, int]]:
    """Return the words that text tokens spell, each with the number of its tokens."""
    words: list[tuple[str, int]] = []
    for text, n_tokens in _whole_characters(tokens, tokenizer):
        is_part = (
            language not in WITHOUT_SPACES
            and words
            and not text.startswith(" ")
            and text.strip() not in string.punctuation
        )
        before, n_before = words.pop() if is_part else ("", 0)
        words.append((before + text, n_before + n_tokens))
    return words


def _whole_characters(tokens: Sequence[int], tokenizer: Tokenizer) -> Iterator[tuple[str, int]]:
    """Join tokens that end within a character with those that complete it."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    text, n_tokens = "", 0
    for token in tokens:
        text += decoder.decode(tokenizer.token_bytes(token))
        n_tokens += 1
        if not decoder.getstate()[0]:
            yield text, n_tokens
            text, n_tokens = "", 0
    if n_tokens:
        yield text + decoder.decode(b"", final=True), n_tokens


def typical_duration(words: Sequence[TimedWord]) -> float:
    """Return the median duration of words, in seconds, without those of no length."""
    durations = [word.duration for word in words if word.duration]
    return min(float(np.median(durations)), LONGEST_MEDIAN_S) if durations else 0.0


def shortened_at_sentence_ends(words: Sequence[TimedWord], longest: float) -> list[TimedWord]:
    """Shorten the end of a sentence, and the word after it, to ``longest`` seconds.

    The pause between two sentences, which belongs to neither, is given to one of them.
    """
    if not longest:
        return list(words)
    return [
        *words[:1],
        *(_shortened(before, word, longest) for before, word in pairwise(words)),
    ]


def _shortened(before: TimedWord, word: TimedWord, longest: float) -> TimedWord:
    if word.duration > longest and word.text in SENTENCE_ENDS:
        return replace(word, end=word.start + longest)
    if word.duration > longest and before.text in SENTENCE_ENDS:
        return replace(word, start=word.end - longest)
    return word


def with_punctuation(words: Sequence[TimedWord]) -> list[TimedWord]:
    """Join punctuation with the words that it belongs to, which keep their times."""
    opened: list[TimedWord] = []
    for word in reversed(words):
        if opened and word.text.startswith(" ") and word.text.strip() in OPENING:
            opened.append(_joined(word, opened.pop(), times_of=1))
        else:
            opened.append(word)
    closed: list[TimedWord] = []
    for word in reversed(opened):
        if closed and word.text in CLOSING and not closed[-1].text.endswith(" "):
            closed.append(_joined(closed.pop(), word, times_of=0))
        else:
            closed.append(word)
    return closed


def _joined(first: TimedWord, second: TimedWord, times_of: int) -> TimedWord:
    return replace(
        (first, second)[times_of],
        text=first.text + second.text,
        n_tokens=first.n_tokens + second.n_tokens,
    )
