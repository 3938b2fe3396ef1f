"""The model of the list of takes."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from samples.take_samples import sample_take, sample_takes

from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import Outcome, TakeId
from maxwhisper_desktop.ui.pages import take_list
from maxwhisper_desktop.ui.pages.take_list import TAKE_ROLE, TakeList, headline


@pytest.fixture
def takes(qtmodeltester: ModelTester) -> TakeList:
    takes = TakeList()
    qtmodeltester.check(takes)  # type: ignore[no-untyped-call]
    return takes


def numbers(takes: TakeList) -> list[TakeId]:
    return [takes.index(row).data(TAKE_ROLE).take for row in range(takes.rowCount())]


def test_the_newest_is_on_top(takes: TakeList) -> None:
    for take in sample_takes():
        takes.add(take)
    assert numbers(takes) == [9, 8, 7, 6, 5, 4, 3, 2, 1]


def test_earlier_takes_are_appended_once(takes: TakeList) -> None:
    takes.add(sample_take(7))
    takes.append([sample_take(7), sample_take(6), sample_take(5)])
    assert numbers(takes) == [7, 6, 5]


def test_a_list_of_the_whole_day_stays_short(
    takes: TakeList, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_list, "LIMIT", 20)
    for number in range(25):
        takes.add(sample_take(number))
    takes.append([sample_take(30)])
    assert takes.rowCount() == 20
    assert numbers(takes)[0] == 24


def test_a_take_is_removed_by_its_number(takes: TakeList) -> None:
    for number in (1, 2, 3):
        takes.add(sample_take(number))
    takes.remove(2)
    takes.remove(99)
    assert numbers(takes) == [3, 1]


def test_a_take_that_is_not_in_the_list_is_not_replaced(takes: TakeList) -> None:
    assert not takes.replace(sample_take())
    assert takes.rowCount() == 0


def test_lines_of_a_text_become_one() -> None:
    assert headline(replace(sample_take(), text="One.\n\nTwo. ")) == "One. Two."


def test_without_a_text_the_reason_is_shown() -> None:
    failed = replace(sample_take(outcome=Outcome.MICROPHONE_FAILED), text="")
    assert headline(replace(failed, detail=Sentence("It is in use."))) == "It is in use."
    assert "microphone" in headline(failed)


def test_a_screen_reader_gets_text_outcome_and_time(takes: TakeList) -> None:
    takes.add(sample_take(outcome=Outcome.IN_CLIPBOARD))
    said = takes.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Tuesday's meeting" in said
    assert "In the clipboard" in said
    assert "0.50\u00a0s" in said
