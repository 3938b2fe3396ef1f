"""A transcript's segments: every line in full, whatever the width."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot
from samples.page_samples import sample_transcript
from typing_extensions import override

from maxwhisper_desktop.ui.pages.segments_view import SegmentsView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def view(qtbot: QtBot) -> SegmentsView:
    view = SegmentsView()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show_transcript(sample_transcript(), is_same=False)
    view.show()
    return view


def height(view: SegmentsView, row: int) -> int:
    return view.visualRect(view.model().index(row, 0)).height()


def test_a_line_that_does_not_fit_is_wrapped(view: SegmentsView, qtbot: QtBot) -> None:
    wide = height(view, 1)
    view.resize(200, 400)
    qtbot.waitUntil(lambda: height(view, 1) > 1.5 * wide)


class Resizes(QObject):
    """Counts how often a widget gets another size."""

    n = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.n += event.type() == QEvent.Type.Resize
        return False


def test_a_view_that_just_holds_its_lines_comes_to_rest(qtbot: QtBot) -> None:
    view = SegmentsView()
    qtbot.addWidget(view)
    transcript = sample_transcript()
    line = replace(
        transcript.segments[0], text=" I read your letter in the garden this morning."
    )
    view.show_transcript(replace(transcript, segments=(line,) * 25), is_same=False)
    view.resize(300, 4000)
    view.show()
    last = view.model().index(24, 0)
    qtbot.waitUntil(lambda: view.visualRect(last).bottom() > 0)
    resizes = Resizes()
    view.viewport().installEventFilter(resizes)
    view.resize(300, view.visualRect(last).bottom() - 20)

    def is_at_rest() -> bool:
        before = resizes.n
        qtbot.wait(300)  # Qt lays out a tenth of a second after a change of the width.
        return resizes.n == before

    qtbot.waitUntil(is_at_rest)


def test_segments_without_words_are_left_out(view: SegmentsView) -> None:
    transcript = sample_transcript()
    first, second, third = transcript.segments
    silent = replace(second, text=" ")
    view.show_transcript(replace(transcript, segments=(first, silent, third)), is_same=False)
    corrections: list[tuple[int, str]] = []
    view.corrected.connect(lambda number, text: corrections.append((number, text)))
    view.model().setData(view.model().index(1, 0), "The last.")
    assert corrections == [(2, "The last.")]


def test_before_the_first_words_nothing_is_selected(view: SegmentsView) -> None:
    transcript = sample_transcript()
    late = tuple(replace(one, start=one.start + 9) for one in transcript.segments)
    view.show_transcript(replace(transcript, segments=late), is_same=False)
    view.follow(3.0)
    assert not view.currentIndex().isValid()
    assert view.place_s == 0.0


def editor_of(view: SegmentsView, row: int) -> QPlainTextEdit:
    view.setCurrentIndex(view.model().index(row, 0))
    view.edit(view.currentIndex())
    editor = view.findChild(QPlainTextEdit)
    assert isinstance(editor, QPlainTextEdit)
    return editor


def test_whoever_corrects_a_line_is_not_led_away_from_it(view: SegmentsView) -> None:
    editor_of(view, 0)
    view.follow(8.5)
    assert view.currentIndex().row() == 0


def test_escape_leaves_a_line_as_it_was(view: SegmentsView, qtbot: QtBot) -> None:
    editor = editor_of(view, 0)
    editor.setPlainText("Nonsense")
    with qtbot.assertNotEmitted(view.corrected):
        QTest.keyClick(editor, Qt.Key.Key_Escape)
