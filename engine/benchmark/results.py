"""The measurements of a comparison."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.benchmark.clips import Clip
from engine.runtime.machine import Machine


@dataclass(frozen=True, slots=True)
class ClipSet:
    """Clips that are evaluated together."""

    name: str
    clips: tuple[Clip, ...]


@dataclass(frozen=True, slots=True)
class EngineFacts:
    """One engine's properties, start-up times and memory.

    Attributes:
        name: The variant's name.
        is_ours: Whether it is this project's engine.
        versions: Versions of the engine and of the libraries it computes with.
        device: The device it computed on.
        options: The variant's options.
        note: How it differs from the others.
        cold_start_ms: From the start of the process to the first text, with files read from
            disk as far as the page cache could be dropped.
        ready_ms: From the start of the process to a loaded model, with files in the page cache.
        warm_start_ms: From the start of the process to the first text, likewise.
        peak_mb: Peak memory in MB (10^6 bytes).
    """

    name: str
    is_ours: bool
    versions: Mapping[str, str]
    device: str
    options: Mapping[str, str]
    note: str
    cold_start_ms: float
    ready_ms: float
    warm_start_ms: float
    peak_mb: float | None = None


@dataclass(frozen=True, slots=True)
class Measurement:
    """One engine's result for one clip in one run."""

    engine: str
    clip_set: str
    clip: int
    run: int
    wall_ms: float
    text: str
    n_tokens: int
    stages_ms: Mapping[str, float]
    energy_j: float | None
    n_second_looks: int = 0


@dataclass(slots=True)
class Results:
    """All results of a comparison so far."""

    model: str
    language: str
    threads: int
    runs: int
    machine: Machine
    clip_sets: tuple[ClipSet, ...]
    is_whole: bool = False
    """Whether the comparison ran to completion."""
    normaliser: str = ""
    foreign_load: float | None = None
    """Share of the processors that other work used meanwhile; None if unknown."""
    engines: list[EngineFacts] = field(default_factory=list)
    measurements: list[Measurement] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    normalised: dict[str, str] = field(default_factory=dict)
    """Normalised texts and references, by the original text."""

    def texts(self) -> list[str]:
        """Return all texts and references, each once."""
        references = [
            clip.reference for group in self.clip_sets for clip in group.clips if clip.reference
        ]
        return list(dict.fromkeys([*references, *(m.text for m in self.measurements)]))
