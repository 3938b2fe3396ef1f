"""The page "Files" shows the queue without disturbing the reader."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QListView,
    QMessageBox,
    QPlainTextEdit,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from samples.page_samples import sample_jobs
from typing_extensions import override
from ui.widget_search import assert_all_is_reached_and_named, button, named

from engine.sentence import Sentence
from maxwhisper_desktop.files.queue import FileJob, JobState
from maxwhisper_desktop.ui.pages.files_page import FilesPage
from maxwhisper_desktop.ui.pages.files_table import percent_done
from maxwhisper_desktop.ui.widgets.save_dialog import SaveDialog

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
]
DONE, FAILED, RUNNING, CANCELLED, WAITING, _ = range(6)


@pytest.fixture
def page(qtbot: QtBot) -> FilesPage:
    page = FilesPage()
    qtbot.addWidget(page)
    page.show_jobs(sample_jobs())
    page.show()
    return page


def files(page: FilesPage) -> QTreeView:
    return named(page, QTreeView, "Files")


def choose(page: FilesPage, row: int) -> None:
    files(page).setCurrentIndex(files(page).model().index(row, 0))


def cells(page: FilesPage, column: int) -> list[str]:
    model = files(page).model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def text(page: FilesPage) -> QListView:
    return named(page, QListView, "Text of the file")


def lines(page: FilesPage) -> list[str]:
    model = text(page).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def choose_line(page: FilesPage, row: int) -> None:
    text(page).setCurrentIndex(text(page).model().index(row, 0))


def corrected(job: FileJob, words: str) -> FileJob:
    assert job.transcript is not None
    first, *others = job.transcript.segments
    segments = (replace(first, text=words), *others)
    return replace(job, transcript=replace(job.transcript, segments=segments))


def rows(page: FilesPage) -> list[QModelIndex]:
    model = text(page).model()
    return [model.index(row, 0) for row in range(model.rowCount())]


def labels(page: FilesPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_every_file_shows_name_and_progress(page: FilesPage) -> None:
    assert cells(page, 0)[0] == "reading.flac"
    assert cells(page, 1) == [
        "Done",
        "Failed",
        "41\u2009% \u00b7 4 min left",
        "Cancelled",
        "Waiting",
        "Waiting",
    ]


def test_an_incomplete_file_is_marked(page: FilesPage) -> None:
    done, *others = sample_jobs()
    broken = replace(done, problem=Sentence("The file breaks off after 12 seconds."))
    page.show_jobs([broken, *others])
    assert cells(page, 1)[0] == "Done, incomplete"
    assert "breaks off" in labels(page)


@pytest.mark.parametrize(
    ("done_s", "duration_s", "percent"),
    [(0.0, None, None), (0.0, 0.0, None), (1.0, 3.0, 33), (9.0, 3.0, 100)],
)
def test_progress_stays_between_0_and_100_percent(
    done_s: float, duration_s: float | None, percent: int | None
) -> None:
    job = FileJob(1, Path("a"), JobState.RUNNING, done_s, duration_s)
    assert percent_done(job) == percent


def test_the_text_of_a_file_can_be_read_and_copied(page: FilesPage, qtbot: QtBot) -> None:
    assert lines(page)[0] == "Good evening, and welcome to the reading."
    assert [index.data(Qt.ItemDataRole.AccessibleTextRole)[:4] for index in rows(page)] == [
        "0:00",
        "0:04",
        "0:08",
    ]
    with qtbot.waitSignal(page.copy_requested) as copied:
        button(page, "Copy").click()
    assert copied.args[0]().startswith("Good evening")


def test_the_reason_of_a_failed_file_is_shown(page: FilesPage) -> None:
    choose(page, FAILED)
    assert "The file contains no audio" in labels(page)
    assert lines(page) == []
    assert not button(page, "Copy").isEnabled()
    assert not button(page, "Save as\u2026").isEnabled()


def test_a_folder_without_recordings_is_shown_with_the_reason(page: FilesPage) -> None:
    page.show_jobs(
        [FileJob(1, Path("talks"), JobState.FAILED, problem=Sentence("Why"), is_folder=True)]
    )
    choose(page, 0)
    assert cells(page, 1) == ["Nothing found"]
    assert "Why" in labels(page)
    assert "No audio or video was found in this folder." in labels(page)


def test_progress_does_not_disturb_the_reader(page: FilesPage) -> None:
    done, failed, running, *others = sample_jobs()
    page.show_jobs([done, failed, running, *others])
    choose_line(page, 1)
    page.show_jobs([done, failed, replace(running, done_s=900.0), *others])
    assert cells(page, 1)[RUNNING].startswith("50\u2009%")
    assert text(page).currentIndex().row() == 1


def test_the_time_that_remains_is_shown_once_it_is_known(page: FilesPage) -> None:
    done, failed, running, *others = sample_jobs()
    page.show_jobs([done, failed, replace(running, left_s=None), *others])
    assert cells(page, 1)[RUNNING] == "41\u2009%"
    page.show_jobs([done, failed, replace(running, left_s=130.0), *others])
    assert cells(page, 1)[RUNNING] == "41\u2009% \u00b7 3 min left"


def test_without_a_file_the_page_invites_to_drop_some(page: FilesPage) -> None:
    page.show_jobs([])
    assert "Drop recordings here" in labels(page)
    assert not files(page).isVisible()
    page.show_jobs(sample_jobs())
    assert "Drop recordings here" not in labels(page)
    assert files(page).isVisible()


def edit_first_line(page: FilesPage) -> QPlainTextEdit:
    text(page).edit(text(page).model().index(0, 0))
    editor = text(page).findChild(QPlainTextEdit)
    assert isinstance(editor, QPlainTextEdit)
    return editor


def test_a_corrected_line_is_told_with_its_file_and_its_number(
    page: FilesPage, qtbot: QtBot
) -> None:
    editor = edit_first_line(page)
    editor.setPlainText("Good morning,\nand welcome.")
    with qtbot.waitSignal(page.corrected) as told:
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert told.args == [1, 0, "Good morning, and welcome."]


@pytest.mark.parametrize("words", ["", "Good evening, and welcome to the reading."])
def test_a_line_that_is_emptied_or_left_as_it_is_needs_no_correction(
    page: FilesPage, qtbot: QtBot, words: str
) -> None:
    editor = edit_first_line(page)
    editor.setPlainText(words)
    with qtbot.assertNotEmitted(page.corrected):
        QTest.keyClick(editor, Qt.Key.Key_Return)


def test_a_correction_is_shown_in_place_and_saved(
    page: FilesPage, qtbot: QtBot, tmp_path: Path
) -> None:
    choose_line(page, 2)
    done, *others = sample_jobs()
    page.show_jobs([corrected(done, " Good morning."), *others])
    assert lines(page)[0] == "Good morning."
    assert text(page).currentIndex().row() == 2
    button(page, "Save as\u2026").click()
    [dialog] = page.findChildren(SaveDialog)
    with qtbot.waitSignal(page.save_requested) as saved:
        dialog.fileSelected.emit(str(tmp_path / "talk.txt"))
    assert saved.args[1]().startswith("Good morning.\nTonight")


def test_selected_lines_are_copied_by_key(page: FilesPage, qtbot: QtBot) -> None:
    text(page).selectAll()
    text(page).setFocus()
    page.activateWindow()
    qtbot.waitUntil(text(page).hasFocus)
    with qtbot.waitSignal(page.copy_requested) as copied:
        QTest.keyClick(text(page), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied.args[0]() == "\n".join(lines(page))


def test_a_file_is_played_from_the_selected_line(page: FilesPage, qtbot: QtBot) -> None:
    choose_line(page, 1)
    with qtbot.waitSignal(page.play_requested) as asked:
        button(page, "Play").click()
    assert asked.args == [1, Path("talks/reading.flac"), 4.0]
    page.show_place(1, 4.0)
    with qtbot.waitSignal(page.stop_requested):
        button(page, "Stop").click()
    page.show_place(None, 0.0)
    assert button(page, "Play").isEnabled()


def test_the_line_that_is_heard_is_selected(page: FilesPage) -> None:
    page.show_place(1, 4.1)
    assert text(page).currentIndex().row() == 1
    page.show_place(1, 8.1)
    assert text(page).currentIndex().row() == 2


def test_the_window_is_not_laid_out_while_one_line_is_heard(page: FilesPage) -> None:
    layouts = _Layouts(page)
    page.show_place(1, 4.1)
    before = layouts.settled()
    page.show_place(1, 4.2)
    assert layouts.settled() == before
    page.show_place(None, 0.0)
    assert layouts.settled() > before


class _Layouts(QObject):
    """Counts how often widgets in a page are laid out."""

    def __init__(self, page: FilesPage) -> None:
        super().__init__(page)
        self._n = 0
        for widget in (page, *page.findChildren(QWidget)):
            widget.installEventFilter(self)

    def settled(self) -> int:
        """Return the count, once nothing is left to be laid out."""
        before = -1
        while before != self._n:
            before = self._n
            QApplication.processEvents()
        return self._n

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self._n += event.type() == QEvent.Type.LayoutRequest
        return super().eventFilter(watched, event)


def test_a_click_jumps_only_while_the_file_is_played(page: FilesPage, qtbot: QtBot) -> None:
    third = text(page).model().index(2, 0)
    place = text(page).visualRect(third).center()
    click = (text(page).viewport(), Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(page.play_requested):
        QTest.mouseClick(*click, Qt.KeyboardModifier.NoModifier, place)
    page.show_place(1, 0.0)
    with qtbot.waitSignal(page.play_requested) as asked:
        QTest.mouseClick(*click, Qt.KeyboardModifier.NoModifier, place)
    assert asked.args[2] == 8.0


def test_a_file_that_is_removed_is_no_longer_played(page: FilesPage, qtbot: QtBot) -> None:
    page.show_place(1, 4.0)
    with qtbot.assertNotEmitted(page.stop_requested):
        page.show_jobs(sample_jobs()[:2])
    with qtbot.waitSignal(page.stop_requested):
        page.show_jobs(sample_jobs()[1:])


def test_another_file_s_playback_moves_nothing(page: FilesPage) -> None:
    choose_line(page, 1)
    page.show_place(4, 0.0)
    assert text(page).currentIndex().row() == 1
    assert button(page, "Play").isEnabled()


def test_the_selected_file_stays_selected(page: FilesPage) -> None:
    choose(page, WAITING)
    jobs = sample_jobs()
    page.show_jobs([jobs[RUNNING], jobs[WAITING], FileJob(9, Path("new.wav"))])
    assert files(page).currentIndex().row() == 1
    page.show_jobs([jobs[RUNNING], FileJob(9, Path("new.wav"))])
    assert files(page).currentIndex().row() == 0


@pytest.mark.parametrize(
    ("row", "possible"),
    [
        (DONE, {"Retry"}),
        (FAILED, {"Retry"}),
        (RUNNING, {"Cancel"}),
        (CANCELLED, {"Retry"}),
        (WAITING, {"Cancel"}),
    ],
)
def test_only_sensible_actions_are_enabled(
    page: FilesPage, row: int, possible: set[str]
) -> None:
    choose(page, row)
    buttons = {words for words in ("Cancel", "Retry") if button(page, words).isEnabled()}
    assert buttons == possible


def test_the_user_s_requests_are_emitted(page: FilesPage, qtbot: QtBot) -> None:
    choose(page, RUNNING)
    with qtbot.waitSignal(page.cancel_requested) as cancelled:
        button(page, "Cancel").click()
    choose(page, FAILED)
    with qtbot.waitSignal(page.retry_requested) as retried:
        button(page, "Retry").click()
    assert [cancelled.args, retried.args] == [[3], [2]]
    with qtbot.waitSignals([page.cancel_all_requested, page.remove_finished_requested]):
        button(page, "Cancel all").click()
        button(page, "Remove finished").click()


@pytest.mark.parametrize("words", ["Add files\u2026", "Add folder\u2026"])
def test_files_are_added_by_a_non_blocking_dialog(
    page: FilesPage, qtbot: QtBot, words: str
) -> None:
    button(page, words).click()
    [dialog] = page.findChildren(QFileDialog)
    with qtbot.waitSignal(page.files_added) as added:
        dialog.filesSelected.emit(["/tmp/a.wav"])
    assert added.args == [[Path("/tmp/a.wav")]]


@pytest.mark.parametrize(("ending", "start"), [("txt", "Good evening"), ("json", "{")])
def test_a_transcript_is_saved_in_the_format_of_its_extension(
    page: FilesPage, qtbot: QtBot, tmp_path: Path, ending: str, start: str
) -> None:
    button(page, "Save as\u2026").click()
    [dialog] = page.findChildren(SaveDialog)
    with qtbot.waitSignal(page.save_requested) as saved:
        dialog.fileSelected.emit(str(tmp_path / f"talk.{ending}"))
    path, content = saved.args
    assert path == tmp_path / f"talk.{ending}"
    assert content().startswith(start)


def test_the_text_is_copied_in_the_chosen_format(page: FilesPage, qtbot: QtBot) -> None:
    page.show_choice("srt", word_times=False)
    with qtbot.waitSignal(page.copy_requested) as copied:
        button(page, "Copy").click()
    assert copied.args[0]().startswith("1\n00:00:00,000 --> 00:00:03,800\nGood evening")


def test_the_chosen_format_is_told_and_suggested_for_saving(
    page: FilesPage, qtbot: QtBot
) -> None:
    formats = named(page, QComboBox, "Format for copying and saving")
    with qtbot.waitSignal(page.format_chosen) as chosen:
        formats.setCurrentIndex(formats.findData("vtt"))
        formats.activated.emit(formats.currentIndex())
    assert chosen.args == ["vtt"]
    button(page, "Save as\u2026").click()
    [dialog] = page.findChildren(SaveDialog)
    assert dialog.selectedNameFilter() == "Subtitles, WebVTT (*.vtt)"
    assert dialog.defaultSuffix() == "vtt"


def test_a_format_chosen_while_saving_is_told(
    page: FilesPage, qtbot: QtBot, tmp_path: Path
) -> None:
    button(page, "Save as\u2026").click()
    [dialog] = page.findChildren(SaveDialog)
    with qtbot.waitSignal(page.format_chosen) as chosen:
        dialog.fileSelected.emit(str(tmp_path / "talk.tsv"))
    assert chosen.args == ["tsv"]


def test_all_transcripts_are_saved_in_a_folder_under_names_of_their_own(
    page: FilesPage, qtbot: QtBot, tmp_path: Path
) -> None:
    done, failed, *others = sample_jobs()
    again = replace(done, number=7, path=Path("elsewhere", "reading.flac"))
    page.show_jobs([done, failed, *others, again])
    page.show_choice("md", word_times=False)
    button(page, "Save all\u2026").click()
    [dialog] = page.findChildren(QFileDialog)
    with qtbot.waitSignal(page.save_all_requested) as saved:
        dialog.fileSelected.emit(str(tmp_path))
    (files,) = saved.args
    assert [path.name for path in files] == [
        "reading.flac (talks).md",
        "reading.flac (elsewhere).md",
    ]
    assert all(made().startswith("**00:00** Good evening") for made in files.values())


def test_the_saved_files_are_told(page: FilesPage, tmp_path: Path) -> None:
    page.show_saved(tmp_path / "history.txt")
    assert str(tmp_path) not in labels(page)
    button(page, "Save as\u2026").click()
    [dialog] = page.findChildren(SaveDialog)
    dialog.fileSelected.emit(str(tmp_path / "talk.txt"))
    width = page.minimumSizeHint().width()
    page.show_saved(tmp_path / "talk.txt")
    assert page.minimumSizeHint().width() == width
    assert f"Saved as {tmp_path / 'talk.txt'}" in labels(page)


def test_of_files_saved_at_once_their_number_is_told(page: FilesPage, tmp_path: Path) -> None:
    done, *others = sample_jobs()
    page.show_jobs([done, *others, replace(done, number=7)])
    button(page, "Save all\u2026").click()
    [dialog] = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path))
    for name in ("one.txt", "two.txt"):
        page.show_saved(tmp_path / name)
    assert f"2 file(s) saved in {tmp_path}" in labels(page)


def test_without_a_transcript_there_is_nothing_to_save(page: FilesPage) -> None:
    page.show_jobs(sample_jobs()[1:])
    assert not button(page, "Save all\u2026").isEnabled()


def test_word_times_are_asked_for_by_the_user_alone(page: FilesPage, qtbot: QtBot) -> None:
    (box,) = page.findChildren(QCheckBox)
    with qtbot.assertNotEmitted(page.word_times_chosen):
        page.show_choice("txt", word_times=True)
    assert box.isChecked()
    with qtbot.waitSignal(page.word_times_chosen) as chosen:
        box.click()
    assert chosen.args == [False]


def test_a_name_without_an_extension_gets_the_chosen_one(
    page: FilesPage, qtbot: QtBot, tmp_path: Path
) -> None:
    button(page, "Save as\u2026").click()
    [dialog] = page.findChildren(SaveDialog)
    dialog.selectNameFilter("JSON with all data (*.json)")
    with qtbot.waitSignal(page.save_requested) as saved:
        dialog.fileSelected.emit(str(tmp_path / "Dr. Smith"))
    assert saved.args[0] == tmp_path / "Dr. Smith.json"


@pytest.mark.parametrize("answer", ["Replace", "Cancel"])
def test_an_existing_file_is_replaced_only_if_the_user_confirms(
    page: FilesPage, qtbot: QtBot, tmp_path: Path, answer: str
) -> None:
    (tmp_path / "talk.txt").touch()
    button(page, "Save as\u2026").click()
    [dialog] = page.findChildren(SaveDialog)
    saved: list[Path] = []
    page.save_requested.connect(lambda path, _: saved.append(path))
    dialog.fileSelected.emit(str(tmp_path / "talk"))
    [question] = page.findChildren(QMessageBox)
    button(question, answer).click()
    assert saved == ([tmp_path / "talk.txt"] if answer == "Replace" else [])


def test_every_control_is_reached_by_keyboard_and_has_a_name(
    page: FilesPage, qtbot: QtBot
) -> None:
    assert_all_is_reached_and_named(page, qtbot)


def test_a_file_that_was_interrupted_says_where_it_goes_on(page: FilesPage) -> None:
    jobs = list(sample_jobs())
    resumed = FileJob(
        jobs[RUNNING].number, Path("talk.mp3"), JobState.RUNNING, 5_025.0, resumed_s=5_025.0
    )
    jobs[RUNNING] = resumed
    page.show_jobs(jobs)
    choose(page, RUNNING)
    assert cells(page, 1)[RUNNING] == "Goes on at 1:23:45"
    said = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "It was interrupted before, and goes on at 1:23:45." in said
    jobs[RUNNING] = replace(resumed, done_s=5_100.0)
    page.show_jobs(jobs)
    assert cells(page, 1)[RUNNING] == "At 1:25:00"
