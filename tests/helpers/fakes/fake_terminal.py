"""A terminal and a clock that do what a test says."""

import io

from typing_extensions import override


class Terminal(io.StringIO):
    """Somebody watches."""

    @override
    def isatty(self) -> bool:
        return True


class Clock:
    """Shows the time it was set to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now
