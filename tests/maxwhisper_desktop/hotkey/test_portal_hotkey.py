"""The hotkey through a real desktop's portal: asked for once, then working in any window."""

import os
import signal
import threading
from collections.abc import Callable, Iterator

import pytest
from desktop.wayland_desk import WaylandDesk
from desktop.wayland_person import REMOTE_DIALOG, GnomePerson

from maxwhisper_desktop.dictation.events import HotkeyLost, KeyPressed, KeyReleased
from maxwhisper_desktop.hotkey.portal import PortalHotkey, probe_portal
from maxwhisper_desktop.mechanisms import Standing, Verdict
from maxwhisper_desktop.portal.agreement import ASKING, agree
from maxwhisper_desktop.ports import HotkeyError
from maxwhisper_desktop.settings.settings import Delivery
from maxwhisper_desktop.typist.portal_typist import open_portal_typist

pytestmark = pytest.mark.wayland

ASKS_FOR_KEYS = "org.gnome.Settings.GlobalShortcutsProvider"
"""The program that shows GNOME's dialog for the key."""


class Listening:
    """A hotkey, its verdicts and its reports."""

    def __init__(self, desk: WaylandDesk, key: str) -> None:
        self._desk = desk
        self._has_ended = False
        self.verdicts: list[Verdict] = []
        self.reports: list[object] = []
        self.is_asking = False
        self.hotkey = PortalHotkey(key, self._note)
        self.hotkey.listen(self.reports.append)
        assert self.is_asking

    def end(self) -> None:
        """Stop listening; harmless if it does not listen."""
        if not self._has_ended:
            self._has_ended = True
            self.hotkey.shut_down()

    def _note(self, verdict: Verdict) -> None:
        self.is_asking = verdict.reason == ASKING
        if not self.is_asking:
            self.verdicts.append(verdict)

    def verdict(self) -> Verdict:
        """Wait for the next verdict."""
        self._desk.wait_for(lambda: self.verdicts)
        return self.verdicts.pop()

    def wait_for(self, *kinds: type) -> None:
        """Wait until exactly these were reported."""
        self._desk.wait_for(lambda: len(self.reports) >= len(kinds))
        assert [type(each) for each in self.reports] == [*kinds]


@pytest.fixture(params=[WaylandDesk.gnome, WaylandDesk.plasma])
def desk(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[WaylandDesk]:
    with WaylandDesk() as desk:
        request.param(desk).move_in(monkeypatch)
        yield desk
        desk.person.leave()


@pytest.fixture
def listen(desk: WaylandDesk) -> Iterator[Callable[[str], Listening]]:
    """Listens for a key until the test ends."""
    begun: list[Listening] = []

    def begin(key: str) -> Listening:
        begun.append(Listening(desk, key))
        return begun[-1]

    yield begin
    for listening in begun:
        listening.end()


def _hold(desk: WaylandDesk, listening: Listening) -> None:
    listening.reports.clear()
    with desk.person.holding("F9"):
        listening.wait_for(KeyPressed)
        desk.wait_for(listening.hotkey.is_down)  # On GNOME once it repeats.
    listening.wait_for(KeyPressed, KeyReleased)
    assert listening.hotkey.is_down() is False


def test_the_hotkey_needs_permission_once_and_survives_a_portal_restart(
    desk: WaylandDesk, listen: Callable[[str], Listening]
) -> None:
    agree()
    first = listen("F9")
    desk.person.allow_shortcuts(lambda: first.verdicts)
    assert first.verdict().standing is Standing.USABLE
    _hold(desk, first)
    first.end()

    again = listen("F9")
    assert again.verdict().standing is Standing.USABLE
    _hold(desk, again)

    desk.stop_portal()
    assert again.verdict().standing is Standing.LACKING
    desk.start_portal()
    assert again.verdict().standing is Standing.USABLE
    _hold(desk, again)


def test_the_key_survives_the_end_of_the_desktops_part_of_the_portal(
    desk: WaylandDesk, listen: Callable[[str], Listening]
) -> None:
    agree()
    listening = listen("F9")
    desk.person.allow_shortcuts(lambda: listening.verdicts)
    assert listening.verdict().standing is Standing.USABLE
    desk.restart_desktops_part()
    assert listening.verdict().standing is Standing.LACKING
    assert listening.verdict().standing is Standing.USABLE
    _hold(desk, listening)


def test_a_denied_permission_is_reported_with_advice(
    desk: WaylandDesk, listen: Callable[[str], Listening]
) -> None:
    if not desk.asks:
        pytest.skip("this desktop asks for no permission")
    agree()
    listening = listen("F9")
    desk.person.refuse("Add Keyboard Shortcuts", lambda: listening.verdicts)
    verdict = listening.verdict()
    assert verdict.standing is Standing.LACKING
    assert "choose the key again in the settings" in verdict.reason
    listening.wait_for(HotkeyLost)


def test_the_portal_is_probed_without_a_dialog(desk: WaylandDesk) -> None:
    with pytest.raises(HotkeyError, match="has not been asked") as refused:
        probe_portal("F9")
    assert "Ask the desktop" in (refused.value.mend or "")
    agree()
    probe_portal("F9")
    with pytest.raises(HotkeyError, match="does not tell when Right Ctrl is let go"):
        probe_portal("Right Ctrl")
    desk.stop_portal()
    with pytest.raises(HotkeyError, match="Install xdg-desktop-portal"):
        probe_portal("F9")


def _start_service(desk: WaylandDesk, name: str) -> int:
    """Start a service on the session bus, and return its process."""
    bus, dbus = desk.bus(), "org.freedesktop.DBus"
    bus.call(dbus, "/org/freedesktop/DBus", dbus, "StartServiceByName", "su", name, 0)
    (pid,) = bus.call(
        dbus, "/org/freedesktop/DBus", dbus, "GetConnectionUnixProcessID", "s", name
    )
    bus.close()
    return int(str(pid))


def test_a_user_of_gnome_answers_both_dialogs_even_if_one_comes_late(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with WaylandDesk() as desk:
        desk.gnome().move_in(monkeypatch)
        person = desk.person
        assert isinstance(person, GnomePerson)
        provider = _start_service(desk, ASKS_FOR_KEYS)
        os.kill(provider, signal.SIGSTOP)

        def go_on() -> None:
            desk.wait_for(lambda: person.window_in_use() == REMOTE_DIALOG)
            os.kill(provider, signal.SIGCONT)

        late = threading.Thread(target=go_on)
        late.start()
        agree()
        told: list[Verdict] = []
        typist = open_portal_typist(Delivery(), lambda: None, told.append)
        listening = Listening(desk, "F9")
        person.allow_all(lambda: listening.verdicts)
        assert listening.verdict().standing is Standing.USABLE
        desk.wait_for(lambda: told[-1].reason != ASKING)
        assert told[-1].standing is Standing.USABLE
        late.join()
        listening.end()
        typist.shut_down()
        person.leave()
