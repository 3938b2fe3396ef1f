"""Measuring the engine in use: consecutive runs, figures at the end."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.fake_ports import FakeRecognizer
from project_files import SAMPLE
from pytestqt.qtbot import QtBot

from engine.sentence import Sentence
from engine.transcript import Timings, Transcript
from maxwhisper_desktop.dictation.events import RecognitionFailed
from maxwhisper_desktop.ports import RecognitionDone, RecognitionProgress
from maxwhisper_desktop.services.speed_test import N_RUNS, Measuring
from maxwhisper_desktop.status.speed_figures import SpeedState, figures_json, speed_figures
from maxwhisper_desktop.system.paths import sample_file


def run(total: float, **stages: float) -> Transcript:
    timings = Timings(total=total, **stages)
    return Transcript(
        "Hold the key.", "en", 2.0, "base", "cpu", (), n_tokens=10, timings_ms=timings
    )


class Desk:
    """A measurement and its last state."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.recognizer = FakeRecognizer()
        self.measuring = Measuring(self.recognizer, lambda: SAMPLE)
        self.state = SpeedState()
        self.measuring.changed.connect(self._show)

    def _show(self, state: SpeedState) -> None:
        self.state = state

    def answer(self, transcript: Transcript) -> None:
        """Complete the oldest run, and wait until that is reported."""
        n_done = self.state.n_done
        asked = self.recognizer.asked.pop(0)
        asked.report(RecognitionProgress(asked.number, 0.0, 2.0))
        asked.report(RecognitionDone(asked.number, transcript, began_ms=0.0))
        self.until(lambda: self.state.n_done == n_done + 1)

    def until(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()))


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_the_first_run_warms_up_and_does_not_count(desk: Desk) -> None:
    desk.measuring.measure()
    desk.answer(run(900.0))
    for total in range(1, N_RUNS):
        desk.answer(run(100.0 + total))
    assert not desk.state.is_running
    assert desk.recognizer.asked == []
    figures = desk.state.figures
    assert figures is not None
    assert figures.n_runs == N_RUNS - 1
    assert figures.total_ms.median == pytest.approx(105.5)


def test_runs_are_requested_one_by_one_and_delay_no_dictation(desk: Desk) -> None:
    desk.measuring.measure()
    desk.measuring.measure()
    (asked,) = desk.recognizer.asked
    assert not asked.is_urgent
    assert len(asked.read()) > 0
    assert desk.state.n_wanted == N_RUNS


def test_a_cancelled_measurement_requests_nothing_more(desk: Desk) -> None:
    desk.measuring.measure()
    (asked,) = desk.recognizer.asked
    desk.measuring.cancel()
    assert desk.recognizer.cancelled == [asked]
    assert not desk.state.is_running
    desk.measuring.measure()
    # The cancelled run had already ended.
    asked.report(RecognitionDone(asked.number, run(1.0), began_ms=0.0))
    desk.recognizer.asked.pop(0)
    desk.answer(run(2.0))
    assert desk.state.n_done == 1


def test_a_failure_is_reported_and_ends_the_measurement(desk: Desk) -> None:
    desk.measuring.measure()
    asked = desk.recognizer.asked.pop()
    asked.report(RecognitionFailed(asked.number, Sentence("The engine died.")))
    desk.until(lambda: desk.state.problem)
    assert (desk.state.problem, desk.state.is_running) == ("The engine died.", False)
    desk.measuring.measure()
    assert desk.state.problem == ""


def test_the_rest_of_the_total_is_other_engine_time() -> None:
    stages = {"mel": 5.0, "encode": 60.0, "prefill": 10.0, "decode": 20.0}
    figures = speed_figures([run(100.0, **stages)])
    assert figures.stages_ms["overhead"].median == 5.0
    assert figures.real_time_factor == pytest.approx(0.05)
    assert figures.tokens_per_s == pytest.approx(333.3, abs=0.1)
    document = json.loads(figures_json(figures))
    assert document["stages_ms"]["encode"]["median"] == 60.0
    assert document["real_time_factor"] == pytest.approx(0.05)


def test_the_sample_and_its_text_come_with_the_program() -> None:
    assert isinstance(sample_file(), Path)
    assert sample_file().is_file()
    assert sample_file().with_suffix(".txt").is_file()
