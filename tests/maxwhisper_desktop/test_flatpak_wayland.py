"""The app in a sandbox such as Flatpak makes, where it has nothing but the desktop's portal."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from desktop.dictating_desk import SETTINGS, say
from desktop.dictating_sessions import APP
from desktop.flatpak_sandbox import SandboxedDesk, skip_without_sandboxes
from desktop.wayland_desk import WaylandDesk
from desktop.wayland_targets import QtWaylandField

from maxwhisper_desktop.portal.agreement import agree
from maxwhisper_desktop.portal.identity import APP_ID

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.wayland, pytest.mark.timeout(3600)]

AT_LOGIN = f"{SETTINGS}autostart = true\n"


@pytest.fixture(scope="module", params=[WaylandDesk.gnome, WaylandDesk.plasma])
def place(request: pytest.FixtureRequest) -> Iterator[SandboxedDesk]:
    """The app, with permission for the hotkey and for typing."""
    skip_without_sandboxes()
    begin: Callable[[WaylandDesk], WaylandDesk] = request.param
    with WaylandDesk() as desk, pytest.MonkeyPatch.context() as patch:
        begin(desk).move_in(patch)
        agree()
        place = SandboxedDesk(desk, hands=desk.person)
        place.start(SETTINGS, APP, is_asked=True)
        desk.person.allow_all(lambda: place.status()["state"] == "ready")
        yield place
        place.end()
        assert place.process.returncode == 0, place.log()
        assert "Traceback" not in place.log()
        desk.person.leave()


@pytest.fixture
def desk(place: SandboxedDesk) -> WaylandDesk:
    assert isinstance(place.desk, WaylandDesk)
    return place.desk


def test_key_and_text_go_through_the_portal(place: SandboxedDesk, desk: WaylandDesk) -> None:
    field = QtWaylandField(desk)
    before = place.last_take()

    place.dictate(say(desk, "I read your letter in the garden.", "letter"))

    text = place.delivered_after(before)["text"]
    desk.wait_for(lambda: field.text() == text)
    used = {
        port: [each["mechanism"] for each in verdicts if each["standing"] == "usable"]
        for port, verdicts in place.status()["mechanisms"].items()
    }
    assert used == {"hotkey": ["Desktop portal"], "typist": ["Desktop portal"]}
    field.leave()


def test_the_desktop_starts_it_at_login_and_no_more(
    place: SandboxedDesk, desk: WaylandDesk
) -> None:
    def entry() -> str:
        file = Path(desk.folder, "config", "autostart", f"{APP_ID}.desktop")
        return file.read_text() if file.exists() else ""

    for settings in (AT_LOGIN, SETTINGS):
        place.end()
        place.start(settings, APP)  # Without another question about key and keyboard.
        if settings == AT_LOGIN:
            desk.wait_for(lambda: f"flatpak run {APP_ID}" in entry())
        else:
            desk.wait_for(lambda: not entry())
