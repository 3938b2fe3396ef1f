"""The log file: what the app did and what went wrong, never what was said.

No call may pass the text or audio of a take to a logger, nor an exception that quotes it. As
one careless ``log.debug("%s", event)`` would do so, a filter reduces dataclasses and arrays to
their harmless parts. It cannot recognise a text that is passed as a plain string.

Of other libraries only warnings and errors are logged: debug messages about their calls could
contain the typed text.
"""

import contextlib
import dataclasses
import logging
import sys
from collections.abc import Mapping, Sized
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

import numpy as np

OWN_PACKAGES: Final = ("maxwhisper_desktop", "engine")

MAX_BYTES: Final = 1_000_000
"""Size at which a log file is rotated: a few weeks of daily use."""

N_KEPT: Final = 3
"""Number of rotated files to keep."""

WORDY_FIELDS: Final = frozenset({"text", "segments", "tokens", "prompt", "words"})
"""Dataclass fields that contain or reveal what was said."""


def set_up_logs(file: Path, level: int = logging.INFO) -> logging.Handler:
    """Send this process's log to ``file``, or to stderr if that cannot be written.

    Called once, at the start of the process.

    Args:
        file: Used by this process alone, since it is rotated; its folder is created.
        level: The level of our own packages.

    Returns:
        The handler, which is closed when Python exits.
    """
    # Otherwise each record that a full disk refuses becomes a traceback on the terminal.
    logging.raiseExceptions = False
    handler = _open(file)
    handler.setFormatter(
        logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
    )
    handler.addFilter(withhold_words)
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.WARNING)
    for package in OWN_PACKAGES:
        logging.getLogger(package).setLevel(level)
    return handler


def clear_logs() -> None:
    """Empty this process's log file, and delete the older ones."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, RotatingFileHandler):
            _clear(handler)


def withhold_words(record: logging.LogRecord) -> bool:
    """Filter that removes what was said from a record's arguments and lets the record pass."""
    if not isinstance(record.msg, str):
        record.msg, record.args = "%s", (record.msg,)
    if isinstance(record.args, Mapping):
        record.args = {key: _wordless(value) for key, value in record.args.items()}
    elif record.args:
        record.args = tuple(_wordless(value) for value in record.args)
    return True


def _open(file: Path) -> logging.Handler:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return RotatingFileHandler(
            file, maxBytes=MAX_BYTES, backupCount=N_KEPT, encoding="utf-8", errors="replace"
        )
    except OSError as error:
        sys.stderr.write(f"warning: the log {file} cannot be written: {error.strerror}\n")
        return logging.StreamHandler()


def _clear(handler: RotatingFileHandler) -> None:
    file = Path(handler.baseFilename)
    with handler.lock or contextlib.nullcontext(), contextlib.suppress(OSError):
        for older in file.parent.glob(f"{file.name}.*"):
            older.unlink()
        if handler.stream is not None:
            handler.stream.truncate(0)


def _wordless(value: object) -> object:
    """Return numbers and plain strings unchanged, and a description of anything else."""
    if isinstance(value, np.ndarray):
        return f"<array of shape {value.shape}>"
    if isinstance(value, bytes | bytearray | memoryview):
        return f"<{len(value)} bytes>"
    if isinstance(value, Mapping):
        return _wordless([*value.values()])
    if isinstance(value, list | tuple):
        return f"[{', '.join(str(_wordless(item)) for item in value)}]"
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        shown = (f"{f.name}={_shown(f.name, value)}" for f in dataclasses.fields(value))
        return f"{type(value).__name__}({', '.join(shown)})"
    return value


def _shown(field: str, owner: object) -> str:
    value: object = getattr(owner, field)
    if field in WORDY_FIELDS:
        return f"<withheld, length {len(value)}>" if isinstance(value, Sized) else "<withheld>"
    return str(_wordless(value))
