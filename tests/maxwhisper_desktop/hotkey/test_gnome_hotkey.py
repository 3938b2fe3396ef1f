"""The hotkey on a GNOME whose portal passes no keys: a shortcut that calls the app."""

import gc
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus
from desktop.wayland_desk import WaylandDesk
from patience import PATIENCE_S

from maxwhisper_desktop.dictation.events import HotkeyLost
from maxwhisper_desktop.hotkey.candidates import examine_hotkeys
from maxwhisper_desktop.hotkey.gnome import MECHANISM, GnomeHotkey, bind
from maxwhisper_desktop.mechanisms import Standing
from maxwhisper_desktop.portal.agreement import agree
from maxwhisper_desktop.portal.identity import APP_ID
from maxwhisper_desktop.portal.loop_thread import LoopThread
from maxwhisper_desktop.ports import HotkeyError

if TYPE_CHECKING:
    from maxwhisper_desktop.mechanisms import Verdict

pytestmark = pytest.mark.wayland

KEYS = "org.gnome.settings-daemon.plugins.media-keys"
SHORTCUTS = f"/{KEYS.replace('.', '/')}/custom-keybindings"


class CalledApp:
    """Counts the calls of the app on the session bus."""

    def __init__(self, desk: WaylandDesk) -> None:
        self.n_calls = 0
        self._address = desk.session["DBUS_SESSION_BUS_ADDRESS"]
        self._thread = LoopThread("called app")
        self._thread.begin(self._appear()).result(PATIENCE_S)

    def leave(self) -> None:
        """Leave the bus."""
        self._thread.begin(self._vanish()).result(PATIENCE_S)
        self._thread.shut_down()

    async def _appear(self) -> None:
        self._bus = await MessageBus(bus_address=self._address).connect()
        self._bus.add_message_handler(self._answer)
        await self._bus.request_name(APP_ID)

    async def _vanish(self) -> None:
        self._bus.disconnect()

    def _answer(self, message: Message) -> Message | bool:
        if message.message_type is not MessageType.METHOD_CALL or message.member != "Toggle":
            return False
        self.n_calls += 1
        return Message.new_method_return(message)


@pytest.fixture(scope="module")
def desk() -> Iterator[WaylandDesk]:
    with WaylandDesk() as desk:
        yield desk.gnome_without_shortcuts()
        desk.person.leave()


@pytest.fixture(autouse=True)
def _moved_in(desk: WaylandDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.move_in(monkeypatch)
    agree()


@pytest.fixture
def app(desk: WaylandDesk) -> Iterator[CalledApp]:
    app = CalledApp(desk)
    yield app
    app.leave()


def _settings(desk: WaylandDesk, *words: str) -> str:
    return desk.run("gsettings", *words).strip()


def _key(desk: WaylandDesk) -> str:
    """Return the key of our shortcut."""
    schema = f"{KEYS}.custom-keybinding:{SHORTCUTS}/maxwhisper/"
    return _settings(desk, "get", schema, "binding")


def test_gnome_calls_the_app_while_it_listens(desk: WaylandDesk, app: CalledApp) -> None:
    hotkey = GnomeHotkey("F9", lambda _: None)
    hotkey.listen(lambda _: None)

    def is_called() -> int:
        # GNOME takes a moment until it has the key.
        desk.person.tap_calmly("F9")
        return app.n_calls

    desk.wait_for(is_called)
    gc.collect()  # What keeps the key is not garbage.
    app.n_calls = 0
    desk.wait_for(is_called)
    hotkey.shut_down()
    assert _key(desk) == "''"


def test_a_shortcut_of_the_user_keeps_its_key(desk: WaylandDesk) -> None:
    others = f"{SHORTCUTS}/custom0/"
    schema = f"{KEYS}.custom-keybinding:{others}"
    _settings(desk, "set", schema, "binding", "F8")
    _settings(desk, "set", KEYS, "custom-keybindings", f"['{others}']")
    with pytest.raises(HotkeyError, match="F8 already runs another command"):
        bind("F8")
    told: list[Verdict] = []
    lost: list[object] = []
    hotkey = GnomeHotkey("F8", told.append)
    hotkey.listen(lost.append)
    desk.wait_for(lambda: lost)
    assert isinstance(lost[0], HotkeyLost)
    assert told[0].standing is Standing.LACKING
    hotkey.shut_down()
    bind("F9")
    assert _settings(desk, "get", KEYS, "custom-keybindings") == (
        f"['{others}', '{SHORTCUTS}/maxwhisper/']"
    )
    assert _settings(desk, "get", schema, "binding") == "'F8'"


def test_it_is_the_way_that_the_app_finds() -> None:
    usable = [
        each.mechanism for each in examine_hotkeys("F9") if each.standing is Standing.USABLE
    ]
    assert usable == [MECHANISM]
    lacking = [each for each in examine_hotkeys("Right Ctrl") if each.mechanism == MECHANISM]
    assert "such as F9 or Pause" in lacking[0].reason
