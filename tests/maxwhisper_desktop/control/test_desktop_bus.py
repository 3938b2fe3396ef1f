"""The app's D-Bus interface, on a real session bus."""

import gc
import json
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from dbus_fast import Message
from dbus_fast.aio import MessageBus
from desktop.bus_client import BusClient
from desktop.desk import Desk
from patience import PATIENCE_S
from pytestqt.qtbot import QtBot

from maxwhisper_desktop.control import desktop_bus
from maxwhisper_desktop.control.desktop_bus import INTROSPECTABLE, DesktopBus
from maxwhisper_desktop.portal.connection import BUS
from maxwhisper_desktop.portal.identity import APP_ID, BUS_PATH
from maxwhisper_desktop.portal.loop_thread import LoopThread

pytestmark = pytest.mark.desktop


@pytest.fixture
def asked(session: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that the app executed, on a bus to which this process belongs."""
    session.move_in(monkeypatch)
    return []


@pytest.fixture
def client(session: Desk) -> Iterator[BusClient]:
    client = BusClient(session.session["DBUS_SESSION_BUS_ADDRESS"])
    yield client
    client.close()


@pytest.fixture
def thread() -> LoopThread:
    return LoopThread("bus")


@pytest.fixture
def bus(
    asked: list[str], client: BusClient, thread: LoopThread, qtbot: QtBot
) -> Iterator[DesktopBus]:
    def answer(command: str) -> dict[str, object]:
        asked.append(command)
        return {"state": "ready", "last": {"text": "Grüße, Zoë"}}

    bus = DesktopBus(answer, thread)
    qtbot.waitUntil(lambda: client.has(APP_ID))
    yield bus
    bus.shut_down()


def _call(qtbot: QtBot, call: Callable[[], tuple[object, ...]]) -> tuple[object, ...]:
    """Call from another thread, as another process would."""
    with ThreadPoolExecutor(1) as pool:
        reply = pool.submit(call)
        qtbot.waitUntil(reply.done)
        return reply.result()


def test_calls_before_the_end_of_the_bus_leave_no_traceback(
    thread: LoopThread,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with Desk() as desk:
        desk.dbus().move_in(monkeypatch)
        address = desk.session["DBUS_SESSION_BUS_ADDRESS"]
        client, callers = BusClient(address), LoopThread("callers")
        bus = DesktopBus(lambda _: {}, thread)
        qtbot.waitUntil(lambda: client.has(APP_ID))
        is_ending = threading.Event()

        def hold_up(until: threading.Event) -> None:
            until.wait(PATIENCE_S)

        thread.call(hold_up, is_ending)

        async def call_often() -> None:
            caller = await MessageBus(bus_address=address).connect()
            for _ in range(20):
                await caller.send(Message(APP_ID, BUS_PATH, APP_ID, "Toggle"))
            await caller.call(Message(BUS, "/org/freedesktop/DBus", BUS, "GetId"))

        callers.begin(call_often()).result(PATIENCE_S)
        client.close()
        desk.stop("dbus-daemon")
        is_ending.set()
        callers.shut_down()
        bus.shut_down()
    gc.collect()  # A task that has failed says so when it is destroyed.
    assert desktop_bus.__file__ not in caplog.text


@pytest.mark.parametrize("method", ["Start", "Stop", "Toggle", "Cancel", "Show"])
def test_a_call_executes_the_command_of_its_name(
    bus: DesktopBus, client: BusClient, asked: list[str], qtbot: QtBot, method: str
) -> None:
    assert _call(qtbot, lambda: client.call(APP_ID, BUS_PATH, APP_ID, method)) == ()
    assert asked == [method.lower()]


def test_status_is_the_commands_document(
    bus: DesktopBus, client: BusClient, qtbot: QtBot
) -> None:
    (status,) = _call(qtbot, lambda: client.call(APP_ID, BUS_PATH, APP_ID, "Status"))
    assert json.loads(str(status))["state"] == "ready"


def test_the_last_text_is_the_last_takes(
    bus: DesktopBus, client: BusClient, qtbot: QtBot
) -> None:
    reply = _call(qtbot, lambda: client.call(APP_ID, BUS_PATH, APP_ID, "LastText"))
    assert reply == ("Grüße, Zoë",)


def test_the_interface_describes_itself(
    bus: DesktopBus, client: BusClient, qtbot: QtBot
) -> None:
    (xml,) = _call(qtbot, lambda: client.call(APP_ID, BUS_PATH, INTROSPECTABLE, "Introspect"))
    assert '<method name="Toggle"/>' in str(xml)
    assert '<method name="LastText">' in str(xml)


def _send(session: Desk, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["dbus-send", "--session", f"--dest={APP_ID}", *arguments],
        env=session.environment,
        check=False,
        capture_output=True,
        text=True,
    )


def test_an_unknown_method_is_an_error(
    bus: DesktopBus, session: Desk, asked: list[str]
) -> None:
    done = _send(session, "--print-reply", BUS_PATH, f"{APP_ID}.Explode")
    assert "MaxWhisper has no such method" in done.stderr
    assert asked == []


def test_a_command_whose_caller_has_disconnected_is_not_executed(
    bus: DesktopBus,
    client: BusClient,
    session: Desk,
    thread: LoopThread,
    asked: list[str],
    qtbot: QtBot,
) -> None:
    def suspend(until: threading.Event) -> None:
        until.wait()

    resumed = threading.Event()
    thread.call(suspend, resumed)
    assert _send(session, BUS_PATH, f"{APP_ID}.Toggle").returncode == 0
    resumed.set()
    _call(qtbot, lambda: client.call(APP_ID, BUS_PATH, APP_ID, "Status"))
    assert asked == ["status"]


def test_a_second_app_leaves_the_name_to_the_first(
    bus: DesktopBus,
    client: BusClient,
    asked: list[str],
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    second = DesktopBus(lambda _: {}, LoopThread("second bus"))
    qtbot.waitUntil(lambda: "another program has the name" in caplog.text)
    _call(qtbot, lambda: client.call(APP_ID, BUS_PATH, APP_ID, "Toggle"))
    assert asked == ["toggle"]
    second.shut_down()


def test_without_a_session_bus_the_app_does_without(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    caplog.set_level("INFO")
    bus = DesktopBus(lambda _: {}, LoopThread("bus"))
    qtbot.waitUntil(lambda: "no session bus" in caplog.text)
    bus.shut_down()
