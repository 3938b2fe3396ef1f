"""How a take stands in the database: a row, whose text may be sealed."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final

from engine.transcript import Headway
from maxwhisper_desktop.dictation.events import Outcome
from maxwhisper_desktop.dictation.take_record import GpuTimes, StageTimes, TakeRecord
from maxwhisper_desktop.history.details import restored_detail, stored_detail
from maxwhisper_desktop.system.vault import Vault

WRITE_ROW: Final = """
    INSERT INTO takes (take, started_s, duration_s, outcome, text, detail, language, model,
        device, n_tokens, is_cold, stages_ms, recording, program)
    VALUES (:take, :started_s, :duration_s, :outcome, :text, :detail, :language, :model,
        :device, :n_tokens, :is_cold, :stages_ms, :recording, :program)
    ON CONFLICT (take) DO UPDATE SET started_s = :started_s, duration_s = :duration_s,
        outcome = :outcome, text = iif(:text = '' AND typeof(text) = 'blob', text, :text),
        detail = :detail, language = :language,
        model = :model, device = :device, n_tokens = :n_tokens, is_cold = :is_cold,
        stages_ms = :stages_ms, recording = :recording, program = :program
"""
"""A sealed text gives way only to another one: who cannot read it does not know that it is there."""


def row_of(record: TakeRecord, text: str | bytes) -> Mapping[str, str | bytes | float | None]:
    """Return the row of a take, with its text as it is stored and only the name of its recording."""
    return {
        "take": record.take,
        "started_s": record.started_s,
        "duration_s": record.duration_s,
        "outcome": record.outcome.value,
        "text": text,
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
        "program": record.program,
    }


def record_of(row: sqlite3.Row, recordings: Path, vault: Vault) -> TakeRecord:
    """Return the take of a row, with its recording only if the file still exists.

    Raises:
        VaultError: Its text cannot be unsealed.
    """
    recording = recordings / row["recording"] if row["recording"] else None
    times = json.loads(row["stages_ms"])
    gpu_times = times.pop("gpu", {})  # Takes of older versions have none.
    headway = times.pop("headway", None)
    return TakeRecord(
        take=row["take"],
        started_s=row["started_s"],
        duration_s=row["duration_s"],
        outcome=Outcome(row["outcome"]),
        text=text_of(row["text"], vault),
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
        program=row["program"],
    )


def text_of(stored: str | bytes, vault: Vault) -> str:
    """Return a text as it was before it was stored: sealed texts are bytes.

    Raises:
        VaultError: It cannot be unsealed.
    """
    return stored if isinstance(stored, str) else vault.unseal(stored).decode()
