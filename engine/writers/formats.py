"""Export formats of transcripts."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Final

from engine.transcript import Segment, Transcript
from engine.writers.cues import Cue, CueLayout, cues_of

_MS_PER_S: Final = 1000


def to_txt(transcript: Transcript) -> str:
    """Return the text, one line per segment."""
    return "".join(f"{_line(segment)}\n" for segment in _spoken(transcript))


def to_tsv(transcript: Transcript) -> str:
    """Return a table of segments: start and end in milliseconds, text."""
    rows = (
        f"{round(segment.start * _MS_PER_S)}\t{round(segment.end * _MS_PER_S)}\t{_line(segment)}\n"
        for segment in _spoken(transcript)
    )
    return "start\tend\ttext\n" + "".join(rows)


def to_md(transcript: Transcript) -> str:
    """Return a paragraph of Markdown per segment, each after the time at which it starts."""
    paragraphs = (
        f"**{_clock(round(segment.start * _MS_PER_S)).partition('.')[0]}** "
        f"{markdown_escaped(_line(segment))}\n"
        for segment in _spoken(transcript)
    )
    return "\n".join(paragraphs)


def to_json(transcript: Transcript) -> str:
    """Return the whole transcript as a JSON document."""
    return json_document(transcript_document(transcript))


def to_srt(cues: Iterable[Cue]) -> str:
    """Return cues in SubRip's format, which has no escapes: an arrow of cues becomes ``->``."""
    return "\n".join(
        f"{number}\n{_srt_clock(cue.start_ms)} --> {_srt_clock(cue.end_ms)}\n"
        f"{_text(cue).replace('-->', '->')}\n"
        for number, cue in enumerate(cues, 1)
    )


def to_vtt(cues: Iterable[Cue]) -> str:
    """Return cues as WebVTT (https://www.w3.org/TR/webvtt1/)."""
    return "WEBVTT\n" + "".join(
        f"\n{_clock(cue.start_ms)} --> {_clock(cue.end_ms)}\n{_text(cue, _vtt_escaped)}\n"
        for cue in cues
    )


WRITERS: Final[Mapping[str, Callable[[Transcript], str]]] = {
    "txt": to_txt,
    "tsv": to_tsv,
    "json": to_json,
    "md": to_md,
}
"""Formats with a transcript's segments, by file extension."""

CUE_WRITERS: Final[Mapping[str, Callable[[Iterable[Cue]], str]]] = {
    "srt": to_srt,
    "vtt": to_vtt,
}
"""Subtitles, by file extension."""

FORMATS: Final = ("txt", "srt", "vtt", "tsv", "json", "md")
"""The extensions of all formats, in the order in which they are offered."""


def exported(transcript: Transcript, extension: str, layout: CueLayout | None = None) -> str:
    """Return the content of a file with one of the ``FORMATS``.

    Args:
        transcript: What to export.
        extension: Of the file, without a dot.
        layout: Of subtitles; by default a cue is a segment.
    """
    if extension in CUE_WRITERS:
        return CUE_WRITERS[extension](cues_of(transcript, layout or CueLayout()))
    return WRITERS[extension](transcript)


def markdown_escaped(text: str) -> str:
    """Return a text in which Markdown's signs are plain text."""
    return re.sub(r"[\\`*_~\[\]<>&]", r"\\\g<0>", text)


def transcript_document(transcript: Transcript) -> dict[str, object]:
    """Return a transcript as JSON has it: ``words`` and ``channel`` only where they were asked for."""
    document = asdict(transcript)
    for segment in document["segments"]:
        if segment["words"] is None:
            del segment["words"]
        if segment["channel"] is None:
            del segment["channel"]
    return document


def json_document(content: object) -> str:
    """Return ``content`` as JSON that people can read: indented, without escaped letters."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def json_line(content: object) -> str:
    """Return ``content`` as JSON in one line."""
    return json.dumps(content, ensure_ascii=False) + "\n"


def _spoken(transcript: Transcript) -> list[Segment]:
    return [segment for segment in transcript.segments if segment.text.strip()]


def _line(segment: Segment) -> str:
    """Return a segment's text without tabs and line breaks, after its channel if that is known."""
    return segment.label + " ".join(segment.text.split())


def _clock(time_ms: int) -> str:
    """Return a time as WebVTT has it: hours only where there are any."""
    seconds, ms = divmod(time_ms, _MS_PER_S)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:" * (hours > 0) + f"{minutes:02}:{seconds:02}.{ms:03}"


def _srt_clock(time_ms: int) -> str:
    clock = _clock(time_ms).replace(".", ",")
    return clock if clock.count(":") > 1 else f"00:{clock}"


def _text(cue: Cue, escaped: Callable[[str], str] = str) -> str:
    """Return a cue's text; the highlighted word is underlined, not the space before it."""
    words = [escaped(word) for word in cue.words]
    if cue.highlighted is not None:
        words[cue.highlighted] = re.sub(r"\S.*", r"<u>\g<0></u>", words[cue.highlighted])
    return "".join(words)


def _vtt_escaped(text: str) -> str:
    """Escape a text as WebVTT asks, which leaves no arrow of cues in it either."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
