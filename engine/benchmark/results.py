"""What a comparison measured."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.benchmark.clips import Clip
from engine.runtime.machine import Machine


@dataclass(frozen=True, slots=True)
class ClipSet:
    """Sounds that are reckoned together."""

    name: str
    clips: tuple[Clip, ...]


@dataclass(frozen=True, slots=True)
class EngineFacts:
    """What is known of one engine beside its times.

    Attributes:
        name: The variant's.
        is_ours: Whether it is this project's.
        versions: Of it and of the libraries that do its work.
        device: Where it computed.
        options: What makes the variant.
        note: What about it is not like the others.
        cold_start_ms: From the start of the process to the first text, files read from the disk
            where the system allowed to forget them.
        ready_ms: From the start of the process to a loaded model, files in memory.
        warm_start_ms: From the start of the process to the first text, files in memory.
        peak_mb: The most memory it had at once, in millions of bytes.
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
    """One engine's way with one clip, once."""

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
    """All that a comparison found, as far as it came."""

    model: str
    language: str
    threads: int
    runs: int
    machine: Machine
    clip_sets: tuple[ClipSet, ...]
    is_whole: bool = False
    """Whether nothing ended it before its time."""
    normaliser: str = ""
    foreign_load: float | None = None
    """Share of the processors that other work had meanwhile; None where that is not known."""
    engines: list[EngineFacts] = field(default_factory=list)
    measurements: list[Measurement] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    normalised: dict[str, str] = field(default_factory=dict)
    """Texts and references in the form in which words are compared, by the text itself."""

    def texts(self) -> list[str]:
        """Return all texts and references, each once."""
        references = [
            clip.reference for group in self.clip_sets for clip in group.clips if clip.reference
        ]
        return list(dict.fromkeys([*references, *(m.text for m in self.measurements)]))
