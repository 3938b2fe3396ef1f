"""The list of models: what can be done with which."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QTreeWidget
from pytestqt.qtbot import QtBot
from samples.model_samples import ESTIMATES_S, MEANS, sample_shelf
from ui.widget_search import button, named, table_rows

from engine.checkpoints.catalogue import PUBLISHED_DIMS, WHISPER
from engine.sentence import Sentence
from maxwhisper_desktop.status.model_shelf import ModelShelf, model_shelf
from maxwhisper_desktop.ui.widgets.model_getter import ModelGetter

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def getter(qtbot: QtBot) -> ModelGetter:
    getter = ModelGetter(is_folded=False)
    qtbot.addWidget(getter)
    getter.set_shelf(sample_shelf())
    getter.set_in_use("base", None)
    getter.show()
    return getter


def point_at(getter: ModelGetter, name: str) -> None:
    table = named(getter, QTreeWidget, "Models")
    (item,) = table.findItems(name, Qt.MatchFlag.MatchExactly, 0)
    table.setCurrentItem(item)


def offers(getter: ModelGetter) -> set[str]:
    buttons = getter.findChildren(QAbstractButton)
    return {each.text().replace("&", "") for each in buttons if each.isVisible()}


def without_estimates() -> ModelShelf:
    return model_shelf(WHISPER, [], [], MEANS, {}, {})


def labels(getter: ModelGetter) -> str:
    return "\n".join(each.text() for each in getter.findChildren(QLabel) if each.isVisible())


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("base", set()),
        ("small", {"Use small", "Remove\u2026"}),
        ("tiny.en", {"Use tiny.en"}),
        ("faster-whisper-medium", {"Use faster-whisper-medium"}),
        ("large-v3", {"Get large-v3"}),
    ],
    ids=["in use", "downloaded", "packaged", "of another program", "not here"],
)
def test_only_what_is_possible_is_offered(
    getter: ModelGetter, name: str, offered: set[str]
) -> None:
    point_at(getter, name)
    assert offers(getter) == offered


def test_the_chosen_model_is_kept_even_while_another_one_is_loaded(getter: ModelGetter) -> None:
    getter.set_in_use("base", "small")
    point_at(getter, "small")
    assert "Remove\u2026" not in offers(getter)


def test_a_model_is_removed_only_after_a_question(getter: ModelGetter, qtbot: QtBot) -> None:
    point_at(getter, "small")
    with qtbot.assertNotEmitted(getter.removal_requested):
        button(getter, "Remove\u2026").click()
    (question,) = getter.findChildren(QMessageBox)
    assert question.text() == "Remove the model small from this computer?"
    with qtbot.waitSignal(getter.removal_requested) as removed:
        button(question, "Delete").click()
    assert removed.args == ["small"]


def test_a_model_of_another_program_is_chosen_by_its_folder(
    getter: ModelGetter, qtbot: QtBot
) -> None:
    point_at(getter, "faster-whisper-medium")
    assert "Downloaded by another program" in labels(getter)
    with qtbot.waitSignal(getter.model_chosen) as chosen:
        button(getter, "Use faster-whisper-medium").click()
    assert chosen.args is not None
    assert str(chosen.args[0]).startswith("/home/anna/.cache/huggingface/hub/models--Systran")


def test_a_measured_wait_is_told_and_else_an_estimate(getter: ModelGetter) -> None:
    point_at(getter, "base")
    assert "0.41 s from key to text" in labels(getter)
    point_at(getter, "small")
    assert "Slower than base, better text." in labels(getter)
    assert f"About {ESTIMATES_S['small']:.1f} s for a sentence of 6 s" in labels(getter)


def test_without_an_estimate_no_wait_is_claimed(getter: ModelGetter) -> None:
    getter.set_shelf(without_estimates())
    point_at(getter, "small")
    assert "has not been measured yet" in labels(getter)
    assert named(getter, QTreeWidget, "Models").isColumnHidden(3)


def test_a_running_measurement_is_told(getter: ModelGetter) -> None:
    getter.set_shelf(replace(without_estimates(), is_measuring=True))
    point_at(getter, "small")
    assert "Measuring how fast this computer is" in labels(getter)


def test_a_model_recommended_by_its_estimate_says_so(getter: ModelGetter) -> None:
    point_at(getter, "base")
    assert "Recommended: with 16 GB of memory, the best text" in labels(getter)
    getter.set_shelf(without_estimates())
    assert "Recommended for 4 processor core(s) and 16 GB of memory" in labels(getter)


def test_what_nobody_chose_gives_way_to_what_suits_better(qtbot: QtBot) -> None:
    getter = ModelGetter(is_folded=True)
    qtbot.addWidget(getter)
    getter.set_shelf(without_estimates())
    getter.show()
    assert "Get base" in offers(getter)
    quick = dict.fromkeys(PUBLISHED_DIMS, 0.5)
    getter.set_shelf(model_shelf(WHISPER, [], [], MEANS, {}, quick))
    assert "Get large-v3-turbo" in offers(getter)


def test_the_current_model_stays_when_the_list_changes(getter: ModelGetter) -> None:
    point_at(getter, "large-v3")
    getter.set_shelf(sample_shelf(is_new=True))
    assert "Get large-v3" in offers(getter)


def test_what_a_removal_came_to_is_told(getter: ModelGetter) -> None:
    point_at(getter, "small")
    getter.fail_removal("small", Sentence("The folder cannot be deleted."))
    assert "small: The folder cannot be deleted." in labels(getter)
    getter.end_removal("small")
    assert "small was removed." in labels(getter)


def test_the_recommended_model_is_marked_in_the_list(getter: ModelGetter) -> None:
    rows = table_rows(named(getter, QTreeWidget, "Models"))
    assert [row[0] for row in rows if "Recommended" in row[4]] == ["base"]
