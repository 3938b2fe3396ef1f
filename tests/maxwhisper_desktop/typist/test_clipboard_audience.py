"""A text for one window is told to its program alone, as far as programs are known."""

from collections.abc import Iterator

import pytest
from desktop.desk import Desk
from desktop.desk_targets import OwnWindow, QtField, Xterm

from maxwhisper_desktop.typist.clipboard_audience import ClipboardAudience
from maxwhisper_desktop.typist.x11_link import ClientId, XLink

pytestmark = pytest.mark.desktop


@pytest.fixture
def link(desk: Desk) -> Iterator[XLink]:
    assert desk.session
    link = XLink()
    yield link
    link.close()


def client_of(link: XLink, window: OwnWindow) -> ClientId:
    return link.client_of(window.window)


def test_a_window_of_another_program_is_not_told(desk: Desk, link: XLink) -> None:
    field, terminal = QtField(desk), Xterm(desk)
    audience = ClipboardAudience(link, frozenset({client_of(link, field)}))

    assert audience.has(client_of(link, field))
    assert not audience.has(client_of(link, terminal))
    field.leave()
    terminal.leave()


def test_a_program_may_read_in_another_process(desk: Desk, link: XLink) -> None:
    windows = [QtField(desk) for _ in range(2)]
    clients = [client_of(link, window) for window in windows]

    assert clients[0] != clients[1]
    assert ClipboardAudience(link, frozenset(clients[:1])).has(clients[1])
    for window in windows:
        window.leave()


def test_programs_of_which_nothing_is_known_are_told(desk: Desk, link: XLink) -> None:
    field = QtField(desk)
    client = client_of(link, field)
    field.leave()
    assert ClipboardAudience(link, frozenset({client})).has(link.client_of(link.window.id))
