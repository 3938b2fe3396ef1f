"""The page "Dictation": what it shows and which requests its buttons emit."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QListView,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from samples.take_samples import sample_status, sample_take, sample_takes
from ui.keyboard_reach import controls, reached_by_tab, spoken_name

from engine.transcript import Headway
from maxwhisper_desktop.dictation.events import Outcome
from maxwhisper_desktop.dictation.take_record import GpuTimes
from maxwhisper_desktop.hotkey.candidates import BOUND_KEY
from maxwhisper_desktop.ports import LiveText
from maxwhisper_desktop.status.app_status import AppState
from maxwhisper_desktop.ui.pages.take_list import TakeList
from maxwhisper_desktop.ui.pages.takes_page import TakesPage
from maxwhisper_desktop.ui.pages.waterfall import Waterfall
from maxwhisper_desktop.ui.widgets.choice_box import ChoiceBox
from maxwhisper_desktop.ui.widgets.deletion_question import DeletionQuestion
from maxwhisper_desktop.ui.widgets.fold import Fold
from maxwhisper_desktop.ui.widgets.key_cap import KeyCap
from maxwhisper_desktop.ui.widgets.level_meter import LevelMeter
from maxwhisper_desktop.ui.widgets.live_text import LiveTextView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(qtbot: QtBot) -> TakesPage:
    page = TakesPage()
    qtbot.addWidget(page)
    page.set_models(["tiny.en", "base"])
    page.show_status(sample_status())
    page.show()
    return page


@pytest.fixture
def full_page(page: TakesPage) -> TakesPage:
    for take in sample_takes():
        page.add_take(take)
    return page


def button(page: QWidget, words: str) -> QPushButton:
    buttons = page.findChildren(QPushButton)
    return next(one for one in buttons if one.text().replace("&", "").startswith(words))


def take_list(page: TakesPage) -> QListView:
    views = page.findChildren(QListView)
    return next(one for one in views if isinstance(one.model(), TakeList))


def shown_text(page: TakesPage) -> str:
    field = page.findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    return field.toPlainText()


def live_words(page: TakesPage) -> str:
    view = page.findChild(LiveTextView)
    assert isinstance(view, LiveTextView)
    return view.text if view.isVisible() else ""


def key_cap(page: TakesPage) -> KeyCap:
    cap = page.findChild(KeyCap)
    assert isinstance(cap, KeyCap)
    return cap


def details(page: TakesPage) -> QToolButton:
    fold = page.findChild(Fold)
    assert isinstance(fold, Fold)
    line = fold.findChild(QToolButton)
    assert isinstance(line, QToolButton)
    return line


def waterfall(page: TakesPage) -> Waterfall:
    shown = page.findChild(Waterfall)
    assert isinstance(shown, Waterfall)
    return shown


def all_words(page: TakesPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def box(page: TakesPage, name: str) -> ChoiceBox:
    labels = [one for one in page.findChildren(QLabel) if one.text().replace("&", "") == name]
    boxes = [one.buddy() for one in labels]
    boxes += [one for one in page.findChildren(ChoiceBox) if one.accessibleName() == name]
    (found,) = boxes
    assert isinstance(found, ChoiceBox)
    return found


def test_the_header_shows_state_engine_key_and_microphone(page: TakesPage) -> None:
    words = all_words(page)
    for part in ("Ready", "base on the processor", "Right Ctrl", "Built-in Audio", "Pasted"):
        assert part in words


def test_why_the_model_runs_there_is_told_beside_it(page: TakesPage) -> None:
    (why,) = {one.toolTip() for one in page.findChildren(QLabel)} - {""}
    assert why == "MAX finds no GPU on this machine. 311 MB of memory in use."


def test_missing_parts_are_shown_in_words(page: TakesPage) -> None:
    lost = replace(sample_status(AppState.FAILED), hotkey=None, microphone=None, typist=None)
    page.show_status(replace(lost, model=None, device=None))
    words = all_words(page)
    for part in ("Needs attention", "No model", "No key", "None found", "to be copied"):
        assert part in words


def test_without_a_take_the_page_shows_the_key_to_hold(page: TakesPage) -> None:
    assert key_cap(page).name == "Right Ctrl"
    assert key_cap(page).isVisible()
    page.add_take(sample_take())
    assert not key_cap(page).isVisible()
    page.remove_take(sample_take().take)
    assert key_cap(page).isVisible()


def test_without_a_key_the_page_says_what_starts_a_take(page: TakesPage) -> None:
    page.show_status(replace(sample_status(), hotkey=None, hotkey_verdicts=(BOUND_KEY,)))
    assert not key_cap(page).isVisible()
    assert all_words(page).count("Press the key that you bound") == 2


def test_the_level_is_shown_while_the_first_take_is_recorded(page: TakesPage) -> None:
    meter = page.findChild(LevelMeter)
    assert isinstance(meter, LevelMeter)
    assert not meter.isVisible()
    page.show_status(sample_status(AppState.RECORDING))
    assert meter.isVisible()
    page.set_level(-20.0)
    assert meter.level > 0.5
    page.show_status(sample_status(AppState.RECOGNISING))
    assert not meter.isVisible()
    assert meter.level == 0


def test_a_new_take_is_shown_with_its_text_before_its_times(page: TakesPage) -> None:
    page.add_take(sample_take())
    assert shown_text(page) == sample_take().text
    assert "Typed" in all_words(page)
    assert not waterfall(page).isVisible()
    assert details(page).text() == "0.50\u00a0s from key to text"


def test_the_unfolded_take_has_its_figures(page: TakesPage, qtbot: QtBot) -> None:
    page.add_take(sample_take())
    with qtbot.waitSignal(page.stage_times_opened) as opened:
        details(page).click()
    assert opened.args == [True]
    assert waterfall(page).isVisible()
    words = all_words(page)
    for part in ("4.3 s recorded", "base on the processor", "English", "84 tokens per second"):
        assert part in words
    assert "10 times as fast as speech" in words


def test_the_choice_to_unfold_is_shown_without_being_told_again(
    page: TakesPage, qtbot: QtBot
) -> None:
    page.add_take(sample_take())
    with qtbot.assertNotEmitted(page.stage_times_opened):
        page.show_stage_times(is_open=True)
    assert waterfall(page).isVisible()


def test_a_take_without_times_has_details_too(page: TakesPage) -> None:
    page.add_take(replace(sample_take(), model=None))
    assert details(page).text() == "Details"


def test_gpu_time_is_shown_if_there_is_a_gpu(page: TakesPage) -> None:
    page.show_stage_times(is_open=True)
    page.add_take(sample_take(1))
    assert "GPU time" not in all_words(page)
    page.add_take(replace(sample_take(2), gpu_ms=GpuTimes(encode=4.2, decode=7.0)))
    assert "GPU time: encoder 4.2\u00a0ms, decoder 7.0\u00a0ms" in all_words(page)


def test_a_take_tells_what_was_recognised_while_it_was_spoken(page: TakesPage) -> None:
    page.show_stage_times(is_open=True)
    page.add_take(sample_take(1))
    assert "while you spoke" not in all_words(page)
    headway = Headway(n_passes=5, n_drafted=22, n_accepted=21, cpu_s=0.61)
    page.add_take(replace(sample_take(2), headway=headway))
    assert (
        "\nRecognised while you spoke: 5 passes, 21 of 22 tokens kept,"
        " 0.6 s of processor time" in all_words(page)
    )


def test_a_take_that_was_recognised_before_its_end_says_so(page: TakesPage) -> None:
    page.show_stage_times(is_open=True)
    page.add_take(replace(sample_take(), headway=Headway(n_passes=3, is_whole=True)))
    assert "3 passes, nothing was left to do, 0.0 s" in all_words(page)


def test_a_cold_take_says_so(page: TakesPage) -> None:
    page.add_take(replace(sample_take(), is_cold=True))
    page.show_stage_times(is_open=True)
    assert "the model had to be loaded first" in all_words(page)


def test_a_selected_take_stays_selected_when_a_new_one_arrives(full_page: TakesPage) -> None:
    view = take_list(full_page)
    view.setCurrentIndex(view.model().index(5, 0))
    before = shown_text(full_page)
    full_page.add_take(replace(sample_take(10), text="Something new"))
    assert shown_text(full_page) == before


def test_the_arrow_keys_move_through_the_list(full_page: TakesPage) -> None:
    QTest.keyClick(take_list(full_page), Qt.Key.Key_Down)
    assert shown_text(full_page) == sample_take().text


def test_the_text_selection_stays_when_its_take_is_updated(page: TakesPage) -> None:
    page.add_take(sample_take())
    field = page.findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    field.selectAll()
    page.update_take(replace(sample_take(), recording=None))
    assert field.textCursor().selectedText() == sample_take().text
    assert not button(page, "Retry").isEnabled()


def test_a_take_recognised_again_is_shown_in_place(full_page: TakesPage) -> None:
    view = take_list(full_page)
    view.setCurrentIndex(view.model().index(2, 0))
    again = replace(sample_take(7), text="At last.", outcome=Outcome.HEARD_AGAIN)
    full_page.add_take(again)
    assert view.model().rowCount() == len(sample_takes())
    assert view.currentIndex().row() == 2
    assert shown_text(full_page) == "At last."


def test_the_words_so_far_stand_where_the_text_will_be(full_page: TakesPage) -> None:
    full_page.show_live(LiveText(10, "Dear Anna,", " thank"))
    assert live_words(full_page) == "Dear Anna, thank"
    assert "may still change" in all_words(full_page)
    assert "recorded" not in all_words(full_page)
    assert not button(full_page, "Copy").isEnabled()
    assert not button(full_page, "Delete").isEnabled()


def test_the_text_replaces_the_words_so_far(full_page: TakesPage) -> None:
    full_page.show_live(LiveText(10, "Dear Hannah"))
    full_page.add_take(replace(sample_take(10), text="Dear Anna."))
    full_page.end_live()
    assert live_words(full_page) == ""
    assert shown_text(full_page) == "Dear Anna."


def test_words_of_a_take_that_was_given_up_are_gone(full_page: TakesPage) -> None:
    before = shown_text(full_page)
    full_page.show_live(LiveText(10, "Dear Anna"))
    full_page.end_live()
    assert live_words(full_page) == ""
    assert shown_text(full_page) == before
    assert button(full_page, "Copy").isEnabled()


def test_words_of_the_first_take_of_all_are_gone_if_it_is_given_up(page: TakesPage) -> None:
    page.show_live(LiveText(1, "Dear Anna"))
    assert live_words(page) == "Dear Anna"
    page.end_live()
    assert live_words(page) == ""
    assert "may still change" not in all_words(page)


def test_words_so_far_do_not_disturb_who_reads_another_take(full_page: TakesPage) -> None:
    view = take_list(full_page)
    view.setCurrentIndex(view.model().index(5, 0))
    before = shown_text(full_page)
    full_page.show_live(LiveText(10, "Dear Anna"))
    assert live_words(full_page) == ""
    assert shown_text(full_page) == before
    full_page.end_live()
    assert view.currentIndex().row() == 5


def test_a_take_chosen_while_another_is_spoken_stays_shown(full_page: TakesPage) -> None:
    full_page.show_live(LiveText(10, "Dear"))
    view = take_list(full_page)
    view.setCurrentIndex(view.model().index(0, 0))
    before = shown_text(full_page)
    full_page.show_live(LiveText(10, "Dear Anna"))
    assert live_words(full_page) == ""
    assert shown_text(full_page) == before != ""


def test_the_text_of_an_earlier_take_does_not_end_the_words_of_the_next(
    full_page: TakesPage,
) -> None:
    full_page.show_live(LiveText(11, "And"))
    full_page.add_take(sample_take(10))
    full_page.add_earlier([])
    full_page.show_live(LiveText(11, "And then"))
    assert live_words(full_page) == "And then"


def test_words_so_far_leave_the_focus_and_the_accessible_text_alone(
    full_page: TakesPage, qtbot: QtBot
) -> None:
    field = full_page.findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    full_page.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    full_page.show_live(LiveText(10, "Dear"))
    changes: list[None] = []
    field.textChanged.connect(lambda: changes.append(None))
    full_page.show_live(LiveText(10, "Dear Anna"))
    assert field.hasFocus()
    assert not changes


def test_the_session_has_figures_from_two_takes_on(page: TakesPage) -> None:
    page.show_stage_times(is_open=True)
    page.add_take(sample_take(1))
    assert "of this session" not in all_words(page)
    page.add_take(sample_take(2))
    assert "2 dictations of this session: half within 501\u00a0ms" in all_words(page)


def test_figures_of_the_session_are_among_what_is_unfolded(full_page: TakesPage) -> None:
    assert "of this session" not in all_words(full_page)
    details(full_page).click()
    assert "of this session" in all_words(full_page)


def test_takes_of_earlier_sessions_are_shown_but_not_counted(page: TakesPage) -> None:
    page.show_stage_times(is_open=True)
    page.add_earlier([sample_take(3), sample_take(2), sample_take(1)])
    assert shown_text(page) == sample_take().text
    assert "of this session" not in all_words(page)


def test_a_removed_take_is_gone_from_list_view_and_figures(page: TakesPage) -> None:
    page.show_stage_times(is_open=True)
    page.add_take(sample_take(1))
    page.add_take(replace(sample_take(2), text="Second"))
    page.remove_take(2)
    assert shown_text(page) == sample_take(1).text
    assert "of this session" not in all_words(page)
    page.remove_take(1)
    assert shown_text(page) == ""
    assert not button(page, "Copy").isEnabled()


def test_the_text_is_copied(page: TakesPage, qtbot: QtBot) -> None:
    page.add_take(sample_take())
    with qtbot.waitSignal(page.copy_requested) as copied:
        button(page, "Copy").click()
    assert copied.args == [sample_take().text]


def test_the_numbers_are_copied_as_json(page: TakesPage, qtbot: QtBot) -> None:
    page.add_take(sample_take())
    with qtbot.waitSignal(page.copy_requested) as copied:
        button(page, "Copy numbers").click()
    assert json.loads(copied.args[0])["timings_ms"]["encode"] == 212.4


def test_a_take_is_retried_with_the_chosen_model_or_another(
    page: TakesPage, qtbot: QtBot
) -> None:
    page.add_take(sample_take(4))
    with qtbot.waitSignal(page.retry_requested) as same:
        button(page, "Retry").click()
    QTest.keyClick(box(page, "Model to retry with"), Qt.Key.Key_Down)
    with qtbot.waitSignal(page.retry_requested) as other:
        button(page, "Retry").click()
    assert (same.args, other.args) == ([4, None], [4, "tiny.en"])


def test_a_take_without_its_recording_can_only_be_copied(page: TakesPage) -> None:
    page.add_take(replace(sample_take(), recording=None, program=None))
    usable = {
        one.text().replace("&", "") for one in controls(page) if isinstance(one, QPushButton)
    }
    assert usable == {"Copy", "Delete\u2026"}


def test_play_becomes_stop_while_playing(page: TakesPage, qtbot: QtBot) -> None:
    page.add_take(sample_take(4))
    with qtbot.waitSignal(page.play_requested) as played:
        button(page, "Play").click()
    assert played.args == [4]
    page.set_playing(4)
    with qtbot.waitSignal(page.stop_requested):
        button(page, "Stop").click()
    page.set_playing(None)
    assert button(page, "Play").isEnabled()


@pytest.mark.parametrize(("answer", "deleted"), [("Delete", [[4]]), ("Cancel", [])])
def test_a_take_is_deleted_only_after_confirmation(
    page: TakesPage, qtbot: QtBot, answer: str, deleted: list[list[int]]
) -> None:
    page.add_take(sample_take(4))
    asked: list[list[int]] = []
    page.delete_requested.connect(lambda take: asked.append([take]))
    button(page, "Delete").click()
    question = page.findChild(DeletionQuestion)
    assert isinstance(question, QMessageBox)
    default = question.defaultButton()
    assert default is not None
    assert "Cancel" in default.text().replace("&", "")
    with qtbot.waitSignal(question.finished):
        button(question, answer).click()
    assert asked == deleted


def test_only_the_user_s_choice_of_model_and_device_is_emitted(
    page: TakesPage, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(page.engine_chosen):
        page.show_choice("base", "cpu")
        page.set_models(["tiny.en", "base", "small"])
    with qtbot.waitSignal(page.engine_chosen) as chosen:
        QTest.keyClick(box(page, "Model:"), Qt.Key.Key_Down)
    assert chosen.args == ["small", "cpu"]
    with qtbot.waitSignal(page.engine_chosen) as chosen:
        QTest.keyClick(box(page, "Device:"), Qt.Key.Key_Up)
    assert chosen.args == ["small", "gpu"]


def test_a_chosen_model_that_is_not_installed_is_shown(page: TakesPage) -> None:
    page.show_choice("/models/my-own", "auto")
    assert box(page, "Model:").currentText() == "/models/my-own"


def test_everything_is_reached_by_keyboard_and_has_a_name(
    full_page: TakesPage, qtbot: QtBot
) -> None:
    full_page.show_stage_times(is_open=True)
    full_page.activateWindow()
    qtbot.waitUntil(full_page.isActiveWindow)
    reached = reached_by_tab(full_page)
    assert controls(full_page) <= reached
    assert {type(one) for one in reached} >= {Waterfall, QListView, QPlainTextEdit, ChoiceBox}
    assert [one for one in reached if not spoken_name(one)] == []


def test_no_two_shortcuts_are_the_same(full_page: TakesPage) -> None:
    labels = [one.text() for one in full_page.findChildren(QPushButton)]
    labels += [one.text() for one in full_page.findChildren(QLabel) if one.buddy() is not None]
    keys = [text[text.index("&") + 1].lower() for text in labels if "&" in text]
    assert len(keys) == len({*keys})
    assert len(keys) == len(full_page.findChildren(QPushButton)) + 2


def test_tab_follows_the_eye_from_the_text_to_the_numbers(
    full_page: TakesPage, qtbot: QtBot
) -> None:
    full_page.show_stage_times(is_open=True)
    full_page.activateWindow()
    qtbot.waitUntil(full_page.isActiveWindow)
    field = full_page.findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    field.setFocus()
    expected = [
        button(full_page, "Copy"),
        button(full_page, "Play"),
        button(full_page, "Retry"),
        box(full_page, "Model to retry with"),
        button(full_page, "Always in"),
        details(full_page),
        button(full_page, "Delete"),
        waterfall(full_page),
        button(full_page, "Copy numbers"),
    ]
    visited = []
    for _ in expected:
        QTest.keyClick(full_page.focusWidget(), Qt.Key.Key_Tab)
        visited.append(full_page.focusWidget())
    assert visited == expected
