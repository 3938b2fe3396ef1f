"""The takes that an app left in its journal when it ended before they did."""

import logging
import re
from pathlib import Path
from typing import Final

from maxwhisper_desktop.dictation_events import Outcome
from maxwhisper_desktop.recording import left_behind, recording_duration_s
from maxwhisper_desktop.take_record import TakeRecord

log = logging.getLogger(__name__)

_NAME: Final = re.compile(r"take-([0-9]{1,15})")


def records_left_behind(journal: Path) -> list[TakeRecord]:
    """Return an entry for the history for each, the oldest first."""
    try:
        return [
            record for path in left_behind(journal) if (record := _record(path)) is not None
        ]
    except OSError as error:
        log.warning("%s cannot be read: %s", journal, error.strerror)
        return []


def _record(path: Path) -> TakeRecord | None:
    match = _NAME.fullmatch(path.stem)
    if match is None:
        return None
    duration_s = recording_duration_s(path)
    started_s = path.stat().st_mtime - duration_s
    return TakeRecord(int(match[1]), started_s, duration_s, Outcome.QUIT, recording=path)
