"""A take as a row of the history's database, and back."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final

from maxwhisper_desktop.dictation.events import Outcome
from maxwhisper_desktop.dictation.take_record import GpuTimes, StageTimes, TakeRecord

WRITE_ROW: Final = """
    INSERT INTO takes (take, started_s, duration_s, outcome, text, detail, language, model,
        device, n_tokens, is_cold, stages_ms, recording)
    VALUES (:take, :started_s, :duration_s, :outcome, :text, :detail, :language, :model,
        :device, :n_tokens, :is_cold, :stages_ms, :recording)
    ON CONFLICT (take) DO UPDATE SET started_s = :started_s, duration_s = :duration_s,
        outcome = :outcome, text = :text, detail = :detail, language = :language,
        model = :model, device = :device, n_tokens = :n_tokens, is_cold = :is_cold,
        stages_ms = :stages_ms, recording = :recording
"""


def row_of(record: TakeRecord) -> Mapping[str, str | float | None]:
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


def record_of(row: sqlite3.Row, recordings: Path) -> TakeRecord:
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
