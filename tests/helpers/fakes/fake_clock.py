"""A clock that goes on only when a test says so."""


class FakeClock:
    """Seconds; pausing takes no time."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s

    def pause(self, seconds: float) -> None:
        self.now_s += seconds
