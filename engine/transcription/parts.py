"""The transcript of a recording that is transcribed part by part, or channel by channel.

Each part is a transcription of its own, levelled by its own loudest frame. It goes on from the text before it
in the recording's language, so that its windows are decoded as if they followed on each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import accumulate
from typing import Final

from engine.options import Before, TranscribeOptions
from engine.transcript import Segment, Timings, Transcript, Word
from engine.transcription.speech import clips_of

MOST_SAID: Final = 224
"""Tokens that the next part may follow on: more than a prompt has room for."""


def options_of_part(
    options: TranscribeOptions, done: Sequence[Transcript], start_s: float, end_s: float
) -> TranscribeOptions:
    """Return the options of a part.

    Args:
        options: Of the recording.
        done: The transcripts of all parts before it.
        start_s: Where the part starts, in seconds of the recording.
        end_s: Where it ends.
    """
    clips = options.clip_timestamps
    if clips:
        inside = (
            (max(clip.start_s - start_s, 0.0), clip.end_s - start_s)
            for clip in clips_of(clips, end_s)
            if clip.end_s > start_s
        )
        # A clip without length is none.
        clips = tuple(edge for clip in inside for edge in clip) or (0.0, 0.0)
    before = Before(_language(done), _said(done, options)) if done else None
    return replace(options, clip_timestamps=clips, before=before)


def joined(parts: Sequence[Transcript]) -> Transcript:
    """Return one transcript of parts that follow on each other; a single one is left as it is."""
    first, *others = parts
    if not others:
        return first
    starts_s = list(accumulate((part.duration_s for part in parts), initial=0.0))
    timed = list(zip(parts, starts_s, strict=False))
    segments = [_later(one, start_s) for part, start_s in timed for one in part.segments]
    guards = [
        replace(one, start=one.start + start_s, end=one.end + start_s)
        for part, start_s in timed
        for one in part.guards
    ]
    telling = next((one for one in parts if one.language is not None), first)
    return replace(
        _summed(parts),
        text="".join(segment.text for segment in segments).strip(),
        language=telling.language,
        language_probability=telling.language_probability,
        duration_s=starts_s[-1],
        segments=tuple(segments),
        guards=tuple(guards),
    )


def merged(channels: Mapping[int, Transcript]) -> Transcript:
    """Return one transcript of channels of the same length, in order of time; one is left as it is."""
    each = list(channels.values())
    if len(each) == 1:
        return each[0]
    segments = sorted(
        (
            replace(segment, channel=number)
            for number, transcript in channels.items()
            for segment in transcript.segments
        ),
        key=lambda segment: segment.start,
    )
    spoken = [segment for segment in segments if segment.text.strip()]
    telling = next((one for one in each if one.language is not None), each[0])
    return replace(
        _summed(each),
        text="\n".join(segment.label + segment.text.strip() for segment in spoken),
        language=telling.language,
        language_probability=telling.language_probability,
        duration_s=max(one.duration_s for one in each),
        segments=tuple(segments),
        guards=tuple(
            sorted((guard for one in each for guard in one.guards), key=lambda one: one.start)
        ),
    )


def _summed(transcripts: Sequence[Transcript]) -> Transcript:
    """Return the last transcript with the work of all."""
    return replace(
        transcripts[-1],
        n_tokens=sum(one.n_tokens for one in transcripts),
        n_second_looks=sum(one.n_second_looks for one in transcripts),
        memory_mb=max(one.memory_mb for one in transcripts),
        timings_ms=reduce(Timings.plus, (one.timings_ms for one in transcripts)),
    )


def _language(done: Sequence[Transcript]) -> str | None:
    return next((one.language for one in done if one.language is not None), None)


def _said(done: Sequence[Transcript], options: TranscribeOptions) -> tuple[int, ...]:
    """Return the last tokens before a part, as far as a prompt may have them."""
    said: tuple[int, ...] = ()
    for segment in (one for part in reversed(done) for one in reversed(part.segments)):
        is_given = segment.temperature <= options.prompt_reset_on_temperature
        if not is_given or len(said) >= MOST_SAID:
            break
        said = (*segment.tokens, *said)
    return said[-MOST_SAID:]


def _later(segment: Segment, by_s: float) -> Segment:
    words = segment.words and tuple(_later_word(word, by_s) for word in segment.words)
    return replace(segment, start=segment.start + by_s, end=segment.end + by_s, words=words)


def _later_word(word: Word, by_s: float) -> Word:
    return replace(word, start=word.start + by_s, end=word.end + by_s)
