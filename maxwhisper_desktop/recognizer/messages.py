"""What the app and the engine's process say to each other, pickled over a private socket."""

from dataclasses import dataclass
from typing import TypeAlias

from engine.audio.waveform import Waveform
from engine.compilation.store import CompileProgress
from engine.options import DeviceWish, TranscribeOptions
from engine.transcript import Transcript

JobId: TypeAlias = int


@dataclass(frozen=True, slots=True)
class LoadModel:
    """Make a model ready, in place of the one before. Answered by ``Loaded`` or ``LoadFailed``."""

    model: str | None
    """A name, an alias or a path; None for the best one installed."""
    device: DeviceWish


@dataclass(frozen=True, slots=True)
class TranscribeJob:
    """Answered by ``TranscriptionDone``, ``TranscriptionFailed`` or ``TranscriptionCancelled``."""

    job: JobId
    waveform: Waveform
    options: TranscribeOptions
    is_urgent: bool = False
    """Whether it goes before the jobs that are not, also before one that has begun."""


@dataclass(frozen=True, slots=True)
class CancelJob:
    """Stop a job, running or waiting; harmless if it is done."""

    job: JobId


@dataclass(frozen=True, slots=True)
class Loading:
    """Said by the app's side: an engine is being started."""


@dataclass(frozen=True, slots=True)
class Restarted:
    """Said by the app's side: an engine died and another takes its place."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unloaded:
    """Said by the app's side: the memory was given back, until there is work again."""


EngineRequest: TypeAlias = LoadModel | TranscribeJob | CancelJob


@dataclass(frozen=True, slots=True)
class Compiling:
    """Loading takes minutes, this once; comes about four times a second."""

    progress: CompileProgress


@dataclass(frozen=True, slots=True)
class Loaded:
    """The model is warm: a first piece of sound went through it."""

    model: str
    device: str
    reason: str
    """Why this device, as a sentence."""
    load_ms: float
    warm_up_ms: float
    memory_mb: int
    """In use on the device; see ``engine.runtime.memory``."""


@dataclass(frozen=True, slots=True)
class LoadFailed:
    """There is no model to work with."""

    reason: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Seconds of a job's sound that are done; comes at most ten times a second."""

    job: JobId
    done_s: float


@dataclass(frozen=True, slots=True)
class TranscriptionDone:
    """A job's result."""

    job: JobId
    transcript: Transcript


@dataclass(frozen=True, slots=True)
class TranscriptionFailed:
    """A job has no result; the reason is a sentence for the user."""

    job: JobId
    reason: str


@dataclass(frozen=True, slots=True)
class TranscriptionCancelled:
    """A job was stopped as asked."""

    job: JobId


@dataclass(frozen=True, slots=True)
class EngineUnfit:
    """The process ends, since it is of no more use; another may be. The reason is a sentence."""

    reason: str


JobEnd: TypeAlias = TranscriptionDone | TranscriptionFailed | TranscriptionCancelled
EngineReport: TypeAlias = Loading | Compiling | Loaded | LoadFailed | Restarted | Unloaded
"""What the app learns of the engine itself."""
EngineReply: TypeAlias = Compiling | Loaded | LoadFailed | Progress | JobEnd | EngineUnfit
