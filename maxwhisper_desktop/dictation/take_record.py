"""What is known of one take once it has ended: what the history keeps and the panel shows."""

from dataclasses import dataclass, field, fields
from pathlib import Path

from maxwhisper_desktop.dictation.events import Outcome, TakeId


@dataclass(frozen=True, slots=True)
class StageTimes:
    """Where the time of a take went, in milliseconds, in the order in which it was spent.

    Attributes:
        capture: From key up until the recording was complete.
        queue: Until the engine began with it: other takes, a model still loading.
        mel: Waveform to log-mel.
        encode: Encoder runs.
        prefill: First decoder call of each window.
        decode: All later decoder calls.
        overhead: The rest of the engine's time, with the way to its process and back.
        text: From the transcript to the text to be typed, waiting for earlier takes included.
        delivery: From there until the receipt.
    """

    capture: float = 0.0
    queue: float = 0.0
    mel: float = 0.0
    encode: float = 0.0
    prefill: float = 0.0
    decode: float = 0.0
    overhead: float = 0.0
    text: float = 0.0
    delivery: float = 0.0

    @property
    def total(self) -> float:
        """From key up to the receipt."""
        times: list[float] = [getattr(self, stage.name) for stage in fields(self)]
        return sum(times)


@dataclass(frozen=True, slots=True)
class GpuTimes:
    """What a GPU itself spent, in milliseconds by its own events; part of no stage. 0 on a CPU.

    The stages are wall time, and nobody waits for the encoder alone: on a GPU what it takes shows
    in the stages after it.

    Attributes:
        encode: Encoder runs.
        decode: From the prompt to the last token.
    """

    encode: float = 0.0
    decode: float = 0.0


@dataclass(frozen=True, slots=True)
class TakeRecord:
    """One take that has ended.

    Attributes:
        take: Its number.
        started_s: When its recording began, in seconds since 1970.
        duration_s: Length of the recording.
        outcome: How it ended.
        text: What was typed, or was to be; empty if it was never recognised.
        detail: Why it got no further, as a sentence; empty if all went well.
        language: The transcript's, a code such as ``de``; None if unknown.
        model: What recognised it; None if nothing did.
        device: Where that computed.
        n_tokens: Tokens the decoder produced.
        is_cold: Whether it had to wait for a model to be loaded.
        stages_ms: Where its time went.
        gpu_ms: How long a GPU worked for it.
        recording: Its sound; None if it was not kept.
    """

    take: TakeId
    started_s: float
    duration_s: float
    outcome: Outcome
    text: str = ""
    detail: str = ""
    language: str | None = None
    model: str | None = None
    device: str | None = None
    n_tokens: int = 0
    is_cold: bool = False
    stages_ms: StageTimes = field(default_factory=StageTimes)
    gpu_ms: GpuTimes = field(default_factory=GpuTimes)
    recording: Path | None = None
