"""The keyboard is asked while the key is down, and may take its time to answer."""

import threading
from collections.abc import Iterator
from queue import SimpleQueue

import pytest
from patience import PATIENCE_S

from maxwhisper_desktop.dictation.events import KeyStateChecked
from maxwhisper_desktop.services.key_check import KeyCheck


class Keyboard:
    """Answers each question only when it is told to."""

    def __init__(self) -> None:
        self.asked: SimpleQueue[threading.Thread] = SimpleQueue()
        self.answers: SimpleQueue[bool | None] = SimpleQueue()

    def is_down(self) -> bool | None:
        self.asked.put(threading.current_thread())
        return self.answers.get(timeout=PATIENCE_S)


@pytest.fixture
def keyboard() -> Keyboard:
    return Keyboard()


@pytest.fixture
def reports() -> SimpleQueue[KeyStateChecked]:
    return SimpleQueue()


@pytest.fixture
def check(keyboard: Keyboard, reports: SimpleQueue[KeyStateChecked]) -> Iterator[KeyCheck]:
    check = KeyCheck(keyboard.is_down, reports.put)
    yield check
    check.stop()
    keyboard.answers.put(None)
    check.shut_down()


def test_the_keyboard_is_asked_again_and_again_on_another_thread(
    check: KeyCheck, keyboard: Keyboard, reports: SimpleQueue[KeyStateChecked]
) -> None:
    check.start()
    for is_down in (True, None, False):
        assert keyboard.asked.get(timeout=PATIENCE_S) is not threading.current_thread()
        keyboard.answers.put(is_down)
        assert reports.get(timeout=PATIENCE_S).is_down is is_down


def test_an_answer_that_comes_after_the_end_is_not_reported(
    check: KeyCheck, keyboard: Keyboard, reports: SimpleQueue[KeyStateChecked]
) -> None:
    check.start()
    keyboard.asked.get(timeout=PATIENCE_S)
    check.stop()
    assert not check.is_active
    keyboard.answers.put(None)
    check.shut_down()
    assert reports.empty()


def test_it_can_be_started_again(reports: SimpleQueue[KeyStateChecked]) -> None:
    check = KeyCheck(lambda: True, reports.put)
    for _ in range(2):
        check.start()
        assert reports.get(timeout=PATIENCE_S).is_down
        check.shut_down()
