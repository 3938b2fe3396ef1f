"""What screen readers find in the app's windows, through the bus that they use."""

import os
import sys

import pytest
from desktop.desk import Desk
from desktop.screen_reader import ScreenReader
from project_files import HELPERS, ROOT

pytestmark = pytest.mark.desktop


def test_nothing_that_takes_the_focus_is_nameless_in_any_window() -> None:
    with Desk() as desk:
        desk.dbus().accessibility().x11()
        paths = os.pathsep.join([str(HELPERS), str(ROOT)])
        program = str(HELPERS / "desktop" / "all_windows_program.py")
        command = ("env", f"PYTHONPATH={paths}", sys.executable, program)
        process = desk.spawn(*command, piped=True)
        assert process.stdout is not None
        n_windows = int(process.stdout.readline() or 0)
        assert n_windows > 30, desk.log("env")
        reader = ScreenReader(desk)
        desk.wait_for(reader.programs, process)
        (app,) = reader.programs()
        parts = list(reader.all_parts(app))
        focusable = [part for part in parts if reader.is_focusable(part)]
        assert len(focusable) > n_windows
        nameless = [reader.role(part) for part in focusable if not reader.name(part)]
        assert nameless == []
        reader.leave()
