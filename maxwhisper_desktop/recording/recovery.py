"""Recovers the takes that an interrupted app left in the journal."""

import logging
import re
from pathlib import Path
from typing import Final

from maxwhisper_desktop.dictation.events import Outcome, TakeId
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.recording.journal import left_behind, recording_duration_s

log = logging.getLogger(__name__)

_NAME: Final = re.compile(r"take-([0-9]{1,15})")


def records_left_behind(journal: Path) -> list[TakeRecord]:
    """Return a history entry for each, oldest first."""
    try:
        return [
            record for path in left_behind(journal) if (record := _record(path)) is not None
        ]
    except OSError as error:
        log.warning("%s cannot be read: %s", journal, error.strerror)
        return []


def _record(path: Path) -> TakeRecord | None:
    match = _NAME.fullmatch(path.stem)
    return None if match is None else interrupted_take(int(match[1]), path)


def interrupted_take(take: TakeId, recording: Path) -> TakeRecord:
    """Return the record of a take of which there is only the recording.

    Raises:
        OSError: The recording does not exist.
    """
    duration_s = recording_duration_s(recording)
    started_s = recording.stat().st_mtime - duration_s
    return TakeRecord(take, started_s, duration_s, Outcome.QUIT, recording=recording)
