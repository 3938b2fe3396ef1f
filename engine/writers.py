"""Transcripts as files: text and JSON."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Final

from engine.transcript import Transcript


def to_txt(transcript: Transcript) -> str:
    """Return the text, a line for each segment."""
    lines = (segment.text.strip() for segment in transcript.segments)
    return "".join(f"{line}\n" for line in lines if line)


def to_json(transcript: Transcript) -> str:
    """Return all that is known of a transcript, as one JSON document."""
    return json_document(asdict(transcript))


def json_document(content: object) -> str:
    """Return ``content`` as a document for people and programs: indented, letters as they are."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


WRITERS: Final[Mapping[str, Callable[[Transcript], str]]] = {"txt": to_txt, "json": to_json}
"""By the file name's ending."""
