"""Screen readers are told each thing once."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from samples.take_samples import sample_status, sample_take

from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import Notice, Outcome, Tell
from maxwhisper_desktop.presenters.screen_reader import ScreenReader
from maxwhisper_desktop.status.app_status import AppState

FULL = Sentence("The disk is full.")
URGENT = True


class Ear:
    def __init__(self) -> None:
        self.heard: list[tuple[str, bool]] = []

    def __call__(self, words: str, *, is_urgent: bool = False) -> None:
        self.heard.append((words, is_urgent))


@pytest.fixture
def ear(qapp: QApplication) -> Ear:
    return Ear()


@pytest.fixture
def reader(ear: Ear) -> ScreenReader:
    return ScreenReader(ear)


def test_recording_interrupts_and_the_text_s_arrival_waits(
    reader: ScreenReader, ear: Ear
) -> None:
    reader.tell_recording(1)
    reader.tell_end(sample_take())
    assert ear.heard == [("Recording", URGENT), ("Typed", not URGENT)]


def test_what_the_user_wanted_waits_and_a_failure_interrupts(
    reader: ScreenReader, ear: Ear
) -> None:
    for notice in (Notice.CANCELLED, Notice.COPIED, Notice.RECOGNITION_FAILED):
        reader.tell(Tell(notice, 1))
    assert [is_urgent for _, is_urgent in ear.heard] == [False, False, True]


@pytest.mark.parametrize("outcome", [Outcome.NOT_DELIVERED, Outcome.CANCELLED])
def test_an_end_that_has_its_own_notice_is_not_told_twice(
    reader: ScreenReader, ear: Ear, outcome: Outcome
) -> None:
    reader.tell_end(sample_take(outcome=outcome))
    assert ear.heard == []


def test_a_problem_is_told_once_by_its_notice_and_not_again_by_the_status(
    reader: ScreenReader, ear: Ear
) -> None:
    status = sample_status(AppState.FAILED)
    reader.tell_status(replace(status, problem=FULL))
    reader.tell(Tell(Notice.NOT_DELIVERED, 1, FULL))
    QApplication.processEvents()
    assert [is_urgent for _, is_urgent in ear.heard] == [URGENT]
    assert "The disk is full." in ear.heard[0][0]


def test_a_problem_without_a_notice_is_told_from_the_status(
    reader: ScreenReader, ear: Ear
) -> None:
    for state in (AppState.FAILED, AppState.RECORDING):
        reader.tell_status(replace(sample_status(state), problem=FULL))
        QApplication.processEvents()
    assert ear.heard == [("The disk is full.", URGENT)]


def test_of_long_work_only_the_beginning_is_told(reader: ScreenReader, ear: Ear) -> None:
    for done in ("10 %", "20 %", None, "5 %"):
        reader.tell_status(replace(sample_status(), progress=done))
    assert ear.heard == [("10 %", False), ("5 %", False)]
