"""Export formats of transcripts: text and JSON."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Final

from engine.transcript import Transcript


def to_txt(transcript: Transcript) -> str:
    """Return the text, one line per segment."""
    lines = (segment.text.strip() for segment in transcript.segments)
    return "".join(f"{line}\n" for line in lines if line)


def to_json(transcript: Transcript) -> str:
    """Return the whole transcript as a JSON document."""
    return json_document(asdict(transcript))


def json_document(content: object) -> str:
    """Return ``content`` as JSON that people can read: indented, without escaped letters."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


WRITERS: Final[Mapping[str, Callable[[Transcript], str]]] = {"txt": to_txt, "json": to_json}
"""Export formats by file extension."""
