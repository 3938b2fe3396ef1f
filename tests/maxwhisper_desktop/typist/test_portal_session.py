"""A session for typing that ends amid a text, through a fake portal."""

import asyncio
from collections.abc import Iterator

import pytest
from desktop.desk import Desk
from fakes.fake_portal import FakePortal

from maxwhisper_desktop.portal.connection import PortalConnection, PortalError
from maxwhisper_desktop.portal.identity import APP_ID
from maxwhisper_desktop.settings.settings import PasteChord
from maxwhisper_desktop.typist.portal_session import PortalSession

pytestmark = pytest.mark.desktop


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePortal]:
    with Desk() as desk:
        desk.dbus().move_in(monkeypatch)
        portal = FakePortal(desk.session["DBUS_SESSION_BUS_ADDRESS"])
        yield portal
        portal.end()


def test_a_session_that_the_user_ends_says_so(portal: FakePortal) -> None:
    async def press_after_the_end() -> None:
        connection = await PortalConnection.open(APP_ID)
        has_ended = asyncio.Event()
        session = PortalSession(connection, lambda _: None, has_ended.set)
        await session.open(None)
        portal.stop_session()
        await has_ended.wait()
        assert session.is_closed
        with pytest.raises(PortalError, match="stopped from the desktop"):
            await session.press(PasteChord.SHIFT_INSERT)
        connection.close()

    asyncio.run(press_after_the_end())
