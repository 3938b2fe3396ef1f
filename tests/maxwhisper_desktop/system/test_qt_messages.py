"""Qt's messages are logged, and its fatal ones end the app with one sentence."""

import logging
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType

from maxwhisper_desktop.system.qt_messages import QtMessages


def test_messages_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    QtMessages().hear(QtMsgType.QtWarningMsg, QMessageLogContext(), "odd")
    assert [(entry.levelno, entry.message) for entry in caplog.records] == [
        (logging.WARNING, "Qt: odd")
    ]


@pytest.mark.parametrize(
    ("session", "reason"),
    [
        ({"DISPLAY": ":77777"}, "could not connect to display :77777"),
        ({"QT_QPA_PLATFORM": "none-such"}, 'Could not find the Qt platform plugin "none-such"'),
    ],
)
def test_a_display_that_cannot_be_reached_is_one_sentence(
    session: dict[str, str], reason: str
) -> None:
    others = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    app = subprocess.run(
        [sys.executable, "-m", "maxwhisper_desktop"],
        env=others | session,
        capture_output=True,
        text=True,
        check=False,
    )
    assert app.returncode == 1
    assert app.stderr.startswith(f"error: MaxWhisper's windows cannot be shown: {reason}")
    assert app.stderr.count("\n") == 1
