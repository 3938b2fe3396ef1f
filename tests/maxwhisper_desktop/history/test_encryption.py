"""An encrypted history: nothing that was said can be read on the disk, and nothing of it is lost."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from samples.history_place import Place, a_take, takes

from engine.errors import AudioFileError
from maxwhisper_desktop.dictation.events import Outcome
from maxwhisper_desktop.history import thread as history_thread
from maxwhisper_desktop.history.database import HistoryError
from maxwhisper_desktop.history.history import HistoryQuery, HistoryStore
from maxwhisper_desktop.history.thread import UNREADABLE, HistoryThread
from maxwhisper_desktop.recording.journal import (
    RecordingWriter,
    read_recording,
    recording_duration_s,
)
from maxwhisper_desktop.settings.settings import History
from maxwhisper_desktop.system.vault import Vault

WORDS = "Herzlichen Glückwunsch"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path)
    yield place
    place.close()


def _recorded(place: Place, take: int) -> Path:
    writer = RecordingWriter(place.journal, f"take-{take}")
    writer.append(np.full(16_000, 0.25, np.float32))
    assert writer.close(10)
    assert writer.path is not None
    return writer.path


def _protect(store: HistoryStore, *, encrypted: bool) -> None:
    for file in store.protect(encrypted=encrypted):
        store.protect_recording(file)


def _is_on_disk(place: Place, content: bytes) -> bool:
    return any(content in f.read_bytes() for f in place.folder.rglob("*") if f.is_file())


def _sound_is_on_disk(place: Place) -> bool:
    return _is_on_disk(place, np.full(100, 8192, "<i2").tobytes())


def test_texts_and_recordings_are_sealed_and_read_back(place: Place) -> None:
    store = place.open()
    store.protect(encrypted=True)
    kept = store.keep(a_take(1, WORDS, recording=_recorded(place, 1)))
    assert kept.recording is not None
    assert not _is_on_disk(place, b"Herz")
    assert not _sound_is_on_disk(place)
    (found,) = place.open().find(HistoryQuery())
    assert (found.text, found.recording) == (WORDS, kept.recording)
    sound = read_recording(kept.recording, Vault(place.keyring))
    assert np.array_equal(sound, np.full(16_000, 0.25, np.float32))
    assert recording_duration_s(kept.recording) == 1.0
    assert [f.stat().st_mode & 0o777 for f in place.recordings.iterdir()] == [0o600]


def test_what_was_kept_before_is_sealed_when_the_user_wants_it_and_unsealed_again(
    place: Place,
) -> None:
    store = place.open()
    store.keep(a_take(1, WORDS, recording=_recorded(place, 1)))
    store.keep(a_take(2, "", outcome=Outcome.QUIT, recording=_recorded(place, 2)))
    assert _is_on_disk(place, b"Herz")
    _protect(store, encrypted=True)
    assert not _is_on_disk(place, b"Herz")
    assert not _sound_is_on_disk(place)
    assert takes(store.interrupted()) == [2]
    again = place.open()
    _protect(again, encrypted=False)
    assert [record.text for record in again.find(HistoryQuery())] == ["", WORDS]
    assert sorted(f.name for f in place.recordings.iterdir()) == ["take-1.wav", "take-2.wav"]
    assert all(record.recording for record in again.find(HistoryQuery()))
    place.keyring.is_locked = True
    assert [record.text for record in place.open().find(HistoryQuery())] == ["", WORDS]


@pytest.mark.parametrize("words", ["gluck", "HERZ glück", "", "glückwunsch."])
def test_encrypted_texts_are_found_as_others_are(place: Place, words: str) -> None:
    store = place.open()
    store.keep(a_take(1, WORDS + "."))
    store.keep(a_take(2, "something else"))
    store.protect(encrypted=True)
    store.keep(a_take(3, WORDS + "."))
    expected = [3, 2, 1] if not words else [3, 1]
    assert takes(store.find(HistoryQuery(words))) == expected
    assert takes(place.open().find(HistoryQuery(words))) == expected
    store.protect(encrypted=False)
    assert takes(store.find(HistoryQuery(words))) == expected


def test_while_the_keyring_is_locked_nothing_is_written_unencrypted(place: Place) -> None:
    store = place.open()
    place.keyring.is_locked = True
    with pytest.raises(HistoryError, match="locked"):
        store.protect(encrypted=True)
    with pytest.raises(HistoryError, match="locked"):
        store.keep(a_take(1, WORDS, recording=_recorded(place, 1)))
    assert not _is_on_disk(place, b"Herz")
    assert not _sound_is_on_disk(place)
    place.keyring.is_locked = False
    store.keep(a_take(1, WORDS, recording=place.journal / "take-1.wav"))
    assert takes(store.find(HistoryQuery())) == [1]


def test_takes_of_another_key_are_not_shown_and_come_back_with_it(place: Place) -> None:
    store = place.open()
    _protect(store, encrypted=True)
    store.keep(a_take(1, WORDS, recording=_recorded(place, 1)))
    keys, place.keyring.keys = place.keyring.keys, []
    other = place.open()
    _protect(other, encrypted=True)
    other.keep(a_take(2, "hello"))
    assert takes(other.find(HistoryQuery())) == [2]
    assert other.has_unreadable
    _protect(other, encrypted=False)
    place.keyring.keys = keys
    again = place.open()
    assert takes(again.find(HistoryQuery())) == [2, 1]
    assert not again.has_unreadable


def test_a_sealed_text_is_not_lost_to_a_recording_found_while_the_keyring_is_locked(
    place: Place,
) -> None:
    store = place.open()
    store.protect(encrypted=True)
    store.keep(
        a_take(1, WORDS)
    )  # As it is noted before the take ends, whose sound stays behind.
    place.keyring.is_locked = True
    again = place.open()
    again.adopt(a_take(1, "", outcome=Outcome.QUIT, recording=_recorded(place, 1)))
    place.keyring.is_locked = False
    assert [record.text for record in place.open().find(HistoryQuery())] == [WORDS]


def test_an_interrupted_change_is_completed_at_the_next_start(place: Place) -> None:
    store = place.open()
    for take in (1, 2):
        store.keep(a_take(take, WORDS, recording=_recorded(place, take)))
    first, _ = store.protect(encrypted=True)
    store.protect_recording(first)
    again = place.open()
    assert len(again.protect(encrypted=True)) == 1
    _protect(again, encrypted=True)
    assert not _sound_is_on_disk(place)
    assert all(record.recording for record in again.find(HistoryQuery()))


def test_a_recording_that_was_deleted_meanwhile_is_not_missed(place: Place) -> None:
    store = place.open()
    store.keep(a_take(1, WORDS, recording=_recorded(place, 1)))
    (file,) = store.protect(encrypted=True)
    store.delete(1)
    store.protect_recording(file)
    assert store.find(HistoryQuery()) == []
    assert not list(place.recordings.iterdir())


def test_a_take_that_cannot_be_read_can_be_deleted_with_its_recording(place: Place) -> None:
    store = place.open()
    store.protect(encrypted=True)
    store.keep(a_take(1, WORDS, recording=_recorded(place, 1)))
    place.keyring.is_locked = True
    place.open().delete(1)
    assert not list(place.recordings.iterdir())


def test_a_sealed_recording_says_why_it_cannot_be_read(place: Place) -> None:
    store = place.open()
    store.protect(encrypted=True)
    kept = store.keep(a_take(1, WORDS, recording=_recorded(place, 1)))
    assert kept.recording is not None
    place.keyring.is_locked = True
    with pytest.raises(AudioFileError, match="locked"):
        read_recording(kept.recording, Vault(place.keyring))


def test_takes_wait_in_memory_while_the_keyring_is_locked(
    place: Place, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_thread, "RETRY_MS", 10)
    place.keyring.is_locked = True
    history = HistoryThread(place.open)
    with qtbot.waitSignal(history.problem_changed) as problem:
        history.choose(History(encrypted=True))
    assert "locked" in problem.args[0]
    with qtbot.waitSignal(history.kept):
        history.keep(a_take(1, WORDS, recording=_recorded(place, 1)))
    with qtbot.waitSignal(history.found) as found:
        history.find(HistoryQuery("glück"))
    assert takes(found.args[1]) == [1]
    assert not _is_on_disk(place, b"Herz")
    with qtbot.waitSignal(history.problem_changed) as problem:
        place.keyring.is_locked = False
    assert problem.args == [None]
    history.shut_down()
    assert takes(place.open().find(HistoryQuery())) == [1]
    assert not _is_on_disk(place, b"Herz")


def test_recordings_that_are_there_are_sealed_in_the_background(
    place: Place, qtbot: QtBot
) -> None:
    store = place.open()
    for take in range(1, 4):
        store.keep(a_take(take, WORDS, recording=_recorded(place, take)))
    history = HistoryThread(place.open)
    history.choose(History(encrypted=True))
    qtbot.waitUntil(lambda: not _sound_is_on_disk(place))
    history.shut_down()
    assert all(record.recording for record in place.open().find(HistoryQuery()))


def test_the_user_is_told_of_takes_whose_key_is_gone(place: Place, qtbot: QtBot) -> None:
    store = place.open()
    store.protect(encrypted=True)
    store.keep(a_take(1, WORDS))
    place.keyring.keys = []
    history = HistoryThread(place.open)
    with qtbot.waitSignal(history.failed) as failed:
        history.choose(History(encrypted=True))
    assert failed.args == [UNREADABLE]
    history.shut_down()
