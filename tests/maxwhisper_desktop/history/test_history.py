"""The history: everything stored is found, everything deleted is gone."""

import sqlite3
import stat
from dataclasses import fields, replace

import pytest
from samples.history_place import Place, a_take, takes

from engine.sentence import Sentence
from engine.transcript import Headway
from maxwhisper_desktop.dictation.events import Outcome
from maxwhisper_desktop.dictation.take_record import GpuTimes, StageTimes, TakeRecord
from maxwhisper_desktop.history.database import HistoryError
from maxwhisper_desktop.history.history import HistoryQuery, HistoryStore


def test_every_field_survives_storing(place: Place) -> None:
    record = TakeRecord(
        take=7,
        started_s=1_700_000_000.25,
        duration_s=3.75,
        outcome=Outcome.IN_CLIPBOARD,
        text="Grüße\n你好",
        detail=Sentence("The window was closed."),
        language="de",
        model="base",
        device="cpu",
        n_tokens=12,
        is_cold=True,
        stages_ms=StageTimes(1, 2, 3, 4, 5, 6, 7, 8, 9.5),
        gpu_ms=GpuTimes(encode=3.5, decode=7.25),
        headway=Headway(5, 22, 21, 1, 0.625, is_whole=True),
        recording=place.record(7),
        program="org.gnome.Evolution",
    )
    for item in fields(TakeRecord):
        assert getattr(record, item.name) != item.default, f"{item.name} needs a value here"
    kept = place.open().keep(record)
    assert kept == replace(record, recording=place.recordings / "take-7.wav")
    assert place.open().get(7) == kept


def test_takes_of_versions_without_later_figures_can_be_read(place: Place) -> None:
    place.open().keep(replace(a_take(1), stages_ms=StageTimes(encode=5.0)))
    database = sqlite3.connect(place.folder / "history.db")
    with database:
        database.execute("UPDATE takes SET stages_ms = ?", ('{"encode": 5.0}',))
    database.close()
    kept = place.open().get(1)
    assert kept is not None
    assert (kept.stages_ms, kept.gpu_ms) == (StageTimes(encode=5.0), GpuTimes())
    assert kept.headway is None


def test_a_recording_moves_from_the_journal_into_the_history(
    place: Place, store: HistoryStore
) -> None:
    kept = store.keep(a_take(1, recording=place.record(1)))
    assert kept.recording == place.recordings / "take-1.wav"
    assert kept.recording.is_file()
    assert not list(place.journal.iterdir())


def test_a_recording_is_not_lost_if_its_row_can_only_be_written_later(
    place: Place, store: HistoryStore
) -> None:
    record = a_take(1, recording=place.record(1))
    database = sqlite3.connect(place.folder / "history.db")
    with database:
        database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON takes BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    with pytest.raises(HistoryError):
        store.keep(record)
    with database:
        database.execute("DROP TRIGGER full")
    database.close()
    kept = store.keep(record)
    assert kept.recording is not None
    assert kept.recording.is_file()


def test_storing_a_take_again_updates_it_in_place(store: HistoryStore, place: Place) -> None:
    first = store.keep(a_take(1, "wrong word", recording=place.record(1)))
    store.keep(replace(first, text="right word", outcome=Outcome.HEARD_AGAIN))
    assert [record.text for record in store.find(HistoryQuery())] == ["right word"]
    assert takes(store.find(HistoryQuery("right"))) == [1]
    assert store.find(HistoryQuery("wrong")) == []
    assert first.recording is not None
    assert first.recording.is_file()


def test_the_recording_of_a_delivered_take_is_deleted_if_the_user_wants(
    place: Place, store: HistoryStore
) -> None:
    recording = place.record(1)
    assert store.keep(a_take(1, recording=recording), keep_audio=False).recording is None
    assert not recording.exists()
    assert takes(store.find(HistoryQuery())) == [1]


@pytest.mark.parametrize(
    "outcome", sorted(set(Outcome) - {Outcome.DELIVERED, Outcome.SENT}, key=str)
)
def test_the_recording_of_an_undelivered_take_is_always_kept(
    place: Place, store: HistoryStore, outcome: Outcome
) -> None:
    record = a_take(1, outcome=outcome, recording=place.record(1))
    kept = store.keep(record, keep_audio=False)
    assert kept.recording is not None
    assert kept.recording.is_file()


def test_a_recording_that_cannot_be_moved_stays_and_its_text_is_kept(
    place: Place, store: HistoryStore
) -> None:
    recording = place.record(1)
    (place.recordings / "take-1.wav").mkdir()
    with pytest.raises(HistoryError, match="cannot be used"):
        store.keep(a_take(1, "kept all the same", recording=recording))
    assert recording.is_file()
    assert [record.text for record in store.find(HistoryQuery())] == ["kept all the same"]


def test_a_missing_recording_does_not_affect_the_text(
    place: Place, store: HistoryStore
) -> None:
    kept = store.keep(a_take(1, recording=place.journal / "take-1.wav"))
    assert kept == a_take(1)


def test_numbers_continue_after_rows_recordings_and_the_journal(place: Place) -> None:
    store = place.open()
    assert store.next_take() == 1
    store.keep(a_take(4))
    assert store.next_take() == 5
    (place.recordings / "take-9.wav").touch()
    assert store.next_take() == 10
    place.record(12)
    assert store.next_take() == 13


