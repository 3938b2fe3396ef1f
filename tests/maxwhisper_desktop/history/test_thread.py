"""The history's thread: nothing waits for it, and it finishes all requests."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.fake_keyring import FakeKeyring
from pytestqt.qtbot import QtBot
from samples.page_samples import sample_takes

from maxwhisper_desktop.dictation.events import Outcome
from maxwhisper_desktop.history import thread as history_thread
from maxwhisper_desktop.history.history import HistoryQuery, HistoryStore
from maxwhisper_desktop.history.thread import HistoryThread
from maxwhisper_desktop.settings.settings import History
from maxwhisper_desktop.system.vault import Vault


@pytest.fixture
def store(tmp_path: Path) -> HistoryStore:
    return HistoryStore(tmp_path / "history", tmp_path / "journal", Vault(FakeKeyring()))


@pytest.fixture
def history(store: HistoryStore, qtbot: QtBot) -> Iterator[HistoryThread]:
    history = HistoryThread(lambda: store)
    yield history
    history.shut_down()


def test_stored_takes_are_found(history: HistoryThread, qtbot: QtBot) -> None:
    search = HistoryQuery("kitchen", limit=3)
    with qtbot.waitSignal(history.found) as found:
        for record in sample_takes(20):
            history.keep(record)
        history.find(search)
    asked, records = found.args
    assert asked is search
    assert len(records) == 3
    assert all("kitchen" in record.text for record in records)


@pytest.mark.usefixtures("qapp")
def test_pending_requests_are_finished_before_the_end(
    store: HistoryStore, tmp_path: Path
) -> None:
    history = HistoryThread(lambda: store)
    for record in sample_takes(20):
        history.keep(record)
    history.shut_down()
    again = HistoryStore(tmp_path / "history", tmp_path / "journal", Vault(FakeKeyring()))
    assert len(again.find(HistoryQuery())) == 20
    again.close()


def test_deletions_are_reported(history: HistoryThread, qtbot: QtBot) -> None:
    for record in sample_takes(3):
        history.keep(record)
    with qtbot.waitSignal(history.deleted) as deleted:
        history.delete(2)
    assert deleted.args == [2]
    with qtbot.waitSignal(history.all_deleted):
        history.delete_all()
    with qtbot.waitSignal(history.found) as found:
        history.get(1)
        history.find(HistoryQuery())
    assert found.args[1] == []


def test_the_choice_of_what_to_keep_applies_to_the_next_take(
    history: HistoryThread, qtbot: QtBot, tmp_path: Path
) -> None:
    [record] = sample_takes(1, tmp_path)
    recording = tmp_path / "take-1.wav"
    recording.touch()
    history.choose(History(keep_audio=False))
    with qtbot.waitSignal(history.kept) as kept:
        history.keep(record)
    assert kept.args[0].recording is None
    assert not recording.exists()


def test_with_the_history_off_a_delivered_take_leaves_nothing_on_disk(
    history: HistoryThread, qtbot: QtBot, tmp_path: Path
) -> None:
    [record] = sample_takes(1, tmp_path)
    record = replace(record, outcome=Outcome.DELIVERED, text="xyzzy plugh")
    recording = tmp_path / "take-1.wav"
    recording.touch()
    history.choose(History(keep_texts=False))
    # Before delivery its text is on disk, in case the app ends.
    history.note(record)
    with qtbot.waitSignal(history.let_go) as let_go:
        history.keep(record)
    assert let_go.args == [replace(record, recording=None)]
    assert not recording.exists()
    with qtbot.waitSignal(history.found) as found:
        history.find(HistoryQuery())
    assert found.args[1] == []
    on_disk = b"".join(file.read_bytes() for file in (tmp_path / "history").glob("*.db*"))
    assert b"xyzzy" not in on_disk


def test_with_the_history_off_an_undelivered_take_is_kept(
    history: HistoryThread, qtbot: QtBot
) -> None:
    [record] = sample_takes(1)
    history.choose(History(keep_texts=False))
    with qtbot.waitSignal(history.kept):
        history.keep(replace(record, outcome=Outcome.IN_CLIPBOARD, recording=None))


def test_takes_that_are_too_old_are_deleted(history: HistoryThread, qtbot: QtBot) -> None:
    old, young = sample_takes(2)
    now_s = time.time()
    history.keep(replace(old, recording=None, started_s=now_s - 8 * 86_400))
    history.keep(replace(young, recording=None, started_s=now_s - 6 * 86_400))
    with qtbot.waitSignal(history.deleted) as deleted:
        history.choose(History(max_age_days=7))
    assert deleted.args == [old.take]
    with qtbot.waitSignal(history.found) as found:
        history.find(HistoryQuery())
    assert [take.take for take in found.args[1]] == [young.take]


def test_all_is_deleted_but_the_recordings_of_takes_on_their_way(
    history: HistoryThread, qtbot: QtBot, tmp_path: Path
) -> None:
    journal = tmp_path / "journal"
    journal.mkdir()
    left, open_take = journal / "take-7.wav", journal / "take-8.wav"
    put_aside = tmp_path / "history" / "history.db.broken-1"
    for file in (left, open_take, put_aside):
        file.touch()
    with qtbot.waitSignal(history.all_deleted):
        history.delete_all({8})
    assert (left.exists(), open_take.exists(), put_aside.exists()) == (False, True, False)


def test_a_take_that_cannot_be_written_is_shown_found_and_written_later(
    qtbot: QtBot, store: HistoryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_thread, "RETRY_MS", 10)
    history = HistoryThread(lambda: store)
    second, first = sample_takes(2, tmp_path)
    (tmp_path / "take-1.wav").touch()
    obstacle = tmp_path / "history" / "recordings" / "take-1.wav"
    obstacle.mkdir()
    kept: list[object] = []
    history.kept.connect(kept.append)
    with qtbot.waitSignal(history.problem_changed) as problem:
        history.keep(first)
    assert problem.args[0].startswith("The history cannot be used: ")
    history.keep(second)
    with qtbot.waitSignal(history.found) as found:
        history.find(HistoryQuery())
    assert [record.take for record in found.args[1]] == [second.take, first.take]
    assert first in kept
    with qtbot.waitSignal(history.problem_changed) as problem:
        obstacle.rmdir()
    assert problem.args == [None]
    assert kept[-1] == replace(first, recording=obstacle)
    history.shut_down()
    again = HistoryStore(tmp_path / "history", tmp_path / "journal", Vault(FakeKeyring()))
    assert [record.take for record in again.find(HistoryQuery())] == [2, 1]
    again.close()


def test_takes_wait_in_memory_for_a_history_that_cannot_be_opened(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_thread, "RETRY_MS", 10)
    (tmp_path / "history").touch()
    history = HistoryThread(
        lambda: HistoryStore(tmp_path / "history", tmp_path / "journal", Vault(FakeKeyring()))
    )
    assert "cannot be used" in (history.problem or "")
    record = replace(sample_takes(1)[0], take=history.next_take, recording=None)
    with qtbot.waitSignals([history.kept, history.problem_changed]):
        history.keep(record)
    with qtbot.waitSignal(history.problem_changed) as problem:
        (tmp_path / "history").unlink()
    assert problem.args == [None]
    history.shut_down()
    again = HistoryStore(tmp_path / "history", tmp_path / "journal", Vault(FakeKeyring()))
    assert [found.text for found in again.find(HistoryQuery())] == [record.text]
    assert again.next_take() == record.take + 1
    again.close()


def test_a_history_that_can_be_opened_again_is_reported_without_any_take(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_thread, "RETRY_MS", 10)
    (tmp_path / "history").touch()
    history = HistoryThread(
        lambda: HistoryStore(tmp_path / "history", tmp_path / "journal", Vault(FakeKeyring()))
    )
    assert history.problem
    with qtbot.waitSignal(history.problem_changed) as problem:
        history.choose(History())
        (tmp_path / "history").unlink()
    assert problem.args == [None]
    history.shut_down()


def test_an_unwritten_take_can_be_deleted(
    qtbot: QtBot, store: HistoryStore, tmp_path: Path
) -> None:
    history = HistoryThread(lambda: store)
    (record,) = sample_takes(1, tmp_path)
    (tmp_path / "take-1.wav").touch()
    (tmp_path / "history" / "recordings" / "take-1.wav").mkdir()
    with qtbot.waitSignal(history.problem_changed):
        history.keep(record)
    with qtbot.waitSignal(history.deleted):
        history.delete(record.take)
    assert not (tmp_path / "take-1.wav").exists()
    with qtbot.waitSignal(history.found) as found:
        history.find(HistoryQuery())
    assert found.args[1] == []
    history.shut_down()


def test_a_bug_does_not_end_the_thread(
    history: HistoryThread, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(history.failed) as failed:
        history.find(HistoryQuery(limit=2**70))
    assert failed.args[0] == "The history failed; the log says why."
    assert "OverflowError" in caplog.text
    with qtbot.waitSignal(history.found):
        history.find(HistoryQuery())
