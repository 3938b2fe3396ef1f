"""The hotkey through a portal that ends, at any moment, and comes back or does not."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from desktop.desk import Desk
from fakes.fake_portal import ANSWER, FakePortal
from patience import wait_for

from maxwhisper_desktop.dictation.events import HotkeyLost, KeyPressed
from maxwhisper_desktop.hotkey import portal
from maxwhisper_desktop.hotkey.portal import PortalHotkey
from maxwhisper_desktop.mechanisms import Standing
from maxwhisper_desktop.portal import retries
from maxwhisper_desktop.portal.agreement import ASKING, agree
from maxwhisper_desktop.portal.connection import ENDED
from maxwhisper_desktop.portal.retries import Retries

if TYPE_CHECKING:
    from maxwhisper_desktop.mechanisms import Verdict

pytestmark = pytest.mark.desktop

BINDING = ("Register", "CreateSession", "BindShortcuts")
DIALOG = f"{ANSWER}BindShortcuts"


@pytest.fixture
def begin(
    session: Desk, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., FakePortal]]:
    """Starts a portal, on Plasma with a user who has consented."""
    session.move_in(monkeypatch)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    monkeypatch.setattr(retries, "_FIRST_S", 0.01)
    agree()
    address = session.session["DBUS_SESSION_BUS_ADDRESS"]
    begun: list[FakePortal] = []

    def start(stops_at: str = "") -> FakePortal:
        begun.append(FakePortal(address, stops_at))
        return begun[-1]

    yield start
    for each in begun:
        each.end()


class Listening:
    """The hotkey, and what it tells."""

    def __init__(self) -> None:
        self.verdicts: list[Verdict] = []
        self.reports: list[object] = []
        self._hotkey = PortalHotkey("F9", self.verdicts.append)
        self._hotkey.listen(self.reports.append)

    def end(self) -> None:
        self._hotkey.shut_down()

    def wait_for_reason(self, reason: object) -> None:
        """Wait until this is the reason why it does not work."""
        wait_for(lambda: self.verdicts[-1].reason == reason)

    def wait_until_it_is_missing(self) -> None:
        """Wait until it is known that there is no portal."""
        wait_for(lambda: "Install xdg-desktop-portal" in self.verdicts[-1].reason)

    def works(self, portal: FakePortal) -> None:
        """Wait until the desktop passes the key, and press it."""
        wait_for(lambda: self.verdicts[-1].standing is Standing.USABLE)
        assert portal.asked == [*BINDING]
        portal.press()
        wait_for(lambda: self.reports)
        assert [type(each) for each in self.reports] == [KeyPressed]


@pytest.fixture
def listen() -> Iterator[Callable[[], Listening]]:
    """Listens for the key until the test ends."""
    begun: list[Listening] = []

    def start() -> Listening:
        begun.append(Listening())
        return begun[-1]

    yield start
    for each in begun:
        each.end()


def test_a_key_that_is_bound_works_although_the_desktop_says_that_it_has_failed(
    begin: Callable[..., FakePortal],
) -> None:
    desktops = begin()
    desktops.denies_binding = True
    listening = Listening()
    wait_for(lambda: listening.verdicts[-1].standing is Standing.USABLE)
    desktops.press()
    wait_for(lambda: [type(each) for each in listening.reports] == [KeyPressed])
    listening.end()


def test_a_portal_that_knows_the_app_by_its_sandbox_passes_the_key(
    begin: Callable[..., FakePortal], listen: Callable[[], Listening]
) -> None:
    desktops = begin()
    desktops.knows_the_app = True
    listen().works(desktops)


def test_a_desktop_whose_part_of_the_portal_is_not_installed_names_the_package(
    begin: Callable[..., FakePortal],
    listen: Callable[[], Listening],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_DESKTOP_PORTAL_DIR", str(tmp_path))
    begin().lacks = "CreateSession"
    listening = listen()
    wait_for(lambda: "Install xdg-desktop-portal-kde," in listening.verdicts[-1].reason)

    (tmp_path / "kde.portal").touch()
    listening = listen()
    wait_for(lambda: "does not support it" in listening.verdicts[-1].reason)


@pytest.mark.parametrize("step", [*BINDING, f"{ANSWER}CreateSession", DIALOG])
def test_a_key_that_is_being_bound_works_once_the_portal_is_back(
    begin: Callable[..., FakePortal], listen: Callable[[], Listening], step: str
) -> None:
    first = begin(step)
    listening = listen()
    first.wait_until_it_stops()
    first.end()
    listening.wait_for_reason(ENDED)
    listening.works(begin())


def test_the_desktops_part_of_the_portal_may_end_alone(
    begin: Callable[..., FakePortal], listen: Callable[[], Listening]
) -> None:
    first, listening = begin(), listen()
    listening.works(first)
    listening.reports.clear()
    first.asked.clear()
    first.end_desktops_part()
    wait_for(lambda: listening.reports)
    assert listening.reports == [HotkeyLost(ENDED)]
    listening.reports.clear()
    listening.works(first)


def test_a_portal_without_the_desktops_part_is_no_refusal_of_the_user(
    begin: Callable[..., FakePortal], listen: Callable[[], Listening]
) -> None:
    portal = begin()
    portal.is_without_desktop = True
    listening = listen()
    listening.wait_for_reason(ENDED)
    portal.is_without_desktop = False
    wait_for(lambda: listening.verdicts[-1].standing is Standing.USABLE)


def test_a_portal_that_is_not_there_yet_is_waited_for(
    begin: Callable[..., FakePortal], listen: Callable[[], Listening]
) -> None:
    listening = listen()
    listening.wait_until_it_is_missing()
    listening.works(begin())


def test_a_user_whom_the_portal_asks_again_is_told(
    begin: Callable[..., FakePortal],
    listen: Callable[[], Listening],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(portal, "_SILENT_S", 0.05)
    first, listening = begin(), listen()
    listening.works(first)
    first.end()
    listening.wait_for_reason(ENDED)
    begin(DIALOG).wait_until_it_stops()
    listening.wait_for_reason(ASKING)


def test_a_user_is_not_asked_for_ever_by_a_portal_that_ends_each_time(
    begin: Callable[..., FakePortal],
    listen: Callable[[], Listening],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(portal, "_SILENT_S", 0.05)
    monkeypatch.setattr(retries, "_MOST_QUESTIONS", 2)
    listening = listen()
    listening.wait_until_it_is_missing()
    for _ in range(2):
        dialog = begin(DIALOG)
        listening.wait_for_reason(ASKING)
        dialog.end()
        wait_for(lambda: listening.verdicts[-1].reason != ASKING)
    wait_for(lambda: listening.reports)
    assert "choose the key again in the settings" in listening.verdicts[-1].reason
    assert not begin().asked


def test_a_portal_that_stays_away_is_tried_ever_more_rarely() -> None:
    tries = Retries()
    pauses_s = [tries.next_pause_s() for _ in range(10)]
    assert all(earlier <= later for earlier, later in pairwise(pauses_s))
    assert pauses_s[0] <= 1
    assert pauses_s[-1] >= 10
