"""The result of a transcription."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields

from engine.sentence import NOTHING, Sentence, joined


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a segment, with the punctuation that belongs to it.

    Attributes:
        start: Seconds from the beginning of the recording.
        end: Seconds from the beginning of the recording.
        word: Its text, with its leading space where there is one.
        probability: The mean of the probabilities of its tokens.
    """

    start: float
    end: float
    word: str
    probability: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of speech, as segmented by the model.

    Attributes:
        start: Seconds from the beginning of the recording.
        end: Seconds from the beginning of the recording.
        text: The words, with their leading space.
        tokens: The tokens, timestamps included.
        avg_logprob: Mean log-probability of the window's tokens, including the end token.
        no_speech_prob: The model's probability that the window contains no speech.
        compression_ratio: Bytes of the window's text over its compressed bytes: high in a loop.
        temperature: The window's sampling temperature.
        words: The words with their times; None if they were not asked for.
        language: The window's.
        channel: In which it is said, from 1; None unless each channel has a text of its own.
    """

    start: float
    end: float
    text: str
    tokens: tuple[int, ...]
    avg_logprob: float
    no_speech_prob: float
    compression_ratio: float
    temperature: float
    words: tuple[Word, ...] | None = None
    language: str | None = None
    channel: int | None = None

    @property
    def label(self) -> str:
        """What stands before its text: who speaks, if that is known."""
        return "" if self.channel is None else f"[channel {self.channel}] "


@dataclass(frozen=True, slots=True)
class Guard:
    """A stretch whose text was doubted, and what came of it.

    Attributes:
        start: Seconds from the beginning of the recording.
        end: Seconds from the beginning of the recording.
        finding: What was wrong.
        outcome: What was done.
        is_open: Whether words may still be missing.
    """

    start: float
    end: float
    finding: str
    outcome: str
    is_open: bool = False


@dataclass(slots=True)
class Timings:
    """Time per stage, in milliseconds of wall time.

    Attributes:
        load: Loading model and graphs; 0 except for the first recording.
        mel: Waveform to log-mel.
        vad: Voice activity detection, where it is not off.
        encode: Encoder runs.
        prefill: First decoder call of each window, language detection included.
        decode: All later decoder calls and the choice of tokens.
        align: The times of words, where they are asked for.
        total: From waveform to text, without ``load``, and without what went first while the
            work paused: it may be less than what passed on the clock.
        encode_device: The GPU's own time for the encoder. The host does not wait for it there:
            the wait is part of the stages after ``encode``. 0 on a CPU.
        decode_device: The GPU's own time from the prompt to the last token; 0 on a CPU.
    """

    load: float = 0.0
    mel: float = 0.0
    vad: float = 0.0
    encode: float = 0.0
    prefill: float = 0.0
    decode: float = 0.0
    align: float = 0.0
    total: float = 0.0
    encode_device: float = 0.0
    decode_device: float = 0.0

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the time of the ``with`` block to a stage."""
        start = time.perf_counter()
        yield
        setattr(self, stage, getattr(self, stage) + (time.perf_counter() - start) * 1000)

    def plus(self, other: "Timings") -> "Timings":
        """Return the sum of each stage."""
        names = (stage.name for stage in fields(self))
        return Timings(**{name: getattr(self, name) + getattr(other, name) for name in names})

    def since(self, earlier: "Timings") -> "Timings":
        """Return what was added to each stage after ``earlier``."""
        names = (stage.name for stage in fields(self))
        return Timings(**{name: getattr(self, name) - getattr(earlier, name) for name in names})


@dataclass(frozen=True, slots=True)
class Headway:
    """What was recognised of a take while it was still being spoken.

    Attributes:
        n_passes: Passes over what had been said so far.
        n_drafted: Tokens of the last pass that were checked, not decoded again, at the end.
        n_accepted: Those of them that were right.
        n_windows_kept: Windows that had been decoded before, with the same sound.
        cpu_s: Processor time of the passes, in seconds.
        is_whole: Whether nothing was left to decode at the end.
    """

    n_passes: int = 0
    n_drafted: int = 0
    n_accepted: int = 0
    n_windows_kept: int = 0
    cpu_s: float = 0.0
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Transcript:
    """The text of one recording and how it was produced."""

    text: str
    language: str | None
    """A code such as ``de``; None if it was to be detected and there was no speech."""
    duration_s: float
    model: str
    device: str
    """``cpu``, or a GPU's architecture."""
    segments: tuple[Segment, ...]
    n_tokens: int
    """Tokens the decoder produced, including those of skipped windows and end tokens."""
    n_second_looks: int = 0
    """Windows that the fallback decoded again, since their first text looked wrong."""
    language_probability: float = 1.0
    """How likely the language is; 1 where it was given."""
    guards: tuple[Guard, ...] = ()
    """Where words and speech disagreed, or the prompt was echoed."""
    device_name: str = ""
    """The vendor's name of the device."""
    memory_mb: int = 0
    """Memory in use at the end: see ``engine.runtime.memory``."""
    timings_ms: Timings = field(default_factory=Timings)
    headway: Headway | None = None
    """What was done before the recording was complete; None if nothing was to be."""

    @property
    def warning(self) -> Sentence:
        """Where words may be missing, as a sentence for the user; empty if nowhere."""
        stretches = [
            Sentence("{start:.0f} to {end:.0f} s", start=one.start, end=one.end)
            for one in self.guards
            if one.is_open
        ]
        if not stretches:
            return NOTHING
        return Sentence(
            "there seems to be speech without words in the text: {stretches}",
            stretches=joined(stretches, ", "),
        )
