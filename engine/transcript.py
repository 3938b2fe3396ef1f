"""The result of a transcription."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of speech between two of the model's timestamps.

    Attributes:
        start: Seconds from the beginning of the recording.
        end: Seconds from the beginning of the recording.
        text: What was said, with its leading space.
        tokens: The tokens, timestamps included.
        avg_logprob: Mean log-probability of the window's tokens, the end token counted.
        no_speech_prob: The model's own probability that its window holds no speech.
        compression_ratio: The window text's bytes over its compressed bytes: high in a loop.
        temperature: At which the window was decoded.
    """

    start: float
    end: float
    text: str
    tokens: tuple[int, ...]
    avg_logprob: float
    no_speech_prob: float
    compression_ratio: float
    temperature: float


@dataclass(slots=True)
class Timings:
    """Where a run's time went, in milliseconds of wall time.

    Attributes:
        load: Model and graphs made ready; 0 for all but the first recording.
        mel: Waveform to log-mel.
        encode: Encoder runs.
        prefill: First decoder call of each window, language detection included.
        decode: All later decoder calls, with the choice of tokens.
        total: From the waveform to the text, without the load, and without what went first while
            the work paused: it may be less than what passed on the clock.
        encode_device: What a GPU itself spent on the encoder. The host does not wait for it: the
            wait is in the stages after ``encode``. 0 on a CPU.
        decode_device: What a GPU itself spent from the prompt to the last token; 0 on a CPU.
    """

    load: float = 0.0
    mel: float = 0.0
    encode: float = 0.0
    prefill: float = 0.0
    decode: float = 0.0
    total: float = 0.0
    encode_device: float = 0.0
    decode_device: float = 0.0

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the time of the block to a stage."""
        start = time.perf_counter()
        yield
        setattr(self, stage, getattr(self, stage) + (time.perf_counter() - start) * 1000)


@dataclass(frozen=True, slots=True)
class Transcript:
    """The text of one recording, and how it came about."""

    text: str
    language: str | None
    """A code such as ``de``; None where it was to be detected and there was no window."""
    duration_s: float
    model: str
    device: str
    """``cpu``, or a GPU's architecture."""
    segments: tuple[Segment, ...]
    n_tokens: int
    """Tokens the decoder chose, those of skipped windows and end tokens included."""
    n_second_looks: int = 0
    """Windows that were decoded again since their first text looked wrong (the fallback)."""
    device_name: str = ""
    """The maker's name for it."""
    memory_mb: int = 0
    """In use at the end: see ``engine.runtime.memory``."""
    timings_ms: Timings = field(default_factory=Timings)
