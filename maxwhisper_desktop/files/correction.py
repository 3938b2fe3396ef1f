"""Puts the user's words in place of those of a segment."""

from dataclasses import replace

from engine.transcript import Segment, Transcript, Word


def corrected(transcript: Transcript, number: int, text: str) -> Transcript:
    """Return the transcript with another text of its segment ``number``, counted from 0.

    Words keep their times if there are as many as before; otherwise only the segment's are known.
    """
    segments = list(transcript.segments)
    segments[number] = _with_text(segments[number], " ".join(text.split()))
    whole = "".join(segment.text for segment in segments).strip()
    return replace(transcript, segments=tuple(segments), text=whole)


def _with_text(segment: Segment, text: str) -> Segment:
    space = segment.text[: len(segment.text) - len(segment.text.lstrip())]
    return replace(segment, text=f"{space}{text}", words=_words(segment, text.split()))


def _words(segment: Segment, texts: list[str]) -> tuple[Word, ...] | None:
    if segment.words is None or len(segment.words) != len(texts):
        return None
    return tuple(
        replace(word, word=f" {text}" if word.word.startswith(" ") else text)
        for word, text in zip(segment.words, texts, strict=True)
    )
