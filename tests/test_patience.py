"""A test's wait ends when its condition holds, or when a program it depends on has ended."""

import pytest
from desktop.desk import Desk
from patience import HopelessError, wait_for


def test_a_condition_that_holds_just_before_the_end_counts() -> None:
    wait_for(lambda: True, lambda: "the program has ended")


def test_a_condition_that_can_no_longer_hold_is_not_waited_for() -> None:
    with pytest.raises(HopelessError, match="the program has ended"):
        wait_for(lambda: False, lambda: "the program has ended")


@pytest.mark.desktop
def test_a_program_that_ends_is_reported_with_its_output() -> None:
    with Desk() as desk:
        program = desk.spawn("sh", "-c", "echo no window >&2; exit 3")
        with pytest.raises(HopelessError, match=r"sh has ended \(3\): no window"):
            desk.wait_for(lambda: False, program)


@pytest.mark.desktop
def test_without_its_server_nothing_is_waited_for() -> None:
    with Desk() as desk:
        desk.dbus()
        desk.services["dbus-daemon"].kill()
        with pytest.raises(HopelessError, match="dbus-daemon has ended"):
            desk.wait_for(lambda: False)
