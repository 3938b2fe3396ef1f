"""All finished takes: texts and figures in a database, recordings beside it.

A recording is first moved into the history's folder, then its row is written. The next start
gives a row to any recording without one, left by a crash in between or by a corrupt database:
every recording has an entry from which it can be played.
"""

import json
import logging
import re
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from engine.sentence import Sentence
from engine.transcript import Headway
from maxwhisper_desktop.dictation.events import Outcome, TakeId
from maxwhisper_desktop.dictation.take_record import GpuTimes, StageTimes, TakeRecord
from maxwhisper_desktop.history.database import (
    files_put_aside,
    folded,
    open_database,
    told_as_history_error,
)
from maxwhisper_desktop.history.details import restored_detail, stored_detail
from maxwhisper_desktop.recording.recovery import interrupted_take
from maxwhisper_desktop.text.text import cleaned
from maxwhisper_desktop.text.wording import is_unspaced

log = logging.getLogger(__name__)

_WRITE_ROW: Final = """
    INSERT INTO takes (take, started_s, duration_s, outcome, text, detail, language, model,
        device, n_tokens, is_cold, stages_ms, recording)
    VALUES (:take, :started_s, :duration_s, :outcome, :text, :detail, :language, :model,
        :device, :n_tokens, :is_cold, :stages_ms, :recording)
    ON CONFLICT (take) DO UPDATE SET started_s = :started_s, duration_s = :duration_s,
        outcome = :outcome, text = :text, detail = :detail, language = :language,
        model = :model, device = :device, n_tokens = :n_tokens, is_cold = :is_cold,
        stages_ms = :stages_ms, recording = :recording
"""

DELIVERED: Final = frozenset({Outcome.DELIVERED, Outcome.SENT})
"""Outcomes after which the user has the text, so that the recording may be deleted."""


def _row_of(record: TakeRecord) -> Mapping[str, str | float | None]:
    """Return the row of a take, with only the name of its recording."""
    return {
        "take": record.take,
        "started_s": record.started_s,
        "duration_s": record.duration_s,
        "outcome": record.outcome.value,
        "text": record.text,
        "detail": stored_detail(record.detail),
        "language": record.language,
        "model": record.model,
        "device": record.device,
        "n_tokens": record.n_tokens,
        "is_cold": record.is_cold,
        "stages_ms": json.dumps(
            asdict(record.stages_ms)
            | {"gpu": asdict(record.gpu_ms)}
            | ({"headway": asdict(record.headway)} if record.headway else {})
        ),
        "recording": record.recording.name if record.recording else None,
    }


def _record_of(row: sqlite3.Row, recordings: Path) -> TakeRecord:
    """Return the take of a row, with its recording only if the file still exists."""
    recording = recordings / row["recording"] if row["recording"] else None
    times = json.loads(row["stages_ms"])
    gpu_times = times.pop("gpu", {})  # Takes of older versions have none.
    headway = times.pop("headway", None)
    return TakeRecord(
        take=row["take"],
        started_s=row["started_s"],
        duration_s=row["duration_s"],
        outcome=Outcome(row["outcome"]),
        text=row["text"],
        detail=restored_detail(row["detail"]),
        language=row["language"],
        model=row["model"],
        device=row["device"],
        n_tokens=row["n_tokens"],
        is_cold=bool(row["is_cold"]),
        stages_ms=StageTimes(**times),
        gpu_ms=GpuTimes(**gpu_times),
        headway=None if headway is None else Headway(**headway),
        recording=recording if recording and recording.is_file() else None,
    )


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """Which takes to find; the answer refers to it.

    Attributes:
        words: Words of the text must start with each of these; empty for all takes.
        before: Find only takes with a lower number, for the next page; None for the newest.
        limit: The maximum number of takes.
    """

    words: str = ""
    before: TakeId | None = None
    limit: int = 60


def is_interrupted(record: TakeRecord) -> bool:
    """Return whether a take has a recording but no text, since the app ended too soon."""
    has_no_text = record.outcome is Outcome.QUIT and not record.text
    return has_no_text and record.recording is not None


