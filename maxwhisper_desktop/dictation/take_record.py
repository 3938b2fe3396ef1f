"""The record of a take that has ended, as kept in the history and shown in the panel."""

from dataclasses import dataclass, field, fields
from pathlib import Path

from engine.sentence import NOTHING, Sentence
from engine.transcript import Headway
from maxwhisper_desktop.dictation.events import Outcome, TakeId


@dataclass(frozen=True, slots=True)
class StageTimes:
    """Time per stage of a take in milliseconds, in order.

    Attributes:
        capture: From key up until the recording was complete.
        queue: Until the engine started on it: other takes, a model still loading.
        mel: Waveform to log-mel.
        encode: Encoder runs.
        prefill: First decoder call of each window.
        decode: All later decoder calls.
        overhead: The rest of the engine's time, including communication with its process.
        text: From the transcript to the text to be typed, including the wait for earlier takes.
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
    """The GPU's own time in milliseconds, by its events; part of no stage. 0 on a CPU.

    Stages are wall time, and nothing waits for the encoder alone: on a GPU its time appears in
    the stages after it.

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
        started_s: When its recording started, in seconds since 1970.
        duration_s: Length of the recording.
        outcome: How it ended.
        text: The text that was typed, or was to be; empty if it was never recognised.
        detail: What went wrong, as a sentence; empty if nothing did.
        language: The transcript's language, a code such as ``de``; None if unknown.
        model: The model that recognised it; None if none did.
        device: The device that the model ran on.
        n_tokens: Tokens the decoder produced.
        is_cold: Whether it had to wait for a model to load.
        stages_ms: Its time per stage.
        gpu_ms: Its time on a GPU.
        headway: What was recognised of it while it was spoken; None if nothing was to be.
        recording: Its audio file; None if it was not kept.
        program: The program that it was for, by its WM class; None if unknown.
    """

    take: TakeId
    started_s: float
    duration_s: float
    outcome: Outcome
    text: str = ""
    detail: Sentence = NOTHING
    language: str | None = None
    model: str | None = None
    device: str | None = None
    n_tokens: int = 0
    is_cold: bool = False
    stages_ms: StageTimes = field(default_factory=StageTimes)
    gpu_ms: GpuTimes = field(default_factory=GpuTimes)
    headway: Headway | None = None
    recording: Path | None = None
    program: str | None = None
