"""Ends a call of the network that is wanted no more, from another thread."""

from typing import Final

import numpy as np
from max.driver import Buffer


class StopFlag:
    """The number that the kernels of a call look at; int32, shape (1,)."""

    def __init__(self) -> None:
        """Begin with one that stops nothing."""
        self._value = np.zeros(1, np.int32)
        self.buffer: Final = Buffer.from_numpy(self._value)
        """What a graph is given: the same memory."""

    @property
    def is_set(self) -> bool:
        """Whether a call that ended may lack results."""
        return bool(self._value[0])

    def set(self) -> None:
        """Let the call under way end within milliseconds, without results; and all that follow."""
        self._value[0] = 1

    def clear(self) -> None:
        """Let calls go on to their end again."""
        self._value[0] = 0
