"""Which words of a take that is being spoken may still change."""

from collections.abc import Callable
from itertools import takewhile

from maxwhisper_desktop.dictation.events import TakeId
from maxwhisper_desktop.ports import LiveText


class LiveWords:
    """Compares each text of a take with the one before: what both begin with is likely to stay."""

    def __init__(self, take: TakeId, report: Callable[[LiveText], None]) -> None:
        self._take = take
        self._report = report
        self._last = ""

    def show(self, text: str) -> None:
        """Report a text."""
        n_stable = _whole_words(self._last, text)
        self._last = text
        self._report(LiveText(self._take, text[:n_stable], text[n_stable:]))


def _whole_words(one: str, other: str) -> int:
    """Return with how many characters both begin, without a word that only one of them has.

    Where words have no spaces between them, each character counts.
    """
    n_same = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )
    if " " not in other or all(text[n_same : n_same + 1] in {"", " "} for text in (one, other)):
        return n_same
    return max(other.rfind(" ", 0, n_same), 0)
