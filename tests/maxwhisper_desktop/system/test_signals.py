"""A signal quits the app, or ends it at once if it hangs."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from maxwhisper_desktop.system.signals import SIGNALS, UnixSignals

HUNG = """
import logging, os, sys, time
from PySide6.QtCore import QCoreApplication
from maxwhisper_desktop.system import signals

logging.basicConfig(format="%(message)s")
signals.HEARD_S = 0.0
app = QCoreApplication()
unix = signals.UnixSignals()
print("begun", flush=True)
time.sleep(1000)
"""


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_asks_to_quit(qtbot: QtBot, number: signal.Signals) -> None:
    signals = UnixSignals()
    with qtbot.waitSignal(signals.quit_asked):
        os.kill(os.getpid(), number)
    signals.shut_down()


@pytest.mark.usefixtures("qapp")
def test_afterwards_the_handlers_are_those_from_before() -> None:
    before = [signal.getsignal(number) for number in SIGNALS]
    UnixSignals().shut_down()
    assert [signal.getsignal(number) for number in SIGNALS] == before


def test_a_main_thread_that_hangs_does_not_keep_the_process(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", HUNG],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "begun\n"
    program.send_signal(signal.SIGTERM)
    _, said = program.communicate()
    assert program.returncode == 128 + signal.SIGTERM
    assert said.count("\n") == 1
    assert "the next start recognises what was said" in said
