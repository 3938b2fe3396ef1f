"""Saving: complete or not at all, and a sentence on failure."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from samples.page_samples import sample_takes

from maxwhisper_desktop.files.saver import FileSaver
from maxwhisper_desktop.history.export import takes_to_json, takes_to_md, takes_to_txt


@pytest.fixture
def saver(qtbot: QtBot) -> Iterator[FileSaver]:
    saver = FileSaver()
    yield saver
    saver.shut_down()


def test_the_text_is_in_the_chosen_file_and_no_other_file_is_left(
    saver: FileSaver, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "out.txt"
    file.write_text("old")
    with qtbot.waitSignal(saver.saved) as saved:
        saver.save(file, lambda: "Grüße\n")
    assert saved.args == [file]
    assert file.read_text(encoding="utf-8") == "Grüße\n"
    assert list(tmp_path.iterdir()) == [file]


def test_an_unwritable_path_is_reported(saver: FileSaver, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(saver.failed) as failed:
        saver.save(tmp_path / "nowhere" / "out.txt", lambda: "text")
    assert "could not be saved" in failed.args[0]
    assert "another folder" in failed.args[0]


def test_new_files_replace_none_that_are_there(
    saver: FileSaver, qtbot: QtBot, tmp_path: Path
) -> None:
    for taken in ("talk.srt", "talk (2).srt"):
        (tmp_path / taken).write_text("old")
    wanted = {tmp_path / "talk.srt": lambda: "new", tmp_path / "other.srt": lambda: "too"}
    with qtbot.waitSignals([saver.saved, saver.saved]):
        saver.save_all(wanted)
    found = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert found == {
        "talk.srt": "old",
        "talk (2).srt": "old",
        "talk (3).srt": "new",
        "other.srt": "too",
    }


def test_texts_are_made_off_the_main_thread(
    saver: FileSaver, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(saver.saved):
        saver.save_all({tmp_path / "one.txt": lambda: threading.current_thread().name})
    assert (tmp_path / "one.txt").read_text() != threading.main_thread().name


def test_a_text_for_the_clipboard_is_made_off_the_main_thread(
    saver: FileSaver, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(saver.made) as made:
        saver.make(lambda: threading.current_thread().name)
    assert made.args[0] != threading.main_thread().name


def test_a_folder_that_cannot_be_written_is_reported_for_each_file(
    saver: FileSaver, qtbot: QtBot, tmp_path: Path
) -> None:
    failures: list[str] = []
    saver.failed.connect(failures.append)
    saver.save_all({tmp_path / "nowhere" / name: str for name in ("a.srt", "b.srt")})
    qtbot.waitUntil(lambda: len(failures) == 2)
    assert "a.srt could not be saved" in failures[0]


def test_pending_saves_are_finished_before_the_end(tmp_path: Path, qtbot: QtBot) -> None:
    saver = FileSaver()
    saver.save(tmp_path / "out.txt", lambda: "text")
    saver.shut_down()
    assert (tmp_path / "out.txt").read_text() == "text"


def test_a_saver_never_used_has_no_thread_to_end(qtbot: QtBot) -> None:
    FileSaver().shut_down()


def test_takes_are_exported_oldest_first() -> None:
    records = sample_takes(3)
    text = takes_to_txt(records)
    positions = [text.index(record.text) for record in reversed(records)]
    assert positions == sorted(positions)
    headings = [line for line in takes_to_md(records).splitlines() if line.startswith("## ")]
    assert headings == sorted(headings)
    document = takes_to_json(records)
    assert '"take": 1' in document
    assert '"outcome": "delivered"' in document
