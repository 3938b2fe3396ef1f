"""When to try again what failed because the portal has ended, and whether it asks the user."""

import asyncio
from typing import Any, Final

from engine.sentence import Sentence
from maxwhisper_desktop.portal.connection import PortalGoneError, PortalMissingError

_FIRST_S: Final = 1.0
"""Seconds; the attempt itself starts a portal that has ended."""
_LONGEST_S: Final = 15.0
_MOST_QUESTIONS: Final = 3


class Retries:
    """The pauses before new attempts, ever longer, and the dialogs that ended without an answer."""

    def __init__(self) -> None:
        self._pause_s = _FIRST_S
        self._n_questions = 0
        self._reason: Sentence | None = None

    def next_pause_s(self) -> float:
        """Return the seconds to wait before the next attempt."""
        pause_s, self._pause_s = self._pause_s, min(2 * self._pause_s, _LONGEST_S)
        return pause_s

    async def is_asking(self, work: asyncio.Future[Any], silent_s: float) -> bool:
        """Wait for ``work``; return whether it takes longer, as the desktop asks, and count the question."""
        done, _ = await asyncio.wait([work], timeout=silent_s)
        self._n_questions += not done
        return not done

    @property
    def may_ask(self) -> bool:
        """Return whether the user may be asked again: each dialog takes the focus."""
        return self._n_questions < _MOST_QUESTIONS

    def reason(self, error: PortalGoneError) -> Sentence:
        """Return why nothing works: a portal that has ended is expected back, not missing."""
        if not isinstance(error, PortalMissingError):
            self._reason = error.sentence
        return self._reason or error.sentence