class HistoryStore:
    """All finished takes. For one thread at a time, which its methods block.

    Every method raises ``HistoryError`` if the disk or the database fails.
    """

    def __init__(self, folder: Path, journal: Path) -> None:
        """Open or create the history in ``folder``.

        Args:
            folder: Made accessible to the user only; on the same file system as ``journal``.
            journal: The folder of recordings in progress, whose numbers are not reused.
        """
        self._recordings = folder / "recordings"
        self._journal = journal
        with told_as_history_error():
            self._recordings.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)
        self._file = folder / "history.db"
        opened = open_database(self._file)
        self._database = opened.connection
        self._has_index = opened.has_index
        self.problem: Sentence | None = None
        """What went wrong while opening it, as a sentence for the user."""
        if opened.put_aside is not None:
            self.problem = Sentence(
                "The history was damaged and has been renamed to {name} in {folder}. In the new one, "
                "the kept recordings can be recognised again.",
                name=opened.put_aside.name,
                folder=folder,
            )
        self._adopt_recordings()

    def next_take(self) -> TakeId:
        """Return a number that no take has or ever had."""
        with told_as_history_error():
            query = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence"
            last: int = self._database.execute(query).fetchone()[0]
            found = _files(self._recordings) + _files(self._journal)
        return max([last, *map(_take_of, found)]) + 1

    def keep(self, record: TakeRecord, *, keep_audio: bool = True) -> TakeRecord:
        """Store a take, replacing an earlier record of it, and move its recording here.

        Args:
            record: The take.
            keep_audio: Whether to keep the recording of a delivered text. A recording whose
                text was not delivered is always kept.

        Returns:
            The stored take, with the recording's new path.
        """
        with told_as_history_error():
            if record.outcome in DELIVERED and not keep_audio:
                self._write(replace(record, recording=None))
                if record.recording is not None:
                    record.recording.unlink(missing_ok=True)
                return replace(record, recording=None)
            try:
                kept = replace(record, recording=self._take_over(record))
            except OSError:
                # Store the text all the same; the recording is still at its old path.
                self._write(replace(record, recording=None))
                raise
            self._write(kept)
        return kept

    def find(self, search: HistoryQuery) -> list[TakeRecord]:
        """Return the matching takes, newest first."""
        conditions, arguments = self._conditions(search.words)
        if search.before is not None:
            conditions.append("take < ?")
            arguments.append(search.before)
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        # The conditions are ours; what the user typed is passed as arguments.
        query = f"SELECT * FROM takes {where} ORDER BY take DESC LIMIT ?"  # noqa: S608
        return self._records(query, *arguments, search.limit)

    def interrupted(self) -> list[TakeRecord]:
        """Return the takes for which ``is_interrupted`` holds, oldest first."""
        query = "SELECT * FROM takes WHERE outcome = ? AND text = '' ORDER BY take"
        return [*filter(is_interrupted, self._records(query, Outcome.QUIT.value))]

    def get(self, take: TakeId) -> TakeRecord | None:
        """Return a take, or None if there is none with that number."""
        found = self._records("SELECT * FROM takes WHERE take = ?", take)
        return found[0] if found else None

    def adopt(self, record: TakeRecord) -> TakeRecord:
        """Store a take whose recording was found; an existing record of it is kept."""
        known = self.get(record.take)
        return self.keep(
            record if known is None else replace(known, recording=record.recording)
        )

    def discard(self, record: TakeRecord) -> TakeRecord:
        """Delete what was stored of a take that the user does not want to keep.

        Returns:
            The take without its recording.
        """
        with told_as_history_error():
            if record.recording is not None:
                record.recording.unlink(missing_ok=True)
        self.delete(record.take)
        return replace(record, recording=None)

    def expire(self, before_s: float) -> list[TakeId]:
        """Delete the takes that started before a time, in seconds since 1970.

        Returns:
            Their numbers.
        """
        query = "SELECT take FROM takes WHERE started_s < ?"
        with told_as_history_error():
            old = [row["take"] for row in self._database.execute(query, (before_s,))]
        for take in old:
            self.delete(take)
        return old

    def delete(self, take: TakeId) -> None:
        """Delete a take and its recording; harmless if there is none."""
        record = self.get(take)
        with told_as_history_error():
            # The recording first: without a row, it would get a new one at the next start.
            if record is not None and record.recording is not None:
                record.recording.unlink(missing_ok=True)
            with self._database:
                self._database.execute("DELETE FROM takes WHERE take = ?", (take,))
                if self._has_index:
                    self._database.execute("DELETE FROM words WHERE rowid = ?", (take,))
                    # Otherwise deleted words remain in the index until it is merged.
                    self._database.execute("INSERT INTO words (words) VALUES ('optimize')")
            self._truncate_log()

    def delete_all(self, except_takes: Collection[TakeId] = ()) -> None:
        """Delete all takes and recordings, and free the disk space.

        Recordings in the journal and histories that were put aside are deleted too.

        Args:
            except_takes: Takes on their way, whose recordings stay in the journal.
        """
        with told_as_history_error():
            journal = [f for f in _files(self._journal) if _take_of(f) not in except_takes]
            for file in (*_files(self._recordings), *journal, *files_put_aside(self._file)):
                file.unlink(missing_ok=True)
            with self._database:
                self._database.execute("DELETE FROM takes")
                if self._has_index:
                    self._database.execute("DELETE FROM words")
                    self._database.execute("INSERT INTO words (words) VALUES ('rebuild')")
            self._database.execute("VACUUM")
            self._truncate_log()

    def shrink(self, limit_mb: int) -> list[TakeId]:
        """Delete the oldest recordings beyond the limit, except the newest; all texts stay.

        Returns:
            The takes that no longer have a recording.
        """
        gone: list[TakeId] = []
        with told_as_history_error():
            files = sorted(_files(self._recordings), key=_take_of)
            sizes = [file.stat().st_size for file in files]
            excess = sum(sizes) - limit_mb * 1_000_000
            for file, size in list(zip(files, sizes, strict=True))[:-1]:
                if excess <= 0:
                    break
                file.unlink(missing_ok=True)
                excess -= size
                gone.append(_take_of(file))
            with self._database:
                self._database.executemany(
                    "UPDATE takes SET recording = NULL WHERE take = ?", [(t,) for t in gone]
                )
        return gone

    def close(self) -> None:
        """Close the database; the store cannot be used afterwards."""
        self._database.close()

    def _truncate_log(self) -> None:
        """Empty the write-ahead log, which still contains what was deleted."""
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _conditions(self, words: str) -> tuple[list[str], list[str | int]]:
        wanted = cleaned(words).split()
        if not wanted:
            return [], []
        if self._has_index and all(map(_is_indexed, wanted)):
            # Quoted, nothing is an operator.
            match = " ".join('"{}"*'.format(word.replace('"', '""')) for word in wanted)
            return ["take IN (SELECT rowid FROM words WHERE words MATCH ?)"], [match]
        return ["instr(folded(text), ?)"] * len(wanted), [folded(word) for word in wanted]

    def _records(self, query: str, *arguments: str | int) -> list[TakeRecord]:
        """Return the takes that a query finds, without unreadable ones."""
        records: list[TakeRecord] = []
        with told_as_history_error():
            for row in self._database.execute(query, arguments).fetchall():
                try:
                    records.append(_record_of(row, self._recordings))
                except (ValueError, TypeError) as error:
                    log.warning("take %s cannot be read: %r", row["take"], error)
        return records

    def _write(self, record: TakeRecord) -> None:
        with self._database:
            self._database.execute(_WRITE_ROW, _row_of(record))
            if self._has_index:
                self._database.execute("DELETE FROM words WHERE rowid = ?", (record.take,))
                self._database.execute(
                    "INSERT INTO words (rowid, text) VALUES (?, ?)", (record.take, record.text)
                )

    def _take_over(self, record: TakeRecord) -> Path | None:
        if record.recording is None or record.recording.parent == self._recordings:
            return record.recording
        place = self._recordings / f"take-{record.take}{record.recording.suffix}"
        try:
            return record.recording.rename(place)
        except FileNotFoundError:
            if place.is_file():  # Moved by an attempt whose row could not be written.
                return place
            log.warning("the recording of take %d is missing", record.take)
            return None

    def _adopt_recordings(self) -> None:
        with told_as_history_error():
            known = {row["take"] for row in self._database.execute("SELECT take FROM takes")}
            lone = [file for file in _files(self._recordings) if _take_of(file) not in known]
            for file in lone:
                log.warning("%s had no entry in the history", file)
                self._write(interrupted_take(_take_of(file), file))


def _files(folder: Path) -> list[Path]:
    """Return the recordings in a folder, which are named after their take's number."""
    if not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if _TAKE_NAME.fullmatch(path.name)]


_TAKE_NAME: Final = re.compile(r"take-([0-9]{1,15})\..*")


def _take_of(file: Path) -> TakeId:
    match = _TAKE_NAME.fullmatch(file.name)
    return int(match[1]) if match else 0


def _is_indexed(word: str) -> bool:
    """Return whether the index can find a word: no symbols, no scripts without spaces."""
    return any(map(str.isalnum, word)) and not any(map(is_unspaced, word))
