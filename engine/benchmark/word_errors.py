"""How far a transcript is from what was said."""

import re
import unicodedata
import zlib
from collections.abc import Sequence
from typing import Final

LOOP_RATIO: Final = 2.4
"""Bytes of a text over bytes once compressed, above which the reference takes it for a loop."""

PLAIN_NAME: Final = "plain (lower case, letters and digits only)"


def word_errors(reference: Sequence[str], heard: Sequence[str]) -> int:
    """Return the words to insert, delete or replace to make one text of the other."""
    row = list(range(len(heard) + 1))
    for i, wanted in enumerate(reference, start=1):
        before, row[0] = row[0], i
        for j, word in enumerate(heard, start=1):
            changed = before + (wanted != word)
            before, row[j] = row[j], min(changed, row[j] + 1, row[j - 1] + 1)
    return row[-1]


def word_error_rate(references: Sequence[str], texts: Sequence[str]) -> float | None:
    """Return the errors of all texts over the words of all references, both normalised.

    None where the references have no words.
    """
    pairs = [(r.split(), t.split()) for r, t in zip(references, texts, strict=True)]
    n_words = sum(len(reference) for reference, _ in pairs)
    return sum(word_errors(*pair) for pair in pairs) / n_words if n_words else None


def plain(text: str) -> str:
    """Return a text's words in the barest form, for want of Whisper's normaliser."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("'", "")
    return " ".join(re.findall(r"\w+", folded))


def is_loop(text: str) -> bool:
    """Tell whether a text says the same over and over."""
    content = text.encode()
    return len(content) / len(zlib.compress(content)) > LOOP_RATIO
