"""A held key as a desktop's shortcut signals tell of it, with releases that nobody tells of."""

from maxwhisper_desktop.hotkey.press_stream import REPEAT_MS, PressStream

DELAY_MS, REPEATED_MS = 500, 30
"""A keyboard's repeat on GNOME."""


def held(until_ms: int) -> PressStream:
    """A key that was pressed at 0 and repeats until then."""
    stream = PressStream()
    assert stream.activated(0)
    for at_ms in range(DELAY_MS, until_ms + 1, REPEATED_MS):
        assert not stream.activated(at_ms)
    return stream


def test_press_and_release_are_told_once_each() -> None:
    stream = held(2000)
    assert stream.deactivated()
    assert not stream.deactivated()
    assert stream.activated(3000)


def test_before_it_repeats_nobody_knows_whether_the_key_is_down() -> None:
    stream = PressStream()
    assert stream.is_down(0) is False
    stream.activated(0)
    assert stream.is_down(10_000) is None


def test_while_it_repeats_the_key_is_down() -> None:
    assert held(2000).is_down(2000 + REPEATED_MS) is True


def test_a_stream_that_stops_is_a_key_let_go_of() -> None:
    stream = held(2000)
    assert stream.is_down(2000 + REPEAT_MS) is False
    assert stream.activated(9000), "the next press is one"


def test_a_press_after_a_release_that_nobody_told_of_is_in_doubt_until_it_repeats() -> None:
    stream = PressStream()
    stream.activated(0)
    assert not stream.activated(3000)
    assert not stream.is_in_doubt(3000 + REPEAT_MS - 1)
    assert stream.is_in_doubt(3000 + REPEAT_MS)


def test_the_first_repeat_is_not_in_doubt_once_the_next_has_come() -> None:
    stream = held(DELAY_MS + REPEATED_MS)
    assert not stream.is_in_doubt(DELAY_MS + REPEAT_MS)
