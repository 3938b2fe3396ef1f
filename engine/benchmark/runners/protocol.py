"""What the comparison and an engine's program say to each other: one JSON object a line."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Final, TypeAlias


@dataclass(frozen=True, slots=True)
class Setup:
    """What to run.

    Attributes:
        model: A name or a path, as this project's engine finds it.
        device: Where this project's engine is to compute; the others use the CPU.
        export: The folder of the same weights in a plain form; see ``exported_model``.
        folder: Where the program keeps the weights in the form that its engine loads.
        options: What makes this variant of the engine.
        threads: How many to compute with.
    """

    model: str
    device: str
    export: str
    folder: str
    options: Mapping[str, str]
    threads: int


@dataclass(frozen=True, slots=True)
class Prepare(Setup):
    """Do what is done once for a model: convert its weights, compile. Answered by ``Ready``."""


@dataclass(frozen=True, slots=True)
class Load(Setup):
    """Have the model in memory. Answered by ``Ready``."""


@dataclass(frozen=True, slots=True)
class TranscribeClip:
    """Transcribe a clip, an array of float32 at 16 kHz in a file. Answered by ``TranscribedClip``."""

    clip: str
    language: str


@dataclass(frozen=True, slots=True)
class Underway:
    """The answer takes long; says why."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Ready:
    """The work of ``Prepare`` or ``Load`` is done.

    Attributes:
        device: Where it computes.
        versions: Of the engine and the libraries that do its work, by name, the engine first.
    """

    device: str
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TranscribedClip:
    """A clip's text.

    Attributes:
        text: As the engine gives it.
        n_tokens: Those of the text, timestamps included.
        wall_ms: From the waveform to the text.
        stages_ms: Parts of it, where the engine tells.
        n_fallbacks: Windows that were decoded again, since the first text looked wrong.
    """

    text: str
    n_tokens: int
    wall_ms: float
    stages_ms: Mapping[str, float] = field(default_factory=dict)
    n_fallbacks: int = 0


@dataclass(frozen=True, slots=True)
class Failed:
    """What was asked could not be done; the reason is a sentence."""

    reason: str


RunnerRequest: TypeAlias = Prepare | Load | TranscribeClip
RunnerReply: TypeAlias = Underway | Ready | TranscribedClip | Failed
RunnerMessage: TypeAlias = RunnerRequest | RunnerReply

_KINDS: Final[Mapping[str, type[RunnerMessage]]] = {
    kind.__name__: kind
    for kind in (Prepare, Load, TranscribeClip, Underway, Ready, TranscribedClip, Failed)
}


def to_line(message: RunnerMessage) -> str:
    """Return a message as a line, its end included."""
    return json.dumps({"kind": type(message).__name__, **asdict(message)}) + "\n"


def from_line(line: str) -> RunnerMessage | None:
    """Return the message in a line; None for a line that a library printed."""
    try:
        fields = json.loads(line)
        return _KINDS[fields.pop("kind")](**fields)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
