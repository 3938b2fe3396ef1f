"""Presses and repeats of a key whose command is ``maxwhisper toggle``."""

import pytest

from maxwhisper_desktop.control.toggle_key import LATE, STOPPED_MS, TogglePresses


def _times_of_toggles(commands_ms: list[int]) -> list[int]:
    """Return when the recording begins or ends, if the commands come at these times."""
    presses = TogglePresses()
    toggles: list[int] = []
    due_ms = None
    for at_ms in [*commands_ms, commands_ms[-1] + 10_000]:
        if due_ms is not None and due_ms <= at_ms:
            if presses.settle(is_recording=len(toggles) % 2 == 1):
                toggles.append(due_ms)
            due_ms = None
        if at_ms > commands_ms[-1]:
            break
        if presses.command(at_ms):
            toggles.append(at_ms)
        else:
            due_ms = at_ms + presses.wait_ms
    return toggles


def _held(from_ms: int, to_ms: int, delay_ms: int = 500, every_ms: int = 30) -> list[int]:
    return [from_ms, *range(from_ms + delay_ms, to_ms, every_ms)]


def test_two_presses_begin_and_end_a_recording_at_once() -> None:
    assert _times_of_toggles([0, 5_000]) == [0, 5_000]


def test_a_held_key_records_until_it_is_released() -> None:
    commands_ms = _held(0, 5_000)
    assert _times_of_toggles(commands_ms) == [0, commands_ms[-1] + STOPPED_MS]


def test_the_second_press_may_be_held() -> None:
    assert _times_of_toggles([0, *_held(5_000, 8_000)]) == [0, 5_000]


def test_a_quick_second_press_ends_the_recording() -> None:
    assert _times_of_toggles([0, 800]) == [0, 800 + STOPPED_MS]


@pytest.mark.parametrize("late_ms", [200, 300, 590, 900])
def test_repeats_that_are_late_do_not_cut_off_speech(late_ms: int) -> None:
    before_ms = _held(0, 2_000)
    commands_ms = [*before_ms, *_held(2_000 + late_ms, 4_000, delay_ms=30)]
    gap_ms = 2_000 + late_ms - before_ms[-1]
    assert _times_of_toggles(commands_ms) == [
        0,
        commands_ms[-1] + max(STOPPED_MS, LATE * gap_ms),
    ]


@pytest.mark.parametrize("late_ms", [590, 630, 900])
def test_the_second_repeat_may_be_late_as_well(late_ms: int) -> None:
    commands_ms = [0, 500, *_held(500 + late_ms, 4_000, delay_ms=30)]
    assert _times_of_toggles(commands_ms) == [0, commands_ms[-1] + LATE * late_ms]


def test_after_a_late_repeat_a_later_one_is_waited_for() -> None:
    commands_ms = [0, 600, 650, 1_350, 1_400, 3_000, 3_050]
    late_ms = 3_000 - 1_400
    assert _times_of_toggles(commands_ms) == [0, commands_ms[-1] + LATE * late_ms]
    later_ms = _held(20_000, 22_000)
    assert _times_of_toggles([*commands_ms, *later_ms])[2:] == [
        20_000,
        later_ms[-1] + STOPPED_MS,
    ], "the next hold of the key is judged by its own repeats"


def test_a_key_may_be_held_while_repeats_come_or_the_first_one_may() -> None:
    presses = TogglePresses()
    assert not presses.may_be_held(0)
    presses.command(5_000)
    assert presses.may_be_held(5_500)
    assert not presses.may_be_held(7_000), "it was tapped"
    for at_ms in _held(10_000, 12_000):
        presses.command(at_ms)
    assert presses.may_be_held(14_000), "until it is settled"
    presses.settle(is_recording=True)
    assert not presses.may_be_held(14_000)


def test_a_straggler_of_the_repeats_begins_no_recording() -> None:
    held_ms = _held(0, 3_000)
    assert len(_times_of_toggles([*held_ms, held_ms[-1] + STOPPED_MS + 100])) == 2


def test_after_a_held_key_the_next_press_begins_a_recording() -> None:
    held_ms = _held(0, 3_000)
    assert _times_of_toggles([*held_ms, 10_000, 12_000])[2:] == [10_000, 12_000]
