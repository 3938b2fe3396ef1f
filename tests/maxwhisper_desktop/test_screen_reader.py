"""What a screen reader hears of the real app, through the bus that it uses."""

from collections.abc import Iterator

import pytest
from desktop.desk import Desk
from desktop.desk_targets import QtField, Xterm
from desktop.dictating_desk import DictatingDesk, say
from desktop.screen_reader import Announcement, ScreenReader

pytestmark = [pytest.mark.desktop, pytest.mark.compiles, pytest.mark.timeout(3600)]

RECORDING = Announcement("Recording", is_urgent=True)
WORDS = "I read your letter in the garden this morning."


@pytest.fixture(scope="module")
def place() -> Iterator[DictatingDesk]:
    with Desk() as desk:
        desk.dbus().accessibility().x11(tray=True).pulse()
        place = DictatingDesk(desk)
        place.start()
        yield place
        place.end()
        place.person.leave()
        assert "Traceback" not in place.log()


@pytest.fixture
def reader(place: DictatingDesk) -> Iterator[ScreenReader]:
    reader = ScreenReader(place.desk)
    yield reader
    reader.leave()


def test_recording_and_the_text_s_arrival_are_told_and_no_word_that_is_still_spoken(
    place: DictatingDesk, reader: ScreenReader
) -> None:
    field = QtField(place.desk).focus()
    before = place.last_take()
    place.dictate(say(place.desk, WORDS, "words"))
    place.delivered_after(before)
    place.desk.wait_for(lambda: len(reader.heard) > 1)
    assert reader.heard == [RECORDING, Announcement("Typed", is_urgent=False)]
    field.leave()


def test_a_failure_is_told_at_once_and_only_once(
    place: DictatingDesk, reader: ScreenReader
) -> None:
    field, other = QtField(place.desk), Xterm(place.desk)
    field.focus()
    before = place.last_take()
    with place.engine_held():
        place.dictate(say(place.desk, WORDS, "words"))
        place.wait_until(lambda status: status["state"] == "recognising")
        other.focus()
    last = place.take_after(before)
    assert last["outcome"] == "in clipboard", f"{last}\n{place.log()}"
    place.desk.wait_for(lambda: len(reader.heard) > 1)
    place.wait_until(lambda status: status["state"] == "ready")
    first, failure = reader.heard
    assert first == RECORDING
    assert failure.words.startswith("Another window is active than the one you spoke to.")
    assert failure.is_urgent
    field.leave()
    other.leave()
