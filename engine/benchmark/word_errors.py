"""Word error rate, and the detection of loops."""

import re
import unicodedata
import zlib
from collections.abc import Sequence
from typing import Final

LOOP_RATIO: Final = 2.4
"""Compression ratio above which the reference regards a text as a loop."""

PLAIN_NAME: Final = "plain (lower case, letters and digits only)"


def word_errors(reference: Sequence[str], hypothesis: Sequence[str]) -> int:
    """Return the edit distance in words: insertions, deletions and substitutions."""
    row = list(range(len(hypothesis) + 1))
    for i, wanted in enumerate(reference, start=1):
        before, row[0] = row[0], i
        for j, word in enumerate(hypothesis, start=1):
            changed = before + (wanted != word)
            before, row[j] = row[j], min(changed, row[j] + 1, row[j - 1] + 1)
    return row[-1]


def word_error_rate(references: Sequence[str], texts: Sequence[str]) -> float | None:
    """Return the errors of all texts over the words of all references, both normalised.

    None if the references have no words.
    """
    pairs = [(r.split(), t.split()) for r, t in zip(references, texts, strict=True)]
    n_words = sum(len(reference) for reference, _ in pairs)
    return sum(word_errors(*pair) for pair in pairs) / n_words if n_words else None


def plain(text: str) -> str:
    """Normalise a text in the simplest way, for use without Whisper's normaliser."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("'", "")
    return " ".join(re.findall(r"\w+", folded))


def is_loop(text: str) -> bool:
    """Return whether a text loops."""
    content = text.encode()
    return len(content) / len(zlib.compress(content)) > LOOP_RATIO
