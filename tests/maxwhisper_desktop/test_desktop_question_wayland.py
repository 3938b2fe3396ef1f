"""The desktop's dialog for a permission, beside the app's own windows."""

from collections.abc import Callable
from typing import Final

import pytest
from desktop.dictating_desk import SETTINGS, DictatingDesk
from desktop.dictating_sessions import APP, with_portal
from desktop.wayland_desk import WaylandDesk
from desktop.wayland_person import GnomePerson

from maxwhisper_desktop.portal.agreement import ASKING

WELCOME: Final = "Welcome to MaxWhisper"

pytestmark = [pytest.mark.wayland, pytest.mark.timeout(3600)]


@pytest.fixture(params=[WaylandDesk.gnome, WaylandDesk.plasma], ids=["gnome", "plasma"])
def begin(request: pytest.FixtureRequest) -> Callable[[WaylandDesk], WaylandDesk]:
    """Starts a desktop with a portal."""
    return request.param  # type: ignore[no-any-return]


def test_the_dialog_is_answered_by_the_keyboard_alone_although_the_panel_opens(
    begin: Callable[[WaylandDesk], WaylandDesk],
) -> None:
    with with_portal(begin, APP) as place:
        desk = place.desk
        assert isinstance(desk, WaylandDesk)
        person = desk.person
        place.wait_until(lambda status: status["state"] == "ready")
        desk.take_permissions_back()
        place.end()
        place.start(SETTINGS, APP, is_asked=True)
        place.wait_until(lambda status: status["problem"] == ASKING)
        place.command("show")
        person.allow_remote_desktop(lambda: place.status()["state"] == "ready")
        place.wait_until(lambda status: status["state"] == "ready")
        if isinstance(person, GnomePerson):  # It tells which window has the focus.
            desk.wait_for(lambda: person.window_in_use() == "MaxWhisper")
        place.end()


def test_the_dialogs_that_the_welcome_asks_for_are_answered_by_the_keyboard_alone(
    begin: Callable[[WaylandDesk], WaylandDesk],
) -> None:
    with WaylandDesk() as desk, pytest.MonkeyPatch.context() as patch:
        begin(desk).move_in(patch)
        person = desk.person
        place = DictatingDesk(desk, hands=person)
        place.start(SETTINGS, APP, is_asked=True)

        def asks() -> bool:
            if not isinstance(person, GnomePerson) or person.window_in_use() == WELCOME:
                person.tap_calmly("Alt_L+a")
            return bool(place.status()["problem"] == ASKING)

        desk.wait_for(asks, place.process)
        person.allow_all(lambda: place.status()["state"] == "ready")
        place.wait_until(lambda status: status["state"] == "ready")
        if isinstance(person, GnomePerson):
            desk.wait_for(lambda: person.window_in_use() == WELCOME)
        place.end()
        person.leave()
