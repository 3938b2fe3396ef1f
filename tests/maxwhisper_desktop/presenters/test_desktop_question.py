"""What the app says while the desktop asks the user."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from engine.sentence import Sentence
from maxwhisper_desktop.mechanisms import Standing, Verdict
from maxwhisper_desktop.portal.agreement import ASKING
from maxwhisper_desktop.presenters import desktop_question
from maxwhisper_desktop.presenters.desktop_question import DesktopQuestion
from maxwhisper_desktop.status.app_status import AppStatus

ASKS = Verdict("portal", Standing.LACKING, ASKING)
WORKS = Verdict("portal", Standing.USABLE, Sentence("It works."))
ALLOWED = AppStatus(hotkey_verdicts=(WORKS,), typist_verdicts=(WORKS,))


@pytest.fixture
def question(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> DesktopQuestion:
    monkeypatch.setattr(desktop_question, "_SILENT_MS", 0)
    return DesktopQuestion()


def test_a_dialog_that_waits_is_told(question: DesktopQuestion, qtbot: QtBot) -> None:
    with qtbot.waitSignal(question.waiting) as told:
        question.follow(replace(ALLOWED, typist_verdicts=(ASKS,)))
    assert told.args == [ASKING]


def test_an_answer_that_comes_at_once_is_not_told(
    question: DesktopQuestion, qtbot: QtBot
) -> None:
    told: list[object] = []
    question.waiting.connect(told.append)
    question.follow(replace(ALLOWED, hotkey_verdicts=(ASKS,)))
    question.follow(ALLOWED)
    with qtbot.waitSignal(question.waiting):
        question.follow(replace(ALLOWED, typist_verdicts=(ASKS,)))
    assert len(told) == 1


def test_two_dialogs_are_one_question(question: DesktopQuestion) -> None:
    changes: list[bool] = []
    question.changed.connect(changes.append)
    question.follow(replace(ALLOWED, typist_verdicts=(ASKS,)))
    question.follow(replace(ALLOWED, hotkey_verdicts=(ASKS,), typist_verdicts=(ASKS,)))
    question.follow(replace(ALLOWED, hotkey_verdicts=(ASKS,)))
    assert changes == [True]
    question.follow(ALLOWED)
    assert changes == [True, False]
