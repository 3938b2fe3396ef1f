"""Export formats of takes: text, Markdown and JSON."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Final

from engine.writers.formats import json_document, markdown_escaped
from maxwhisper_desktop.dictation.take_record import TakeRecord


def takes_to_txt(records: Sequence[TakeRecord]) -> str:
    """Return the texts, oldest first, each under the time at which it was spoken."""
    return "\n".join(
        f"{_local_time(record):%Y-%m-%d %H:%M}\n{record.text}\n"
        for record in _in_order(records)
        if record.text
    )


def takes_to_md(records: Sequence[TakeRecord]) -> str:
    """Return the texts as Markdown, oldest first, each under its time as a heading."""
    return "\n".join(
        f"## {_local_time(record):%Y-%m-%d %H:%M}\n\n{markdown_escaped(record.text.strip())}\n"
        for record in _in_order(records)
        if record.text
    )


def takes_to_json(records: Sequence[TakeRecord]) -> str:
    """Return the takes, oldest first, as one JSON document."""
    takes = [
        asdict(record)
        | {
            "started": _local_time(record).isoformat(timespec="seconds"),
            "outcome": record.outcome.value,
            "recording": str(record.recording) if record.recording else None,
        }
        for record in _in_order(records)
    ]
    return json_document({"takes": takes})


TAKE_WRITERS: Final[Mapping[str, Callable[[Sequence[TakeRecord]], str]]] = {
    "txt": takes_to_txt,
    "md": takes_to_md,
    "json": takes_to_json,
}
"""Export formats by file extension."""


def _in_order(records: Sequence[TakeRecord]) -> list[TakeRecord]:
    return sorted(records, key=lambda record: record.take)


def _local_time(record: TakeRecord) -> datetime:
    return datetime.fromtimestamp(record.started_s).astimezone()
