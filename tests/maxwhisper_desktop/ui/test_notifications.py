"""A notification that cannot be shown does no harm."""

import logging

import pytest
from PySide6.QtDBus import QDBusConnection

from maxwhisper_desktop.ui.notifications import Notifier


def test_without_a_bus_only_the_log_says_so(
    qapp: object, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = QDBusConnection.connectToBus("unix:path=/nonexistent", "nowhere")
    with caplog.at_level(logging.INFO):
        Notifier(nowhere).notify("Not typed", "It is in the clipboard.")
    assert "Not typed" in caplog.text
