"""Messages between the app and the engine process; ``message_stream`` sends them."""

from dataclasses import dataclass
from typing import TypeAlias

from engine.audio.waveform import Waveform
from engine.compilation.store import CompileProgress
from engine.options import DeviceWish, TranscribeOptions
from engine.sentence import Sentence
from engine.transcript import Transcript
from maxwhisper_desktop.dictation.events import TakeId
from maxwhisper_desktop.dictation.spoken_part import SpokenPart

JobId: TypeAlias = int


@dataclass(frozen=True, slots=True)
class LoadModel:
    """Load a model in place of the current one. Answered by ``Loaded`` or ``LoadFailed``."""

    model: str | None
    """A name, an alias or a path; None for the best installed one."""
    device: DeviceWish


@dataclass(frozen=True, slots=True)
class Overhear:
    """Recognise what was said so far in a take that goes on.

    Answered by ``SaidSoFar``, unless something more recent is to be recognised first, or passes have
    taken too much time; and by ``Rested`` once nothing is left to do.
    """

    take: TakeId
    options: TranscribeOptions
    part: SpokenPart


@dataclass(frozen=True, slots=True)
class ForgetTake:
    """Drop a take's sound and texts; harmless if there are none."""

    take: TakeId


@dataclass(frozen=True, slots=True)
class KnownStart:
    """How much of a job's recording was sent before, with ``Overhear``.

    Attributes:
        take: Which take.
        n_sent: Samples that were sent.
        n_samples: Samples of the whole recording; fewer than were sent, if its end is cut.
    """

    take: TakeId
    n_sent: int
    n_samples: int


@dataclass(frozen=True, slots=True)
class TranscribeJob:
    """Transcribe a recording.

    Answered by ``TranscriptionDone``, ``TranscriptionFailed`` or ``TranscriptionCancelled``.
    """

    job: JobId
    waveform: Waveform
    """The recording, or what follows on ``known_start``."""
    options: TranscribeOptions
    is_urgent: bool = False
    """Whether it precedes jobs that are not urgent, even one that has started."""
    known_start: KnownStart | None = None
    """What was sent before; ``options`` are then those of the passes."""


@dataclass(frozen=True, slots=True)
class CancelJob:
    """Cancel a job, running or waiting; harmless if it is done."""

    job: JobId


@dataclass(frozen=True, slots=True)
class Loading:
    """From the app's side: an engine is being started."""


@dataclass(frozen=True, slots=True)
class Restarted:
    """From the app's side: an engine crashed and another one replaces it."""


@dataclass(frozen=True, slots=True)
class Unloaded:
    """From the app's side: the model was unloaded until there is work again."""


EngineRequest: TypeAlias = LoadModel | Overhear | ForgetTake | TranscribeJob | CancelJob


@dataclass(frozen=True, slots=True)
class Compiling:
    """Loading includes a compile, which takes minutes once; sent about four times a second."""

    progress: CompileProgress


@dataclass(frozen=True, slots=True)
class Loaded:
    """The model is loaded and warmed up."""

    model: str
    device: str
    reason: Sentence
    """Why this device was chosen, as a sentence."""
    load_ms: float
    warm_up_ms: float
    memory_mb: int
    """Memory in use on the device; see ``engine.runtime.memory``."""


@dataclass(frozen=True, slots=True)
class LoadFailed:
    """The model could not be loaded."""

    reason: Sentence
    details: str = ""
    """What the log is to say."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Seconds of a job's audio that are done; sent at most ten times a second."""

    job: JobId
    done_s: float


@dataclass(frozen=True, slots=True)
class SaidSoFar:
    """What was said in a take until now; it may change."""

    take: TakeId
    text: str


@dataclass(frozen=True, slots=True)
class Rested:
    """No pass is under way; sent after the last of so many ``Overhear`` that this process has had."""

    n_overheard: int


@dataclass(frozen=True, slots=True)
class TranscriptionDone:
    """A job's result."""

    job: JobId
    transcript: Transcript


@dataclass(frozen=True, slots=True)
class TranscriptionFailed:
    """A job failed; the reason is for the user, the details are for the log."""

    job: JobId
    reason: Sentence
    details: str = ""


@dataclass(frozen=True, slots=True)
class TranscriptionCancelled:
    """A job was cancelled on request."""

    job: JobId


@dataclass(frozen=True, slots=True)
class EngineUnfit:
    """The process ends, since it is unusable; a new one may work.

    The reason is for the user, the details are for the log.
    """

    reason: Sentence
    details: str = ""


JobEnd: TypeAlias = TranscriptionDone | TranscriptionFailed | TranscriptionCancelled
EngineReport: TypeAlias = Loading | Compiling | Loaded | LoadFailed | Restarted | Unloaded
"""A report about the engine itself."""
EngineReply: TypeAlias = (
    Compiling | Loaded | LoadFailed | Progress | SaidSoFar | Rested | JobEnd | EngineUnfit
)
