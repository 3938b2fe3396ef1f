"""Every take that has ended: its text and figures in a database, its sound beside it.

A recording is first moved into the history's folder, then its row is written. What a crash leaves
between the two is found by the next start and gets a row, as do all recordings whose rows went
with a broken database: no sound is ever without an entry from which it can be heard again.
"""

import json
import logging
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from maxwhisper_desktop.dictation.events import Outcome, TakeId
from maxwhisper_desktop.dictation.take_record import GpuTimes, StageTimes, TakeRecord
from maxwhisper_desktop.history.database import folded, open_database, told_as_history_error
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
"""Outcomes after which the user has the text, and the sound may go."""


def _row_of(record: TakeRecord) -> Mapping[str, str | float | None]:
    """Return what stands in the database; of the recording, only its name."""
    return {
        "take": record.take,
        "started_s": record.started_s,
        "duration_s": record.duration_s,
        "outcome": record.outcome.value,
        "text": record.text,
        "detail": record.detail,
        "language": record.language,
        "model": record.model,
        "device": record.device,
        "n_tokens": record.n_tokens,
        "is_cold": record.is_cold,
        "stages_ms": json.dumps(asdict(record.stages_ms) | {"gpu": asdict(record.gpu_ms)}),
        "recording": record.recording.name if record.recording else None,
    }


def _record_of(row: sqlite3.Row, recordings: Path) -> TakeRecord:
    """Return the take of a row; its recording only if it is still there."""
    recording = recordings / row["recording"] if row["recording"] else None
    times = json.loads(row["stages_ms"])
    gpu_times = times.pop("gpu", {})  # takes of older versions have none
    return TakeRecord(
        take=row["take"],
        started_s=row["started_s"],
        duration_s=row["duration_s"],
        outcome=Outcome(row["outcome"]),
        text=row["text"],
        detail=row["detail"],
        language=row["language"],
        model=row["model"],
        device=row["device"],
        n_tokens=row["n_tokens"],
        is_cold=bool(row["is_cold"]),
        stages_ms=StageTimes(**times),
        gpu_ms=GpuTimes(**gpu_times),
        recording=recording if recording and recording.is_file() else None,
    )


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """Which takes are looked for; the answer comes with it.

    Attributes:
        words: Each of which must begin a word of the text; empty for all takes.
        before: The take below which to go on, for the next page; None for the newest.
        limit: At most so many.
    """

    words: str = ""
    before: TakeId | None = None
    limit: int = 60


def is_interrupted(record: TakeRecord) -> bool:
    """Tell whether a take has a recording but, since the app ended too soon, no text."""
    has_no_text = record.outcome is Outcome.QUIT and not record.text
    return has_no_text and record.recording is not None


