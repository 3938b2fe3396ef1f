"""Press and release derived from a desktop's shortcut signals, with unreported releases."""

from maxwhisper_desktop.hotkey.press_stream import REPEAT_MS, PressStream

DELAY_MS, REPEATED_MS = 500, 30
"""The interval of key repeat on GNOME."""


def held(until_ms: int) -> PressStream:
    """Return a key that was pressed at 0 and repeats until ``until_ms``."""
    stream = PressStream()
    assert stream.activated(0)
    for at_ms in range(DELAY_MS, until_ms + 1, REPEATED_MS):
        assert not stream.activated(at_ms)
    return stream


def test_press_and_release_are_reported_once() -> None:
    stream = held(2000)
    assert stream.deactivated()
    assert not stream.deactivated()
    assert stream.activated(3000)


def test_before_the_first_repeat_it_is_unknown_whether_the_key_is_down() -> None:
    stream = PressStream()
    assert stream.is_down(0) is False
    stream.activated(0)
    assert stream.is_down(10_000) is None


def test_while_it_repeats_the_key_is_down() -> None:
    assert held(2000).is_down(2000 + REPEATED_MS) is True


def test_a_repeat_that_a_busy_machine_delays_is_no_press() -> None:
    stream = held(2000)
    late_ms = 2000 + 1084
    assert stream.is_down(late_ms) is True
    assert not stream.activated(late_ms)


def test_the_end_of_repeats_counts_as_release() -> None:
    stream = held(2000)
    assert stream.is_down(2000 + REPEAT_MS) is False
    assert stream.activated(9000), "the next press is one"


def test_a_press_after_an_unreported_release_is_in_doubt_until_it_repeats() -> None:
    stream = PressStream()
    stream.activated(0)
    assert not stream.activated(3000)
    assert not stream.is_in_doubt(3000 + REPEAT_MS - 1)
    assert stream.is_in_doubt(3000 + REPEAT_MS)


def test_the_first_repeat_is_not_in_doubt_after_the_next() -> None:
    stream = held(DELAY_MS + REPEATED_MS)
    assert not stream.is_in_doubt(DELAY_MS + REPEAT_MS)
