"""Waiting for the X server stops no other thread."""

import logging
import threading

import pytest
from child_processes import stopped
from desktop.desk import Desk

from maxwhisper_desktop.system import x11_server
from maxwhisper_desktop.system.x11_server import XServer

pytestmark = pytest.mark.desktop


def test_others_run_while_the_server_does_not_answer(
    desk: Desk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(x11_server, "_LONG_S", 0.0)
    server = XServer(desk.session["DISPLAY"])
    has_waited = threading.Event()

    def wait() -> None:
        server.wait()
        has_waited.set()

    with stopped(desk.services["Xvfb"]):
        threading.Thread(target=wait).start()
        assert not has_waited.is_set()
    desk.wait_for(has_waited.is_set)

    (entry,) = caplog.records
    assert entry.levelno == logging.WARNING
    assert "the X server did not answer" in entry.message
    server.shut_down()


def test_a_server_that_is_gone_is_not_waited_for() -> None:
    with Desk() as desk:
        server = XServer(desk.x11().session["DISPLAY"])
        desk.stop("Xvfb")
        server.wait()
        server.wait()


def test_without_a_display_nothing_is_waited_for() -> None:
    XServer().wait()