class HistoryStore:
    """All finished takes. Belongs to one thread at a time, which its methods block.

    Every method raises ``HistoryError`` where the disk or the database refuses.
    """

    def __init__(self, folder: Path, journal: Path) -> None:
        """Open the history in ``folder``, or begin one.

        Args:
            folder: Will be the user's alone; on the file system of ``journal``.
            journal: Where recordings under way lie; their numbers are not given again.
        """
        self._recordings = folder / "recordings"
        self._journal = journal
        with told_as_history_error():
            self._recordings.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)
        opened = open_database(folder / "history.db")
        self._database = opened.connection
        self._has_index = opened.has_index
        self.problem: str | None = None
        """What went wrong as it was opened, as a sentence for the user."""
        if opened.put_aside is not None:
            self.problem = (
                f"The history was damaged and is now {opened.put_aside.name} in {folder}. A new"
                " one has begun, in which the kept recordings can be recognised again."
            )
        self._adopt_recordings()

    def next_take(self) -> TakeId:
        """Return a number that no take has, or ever had."""
        with told_as_history_error():
            query = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence"
            last: int = self._database.execute(query).fetchone()[0]
            found = _files(self._recordings) + _files(self._journal)
        return max([last, *map(_take_of, found)]) + 1

    def keep(self, record: TakeRecord, *, keep_audio: bool = True) -> TakeRecord:
        """Write a take down, in place of what was known of it, and take over its recording.

        Args:
            record: What is known of it.
            keep_audio: Whether its sound stays though its text was delivered. The sound of one
                whose text was not always stays.

        Returns:
            The take as it is kept, with the recording's new place.
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
                # Its text all the same; the sound is still where it was.
                self._write(replace(record, recording=None))
                raise
            self._write(kept)
        return kept

    def find(self, search: HistoryQuery) -> list[TakeRecord]:
        """Return the takes looked for, the newest first."""
        conditions, arguments = self._conditions(search.words)
        if search.before is not None:
            conditions.append("take < ?")
            arguments.append(search.before)
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        # The conditions are ours; whatever the user typed is an argument.
        query = f"SELECT * FROM takes {where} ORDER BY take DESC LIMIT ?"  # noqa: S608
        return self._records(query, *arguments, search.limit)

    def interrupted(self) -> list[TakeRecord]:
        """Return the takes for which ``is_interrupted`` holds, the oldest first."""
        query = "SELECT * FROM takes WHERE outcome = ? AND text = '' ORDER BY take"
        return [*filter(is_interrupted, self._records(query, Outcome.QUIT.value))]

    def get(self, take: TakeId) -> TakeRecord | None:
        """Return one take, or None if there is none of that number."""
        found = self._records("SELECT * FROM takes WHERE take = ?", take)
        return found[0] if found else None

    def adopt(self, record: TakeRecord) -> TakeRecord:
        """Keep a take of which a recording was found, with what is known of it already."""
        known = self.get(record.take)
        return self.keep(
            record if known is None else replace(known, recording=record.recording)
        )

    def delete(self, take: TakeId) -> None:
        """Remove a take and its sound; harmless if there is none."""
        record = self.get(take)
        with told_as_history_error():
            # The sound first: left without a row, it would come back at the next start.
            if record is not None and record.recording is not None:
                record.recording.unlink(missing_ok=True)
            with self._database:
                self._database.execute("DELETE FROM takes WHERE take = ?", (take,))
                if self._has_index:
                    self._database.execute("DELETE FROM words WHERE rowid = ?", (take,))

    def delete_all(self) -> None:
        """Remove every take and its sound, and give back the room."""
        with told_as_history_error():
            for recording in _files(self._recordings):
                recording.unlink(missing_ok=True)
            with self._database:
                self._database.execute("DELETE FROM takes")
                if self._has_index:
                    self._database.execute("DELETE FROM words")
                    # Deleted words otherwise stand in the index until it tidies itself.
                    self._database.execute("INSERT INTO words (words) VALUES ('rebuild')")
            self._database.execute("VACUUM")
            # The log of changes still holds what was deleted.
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def shrink(self, limit_mb: int) -> list[TakeId]:
        """Remove the oldest recordings beyond the limit; all texts and the newest sound stay.

        Returns:
            The takes that have no recording any more.
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
        """Close the database; the store is of no more use."""
        self._database.close()

    def _conditions(self, words: str) -> tuple[list[str], list[str | int]]:
        wanted = cleaned(words).split()
        if not wanted:
            return [], []
        if self._has_index and all(map(_is_indexed, wanted)):
            # In quotes nothing is an operator.
            match = " ".join('"{}"*'.format(word.replace('"', '""')) for word in wanted)
            return ["take IN (SELECT rowid FROM words WHERE words MATCH ?)"], [match]
        return ["instr(folded(text), ?)"] * len(wanted), [folded(word) for word in wanted]

    def _records(self, query: str, *arguments: str | int) -> list[TakeRecord]:
        """Return the takes that a query finds, without those that cannot be read."""
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
            log.warning("the recording of take %d is gone", record.take)
            return None

    def _adopt_recordings(self) -> None:
        with told_as_history_error():
            known = {row["take"] for row in self._database.execute("SELECT take FROM takes")}
            lone = [file for file in _files(self._recordings) if _take_of(file) not in known]
            for file in lone:
                log.warning("%s had no entry in the history", file)
                self._write(interrupted_take(_take_of(file), file))


def _files(folder: Path) -> list[Path]:
    """Return the recordings in a folder, which are named by the number of their take."""
    if not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if _TAKE_NAME.fullmatch(path.name)]


_TAKE_NAME: Final = re.compile(r"take-([0-9]{1,15})\..*")


def _take_of(file: Path) -> TakeId:
    match = _TAKE_NAME.fullmatch(file.name)
    return int(match[1]) if match else 0


def _is_indexed(word: str) -> bool:
    """Tell whether the index knows the word: it has no signs alone, and no words unspaced."""
    return any(map(str.isalnum, word)) and not any(map(is_unspaced, word))
