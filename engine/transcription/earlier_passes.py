"""What earlier passes over a take found, so that the next one does only what is new.

A take is recognised again and again while it is spoken. Each pass is a whole transcription of what has
been said so far. Where it meets a window that an earlier pass has decoded, with the very same sound and
under the same conditions, it takes over the result. Another window's tokens are a draft for the one that
begins at the same place. So no result depends on the passes before it; they only save time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from engine.audio.mel import LogMelEnergies
from engine.transcription.fallback import Decoded
from engine.transcription.prompt import WindowPrompt
from engine.transcription.windows import Window


@dataclass(frozen=True, slots=True, eq=False)
class WindowQuestion:
    """All that the decoding of a window depends on, but for what never changes within a take.

    Attributes:
        window: With its sound.
        prompt: Before its text.
        is_doubtful: Whether nobody may be speaking in it.
        own_language_from: See ``WindowDecoder.decode``.
        language: The recording's; None if this window is to tell it.
    """

    window: Window
    prompt: WindowPrompt
    is_doubtful: bool
    own_language_from: float | None
    language: str | None

    def is_same(self, other: "WindowQuestion") -> bool:
        """Tell whether both have the same answer."""
        one, two = (
            (
                asked.window.seek,
                asked.window.size,
                asked.prompt,
                asked.is_doubtful,
                asked.own_language_from,
                asked.language,
            )
            for asked in (self, other)
        )
        return one == two and np.array_equal(self.window.mel, other.window.mel)


@dataclass(frozen=True, slots=True)
class WindowAnswer:
    """What became of a window.

    Attributes:
        decoded: Its tokens.
        language: The recording's, known from then on.
        language_probabilities: See ``WindowDecoder``.
        n_tokens: Tokens that all attempts produced.
        n_fallbacks: Attempts that looked wrong.
    """

    decoded: Decoded
    language: str | None
    language_probabilities: Mapping[str, float]
    n_tokens: int
    n_fallbacks: int


class WindowMemory:
    """The last answer for each place in a take where a window began."""

    def __init__(self) -> None:
        self._answers: dict[int, tuple[WindowQuestion, WindowAnswer]] = {}

    def recall(self, question: WindowQuestion) -> WindowAnswer | None:
        """Return the answer to the same question, if it was the last one at its place."""
        asked, answer = self._answers.get(question.window.seek, (None, None))
        return answer if asked is not None and asked.is_same(question) else None

    def draft(self, window: Window) -> tuple[int, ...]:
        """Return tokens that the window's text may begin with."""
        _, answer = self._answers.get(window.seek, (None, None))
        return answer.decoded.result.tokens if answer is not None else ()

    def note(self, question: WindowQuestion, answer: WindowAnswer) -> None:
        """Remember an answer."""
        self._answers[question.window.seek] = question, answer


@dataclass(slots=True)
class EarlierPasses:
    """All that passes over one take leave for the next.

    Attributes:
        windows: Those that were decoded.
        energies: Of the frames that stay as they are, whatever is said next.
        n_passes: Passes that were completed.
        cpu_s: Processor time spent on passes, in seconds, completed or not.
    """

    windows: WindowMemory = field(default_factory=WindowMemory)
    energies: LogMelEnergies | None = None
    n_passes: int = 0
    cpu_s: float = 0.0
