"""The history's database file: opening, migrating, and replacing it if it is corrupt."""

import contextlib
import logging
import sqlite3
import unicodedata
from collections.abc import Generator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from engine.errors import os_reason
from engine.sentence import Sentence, joined
from maxwhisper_desktop.history.rows import text_of
from maxwhisper_desktop.ports import PortError
from maxwhisper_desktop.system.vault import Vault, VaultError

log = logging.getLogger(__name__)

MIGRATIONS: Final = (
    # AUTOINCREMENT: the number of a deleted take is never reused.
    """
    CREATE TABLE takes (
        take INTEGER PRIMARY KEY AUTOINCREMENT,
        started_s REAL NOT NULL,
        duration_s REAL NOT NULL,
        outcome TEXT NOT NULL,
        text TEXT NOT NULL,
        detail TEXT NOT NULL,
        language TEXT,
        model TEXT,
        device TEXT,
        n_tokens INTEGER NOT NULL,
        is_cold INTEGER NOT NULL,
        stages_ms TEXT NOT NULL,
        recording TEXT
    );
    """,
    "ALTER TABLE takes ADD COLUMN program TEXT;",
)
"""Migrations from each database version to the next; the first creates the database."""

_INDEX: Final = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS words"
    " USING fts5(text, tokenize='unicode61 remove_diacritics 2')"
)

_N_TO_INDEX: Final = "SELECT count(*) FROM takes WHERE typeof(text) = 'text'"
"""Sealed texts are bytes."""

_INDEX_ANEW: Final = """
    BEGIN;
    DELETE FROM words;
    INSERT INTO words (rowid, text) SELECT take, text FROM takes WHERE typeof(text) = 'text';
    COMMIT;
"""

_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_ANSWERS: Final = {
    sqlite3.SQLITE_FULL: Sentence("the disk is full; free some space"),
    sqlite3.SQLITE_READONLY: Sentence("its file is write-protected; make it writable"),
    sqlite3.SQLITE_CANTOPEN: Sentence("its folder is not writable; make it writable"),
    sqlite3.SQLITE_BUSY: Sentence("another program is using it; close that program"),
    sqlite3.SQLITE_IOERR: Sentence("the disk reports an error; check it"),
    sqlite3.SQLITE_CORRUPT: Sentence(
        "its file is damaged; restart MaxWhisper to create a new one"
    ),
}
"""What is wrong and what the user can do, by SQLite's error code."""


class HistoryError(PortError):
    """The history could not be read or written; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class OpenedDatabase:
    """A database of the newest version.

    Attributes:
        connection: For one thread at a time.
        has_index: Whether there is a full-text index; without, a search reads all texts.
        put_aside: The new path of a corrupt database that this one replaces.
    """

    connection: sqlite3.Connection
    has_index: bool
    put_aside: Path | None = None


def open_database(file: Path, vault: Vault) -> OpenedDatabase:
    """Open or create the database; a corrupt one is renamed first, never deleted.

    Args:
        file: The database.
        vault: Unseals texts that are searched.

    Raises:
        HistoryError: It cannot be opened, or a newer version of the app wrote it.
    """
    with told_as_history_error():
        try:
            return _opened(file, vault, None)
        except sqlite3.DatabaseError as error:
            if _primary_code(error) not in _DAMAGE:
                raise
            put_aside = _put_aside(file)
            log.warning(
                "%s is corrupt (%s), renamed to %s; creating a new one", file, error, put_aside
            )
            return _opened(file, vault, put_aside)


@contextlib.contextmanager
def told_as_history_error() -> Generator[None]:
    """Convert errors of SQLite and the disk to a sentence for the user."""
    try:
        yield
    except sqlite3.Error as error:
        answer = _ANSWERS.get(_primary_code(error), Sentence("the log says why"))
        log.warning("the database failed: %s", error)
        raise HistoryError(
            Sentence("The history cannot be used: {reason}.", reason=answer)
        ) from error
    except VaultError as error:
        raise HistoryError(
            Sentence("The history cannot be encrypted. {reason}", reason=error.sentence)
        ) from error
    except OSError as error:
        raise HistoryError(
            Sentence(
                "The history cannot be used: {reason}.",
                reason=joined([str(error.filename), os_reason(error)], ": "),
            )
        ) from error


def folded(text: str) -> str:
    """Return ``text`` in lower case without accents, for searching."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in letters if not unicodedata.combining(char))


def _opened(file: Path, vault: Vault, put_aside: Path | None) -> OpenedDatabase:
    def searched(stored: str | bytes) -> str:
        try:
            return folded(text_of(stored, vault))
        except VaultError:
            return ""

    file.touch(mode=0o600)
    # Opened at the app's start, afterwards used only by the history's thread.
    connection = sqlite3.connect(file, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    try:
        connection.create_function("folded", 1, searched)
        connection.execute("PRAGMA journal_mode = WAL")
        # In WAL mode the database survives a power cut, except perhaps for the very last take.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")
        _check(connection)
        _migrate(connection)
        has_index = _index(connection)
    except BaseException:
        connection.close()
        raise
    return OpenedDatabase(connection, has_index, put_aside)


def _check(connection: sqlite3.Connection) -> None:
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        error = sqlite3.DatabaseError(found)
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _migrate(connection: sqlite3.Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise HistoryError(
            Sentence(
                "The history was written by a newer version of MaxWhisper; install that version."
            )
        )
    for number, script in enumerate(MIGRATIONS[version:], version + 1):
        connection.executescript(f"BEGIN; {script} PRAGMA user_version = {number}; COMMIT;")


def _index(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute(_INDEX)
        n_indexed = connection.execute("SELECT count(*) FROM words").fetchone()[0]
    except sqlite3.OperationalError as error:
        log.info("no full-text index: %s", error)
        return False
    # An SQLite build without FTS5 may have added takes in between.
    if n_indexed != connection.execute(_N_TO_INDEX).fetchone()[0]:
        connection.executescript(_INDEX_ANEW)
    return True


def files_put_aside(file: Path) -> list[Path]:
    """Return the corrupt databases that ``file`` has replaced, and their logs."""
    return [*file.parent.glob(f"{file.name}.broken-*")]


def _put_aside(file: Path) -> Path:
    names = (file.with_name(f"{file.name}.broken-{n}") for n in count(1))
    target = next(name for name in names if not name.exists())
    for suffix in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            file.with_name(file.name + suffix).rename(target.with_name(target.name + suffix))
    file.rename(target)
    return target


def _primary_code(error: sqlite3.Error) -> int:
    # Only errors that come from the SQLite library have a code.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
