"""A text goes to the window that was active when it was spoken, or else into the clipboard."""

import threading
from collections.abc import Iterator
from itertools import count

import pytest
from desktop.desk import Desk
from desktop.desk_targets import QtField, Xterm
from desktop.screen_locker import covered_screen
from desktop.typing_desk import Clipboard, Office

from maxwhisper_desktop.dictation.events import Receipt
from maxwhisper_desktop.settings.settings import Delivery, DeliveryMethod

pytestmark = pytest.mark.desktop

LONG = "The quick brown fox jumps over the lazy dog, Again. " * 60


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with Desk() as desk:
        yield desk.x11()


@pytest.fixture(scope="module")
def terminal(desk: Desk) -> Xterm:
    return Xterm(desk).focus()


@pytest.fixture(scope="module")
def qt_field(desk: Desk, terminal: Xterm) -> QtField:
    assert not terminal.text()
    return QtField(desk)


def test_nothing_is_typed_into_a_locked_screen(
    desk: Desk, field: QtField, office: Office
) -> None:
    take = office.aim()
    with covered_screen(desk):
        delivered = office.send("not here", take).delivered()
    assert delivered.receipt is Receipt.IN_CLIPBOARD
    assert "The screen is locked." in delivered.detail
    assert field.text() == ""


def test_a_text_for_another_window_is_left_in_the_clipboard(
    desk: Desk, terminal: Xterm, field: QtField, office: Office
) -> None:
    take = office.aim()
    terminal.focus()
    terminal.clear()

    delivered = office.send("not here", take).delivered()

    assert delivered.receipt is Receipt.IN_CLIPBOARD
    assert "Another window is active" in delivered.detail
    assert Clipboard(desk).read() == b"not here"
    assert terminal.text() == ""
    assert field.text() == ""


def test_a_text_without_a_target_goes_to_the_active_window(
    desk: Desk, field: QtField, office: Office
) -> None:
    assert office.send("again").delivered().receipt is Receipt.ARRIVED
    desk.wait_for(lambda: field.text() == "again")


def test_windows_are_distinguished(terminal: Xterm, field: QtField, office: Office) -> None:
    field.focus()
    first = office.typist.aim(101)
    terminal.focus()
    second = office.typist.aim(102)
    field.focus()

    assert first
    assert second
    assert first != second
    assert office.typist.aim(103) == first


def test_typing_ends_when_another_window_becomes_active(
    desk: Desk, terminal: Xterm, field: QtField, office: Office
) -> None:
    questions, has_moved = count(), threading.Event()

    def is_speaking_again() -> bool:
        return next(questions) > 3 and not has_moved.is_set()

    office.typist.update(Delivery(DeliveryMethod.TYPE))
    office.hotkey_is_down = is_speaking_again
    report = office.send(LONG, office.aim())
    desk.wait_for(field.text)
    terminal.focus()
    terminal.clear()
    has_moved.set()

    delivered = report.delivered()

    assert delivered.receipt is Receipt.IN_CLIPBOARD
    assert "The rest of the text is in the clipboard" in delivered.detail
    rest = Clipboard(desk).read().decode()
    assert rest
    desk.wait_for(lambda: field.text() + rest == LONG)
    assert terminal.text() == ""
