"""The page "Speed": what it shows and which requests it emits."""

import json

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel, QProgressBar, QTreeWidget
from pytestqt.qtbot import QtBot
from samples.page_samples import sample_speed
from ui.widget_search import assert_all_is_reached_and_named, button, named

from engine.sentence import Sentence
from engine.transcript import Headway
from maxwhisper_desktop.dictation.events import Outcome
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.status.speed_figures import SpeedState
from maxwhisper_desktop.ui.pages.speed_page import SpeedPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(qtbot: QtBot) -> SpeedPage:
    QLocale.setDefault(QLocale("C"))
    page = SpeedPage()
    qtbot.addWidget(page)
    page.show()
    return page


def rows(page: SpeedPage) -> list[list[str]]:
    table = named(page, QTreeWidget, "Time of each stage")
    items = filter(None, map(table.topLevelItem, range(table.topLevelItemCount())))
    return [[item.text(column).replace("\u00a0", " ") for column in range(3)] for item in items]


def labels(page: SpeedPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_every_stage_has_median_and_p95(page: SpeedPage) -> None:
    page.show_state(sample_speed())
    assert rows(page)[:2] == [
        ["Spectrogram", "8.0 ms", "8.0 ms"],
        ["Encoder", "149 ms", "157 ms"],
    ]
    assert rows(page)[-1] == ["Total", "274 ms", "286 ms"]


def test_before_a_measurement_the_page_says_what_it_is_for(page: SpeedPage) -> None:
    assert "How fast is dictation here?" in labels(page)
    page.show_state(sample_speed())
    assert "How fast is dictation here?" not in labels(page)


def test_the_total_is_compared_with_the_length_of_the_speech(page: SpeedPage) -> None:
    page.show_state(sample_speed())
    assert "33 times as fast as speech" in labels(page)
    assert "base on the processor, 278 tokens per second" in labels(page)
    assert "10 times with 8.9 s of speech" in labels(page)


def test_progress_is_shown_while_a_measurement_runs(page: SpeedPage) -> None:
    page.show_state(SpeedState(n_done=3, n_wanted=11, is_running=True))
    bar = named(page, QProgressBar, "Progress")
    assert bar.isVisible()
    assert (bar.value(), bar.maximum(), bar.text()) == (3, 11, "Run 4 of 11")
    page.show_state(sample_speed())
    assert not bar.isVisible()


@pytest.mark.parametrize(
    ("state", "possible"),
    [
        (SpeedState(), {"Measure"}),
        (SpeedState(n_wanted=11, is_running=True), {"Cancel"}),
        (sample_speed(), {"Measure", "Copy numbers"}),
    ],
    ids=["before", "meanwhile", "after"],
)
def test_only_sensible_actions_are_enabled(
    page: SpeedPage, state: SpeedState, possible: set[str]
) -> None:
    page.show_state(state)
    words = ("Measure", "Cancel", "Copy numbers")
    assert {each for each in words if button(page, each).isEnabled()} == possible


def test_the_user_s_requests_are_emitted(page: SpeedPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.measure_requested):
        button(page, "Measure").click()
    page.show_state(SpeedState(n_wanted=11, is_running=True))
    with qtbot.waitSignal(page.cancel_requested):
        button(page, "Cancel").click()
    page.show_state(sample_speed())
    with qtbot.waitSignal(page.copy_requested) as copied:
        button(page, "Copy numbers").click()
    assert json.loads(copied.args[0])["model"] == "base"


def test_the_reason_of_a_failed_measurement_is_shown(page: SpeedPage) -> None:
    page.show_state(SpeedState(problem=Sentence("The engine died.")))
    assert "The engine died." in labels(page)


def test_every_control_is_reached_by_keyboard_and_has_a_name(
    page: SpeedPage, qtbot: QtBot
) -> None:
    page.show_state(sample_speed())
    assert_all_is_reached_and_named(page, qtbot)


def test_what_recognising_while_speaking_cost_is_told_per_second_of_speech(
    page: SpeedPage,
) -> None:
    assert "processor time" not in labels(page)
    page.add_take(TakeRecord(1, 0.0, 4.0, Outcome.DELIVERED))
    page.add_take(TakeRecord(2, 0.0, 4.0, Outcome.DELIVERED, headway=Headway(3, cpu_s=1.0)))
    page.add_take(TakeRecord(3, 0.0, 6.0, Outcome.DELIVERED, headway=Headway(5, cpu_s=3.0)))
    assert "0.40 s of processor time per second" in labels(page)
