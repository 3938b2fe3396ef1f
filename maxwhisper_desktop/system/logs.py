"""The log file: what the app did and what went wrong, never what was said.

No call passes the words or the sound of a take to a logger, nor an exception that quotes them.
Because one ``log.debug("%s", event)`` would be enough to do so unseen, of dataclasses and
arrays only the harmless part is written. A text passed as a plain string cannot be told from
any other.

Messages of other libraries are kept from warnings on: what they say of their calls could hold
the text that is typed.
"""

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
"""Size at which a log file is rotated: some weeks of daily use."""

N_KEPT: Final = 3
"""Older files that are kept."""

WORDY_FIELDS: Final = frozenset({"text", "segments", "tokens", "prompt", "words"})
"""Fields of dataclasses that hold what was said, or what it can be read from."""


def set_up_logs(file: Path, level: int = logging.INFO) -> logging.Handler:
    """Send this process's log to ``file``, or to stderr where that cannot be written.

    Called once, by what starts the process.

    Args:
        file: Of this process alone, since it is rotated; its folder is created.
        level: Of our own packages' messages.

    Returns:
        What writes. It is closed as Python exits.
    """
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


def withhold_words(record: logging.LogRecord) -> bool:
    """Take what was said out of a record's arguments, and let the record pass."""
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
        sys.stderr.write(f"warning: no log can be written to {file}: {error.strerror}\n")
        return logging.StreamHandler()


def _wordless(value: object) -> object:
    """Return a number or plain string as it is, and of all that holds others a description."""
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
