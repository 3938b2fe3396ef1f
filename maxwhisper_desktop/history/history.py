"""All finished takes: texts and figures in a database, recordings beside it.

A recording is first moved into the history's folder, then its row is written. The next start
gives a row to any recording without one, left by a crash in between or by a corrupt database:
every recording has an entry from which it can be played.

If the user wants it encrypted, texts and recordings are sealed one by one. Each shows by itself whether
it is: a sealed text is stored as bytes, a sealed recording's name ends in ``SEALED``. So a change of mind
may be interrupted at any time, and what cannot be unsealed harms nothing else.
"""

import contextlib
import logging
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import Outcome, TakeId
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.history.database import (
    files_put_aside,
    folded,
    open_database,
    told_as_history_error,
)
from maxwhisper_desktop.history.recordings import Recordings, recordings_in, take_of
from maxwhisper_desktop.history.rows import WRITE_ROW, record_of, row_of, text_of
from maxwhisper_desktop.recording.recovery import interrupted_take
from maxwhisper_desktop.system.vault import Vault, VaultError
from maxwhisper_desktop.text.text import cleaned
from maxwhisper_desktop.text.wording import is_unspaced

log = logging.getLogger(__name__)

DELIVERED: Final = frozenset({Outcome.DELIVERED, Outcome.SENT})
"""Outcomes after which the user has the text, so that the recording may be deleted."""


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

    Every method raises ``HistoryError`` if the disk, the database or the keyring fails.
    """

    def __init__(self, folder: Path, journal: Path, vault: Vault) -> None:
        """Open or create the history in ``folder``.

        Args:
            folder: Made accessible to the user only; on the same file system as ``journal``.
            journal: The folder of recordings in progress, whose numbers are not reused.
            vault: Seals and unseals what is encrypted.
        """
        self._recordings = Recordings(folder / "recordings", vault)
        self._journal = journal
        self._vault = vault
        with told_as_history_error():
            self._recordings.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)
        self._file = folder / "history.db"
        opened = open_database(self._file, vault)
        self._database = opened.connection
        self._has_index = opened.has_index
        with told_as_history_error():
            self._has_sealed = bool(self._sealed_heads())
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

    def protect(self, *, encrypted: bool) -> list[Path]:
        """Seal what is stored from now on, and all texts that are; or no more.

        Returns:
            The recordings for ``protect_recording``.
        """
        self._recordings.is_sealing = encrypted
        with told_as_history_error():
            if encrypted or self._has_sealed:
                self._vault.unlock(create=encrypted)
            self._protect_texts()
            self._has_sealed = bool(self._sealed_heads())
            return self._recordings.unprotected()

    def protect_recording(self, file: Path) -> None:
        """Seal or unseal a recording, if it still exists and can be unsealed."""
        with told_as_history_error():
            changed = self._recordings.protected(file)
            if changed is None:
                return
            with self._database:
                self._database.execute(
                    "UPDATE takes SET recording = ? WHERE take = ?",
                    (changed.name, take_of(file)),
                )

    @property
    def has_unreadable(self) -> bool:
        """Whether there are texts whose key is not here."""
        with told_as_history_error():
            return not all(map(self._vault.knows, self._sealed_heads()))

    def next_take(self) -> TakeId:
        """Return a number that no take has or ever had."""
        with told_as_history_error():
            query = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence"
            last: int = self._database.execute(query).fetchone()[0]
            found = self._recordings.files() + recordings_in(self._journal)
        return max([last, *map(take_of, found)]) + 1

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
            if self._recordings.is_sealing:
                self._vault.unlock(create=True)
            if record.outcome in DELIVERED and not keep_audio:
                self._write(replace(record, recording=None))
                if record.recording is not None:
                    record.recording.unlink(missing_ok=True)
                return replace(record, recording=None)
            try:
                kept = replace(record, recording=self._recordings.take_over(record))
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
        query = "SELECT recording FROM takes WHERE take = ?"
        with told_as_history_error():
            row = self._database.execute(query, (take,)).fetchone()
            # The recording first: without a row, it would get a new one at the next start.
            if row is not None and row["recording"]:
                (self._recordings.folder / row["recording"]).unlink(missing_ok=True)
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
            journal = [
                f for f in recordings_in(self._journal) if take_of(f) not in except_takes
            ]
            for file in (*self._recordings.files(), *journal, *files_put_aside(self._file)):
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
            files = sorted(self._recordings.files(), key=take_of)
            sizes = [file.stat().st_size for file in files]
            excess = sum(sizes) - limit_mb * 1_000_000
            for file, size in list(zip(files, sizes, strict=True))[:-1]:
                if excess <= 0:
                    break
                file.unlink(missing_ok=True)
                excess -= size
                gone.append(take_of(file))
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
        if self._has_index and all(map(_is_indexed, wanted)) and not self._has_sealed:
            # Quoted, nothing is an operator.
            match = " ".join('"{}"*'.format(word.replace('"', '""')) for word in wanted)
            return ["take IN (SELECT rowid FROM words WHERE words MATCH ?)"], [match]
        return ["instr(folded(text), ?)"] * len(wanted), [folded(word) for word in wanted]

    def _records(self, query: str, *arguments: str | int) -> list[TakeRecord]:
        """Return the takes that a query finds, without unreadable ones."""
        records: list[TakeRecord] = []
        with told_as_history_error():
            if self._has_sealed:
                with contextlib.suppress(VaultError):
                    self._vault.unlock(create=False)
            for row in self._database.execute(query, arguments).fetchall():
                try:
                    records.append(record_of(row, self._recordings.folder, self._vault))
                except (ValueError, TypeError, VaultError) as error:
                    log.warning("take %s cannot be read: %r", row["take"], error)
        return records

    def _write(self, record: TakeRecord) -> None:
        stored = self._stored(record.text)
        with self._database:
            self._database.execute(WRITE_ROW, row_of(record, stored))
            self._index(record.take, stored)

    def _stored(self, text: str) -> str | bytes:
        if not text or not self._recordings.is_sealing:
            return text
        self._has_sealed = True
        return self._vault.seal(text.encode())

    def _index(self, take: TakeId, stored: str | bytes) -> None:
        """Let the index find a text, unless it is sealed."""
        if not self._has_index:
            return
        self._database.execute("DELETE FROM words WHERE rowid = ?", (take,))
        if isinstance(stored, str):
            self._database.execute(
                "INSERT INTO words (rowid, text) VALUES (?, ?)", (take, stored)
            )

    def _sealed_heads(self) -> list[bytes]:
        """Return the first bytes of sealed texts, which tell their keys."""
        query = "SELECT DISTINCT substr(text, 1, 12) FROM takes WHERE typeof(text) = 'blob'"
        return [head for (head,) in self._database.execute(query)]

    def _protect_texts(self) -> None:
        kind = "text" if self._recordings.is_sealing else "blob"
        query = "SELECT take, text FROM takes WHERE typeof(text) = ? AND text != ''"
        changed: list[tuple[TakeId, str | bytes]] = []
        for take, stored in self._database.execute(query, (kind,)):
            with contextlib.suppress(VaultError):  # Of another key.
                changed.append((take, self._stored(text_of(stored, self._vault))))
        if not changed:
            return
        with self._database:
            for take, stored in changed:
                self._database.execute(
                    "UPDATE takes SET text = ? WHERE take = ?", (stored, take)
                )
                self._index(take, stored)
            if self._has_index:
                self._database.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._database.execute("VACUUM")
        self._truncate_log()

    def _adopt_recordings(self) -> None:
        with told_as_history_error():
            known = {row["take"] for row in self._database.execute("SELECT take FROM takes")}
            lone = [file for file in self._recordings.files() if take_of(file) not in known]
            for file in lone:
                log.warning("%s had no entry in the history", file)
                self._write(interrupted_take(take_of(file), file))


def _is_indexed(word: str) -> bool:
    """Return whether the index can find a word: no symbols, no scripts without spaces."""
    return any(map(str.isalnum, word)) and not any(map(is_unspaced, word))
