"""Texts that repeat the prompt: models do so where they hear little or nothing."""

import difflib
import re
from typing import Final

SHORTEST: Final = 3
"""Fewer words are too often said again."""

SAME: Final = 0.6
"""Share of letters from which two texts are the same words, perhaps spelled otherwise."""


def is_echo(said: str, prompt: str) -> bool:
    """Tell whether all that was said is in the prompt, word for word."""
    words, told = _words(said), _words(prompt)
    n = len(words)
    return n >= SHORTEST and any(
        told[start : start + n] == words for start in range(len(told) - n + 1)
    )


def is_heard(said: str, unprompted: str) -> bool:
    """Tell whether a text that was decoded without the prompt has about the same words."""
    first, second = ("".join(_words(text)) for text in (said, unprompted))
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() >= SAME


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
