"""The program that the user is typing in, on a real screen."""

import pytest
from desktop.desk import Desk
from desktop.desk_targets import QtField, Xterm

from maxwhisper_desktop.system.program_in_use import ProgramInUse

pytestmark = pytest.mark.desktop


def test_it_is_that_of_the_window_with_the_focus(desk: Desk) -> None:
    in_use = ProgramInUse()
    terminal, field = Xterm(desk, "UXTerm"), QtField(desk)
    terminal.focus()
    assert in_use.name() == "UXTerm"
    field.focus()
    name = in_use.name()
    assert name is not None
    assert name != "UXTerm"
    desk.stop(field.process)
    terminal.leave()
    desk.wait_for(lambda: in_use.name() is None)
    in_use.shut_down()
    assert in_use.name() is None


def test_on_wayland_it_is_unknown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    terminal = Xterm(desk)
    terminal.focus()
    assert ProgramInUse().name() is None
    terminal.leave()


def test_without_a_display_it_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    assert ProgramInUse().name() is None
