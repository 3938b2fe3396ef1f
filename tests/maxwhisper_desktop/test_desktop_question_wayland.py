"""The desktop's dialog for a permission, beside the app's own windows."""

from collections.abc import Callable

import pytest
from desktop.dictating_desk import SETTINGS
from desktop.dictating_sessions import APP, with_portal
from desktop.wayland_desk import WaylandDesk
from desktop.wayland_person import GnomePerson

from maxwhisper_desktop.portal.agreement import ASKING

pytestmark = [pytest.mark.wayland, pytest.mark.timeout(3600)]


@pytest.mark.parametrize(
    "begin", [WaylandDesk.gnome, WaylandDesk.plasma], ids=["gnome", "plasma"]
)
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