def test_a_deleted_take_s_number_is_not_reused(place: Place) -> None:
    store = place.open()
    store.keep(a_take(5))
    store.delete(5)
    assert store.next_take() == 6
    store.delete_all()
    assert place.open().next_take() == 6


def test_a_deleted_take_is_gone_with_its_recording_and_index_entries(
    place: Place, store: HistoryStore
) -> None:
    store.keep(a_take(1, "secret", recording=place.record(1)))
    store.keep(a_take(2, "other"))
    store.delete(1)
    store.delete(77)
    assert store.get(1) is None
    assert store.find(HistoryQuery("secret")) == []
    assert not list(place.recordings.iterdir())
    assert takes(store.find(HistoryQuery())) == [2]


def test_after_deleting_all_no_file_contains_any_text(
    place: Place, store: HistoryStore
) -> None:
    for take in range(1, 30):
        store.keep(a_take(take, f"zanzibar {take}", recording=place.record(take)))
    store.delete_all()
    assert store.find(HistoryQuery()) == []
    files = [file for file in place.folder.rglob("*") if file.is_file()]
    assert all(b"zanzibar" not in file.read_bytes() for file in files)
    assert not list(place.recordings.iterdir())


def test_the_oldest_recordings_are_deleted_first_and_texts_kept(
    place: Place, store: HistoryStore
) -> None:
    for take in (9, 10, 11, 12):
        store.keep(a_take(take, recording=place.record(take, n_bytes=4_000_000)))
    assert store.shrink(limit_mb=10) == [9, 10]
    assert [record.recording is None for record in store.find(HistoryQuery())] == [
        *(False, False),
        *(True, True),
    ]
    assert store.shrink(limit_mb=10) == []


def test_the_newest_recording_is_kept_however_large(place: Place, store: HistoryStore) -> None:
    store.keep(a_take(1, recording=place.record(1, n_bytes=12_000_000)))
    assert store.shrink(limit_mb=10) == []


def test_a_recording_without_a_row_gets_one(place: Place) -> None:
    place.open()
    (place.recordings / "take-3.wav").write_bytes(bytes(32_044))
    [record] = place.open().find(HistoryQuery())
    assert (record.take, record.outcome, record.duration_s) == (3, Outcome.QUIT, 1.0)
    assert record.recording == place.recordings / "take-3.wav"


@pytest.mark.parametrize("size", [0.3, 0.9])
def test_a_corrupt_database_is_renamed_and_no_recording_is_lost(
    place: Place, size: float, caplog: pytest.LogCaptureFixture
) -> None:
    store = place.open()
    store.keep(a_take(1, "long text " * 5000, recording=place.record(1)))
    store.close()
    file = place.folder / "history.db"
    whole = file.read_bytes()
    file.write_bytes(b"\xff" * 2000 + whole[2000 : int(len(whole) * size)])
    again = place.open()
    assert again.problem is not None
    assert "history.db.broken-1" in again.problem
    assert "broken" in caplog.text
    assert (place.folder / "history.db.broken-1").is_file()
    assert [record.recording for record in again.find(HistoryQuery())] == [
        place.recordings / "take-1.wav"
    ]
    assert place.open().problem is None


def test_a_file_that_is_no_database_is_renamed_to_a_free_name(place: Place) -> None:
    place.open().close()
    (place.folder / "history.db.broken-1").touch()
    (place.folder / "history.db").write_text("dear diary, this is no database at all" * 99)
    assert "broken-2" in (place.open().problem or "")


def test_a_database_of_an_earlier_version_is_read_and_gets_what_it_lacks(place: Place) -> None:
    place.open().keep(replace(a_take(1), program="xterm"))
    database = sqlite3.connect(place.folder / "history.db")
    database.execute("ALTER TABLE takes DROP COLUMN program")
    database.execute("PRAGMA user_version = 1")
    database.close()
    store = place.open()
    kept = store.get(1)
    assert kept is not None
    assert kept.program is None
    assert store.keep(replace(a_take(2), program="xterm")).program == "xterm"


def test_a_newer_database_is_left_alone(place: Place) -> None:
    place.open().close()
    database = sqlite3.connect(place.folder / "history.db")
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(HistoryError, match="newer version"):
        place.open()
    assert not list(place.folder.glob("*.broken*"))


def test_a_full_disk_is_reported_in_a_sentence(store: HistoryStore) -> None:
    store._database.execute("PRAGMA max_page_count = 20")
    store.keep(a_take(1))
    with pytest.raises(HistoryError, match="disk is full; free some space"):
        store.keep(a_take(2, "long text " * 50_000))
    assert takes(store.find(HistoryQuery())) == [1]


def test_a_folder_that_cannot_be_created_is_reported_in_a_sentence(place: Place) -> None:
    place.folder.write_text("in the way")
    with pytest.raises(HistoryError, match="cannot be used"):
        place.open()


def test_only_the_user_can_read_the_history(place: Place, store: HistoryStore) -> None:
    store.keep(a_take(1))
    assert stat.S_IMODE(place.folder.stat().st_mode) == 0o700
    for file in place.folder.glob("history.db*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
