"""The time that remains is told from what was done, and not before enough was done."""

from maxwhisper_desktop.files.pace import ENOUGH_S, Pace


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now_s = 50.0

    def __call__(self) -> float:
        return self.now_s


def test_nothing_is_told_before_enough_was_done() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.left_s(30.0, 600.0) is None
    clock.now_s += ENOUGH_S / 2
    assert pace.left_s(60.0, 600.0) is None


def test_the_rest_takes_as_long_as_what_was_done_did() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.left_s(100.0, 600.0)
    clock.now_s += 10.0
    assert pace.left_s(200.0, 600.0) == 40.0


def test_nothing_is_told_of_a_file_that_stands_still() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.left_s(30.0, 600.0)
    clock.now_s += 99.0
    assert pace.left_s(30.0, 600.0) is None


def test_more_audio_than_was_announced_leaves_nothing_to_do() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.left_s(0.0, 10.0)
    clock.now_s += 5.0
    assert pace.left_s(11.0, 10.0) == 0.0
